"""The online search: agree what is looked at, record it for everyone shortlisted, hear the candidate, settle."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import Membership, Role, User
from applications.models import Application
from applications.on_behalf import may_answer
from appointments.models import Check, CheckCode, OnlineSearch, SearchScope
from appointments.services import checks
from core import emails
from core.audit import record
from core.conflicts import has_interest, is_close
from core.states import StateError
from shortlisting.models import PanelMember
from shortlisting.services import probe_points
from vacancies.models import Vacancy

Outcome = OnlineSearch.Outcome
SOURCE = "online_search"
POINT = "There is something to talk about from the online search. The chair and HR know what it is."
SITES = "A search engine, the first two pages of results\nFacebook\nInstagram\nX\nLinkedIn\nTikTok\nYouTube"
TERMS = "Full name\nFull name and town\nFull name and present school\nFormer names"


class SearchRefusedError(StateError):
    """A search cannot be recorded like this. `field` is the box beside which the message stands; "" for none."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field


def searchers(vacancy: Vacancy) -> list[User]:
    """Return who may search: people of the school who are not on the panel and did not apply."""
    on_panel = PanelMember.objects.current().filter(panel__vacancy=vacancy).values("user")
    rows = Membership.objects.at(vacancy.school).exclude(user__in=on_panel).exclude(role=Role.HEAD)
    people = {row.user_id: row.user for row in rows.select_related("user").order_by("user__name", "pk")}
    return [person for person in people.values() if not has_interest(person, vacancy)]


def to_search(vacancy: Vacancy) -> QuerySet[Application]:
    """Return everyone shortlisted, whatever became of them since, but not who withdrew."""
    before = [
        Application.State.DRAFT, Application.State.SUBMITTED, Application.State.NOT_SHORTLISTED,
        Application.State.WITHDRAWN,
    ]  # fmt: skip
    return Application.objects.filter(vacancy=vacancy).exclude(state__in=before).order_by("details__last_name", "pk")


def agree_scope(vacancy: Vacancy, *, sites: str, terms: str, searcher: User, by: User) -> SearchScope:
    """Agree once for the vacancy where and for what is looked, and who looks; write to them.

    Raises SearchRefusedError when a search is recorded already (the same for everyone), or when the searcher is on
    the panel.
    """
    if OnlineSearch.objects.filter(application__vacancy=vacancy).exists():
        raise SearchRefusedError("A search is recorded already. It has to be the same for everyone.", "sites")
    if searcher.pk not in {person.pk for person in searchers(vacancy)}:
        raise SearchRefusedError("Choose somebody of the school who is not on the panel.", "searcher")
    values = {"sites": _tidy(sites), "terms": _tidy(terms), "searcher": searcher, "agreed_by": by}
    with transaction.atomic():
        scope, _ = SearchScope.objects.update_or_create(
            vacancy=vacancy, defaults={**values, "agreed_at": timezone.now()}
        )
        record("online_search.scope_agreed", by=by, subject=scope, school_id=vacancy.school_id, fields=values)
        if searcher.pk != by.pk:
            once = f"search_asked:{scope.pk}:{searcher.pk}:{scope.agreed_at.timestamp()}"
            emails.queue("search_asked", {"scope": scope.pk}, subject=scope, school_id=vacancy.school_id, once=once)
    return scope


def record_search(
    application: Application,
    *,
    outcome: str,
    done_on: date,
    by: User,
    whole_scope: bool = False,
    finding: str = "",
    relevance: str = "",
    why_not: str = "",
) -> OnlineSearch:
    """Record one person's search, once. Nothing found is a row too, and clears the check.

    What is relevant goes to the chair and HR, who ask the candidate. Raises SearchRefusedError (with its field) when
    the scope is not agreed or was not looked through whole, when the day is to come, or when words are missing.
    """
    _refuse_wrong(application, outcome, done_on, whole_scope, by)
    words = {"finding": finding.strip(), "relevance": relevance.strip(), "why_not": why_not.strip()}
    needed = {Outcome.RELEVANT: ("finding", "relevance"), Outcome.DECIDED_NOT: ("why_not",), Outcome.NOTHING: ()}[
        Outcome(outcome)
    ]
    for name in needed:
        if not words[name]:
            raise SearchRefusedError(_ASK[name], name)
    words = {name: text if name in needed else "" for name, text in words.items()}
    with transaction.atomic():
        search, new = OnlineSearch.objects.get_or_create(
            application=application, defaults={"outcome": outcome, "done_on": done_on, "done_by": by, **words}
        )
        if not new:
            raise SearchRefusedError("The search for this person is recorded already.")
        codes = {"outcome": str(outcome)}
        record("online_search.recorded", by=by, subject=search, school_id=application.vacancy.school_id, codes=codes)
        if outcome == Outcome.RELEVANT:
            checks.mark(application, CheckCode.ONL, Check.Status.RECEIVED, by=by)
            probe_points.add(application, source=SOURCE, key=str(search.pk), text=POINT, by=by)
            _write(search, "search_found")
        else:
            _clear(search, by=by)
    return search


