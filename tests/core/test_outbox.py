from __future__ import annotations

import socket
from datetime import timedelta

import pytest
from django.core.mail import get_connection
from django.db import transaction
from django.utils import timezone

from core import emails
from core.emails import Letter, queue
from core.models import OutgoingEmail
from core.services import outbox
from core.services.outbox import send_due
from core.signals import email_refused
from tests.at_once import at_once
from tests.core.letters import letter_kind, note_to
from tests.factories import SchoolFactory, UserFactory

State = OutgoingEmail.State
pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]


def queued(subject=None, **options) -> OutgoingEmail:
    with transaction.atomic():
        email = queue("test_note", options.pop("ids", {}), subject=subject or UserFactory(), **options)
    assert email is not None
    return email


def fresh(email: OutgoingEmail) -> OutgoingEmail:
    return OutgoingEmail.objects.get(pk=email.pk)


@pytest.fixture
def refused():
    heard = []

    def hear(sender, email, error_code, **kwargs):
        heard.append((email.pk, error_code))

    email_refused.connect(hear)
    yield heard
    email_refused.disconnect(hear)


def test_a_letter_is_sent_once_under_its_message_id(note, smtp):
    email = queued()
    assert send_due() == {"sent": 1}
    assert send_due() == {}
    assert smtp.ids() == [email.message_id]
    after = fresh(email)
    assert (after.state, after.attempts, after.claimed_at, after.error_code) == (State.SENT, 1, None, "")
    assert after.sent_at is not None


def test_the_message_has_both_forms_and_its_headers(note, smtp):
    queued(ids={"number": 7})
    send_due()
    message = smtp.arrivals()[0].message
    assert message["Subject"] == "Note 7: a reference is waiting"
    assert message["To"] == "colin@example.org"
    assert message["From"] == "SENCo Recruit <no-reply@example.org>"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Date"].datetime.date() == timezone.localdate()
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]
    text = message.get_body(("plain",)).get_content().replace("\r\n", "\n")
    assert "Give the reference:\nhttp://testserver/reference/abc123/\n" in text
    assert "<" not in text
    html = message.get_body(("html",)).get_content()
    assert '<a class="button" href="http://testserver/reference/abc123/">' in html


def test_the_school_writes_under_its_own_name(letter_templates, smtp):
    def build(ids):
        return Letter(
            to="colin@example.org",
            context={"number": 1, "about": "<b>O'Brien & Co</b>\nBcc: x@example.org"},
            school="St Anne's,\nHill",
            reply_to="office@example.org",
        )

    with letter_kind("test_note", build):
        queued()
        send_due()
    message = smtp.arrivals()[0].message
    assert str(message["From"]) == '"St Anne\'s, Hill" <no-reply@example.org>'
    assert message["Reply-To"] == "office@example.org"
    assert message["Subject"] == "Note 1: <b>O'Brien & Co</b> Bcc: x@example.org"
    assert message["Bcc"] is None
    assert "St Anne's" in message.get_body(("plain",)).get_content()


def test_a_letter_no_longer_needed_is_dropped(letter_templates, smtp):
    with letter_kind("test_note", lambda ids: None):
        email = queued()
        assert send_due() == {"dropped": 1}
    assert fresh(email).state == State.DROPPED
    assert smtp.ids() == []


def test_a_letter_about_something_erased_is_dropped(letter_templates, smtp):
    from accounts.models import User

    with letter_kind("test_note", lambda ids: Letter(to=User.objects.get(pk=0).email, context={})):
        email = queued()
        assert send_due() == {"dropped": 1}
    assert fresh(email).state == State.DROPPED


def test_a_letter_is_not_sent_before_it_is_due(note, smtp):
    email = queued(due_at=timezone.now() + timedelta(hours=1))
    assert send_due() == {}
    assert send_due(timezone.now() + timedelta(hours=2)) == {"sent": 1}
    assert smtp.ids() == [email.message_id]


def test_once_is_once(note, smtp):
    person = UserFactory()
    with transaction.atomic():
        assert queue("test_note", {}, subject=person, once="receipt 1") is not None
        assert queue("test_note", {}, subject=person, once="receipt 1") is None
    assert OutgoingEmail.objects.count() == 1


