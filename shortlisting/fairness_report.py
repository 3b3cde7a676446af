"""The fairness report of a school or trust and year: who got through, the funnel, time to hire. Reads only.

Who got through is the report of equality monitoring, with what it hides (applications/monitoring_report.py); ratios
come from what it shows. The funnel hides where that report hides a total, and small steps of its own, so that no total
can be taken from here and put there. Only years that are over, and never one vacancy.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import pairwise
from statistics import median

from django.db.models import Min, Q
from django.utils import timezone

from accounts.models import School
from applications.models import Application
from applications.monitoring.suppression import TOTAL, TRUST, Cell, Table, hidden
from applications.monitoring_report import HIDDEN, Asked, Report, report_of
from applications.services.monitoring import APPOINTED, ENDED, NOT_FURTHER, YEAR_STARTS
from core.models import AuditEvent
from shortlisting.fairness import Compared, Group, compare
from shortlisting.models import Decision, Panel, Stage
from shortlisting.words import figure
from vacancies.models import Vacancy

S = Application.State
APPLICATION = "applications.application"  # as the audit names it
STEPS = ("Applied", "Shortlisted", "Interviewed", "Offered the post", "Accepted")
# The totals of equality monitoring (0 applied, 1 shortlisted, 2 appointed) of which a step could tell something: where
# one of them is hidden, so is the step. Who was interviewed was shortlisted, so 30 interviewed of 30 who applied would
# tell that 30 were shortlisted.
BESIDE = ((0,), (1,), (1,), (1, 2), (1, 2))
OFFERED = (*APPOINTED, S.OFFERED, S.DECLINED)
SPANS = ("Advert open", "Closing to shortlist", "Shortlist to interview", "Interview to offer", "Offer to start")


@dataclass(frozen=True)
class Answered:
    """One answer to a question, with its figures; None is hidden."""

    label: str
    figures: tuple[int | None, ...]
    is_group: bool  # not "prefer not to say", and not the total

    def rate(self, step: int) -> Fraction | None:
        """The share of those who applied that reached `step`; None where a figure is hidden."""
        before, after = self.figures[0], self.figures[step]
        return Fraction(after, before) if before and after is not None else None


@dataclass(frozen=True)
class GotThrough:
    """One question: its answers, and how the groups compare at being shortlisted."""

    title: str
    rows: list[Answered]
    compared: list[Compared]


@dataclass(frozen=True)
class FunnelStep:
    """How many came this far; None is hidden."""

    label: str
    count: int | None


@dataclass(frozen=True)
class Span:
    """How long one part takes: the median, the shortest and longest, in days, over so many vacancies."""

    label: str
    days: Fraction | None
    shortest: int | None
    longest: int | None
    vacancies: int

    @property
    def figure(self) -> str:
        """The median: "12" or "12.5"; "–" for nothing."""
        return figure(self.days).removesuffix(".0")

    @property
    def words(self) -> str:
        """The median in words: "84 days"."""
        return f"{self.figure} days"


@dataclass(frozen=True)
class FairnessReport:
    """Everything on the page of one year."""

    year: int
    vacancies: int
    too_few: bool
    through: list[GotThrough]
    funnel: list[FunnelStep]
    spans: list[Span]
    whole: Span

    @property
    def all_spans(self) -> list[Span]:
        """The parts, and the whole."""
        return [*self.spans, self.whole]


def fairness_of(schools: Sequence[School], year: int, *, column: School | None) -> FairnessReport:
    """Return the report of one school (`column`) or of all `schools`, which must be the whole trust's."""
    monitoring = report_of(schools, year, column=column)
    places = [column] if column else list(schools)
    ended = _ended(places, year)
    spans = _days(ended)
    return FairnessReport(
        year=year,
        vacancies=monitoring.vacancies,
        too_few=monitoring.too_few,
        through=[_through(asked) for asked in monitoring.questions],
        funnel=_funnel(schools, year, column, monitoring),
        spans=[_span(label, [row[place] for row in spans]) for place, label in enumerate(SPANS)],
        whole=_span("Advert to start", [_sum(row) for row in spans]),
    )


def _through(asked: Asked) -> GotThrough:
    said = list(asked.question.answers.values())
    rows = [
        Answered(row.label, tuple(None if each == HIDDEN else int(each) for each in row.figures),
                 is_group=row.label in said)
        for row in asked.rows
    ]  # fmt: skip
    groups = [
        Group(row.label, before, after)
        for row in rows
        if row.is_group and (before := row.figures[0]) and (after := row.figures[1]) is not None
    ]
    return GotThrough(asked.question.short, rows, compare(groups))


# --- the funnel ------------------------------------------------------------------------------------------


def _in_year(year: int) -> Q:
    start, end = date(year, YEAR_STARTS, 1), date(year + 1, YEAR_STARTS, 1)
    return Q(state__in=ENDED, ended_at__date__gte=start, ended_at__date__lt=end)