_ASK = {
    "finding": "Enter what you found and where.",
    "relevance": "Say why it matters for work with children.",
    "why_not": "Say why you decided not to search.",
}


def read(search: OnlineSearch, *, by: User) -> tuple[str, str]:
    """Return (finding, relevance), and record that `by` read them."""
    if search.finding:
        with transaction.atomic():
            record("online_search.read", by=by, subject=search, school_id=search.application.vacancy.school_id)
    return search.finding, search.relevance


def ask_candidate(search: OnlineSearch, *, by: User) -> None:
    """Ask the candidate what they say to what was found. Raises StateError when there is nothing or it was asked."""
    with transaction.atomic():
        rows = OnlineSearch.objects.filter(pk=search.pk, outcome=Outcome.RELEVANT, asked_at=None, settled_at=None)
        if not rows.update(asked_at=timezone.now()):
            raise StateError("There is nothing to ask, or the candidate was asked already.")
        search.refresh_from_db(fields=["asked_at"])
        record("online_search.candidate_asked", by=by, subject=search, school_id=search.application.vacancy.school_id)
        _write(search, "search_response_asked")


def respond(search: OnlineSearch, *, response: str, by: User) -> None:
    """The candidate answers, or HR for who applied by post.

    Raises StateError when they were not asked, or answered, or it is settled.
    """
    if not may_answer(by, search.application):
        raise StateError("Only the candidate answers.")
    if not response.strip():
        raise SearchRefusedError("Enter what you want to say.", "response")
    with transaction.atomic():
        rows = OnlineSearch.objects.filter(pk=search.pk, asked_at__isnull=False, responded_at=None, settled_at=None)
        if not rows.update(response=response.strip(), responded_at=timezone.now()):
            raise StateError("You have answered this already.")
        record("online_search.answered", by=by, subject=search, school_id=search.application.vacancy.school_id)
        _write(search, "search_response")


def settle(search: OnlineSearch, *, note: str, by: User) -> None:
    """What was concluded, once the candidate could answer. Clears the check.

    Raises SearchRefusedError without a note or before the candidate was asked.
    """
    if search.outcome != Outcome.RELEVANT or search.settled_at:
        raise SearchRefusedError("There is nothing left to settle.")
    if search.asked_at is None:
        raise SearchRefusedError("Ask the candidate first. They must have the chance to answer.")
    if not note.strip():
        raise SearchRefusedError("Write what you concluded and why.", "note")
    with transaction.atomic():
        settled = {"settled_note": note.strip(), "settled_by": by, "settled_at": timezone.now()}
        if not OnlineSearch.objects.filter(pk=search.pk, settled_at=None).update(**settled):
            raise SearchRefusedError("Somebody else settled this at the same moment.")
        record("online_search.settled", by=by, subject=search, school_id=search.application.vacancy.school_id)
        _clear(search, by=by)


def _refuse_wrong(application: Application, outcome: str, done_on: date, whole_scope: bool, by: User) -> None:
    if is_close(by, application):
        raise SearchRefusedError("A relative or close friend does not do the search. Ask a colleague.")
    if PanelMember.objects.current().filter(panel__vacancy=application.vacancy_id, user=by).exists():
        raise SearchRefusedError("Somebody outside the panel does the search.")
    if done_on > timezone.localdate():
        raise SearchRefusedError("The date is still to come. Enter the day it was done.", "done_on")
    if outcome == Outcome.DECIDED_NOT:
        return
    if not SearchScope.objects.filter(vacancy=application.vacancy_id).exists():
        raise SearchRefusedError("Agree first where and for what you look, the same for everyone.")
    if not whole_scope:
        raise SearchRefusedError("Look in every place, with every term, then confirm it here.", "whole_scope")


def _clear(search: OnlineSearch, *, by: User) -> None:
    rows = Check.objects.select_related("application__vacancy__school").filter(
        application=search.application, code=CheckCode.ONL
    )
    check = rows.exclude(status__in=checks.DONE).first()
    if check is not None:
        kind = "decided" if search.outcome == Outcome.DECIDED_NOT else "log"
        says = {
            Outcome.NOTHING: "Searched, nothing relevant found",
            Outcome.RELEVANT: "Searched, and what was found is settled",
            Outcome.DECIDED_NOT: "Decided not to search, with a reason",
        }
        seen = says[Outcome(search.outcome)]
        day = timezone.localdate() if search.settled_at or search.outcome == Outcome.RELEVANT else search.done_on
        checks.record_check(check, status=Check.Status.CLEAR, done_on=day, evidence=seen, evidence_kind=kind, by=by)


def _tidy(lines: str) -> str:
    return "\n".join(line.strip() for line in lines.splitlines() if line.strip())


def _write(search: OnlineSearch, template: str) -> None:
    school_id = search.application.vacancy.school_id
    emails.queue(template, {"search": search.pk}, subject=search, school_id=school_id, once=f"{template}:{search.pk}")