def test_a_letter_nobody_registered_cannot_be_queued():
    with pytest.raises(KeyError, match="nobody_made_this"):
        queue("nobody_made_this", {}, subject=UserFactory())


def test_no_mail_server_is_tried_again_later(note, settings, refused):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    with socket.socket() as taken:  # bound but not listening: every connection is refused
        taken.bind(("127.0.0.1", 0))
        settings.EMAIL_PORT = taken.getsockname()[1]
        email = queued()
        assert send_due() == {"waiting": 1}
    after = fresh(email)
    assert (after.state, after.error_code, after.attempts) == (State.WAITING, "ConnectionRefusedError", 1)
    assert timedelta(seconds=50) < after.due_at - timezone.now() <= timedelta(minutes=1)
    assert send_due() == {}  # not before its time
    assert refused == []


def test_a_mailbox_that_is_busy_is_tried_again(letter_templates, smtp, refused):
    with letter_kind("test_note", note_to("refuse-451@example.org")):
        email = queued()
        assert send_due() == {"waiting": 1}
        assert send_due(timezone.now() + timedelta(minutes=2)) == {"waiting": 1}
    after = fresh(email)
    assert (after.error_code, after.attempts) == ("smtp-451", 2)
    assert refused == []


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("refuse-550@example.org", "smtp-550"),
        ("spam-554@example.org", "smtp-554"),
        ("two@lines\n.example.org", "BadHeaderError"),
    ],
)
def test_what_is_refused_for_good_fails_and_is_announced(letter_templates, smtp, refused, address, code):
    with letter_kind("test_note", note_to(address)):
        email = queued()
        assert send_due() == {"failed": 1}
        assert send_due(timezone.now() + timedelta(days=9)) == {}
    after = fresh(email)
    assert after.state == State.FAILED
    assert after.error_code == code
    assert refused == [(email.pk, after.error_code)]


def test_a_refusal_and_what_it_sets_off_commit_together(letter_templates, smtp, settings):
    settings.OUTBOX_LEASE_SECONDS = 60

    def breaks(sender, **kwargs):
        UserFactory(email="half-done@example.org")
        raise RuntimeError("the listener failed")

    email_refused.connect(breaks)
    try:
        with letter_kind("test_note", note_to("refuse-550@example.org")):
            email = queued()
            with pytest.raises(RuntimeError):
                send_due()
    finally:
        email_refused.disconnect(breaks)
    assert fresh(email).state == State.SENDING  # another pass will find it again
    assert fresh(email).subject_type == "accounts.user"
    from accounts.models import User

    assert not User.objects.filter(email="half-done@example.org").exists()


def test_a_letter_is_given_up_after_its_last_attempt(letter_templates, smtp, refused):
    with letter_kind("test_note", note_to("refuse-451@example.org")):
        email = queued()
        OutgoingEmail.objects.update(attempts=outbox.ATTEMPTS - 1)
        assert send_due() == {"failed": 1}
    assert refused == [(email.pk, "smtp-451")]


def test_the_backoff_grows_and_ends():
    waits = [outbox.BACKOFF[min(n, len(outbox.BACKOFF)) - 1] for n in range(1, outbox.ATTEMPTS)]
    assert waits == sorted(waits)
    assert timedelta(days=2) < sum(waits, timedelta()) < timedelta(days=3)


def test_a_mistake_in_one_letter_holds_up_no_other(letter_templates, smtp):
    with letter_kind("test_note", lambda ids: Letter(to="", context={"number": 1 / ids["number"]})):
        broken = queued(ids={"number": 0})
    with letter_kind("test_note", lambda ids: note_to("a@example.org")(ids) if ids["number"] else 1 / 0):
        OutgoingEmail.objects.filter(pk=broken.pk).update(ids={"number": 0})
        good = queued(ids={"number": 3})
        assert send_due() == {"waiting": 1, "sent": 1}
    assert fresh(broken).error_code == "letter-ZeroDivisionError"
    assert smtp.ids() == [good.message_id]


