"""Who is signed in, as one of our people."""

from __future__ import annotations

from django.http import HttpRequest

from accounts.models import User


def person(request: HttpRequest) -> User:
    """Return the person who is signed in. For views whose permission lets in nobody else.

    Raises RuntimeError for an anonymous request: the view forgot to ask.
    """
    if not isinstance(request.user, User):
        raise RuntimeError("This view was reached without a sign-in.")
    return request.user
