"""Links in e-mails: signed with a key outside the database, made at sending, changing nothing on GET."""

from __future__ import annotations

from django.conf import settings
from django.core.signing import BadSignature, TimestampSigner


class LinkError(Exception):
    """The link is forged, too old, or of another kind. Callers show one neutral page for all of these."""


def sign(kind: str, *parts: str | int) -> str:
    """Return a token for `parts` (ids and a version), good only for `kind`."""
    return _signer(kind).sign(".".join(str(part) for part in parts))


def read(kind: str, token: str, *, max_age: int) -> list[str]:
    """Return the parts of a token younger than `max_age` seconds; raise LinkError otherwise."""
    try:
        return _signer(kind).unsign(token, max_age=max_age).split(".")
    except BadSignature as error:
        raise LinkError(kind) from error


def absolute(path: str) -> str:
    """Return the full address of a path of this service."""
    return f"{settings.SITE_URL}{path}"


def _signer(kind: str) -> TimestampSigner:
    return TimestampSigner(key=settings.LINK_KEY, salt=f"link.{kind}", sep="~")