def test_what_a_dead_worker_held_is_taken_again_after_its_lease(note, smtp, settings):
    settings.OUTBOX_LEASE_SECONDS = 60
    email = queued()
    now = timezone.now()
    OutgoingEmail.objects.update(state=State.SENDING, claimed_at=now - timedelta(seconds=59), attempts=1)
    assert send_due(now) == {}
    assert send_due(now + timedelta(seconds=2)) == {"sent": 1}
    assert smtp.ids() == [email.message_id]
    assert fresh(email).attempts == 2


def test_a_worker_whose_lease_ran_out_does_not_overwrite_the_next(note, smtp):
    email = queued()
    slow = outbox._claim(email.pk, timezone.now())
    later = timezone.now() + outbox.lease() + timedelta(seconds=1)
    assert outbox._claim(email.pk, later) is not None
    outbox._finish(slow, State.WAITING, error_code="late")
    assert (fresh(email).state, fresh(email).error_code) == (State.SENDING, "")


def test_letters_about_one_subject_leave_in_order(note, smtp):
    subject, other = UserFactory(), UserFactory()
    first, second = queued(subject), queued(subject)
    third = queued(other)
    now = timezone.now()
    OutgoingEmail.objects.filter(pk=first.pk).update(attempts=1, due_at=now + timedelta(minutes=2))
    assert send_due(now) == {"sent": 1}  # only the other subject's: the first is being tried again
    assert smtp.ids() == [third.message_id]
    assert send_due(now + timedelta(minutes=3)) == {"sent": 2}
    assert smtp.ids() == [third.message_id, first.message_id, second.message_id]


def test_a_letter_that_stays_stuck_does_not_hold_up_its_subject_for_ever(note, smtp):
    subject = UserFactory()
    first, second = queued(subject), queued(subject)
    now = timezone.now()
    OutgoingEmail.objects.filter(pk=first.pk).update(attempts=5, due_at=now + timedelta(hours=1))
    assert send_due(now + outbox.ORDER_KEPT_FOR + timedelta(seconds=1)) == {"sent": 1}
    assert smtp.ids() == [second.message_id]


def test_a_letter_for_later_holds_up_nothing(note, smtp):
    subject = SchoolFactory()
    queued(subject, due_at=timezone.now() + timedelta(days=3))
    now = queued(subject)
    assert send_due() == {"sent": 1}
    assert smtp.ids() == [now.message_id]


def test_a_pass_uses_one_connection(note, smtp):
    for _ in range(3):
        queued()
    send_due()
    assert len({arrival.connection for arrival in smtp.arrivals()}) == 1


@pytest.mark.django_db(transaction=True)
def test_several_workers_at_once_send_each_letter_once(note, smtp):
    sent = sorted(queued().message_id for _ in range(20))
    outcomes = at_once(send_due, send_due, send_due)
    assert sum(outcome["sent"] for outcome in outcomes) == 20
    assert sorted(smtp.ids()) == sent


@pytest.mark.django_db(transaction=True)
def test_a_letter_of_work_that_was_undone_does_not_exist(note):
    with transaction.atomic():
        queue("test_note", {}, subject=UserFactory())
        transaction.set_rollback(True)
    assert OutgoingEmail.objects.count() == 0


def test_queries_grow_by_three_a_letter(note, smtp, django_assert_num_queries):
    queued()
    with django_assert_num_queries(4):  # the list; then the claim, the row, the mark
        send_due()
    for _ in range(3):
        queued()
    with django_assert_num_queries(10):
        send_due()


def test_the_row_holds_no_words_and_no_address(note):
    email = queued(UserFactory(email="rowan@example.org"))
    held = " ".join(str(value) for value in OutgoingEmail.objects.filter(pk=email.pk).values()[0].values())
    assert "rowan" not in held
    assert "@" not in held.replace(email.message_id, "")


def test_every_registered_letter_has_its_template():
    from django.template.loader import get_template

    for name in emails.kinds():
        get_template(f"emails/{name}.html")


def test_the_demo_mailbox_writes_whole_files(note, mailbox):
    assert get_connection().__class__.__name__ == "MailFolderBackend"
    email = queued()
    send_due()
    assert [message["Message-ID"] for message in mailbox()] == [email.message_id]