def _funnel(schools: Sequence[School], year: int, column: School | None, monitoring: Report) -> list[FunnelStep]:
    totals = [figure == HIDDEN for figure in monitoring.questions[0].rows[-1].figures]
    names = [str(each.pk) for each in schools]
    place = str(column.pk) if column else TRUST if len(schools) > 1 else names[0]
    counts = shown_steps(_reached(schools, year), names, place, totals)
    return [FunnelStep(label, count) for label, count in zip(STEPS, counts, strict=True)]


def shown_steps(
    counts: Mapping[Cell, int], schools: Sequence[str], place: str, hidden_totals: Sequence[bool]
) -> list[int | None]:
    """Return the figures of the funnel at `place` (a school, or TRUST); None is hidden.

    Hidden are figures under 5, with as many schools' beside them that they cannot be taken from the trust's, and every
    step beside a total that equality monitoring hides.
    """
    found: list[int | None] = []
    for step in range(len(STEPS)):
        here = {(row, school, 0): n for (row, school, at), n in counts.items() if at == step}
        table = Table(["all"], schools, 1, here)
        shut = (TOTAL, place, 0) in hidden(table) or any(hidden_totals[each] for each in BESIDE[step])
        found.append(None if shut else table.value((TOTAL, place, 0)))
    return found


def _reached(schools: Sequence[School], year: int) -> Mapping[Cell, int]:
    """How many of each school came to each step; who came further came there too. Four queries."""
    vacancies = Vacancy.objects.filter(_in_year(year), school__in=schools).values("pk")
    rows = Application.objects.filter(vacancy__in=vacancies, submitted_at__isnull=False)
    applications = list(rows.values_list("pk", "state", "vacancy__school"))
    interviewed = _interviewed([pk for pk, _, _ in applications])
    counts: dict[Cell, int] = defaultdict(int)
    for pk, state, school in applications:
        for step in range(_step(state, pk in interviewed) + 1):
            counts["all", str(school), step] += 1
    return counts


def _interviewed(ids: Sequence[int]) -> frozenset[int]:
    """Who came to an interview: as decided, or by the audit where the decision is erased by now."""
    decided = dict(
        Decision.objects.filter(application__in=ids, stage=Stage.INTERVIEW).values_list("application", "interviewed_on")
    )
    moved = AuditEvent.objects.filter(verb="application.interviewed", subject_type=APPLICATION, subject_id__in=ids)
    came = {pk for pk, day in decided.items() if day}
    return frozenset(came | (set(moved.values_list("subject_id", flat=True)) - set(decided)))


def _step(state: str, interviewed: bool) -> int:
    if state in APPOINTED:
        return 4
    if state in OFFERED:
        return 3
    if state in NOT_FURTHER:
        return 0
    return 2 if interviewed else 1


# --- time to hire ----------------------------------------------------------------------------------------


def _ended(schools: Sequence[School], year: int) -> list[Vacancy]:
    rows = Vacancy.objects.filter(_in_year(year), school__in=schools, state=Vacancy.State.FILLED)
    return list(rows.order_by("pk"))


def _days(vacancies: Sequence[Vacancy]) -> list[tuple[int | None, ...]]:
    """For each vacancy the days of each span; None where a date is missing. Four queries."""
    released = dict(Panel.objects.filter(vacancy__in=vacancies).values_list("vacancy", "outcomes_released_at"))
    met = Decision.objects.filter(application__vacancy__in=vacancies, interviewed_on__isnull=False)
    interviews = dict(met.values_list("application__vacancy").annotate(first=Min("interviewed_on")).order_by())
    owners = dict(Application.objects.filter(vacancy__in=vacancies).values_list("pk", "vacancy"))
    offers: dict[int, date] = {}
    events = AuditEvent.objects.filter(
        verb="application.offered", subject_type=APPLICATION, subject_id__in=list(owners)
    )
    for application, at in events.order_by("-at").values_list("subject_id", "at"):
        offers[owners[application]] = timezone.localdate(at)
    found = []
    for each in vacancies:
        told = released.get(each.pk)
        dates = (
            timezone.localdate(each.published_at) if each.published_at else None,
            timezone.localdate(each.closes_at) if each.closes_at else None,
            timezone.localdate(told) if told else None,
            interviews.get(each.pk) or each.interview_on,
            offers.get(each.pk),
            each.starts_on,
        )
        found.append(tuple(_between(one, other) for one, other in pairwise(dates)))
    return found


def _between(one: date | None, other: date | None) -> int | None:
    return max(0, (other - one).days) if one and other else None


def _sum(row: tuple[int | None, ...]) -> int | None:
    known = [each for each in row if each is not None]
    return sum(known) if len(known) == len(row) else None


def _span(label: str, days: Sequence[int | None]) -> Span:
    known = [each for each in days if each is not None]
    if not known:
        return Span(label, None, None, None, 0)
    return Span(label, Fraction(median(known)), min(known), max(known), len(known))
