"""What needs a person, and what they wait for, over everything they do here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone

from accounts.models import Delegation, Role, School, User
from accounts.permissions import roles_of, schools_of
from appointments.models import Countersignature
from core.conflicts import has_interest
from senco_recruit.navigation import has_applied
from senco_recruit.progress import for_reader, progress_of
from senco_recruit.progress_rows import Progress
from senco_recruit.turns import CHAIR, HEAD, HR, Turn, turns_of
from shortlisting import conflicts
from shortlisting.models import PanelMember
from vacancies.models import Vacancy

ENDED = (Vacancy.State.FILLED, Vacancy.State.UNFILLED, Vacancy.State.WITHDRAWN)


@dataclass(frozen=True)
class Needs:
    """One person's work. `recruits`: they are HR or head somewhere; `rows` are the open vacancies they run."""

    recruits: frozenset[str]
    rows: list[Progress]
    mine: list[Turn]
    waiting: list[Turn]
    places: list[PanelMember]

    @property
    def late(self) -> int:
        """How many of their own things are late."""
        return sum(turn.late for turn in self.mine)


def needs_of(user: User) -> Needs:
    """Return what needs `user`, late first, then by date: a number of queries that does not grow."""
    recruits = frozenset({role for role, _, _ in roles_of(user)} & {Role.HR, Role.HEAD})
    schools = schools_of(user, Role.HR, Role.HEAD) if recruits else ()
    rows = for_reader(progress_of(open_vacancies(user, schools)), user) if recruits else []
    turns = [turn for row in rows for turn in turns_of(row)]
    places = list(PanelMember.objects.for_home(user))
    hats = hats_of(recruits)
    mine = [turn for turn in turns if turn.who in hats]
    mine += [*_deputising(user), *_countersigning(user), *_scoring(places)]
    return Needs(
        recruits,
        rows,
        sorted(mine, key=_first),
        sorted((turn for turn in turns if turn.who not in hats), key=_first),
        places,
    )


def _first(turn: Turn) -> tuple[bool, date]:
    """Late first, then by date."""
    return not turn.late, turn.by or date.max


def open_vacancies(user: User, schools: Iterable[School]) -> list[Vacancy]:
    """Return the vacancies of `schools` that have not ended and for which `user` did not apply."""
    vacancies = (
        Vacancy.objects.filter(school__in=schools)
        .exclude(state__in=ENDED)
        .select_related("school", "school__trust")
        .order_by("closes_at", "pk")
    )
    if not has_applied(user):
        return list(vacancies)
    return [vacancy for vacancy in vacancies if not has_interest(user, vacancy)]


def _deputising(user: User) -> list[Turn]:
    """Signatures that wait while this person stands in for a head."""
    held = Delegation.objects.current().filter(deputy=user).values_list("school", flat=True)
    rows = progress_of(open_vacancies(user, School.objects.filter(pk__in=held))) if held else []
    return [turn for row in rows for turn in turns_of(row) if turn.who == HEAD]


def _countersigning(user: User) -> list[Turn]:
    """Appointments that wait for this governor's signature."""
    rows = Countersignature.objects.filter(governor=user, signed_at=None, application__signoff=None)
    return [
        Turn(
            f"Countersign the appointment of {row.application.details.full_name}",
            HR,
            reverse("appointments:countersign", args=[row.application.ref]),
            f"{row.application.vacancy.title}, {row.application.vacancy.school.name}",
        )
        for row in rows.select_related("application__details", "application__vacancy__school")
    ]


def _scoring(places: list[PanelMember]) -> list[Turn]:
    """What a panel member has to do: score, and for a chair decide."""
    today = timezone.localdate()
    turns = []
    for place in places:
        if conflicts.owes_names(place):
            vacancy = place.panel.vacancy
            url = reverse("shortlisting:names", args=[vacancy.ref])
            what = "Say whether you know any of the candidates"
            turns.append(Turn(what, HR, url, f"{vacancy.title}, {vacancy.school.name}"))
        to_mark: int = place.to_mark  # type: ignore[attr-defined]
        if to_mark:
            vacancy = place.panel.vacancy
            url = reverse("shortlisting:my_day", args=[vacancy.ref])
            what = f"Score {to_mark} interview{'' if to_mark == 1 else 's'}"
            turns.append(Turn(what, HR, url, f"{vacancy.title}, {vacancy.school.name}"))
        left: int = place.left  # type: ignore[attr-defined]
        if left:
            vacancy, due = place.panel.vacancy, place.panel.sift_due_on
            url = reverse("shortlisting:sift", args=[vacancy.ref])
            what = f"Score {left} application{'' if left == 1 else 's'}"
            where = f"{vacancy.title}, {vacancy.school.name}"
            turns.append(Turn(what, HR, url, where, due, late=due is not None and due < today))
    chaired = {p.panel.vacancy_id: p for p in places if p.role == PanelMember.Role.CHAIR and p.panel.sift_opened_at}
    for row in progress_of(place.panel.vacancy for place in chaired.values()):
        decisions = [turn for turn in turns_of(row) if turn.who == CHAIR]
        chaired[row.vacancy.pk].decides = bool(decisions)  # type: ignore[attr-defined]
        turns += decisions
    return turns


def hats_of(recruits: Iterable[str]) -> set[str]:
    """The names under which a turn is this person's own."""
    return {hat for hat, role in ((HR, Role.HR), (HEAD, Role.HEAD)) if role in recruits}


def dates_of(row: Progress) -> list[tuple[date, str]]:
    """The dates that the vacancy has, with what happens then."""
    vacancy = row.vacancy
    found = (
        (timezone.localdate(vacancy.closes_at) if vacancy.closes_at else None, "Closes"),
        (None if row.sheets_in else row.sift_due_on, "Scores are due"),
        (vacancy.interview_on, "Interviews"),
        (vacancy.starts_on, "Starts"),
    )
    return sorted((day, what) for day, what in found if day)
