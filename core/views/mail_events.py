"""Where the mail provider tells of bounces: one address, for the provider in use, behind its own secret."""

from __future__ import annotations

import re
from importlib import import_module
from typing import Any

from anymail.exceptions import AnymailWebhookValidationFailure
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.csrf import csrf_exempt

from core.permissions import PUBLIC, Permitted
from core.rate_limits import allow, connection_of
from core.services.mail_events import TooEarlyError, note_event

WRONG, SECONDS = 30, 300  # tries without the secret, from one address in five minutes
BACKEND = re.compile(r"anymail\.backends\.(\w+)\.EmailBackend")
READERS = ("TrackingWebhookView", "CombinedWebhookView")  # how anymail calls what reads a provider's words


@method_decorator(csrf_exempt, name="dispatch")  # a provider has no session; the secret is checked instead
class MailEventsView(Permitted, View):
    """Take what a provider tells. There is nothing here for SMTP, or as long as no secret is set."""

    permission_required = PUBLIC
    http_method_names = ["post", "head"]

    def head(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Some providers look whether the address exists."""
        _reader()
        return HttpResponse()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Note each event. 403 without the secret; 503 asks the provider to tell us again."""
        reader = _reader()
        try:
            reader.run_validators(request)
        except AnymailWebhookValidationFailure:
            within = allow(f"mail-events:{connection_of(request)}", WRONG, SECONDS)
            return HttpResponse(status=403 if within else 429)
        try:
            for event in reader.parse_events(request):
                note_event(event.event_type, event.message_id or "", reason=event.reject_reason or "")
        except TooEarlyError:
            return HttpResponse(status=503)
        except (KeyError, TypeError, ValueError):  # not what this provider sends
            return HttpResponse(status=400)
        return HttpResponse()


def _reader() -> Any:
    """Return anymail's reader for the provider in use. Raises Http404 without one or without a secret."""
    found = BACKEND.fullmatch(settings.EMAIL_BACKEND)
    if not found or not settings.ANYMAIL.get("WEBHOOK_SECRET"):
        raise Http404
    names = vars(import_module(f"anymail.webhooks.{found[1]}"))
    return next(view for name, view in names.items() if name.endswith(READERS) and view.__module__.endswith(found[1]))()
