"""Writing to and fro between a candidate and HR about one application.

While the sift is blind HR answers without a name: the thread bears none, and no letter to HR does. HR who is on the
panel is kept out until the outcomes are released; whoever has read a thread by then may not join the panel.
"""

from __future__ import annotations

import uuid
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import Membership, Role, User
from applications import reveal
from applications.models import Acquaintance, Application, Message, Thread
from applications.on_behalf import may_answer
from core import emails
from core.audit import record
from vacancies.audience import leaders
from vacancies.models import Vacancy

LONGEST = 5000  # characters
MOST_WAITING = 20  # messages of one candidate that HR has not answered
How = Acquaintance.How


class MessageError(Exception):
    """What stands in the way, as a sentence for people. `field`: beside which field it belongs."""

    def __init__(self, message: str, field: str = "text") -> None:
        super().__init__(message)
        self.field = field


def why_closed(application: Application) -> str:
    """Why nobody can write about this application any more; "" while they can. What was written stays readable."""
    if application.state == Application.State.WITHDRAWN:
        return "The application was withdrawn, so nobody can write about it any more."
    if not application.candidate.is_active and not is_by_post(application):
        return "The candidate has closed their account, so nobody can write to them any more."
    return ""


def is_by_post(application: Application) -> bool:
    """Whether its candidate gets letters by post: they applied on paper and gave no e-mail address."""
    paper = getattr(application, "paper", None) if application.on_paper_at else None
    return paper is not None and paper.by_post


def write_to_school(application: Application, *, by: User, text: str, form_key: uuid.UUID) -> Message:
    """Send the candidate's message to HR, who are told that there is one; pressed twice it is sent once.

    `by`: the candidate, or HR who enters what somebody without an e-mail address wrote or said.
    Raises MessageError for a text that is missing or too long, a closed thread, or too many without an answer.
    """
    if not may_answer(by, application):
        raise MessageError("You can only write about your own application")
    return _write(application, by=by, text=text, form_key=form_key, from_school=False)


def write_to_candidate(application: Application, *, by: User, text: str, form_key: uuid.UUID, seen: int = 0) -> Message:
    """Send HR's message to the candidate, who is told; pressed twice it is sent once.

    `seen`: the newest message that the page showed. What the candidate has written since still waits for an answer.
    Raises MessageError as write_to_school does. Whoever calls this has asked `applications.answer` or `write_to`.
    """
    return _write(application, by=by, text=text, form_key=form_key, from_school=True, seen=seen)


def _write(
    application: Application, *, by: User, text: str, form_key: uuid.UUID, from_school: bool, seen: int = 0
) -> Message:
    text = _checked(text)
    try:
        with transaction.atomic():
            _refuse_closed(application)
            thread, _ = Thread.objects.get_or_create(application=application)
            if not from_school:
                _refuse_too_many(thread)
            message = Message.objects.create(
                thread=thread, from_school=from_school, author=by, text=text, form_key=form_key
            )
            if from_school:
                _answered(thread, seen)
                tell_candidate(message, application)
            else:
                _wait(thread, message.sent_at)
                _tell_school(thread, but=by)
            verb = "message.to_candidate" if from_school else "message.to_school"
            record(verb, by=by, subject=message, school_id=application.vacancy.school_id)
    except IntegrityError:  # the other press was first
        same = Message.objects.filter(form_key=form_key, author=by, thread__application=application).first()
        if same is None:
            raise
        return same
    return message


def _checked(text: str) -> str:
    text = text.strip()
    if not text:
        raise MessageError("Write your message")
    if len(text) > LONGEST:
        raise MessageError(f"Your message must be {LONGEST:,} characters or fewer. It has {len(text):,}")
    return text


def _refuse_closed(application: Application) -> None:
    """Facts as they are now."""
    current = Application.objects.select_related("candidate", "paper").get(pk=application.pk)
    if why := why_closed(current):
        raise MessageError(why)


def _refuse_too_many(thread: Thread) -> None:
    if thread.waits_since is None:
        return
    waiting = thread.messages.filter(from_school=False, sent_at__gte=thread.waits_since).count()
    if waiting >= MOST_WAITING:
        raise MessageError(f"You have sent {MOST_WAITING} messages. Wait until the school answers")


