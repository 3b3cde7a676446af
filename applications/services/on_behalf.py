"""HR acts at the word of a candidate who has no e-mail address: who heard it, when and how is kept with the act."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import Model
from django.utils import timezone

from accounts.models import User
from applications.models import Acquaintance, Application, Message, OnBehalf
from applications.on_behalf import Answer, Do, Words, open_to
from applications.services import lifecycle
from applications.services.messages import LONGEST, MessageError, acquaint, why_closed, write_to_school
from applications.states import WITHDRAWABLE
from core import emails
from core.audit import record
from core.states import StateError

GONE = "That cannot be recorded any more. Look at what there is to answer now"


class ToldError(StateError):
    """What stands in the way, as a sentence for people. `field`: beside which field it belongs."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True)
class Told:
    """How HR came to know: by letter or phone, who took it, on what day, and what was said."""

    how: str
    heard_by: str
    heard_on: date
    words: str = ""


def answers_of(application: Application) -> list[Answer]:
    """Everything that the candidate may have told HR; what is no answer to anything, and withdrawing, stand last."""
    found, _ = open_to(application)
    if not why_closed(application):
        found.append(_writing(application))
    if application.state in WITHDRAWABLE:
        found.append(_withdrawing(application))
    return found


def _writing(application: Application) -> Answer:
    def write(by: User, words: str) -> Message:
        try:
            return write_to_school(application, by=by, text=words, form_key=uuid.uuid4())
        except MessageError as error:
            raise ToldError(str(error), "words") from error

    return Answer(
        OnBehalf.Act.WROTE,
        "They ask or say something else",
        write,
        words=Words.NEEDED,
        hint="What they wrote or said goes to Messages, where HR answers it.",
        most=LONGEST,
    )


def _withdrawing(application: Application) -> Answer:
    def withdraw(by: User, words: str) -> None:
        lifecycle.withdraw(application, by=by, reason=words)

    return Answer(
        OnBehalf.Act.WITHDRAW,
        "They withdraw their application",
        withdraw,
        words=Words.TAKEN,
        hint="This cannot be undone. They need not give a reason.",
    )


def record_told(application: Application, *, by: User, key: str, told: Told, form_key: uuid.UUID) -> OnBehalf:
    """Do what the candidate told HR, and keep who heard it, when and how; pressed twice it is done once.

    `key`: that of one of answers_of. The candidate gets a letter that says what was entered, so that a mistake comes
    out. Raises ToldError (words for people), and StateError from the service that does it.
    """
    if (same := _recorded(application, form_key, by)) is not None:
        return same
    answer = next((each for each in answers_of(application) if each.key == key), None)
    if answer is None:
        raise ToldError(GONE, "answer")
    if answer.words is Words.NEEDED and not told.words.strip():
        raise ToldError("Say what they told you", "words")
    return act_for(
        application, by=by, act=answer.act, about=answer.about, do=answer.do, told=told, form_key=form_key,
        keep_words=answer.words is Words.NONE,
    )  # fmt: skip


def act_for(
    application: Application,
    *,
    by: User,
    act: OnBehalf.Act,
    do: Do,
    told: Told,
    form_key: uuid.UUID,
    about: int | None = None,
    keep_words: bool = True,
) -> OnBehalf:
    """Do one thing for the candidate with its record, whole or not at all. Raises as record_told does."""
    _refuse_wrong(application, by, told)
    words = told.words.strip()
    try:
        with transaction.atomic():
            row = OnBehalf.objects.create(
                application=application,
                act=act,
                about=about,
                how=told.how,
                heard_by=told.heard_by,
                heard_on=told.heard_on,
                words=words if keep_words else "",
                recorded_by=by,
                form_key=form_key,
            )
            made = do(by, words)
            if about is None and isinstance(made, Model):
                row.about = made.pk
                row.save(update_fields=["about"])
            _keep(row, application, by)
    except IntegrityError:  # the other press was first
        if (same := _recorded(application, form_key, by)) is None:
            raise
        return same
    return row


def _recorded(application: Application, form_key: uuid.UUID, by: User) -> OnBehalf | None:
    return application.on_behalf.filter(form_key=form_key, recorded_by=by).first()


def _keep(row: OnBehalf, application: Application, by: User) -> None:
    school_id, codes = application.vacancy.school_id, {"act": row.act, "how": row.how, "about": row.about}
    record("on_behalf.done", by=by, subject=application, school_id=school_id, codes=codes)
    ids, once = {"told": row.pk}, f"on_behalf_done:{row.pk}"
    emails.queue("on_behalf_done", ids, subject=application, school_id=school_id, once=once)


def _refuse_wrong(application: Application, by: User, told: Told) -> None:
    if not by.has_perm("applications.speak_for", application):
        raise ToldError("You cannot enter this for the candidate now")
    if told.heard_on > timezone.localdate():
        raise ToldError("The day they told you must be today or in the past", "heard_on")
    if application.submitted_at and told.heard_on < timezone.localdate(application.submitted_at):
        raise ToldError("They cannot have told you before they applied", "heard_on")


def get_to_know(application: Application, *, by: User) -> None:
    """Before the release, HR looks whose paper application it is, to act at their word: they then may not sift."""
    with transaction.atomic():
        acquaint(application, by=by, how=Acquaintance.How.TOLD)
        record("paper.looked_whose", by=by, subject=application, school_id=application.vacancy.school_id)
