"""Where an advert stands on Teaching Vacancies, in words for HR, and what to do about a refusal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.urls import NoReverseMatch, reverse

from core.display import when
from vacancies.models import Vacancy, VacancyPosting
from vacancies.services.posting import NOT_READY, UNREACHABLE, enabled
from vacancies.teaching_vacancies.advert import takes

State, Wanted = VacancyPosting.State, VacancyPosting.Wanted
NAME = "Teaching Vacancies"
# Their name of a field: our page of it, and what it is called there.
_FIELDS = {
    "job_title": ("vacancies:details", "Job title"),
    "job_advert": ("vacancies:details", "About the job"),
    "salary": ("vacancies:pay", "Pay"),
    "working_patterns": ("vacancies:contract", "Hours"),
    "contract_type": ("vacancies:contract", "Contract"),
    "starts_on": ("vacancies:dates", "Dates"),
    "benefits_details": ("vacancies:about", "About the school"),
    "expires_at": ("vacancies:extend", "Closing date"),
    "publish_on": ("vacancies:extend", "Closing date"),
}


@dataclass(frozen=True)
class PostingError:
    """One thing that was wrong: the service's words or ours, and our page where it is put right."""

    says: str
    label: str = ""
    url: str = ""


@dataclass(frozen=True)
class Button:
    """What can be done: its words, and what it asks for (live or removed)."""

    text: str
    wanted: str


@dataclass(frozen=True)
class PostingWords:
    """A turn block about the posting."""

    label: str
    text: str
    kind: str = "theirs"
    errors: tuple[PostingError, ...] = ()
    link: str = ""
    link_label: str = ""
    button: Button | None = None


_SHOW = Button(f"Show it on {NAME}", str(Wanted.LIVE))
_AGAIN = Button("Send it again", str(Wanted.LIVE))
_OFF = Button(f"Take it off {NAME}", str(Wanted.REMOVED))


def words_of(vacancy: Vacancy, *, at: datetime) -> PostingWords:
    """Return where the advert of `vacancy` stands on Teaching Vacancies at the instant `at`. One query at most."""
    if not enabled():
        return PostingWords(
            f"{NAME} is not set up",
            "The Department for Education gives a key to those who run a recruitment system. "
            "Ask who runs this one to set it.",
        )
    if not takes(vacancy.school.type_group):
        return PostingWords(
            f"{NAME} does not take this job",
            "It is for schools that the state pays for. Nothing is sent to it for an independent school.",
        )
    posting = VacancyPosting.objects.filter(vacancy=vacancy).first()
    if posting is None:
        return _not_yet(vacancy, at)
    return _refused(vacancy, posting) if posting.state == State.REFUSED else _standing(vacancy, posting, at)


def _not_yet(vacancy: Vacancy, at: datetime) -> PostingWords:
    if vacancy.is_open(at):
        return PostingWords(f"It is not on {NAME}", "You can show it there now.", "yours", button=_SHOW)
    if vacancy.published_at is None:
        return PostingWords("Nothing is sent yet", "We send the advert when it is published.")
    return PostingWords(f"It was never on {NAME}", "The advert is closed, so there is nothing to send.")


def _standing(vacancy: Vacancy, posting: VacancyPosting, at: datetime) -> PostingWords:
    live = posting.wanted == Wanted.LIVE
    if posting.state != State.DONE:
        label = f"Waiting to be {'shown on' if live else 'taken off'} {NAME}"
        late = f"It did not answer. We try again at {when(posting.due_at)}." if posting.error_code else ""
        return PostingWords(label, late or "This takes about a minute.")
    if not live:
        button = _SHOW if vacancy.is_open(at) else None
        return PostingWords(f"It is not on {NAME}", "It was taken off.", button=button)
    if posting.expires_at is None or posting.expires_at <= at:
        return PostingWords(f"It has ended on {NAME}", "Its closing time has passed.")
    return PostingWords(
        f"It is shown on {NAME}",
        f"Sent at {when(posting.posted_at)}. It ends there at {when(posting.expires_at)}." if posting.posted_at else "",
        "done",
        link=posting.public_url,
        link_label=f"See it on {NAME}",
        button=_OFF,
    )


def _refused(vacancy: Vacancy, posting: VacancyPosting) -> PostingWords:
    label = f"{NAME} did not take it"
    errors = tuple(_error(vacancy, str(each)) for each in posting.answer.get("errors", []))
    link = str(posting.answer.get("link", ""))
    if posting.error_code == "http-409":
        text = (
            "It says that the same job is there already. Look at that advert. If somebody at your school posted it, "
            "take it off there, then send this one again."
        )
        return PostingWords(label, text, "stop", errors, link, "The advert that is there", button=_AGAIN)
    if posting.error_code == "http-401":
        text = f"It does not know our key. Tell who runs this system. The key of {NAME} must be set again."
    elif posting.error_code == UNREACHABLE:
        text = "It did not answer for more than two days."
    elif posting.error_code == NOT_READY:
        label, text = f"It cannot go to {NAME} yet", "Put this right, then send it again."
    else:
        text = "Put right what it names, then send it again."
    return PostingWords(label, text, "stop", errors, button=_AGAIN)


def _error(vacancy: Vacancy, words: str) -> PostingError:
    """ "expires_at: must be …" with our page for it."""
    name, colon, says = words.partition(":")
    page = _FIELDS.get(name.strip()) if colon else None
    if page is None:
        return PostingError(words)
    try:
        return PostingError(says.strip(), page[1], reverse(page[0], args=[vacancy.ref]))
    except NoReverseMatch:
        return PostingError(says.strip(), page[1])
