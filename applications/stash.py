"""What somebody sent after their session had ended, kept (encrypted) in the new one until they have signed in again."""

from __future__ import annotations

import json

from django.http import HttpRequest, QueryDict

from core.fields import decrypt, encrypt

KEY = "typed_before_sign_in"
MOST = 300_000  # characters: a statement of the greatest length, and its encoding


def keep(request: HttpRequest) -> None:
    """Keep what was posted to this address, in place of what was kept before."""
    posted = request.POST.copy()
    posted.pop("csrfmiddlewaretoken", None)
    body = posted.urlencode()
    if len(body) <= MOST:
        request.session[KEY] = {"path": request.path, "typed": encrypt(json.dumps(body))}


def take(request: HttpRequest) -> QueryDict | None:
    """Return what was posted to this address before signing in, once."""
    kept = request.session.get(KEY)
    if not isinstance(kept, dict) or kept.get("path") != request.path:
        return None
    del request.session[KEY]
    return QueryDict(json.loads(decrypt(kept["typed"])))
