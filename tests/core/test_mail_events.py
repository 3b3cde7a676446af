"""What a mail provider tells after it took a letter: in its own JSON, behind its secret, once."""

from __future__ import annotations

import base64
import json

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from core.models import OutgoingEmail
from core.services.mail_events import TooEarlyError, note_event
from core.signals import email_refused

pytestmark = pytest.mark.django_db
SECRET = "provider:let-me-in"
POSTMARK = {
    "RecordType": "Bounce", "MessageStream": "outbound", "ID": 42, "Type": "HardBounce", "TypeCode": 1,
    "Name": "Hard bounce", "Tag": "", "MessageID": "883953f4-6105-42a2-a16a-77a8eac79483", "Metadata": {},
    "ServerID": 23, "Description": "The server was unable to deliver your message (ex: unknown user).",
    "Details": "smtp;550 5.1.1 The email account does not exist.", "Email": "head@school.example.org",
    "From": "no-reply@example.org", "BouncedAt": "2026-11-05T16:33:54.9070259Z", "DumpAvailable": True,
    "Inactive": True, "CanActivate": True, "Subject": "Reference",
}  # fmt: skip
BREVO = {
    "event": "hard_bounce", "email": "head@school.example.org", "id": 26224, "date": "2026-11-05 11:32:00",
    "ts": 1794123120, "ts_event": 1794123120, "ts_epoch": 1794123120317, "subject": "Reference", "sending_ip": "x",
    "message-id": "<202611051631.91814@relay.example.org>", "template_id": 0, "tags": [],
    "reason": "550 5.1.1 unknown user",
}  # fmt: skip


@pytest.fixture
def postmark(settings, rate_limits) -> None:
    settings.EMAIL_BACKEND = "anymail.backends.postmark.EmailBackend"
    settings.ANYMAIL = {"POSTMARK_SERVER_TOKEN": "t", "WEBHOOK_SECRET": SECRET}


@pytest.fixture
def refused():
    heard: list[tuple[int, str]] = []

    def hear(sender, *, email, error_code, **kwargs) -> None:
        heard.append((email.pk, error_code))

    email_refused.connect(hear)
    yield heard
    email_refused.disconnect(hear)


def sent(provider_id: str) -> OutgoingEmail:
    return OutgoingEmail.objects.create(
        template="welcome", message_id=f"<{provider_id}@x>", state="sent", provider_id=provider_id
    )


def tell(body: object, *, secret: str = SECRET):
    headers = {"Authorization": f"Basic {base64.b64encode(secret.encode()).decode()}"} if secret else {}
    return Client().post(
        reverse("core:mail_events"), json.dumps(body), content_type="application/json", headers=headers
    )


def test_a_bounce_marks_the_letter_and_is_announced_once(postmark, refused) -> None:
    email = sent(POSTMARK["MessageID"])
    assert [tell(POSTMARK).status_code for _ in range(2)] == [200, 200]
    email.refresh_from_db()
    assert (email.state, email.error_code, refused) == (
        "failed", "provider-bounced", [(email.pk, "provider-bounced")],
    )  # fmt: skip


def test_another_provider_in_its_own_words(settings, refused, rate_limits) -> None:
    settings.EMAIL_BACKEND = "anymail.backends.brevo.EmailBackend"
    settings.ANYMAIL = {"BREVO_API_KEY": "k", "WEBHOOK_SECRET": SECRET}
    email = sent(BREVO["message-id"])
    assert tell(BREVO).status_code == 200
    assert [pk for pk, _ in refused] == [email.pk]


@pytest.mark.parametrize("event", ["Delivery", "Open", "SpamComplaint"])
def test_other_events_change_nothing(event: str, postmark, refused) -> None:
    email = sent(POSTMARK["MessageID"])
    told = {**POSTMARK, "RecordType": event, "Type": event, "DeliveredAt": "2026-11-05T16:33:54Z", "Recipient": "x@y.z"}
    assert tell(told).status_code == 200
    email.refresh_from_db()
    assert (email.state, refused) == ("sent", [])


@pytest.mark.parametrize("secret", ["", "provider:guess"])
def test_nobody_speaks_without_the_secret(secret: str, postmark, refused) -> None:
    sent(POSTMARK["MessageID"])
    codes = [tell(POSTMARK, secret=secret).status_code for _ in range(61)]  # more than two windows hold
    assert (set(codes), refused) == ({403, 429}, [])
    assert tell(POSTMARK).status_code == 200  # whoever has it is heard all the same


@pytest.mark.parametrize("anymail", [{}, {"POSTMARK_SERVER_TOKEN": "t"}])
def test_without_a_provider_or_a_secret_there_is_no_such_page(anymail: dict[str, str], settings) -> None:
    settings.EMAIL_BACKEND = "anymail.backends.postmark.EmailBackend" if anymail else settings.EMAIL_BACKEND
    settings.ANYMAIL = anymail
    assert tell(POSTMARK).status_code == 404


@pytest.mark.parametrize("body", [[], "text", {"RecordType": 7}, {}])
def test_what_the_provider_never_sends_is_refused(body: object, postmark) -> None:
    assert tell(body).status_code in (200, 400)


def test_a_bounce_that_overtakes_our_own_note_is_asked_for_again(postmark) -> None:
    OutgoingEmail.objects.create(template="welcome", message_id="<m@x>", state="sending", claimed_at=timezone.now())
    with pytest.raises(TooEarlyError):
        note_event("bounced", "not-yet-known")
    assert tell(POSTMARK).status_code == 503
