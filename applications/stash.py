"""What somebody sent after their session had ended, kept (encrypted) in the new one until they have signed in again."""

from __future__ import annotations

import json

from django.http import HttpRequest, QueryDict

from core.fields import decrypt, encrypt

KEY = "typed_before_sign_in"
MOST = 220_000  # characters: a statement of the greatest length in any script, and its line ends


def keep(request: HttpRequest) -> bool:
    """Keep what was posted to this address, in place of what was kept before; tell whether it could be kept."""
    posted = {name: values for name, values in request.POST.lists() if name != "csrfmiddlewaretoken"}
    body = json.dumps(posted, ensure_ascii=False)
    if fits := len(body) <= MOST:
        request.session[KEY] = {"path": request.path, "typed": encrypt(body)}
    return fits


def take(request: HttpRequest) -> QueryDict | None:
    """Return what was posted to this address before signing in, once."""
    kept = request.session.get(KEY)
    if not isinstance(kept, dict) or kept.get("path") != request.path:
        return None
    del request.session[KEY]
    posted = QueryDict(mutable=True)
    for name, values in json.loads(decrypt(kept["typed"])).items():
        posted.setlist(name, values)
    return posted