def _wait(thread: Thread, since: datetime) -> None:
    """The thread waits for HR, since the oldest message that has no answer."""
    if Thread.objects.filter(pk=thread.pk, waits_since=None).update(waits_since=since):
        thread.waits_since = since
    else:
        thread.refresh_from_db(fields=["waits_since"])


def _answered(thread: Thread, seen: int) -> None:
    """Nothing waits for HR any more, but what the candidate wrote after the message `seen` (0: none was shown)."""
    newer = thread.messages.filter(from_school=False, pk__gt=seen, sent_at__gte=thread.waits_since or timezone.now())
    first = newer.first() if thread.waits_since else None
    thread.waits_since = first.sent_at if first else None
    Thread.objects.filter(pk=thread.pk).update(waits_since=thread.waits_since)


def need_no_answer(thread: Thread, *, by: User, seen: int) -> None:
    """HR says that what the candidate wrote, up to the message `seen`, needs no answer."""
    with transaction.atomic():
        thread.refresh_from_db(fields=["waits_since"])
        if thread.waits_since is None:
            return
        _answered(thread, seen)
        record("thread.needs_no_answer", by=by, subject=thread, school_id=thread.application.vacancy.school_id)


def read_by_candidate(thread: Thread) -> None:
    """The candidate has opened the thread."""
    thread.messages.filter(from_school=True, read_at=None).update(read_at=timezone.now())


def read_by_school(thread: Thread, *, by: User) -> None:
    """HR has opened the thread: recorded, and before the release it keeps them off the panel."""
    application = thread.application
    with transaction.atomic():
        thread.messages.filter(from_school=False, read_at=None).update(read_at=timezone.now())
        acquaint(application, by=by, how=How.WROTE)
        record("thread.read", by=by, subject=thread, school_id=application.vacancy.school_id, fields=["text"])


def acquaint(application: Application, *, by: User, how: str) -> None:
    """Keep that `by` knows who the candidate may be, while the sift is blind. In the caller's transaction."""
    if reveal.released_at(application.vacancy) is None:
        Acquaintance.objects.get_or_create(application=application, user=by, how=how)


def why_not_sift(user: User, vacancy: Vacancy) -> str:
    """Why this person may not sift the vacancy, in words; "" when nothing here stands against it."""
    known = Acquaintance.objects.filter(application__vacancy=vacancy, user=user).order_by("how").first()
    if known is None:
        return ""
    done = {
        How.ENTERED: "entered an application from paper",
        How.WROTE: "has read what a candidate wrote to HR",
        How.POSTED: "has printed a letter to a candidate",
        How.TOLD: "looked whose application on paper it is",
    }[How(known.how)]
    return f"{user} {done}, so they may know who a candidate is. Choose somebody else for this panel"


def answerers(vacancy: Vacancy) -> list[User]:
    """HR who may read and answer now: of the school; where it has none that may, of the trust."""
    own = [user for user in leaders(vacancy, heads=False) if user.has_perm("applications.post_letters", vacancy)]
    if own:
        return own
    rows = Membership.objects.at(vacancy.school).filter(role=Role.HR).select_related("user").order_by("pk")
    people = {row.user_id: row.user for row in rows}
    return [user for user in people.values() if user.has_perm("applications.post_letters", vacancy)]


def tell_candidate(message: Message, application: Application) -> None:
    """Queue the notice of a message from the school: a link, never its words."""
    emails.queue(
        "message_to_candidate",
        {"message": message.pk},
        subject=application,
        school_id=application.vacancy.school_id,
        once=f"message_to_candidate:{message.pk}",
    )


def _tell_school(thread: Thread, *, but: User) -> None:
    """Queue one notice for each HR who may answer, however much is written before they do; none for who entered it.

    Where all HR are on the panel, they hear that a colleague must answer.
    """
    vacancy = thread.application.vacancy
    told = answerers(vacancy) or leaders(vacancy, heads=False)
    for person in [each for each in told if each.pk != but.pk]:
        emails.queue(
            "message_to_school",
            {"thread": thread.pk, "user": person.pk},
            subject=thread,
            school_id=vacancy.school_id,
            once=f"message_to_school:{thread.pk}:{thread.waits_since:%Y%m%dT%H%M%S%f}:{person.pk}",
        )
