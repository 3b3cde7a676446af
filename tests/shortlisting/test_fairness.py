"""The fairness report: ratios with their caution, nothing that can be worked out, the funnel and time to hire."""

from __future__ import annotations

import io
from collections import defaultdict
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from itertools import combinations_with_replacement

import openpyxl
import pytest
from django.urls import reverse

from accounts.models import Membership, Role
from applications.models import Application, MonitoringAnswer
from applications.monitoring.questions import CODES, NOT_SAID
from applications.monitoring.suppression import TOTAL, Table, hidden
from core.models import AuditEvent
from shortlisting.fairness import Caution, Group, compare, fisher
from shortlisting.fairness_report import fairness_of, shown_steps
from shortlisting.models import Decision, Panel, Stage
from tests.applications.factories import started_application
from tests.factories import MembershipFactory, SchoolFactory, TrustFactory, UserFactory
from tests.vacancies.factories import published_vacancy
from vacancies.models import Vacancy

S = Application.State
ENDED = datetime(2025, 3, 10, 12, tzinfo=UTC)


# --- the ratio -----------------------------------------------------------------------------------------------


def test_each_group_stands_beside_the_one_with_the_highest_rate() -> None:
    found = compare([Group("Women", 100, 50), Group("Men", 80, 30), Group("None said", 0, 0)])
    assert [(each.group.label, each.highest.label, each.ratio) for each in found] == [("Men", "Women", Fraction(3, 4))]
    assert found[0].two_digits == "0.75"


def test_nothing_is_compared_with_one_group_or_where_nobody_went_on() -> None:
    assert compare([Group("Women", 100, 50)]) == []
    assert compare([Group("Women", 100, 0), Group("Men", 80, 0)]) == []


@pytest.mark.parametrize(
    ("one", "other", "caution"),
    [
        (Group("a", 29, 2), Group("b", 300, 150), Caution.TOO_FEW),  # never a verdict with few
        (Group("a", 300, 60), Group("b", 29, 14), Caution.TOO_FEW),
        (Group("a", 29, 29), Group("b", 300, 299), Caution.TOO_FEW),  # nor a clean bill
        (Group("a", 100, 40), Group("b", 100, 50), Caution.LEVEL),  # four-fifths exactly
        (Group("a", 34, 9), Group("b", 131, 47), Caution.CHANCE),
        (Group("a", 300, 60), Group("b", 300, 150), Caution.LOOK),
    ],
)
def test_the_words_fit_the_numbers(one, other, caution) -> None:
    assert next(each.caution for each in compare([one, other])) == caution


def test_a_ratio_just_below_four_fifths_does_not_read_as_level() -> None:
    (found,) = compare([Group("a", 1000, 399), Group("b", 1000, 500)])
    assert (found.caution is Caution.LEVEL, found.two_digits) == (False, "0.79")


@pytest.mark.parametrize(
    ("table", "p"),
    [
        (((4, 3), (4, 1)), 0.485714),  # Fisher's tea: 3 of 4 and 1 of 4
        (((12, 1), (12, 9)), 0.002759),  # 1 of 12 and 9 of 12
        (((20, 10), (20, 10)), 1.0),
    ],
)
def test_fishers_test_equals_published_examples(table, p) -> None:
    (n, a), (m, b) = table
    assert float(fisher(Group("x", n, a), Group("y", m, b))) == pytest.approx(p, abs=1e-6)


# --- nothing can be worked out ---------------------------------------------------------------------------------


def _seen(world: tuple[int, ...]) -> tuple[tuple[int | None, ...], tuple[int | None, ...]]:
    """What a reader sees of one school with these numbers at the five steps: equality totals, and the funnel."""
    applied, shortlisted, _, _, accepted = world
    table = Table(["all"], ["s"], 3, {("all", "s", n): v for n, v in enumerate((applied, shortlisted, accepted))})
    gone = hidden(table)
    shut = [(TOTAL, "s", n) in gone for n in range(3)]
    totals = tuple(None if off else n for off, n in zip(shut, (applied, shortlisted, accepted), strict=True))
    return totals, tuple(shown_steps({("all", "s", n): v for n, v in enumerate(world)}, ["s"], "s", shut))


def test_the_funnel_never_gives_away_a_total_that_equality_monitoring_hides() -> None:
    """Every world up to 13 who applied, for a reader who knows how figures are hidden."""
    alone: dict[object, list[set[int]]] = defaultdict(lambda: [set(), set(), set()])
    both: dict[object, list[set[int]]] = defaultdict(lambda: [set(), set(), set()])
    for world in combinations_with_replacement(range(13, -1, -1), 5):
        totals, steps = _seen(world)
        for known, key in ((alone, totals), (both, (totals, steps))):
            for place, value in enumerate((world[0], world[1], world[4])):
                known[key][place].add(value)
    worked_out = [
        (key, place)
        for key, values in both.items()
        for place in range(3)
        if key[0][place] is None and len(values[place]) == 1 and len(alone[key[0]][place]) > 1
    ]
    assert worked_out == []


def test_a_school_cannot_be_taken_from_its_trust_in_the_funnel() -> None:
    counts = {("all", school, 0): n for school, n in (("a", 20), ("b", 30), ("c", 3))}
    shown = [shown_steps(counts, ["a", "b", "c"], place, [False] * 3)[0] for place in ("a", "b", "c", "")]
    assert shown[2] is None
    assert shown.count(None) >= 2


# --- the report ------------------------------------------------------------------------------------------------


def year_of(school, *, men: int = 40, women: int = 40, vacancies: int = 2) -> None:
    """Vacancies filled in March 2025: half of the men and a quarter of the women were shortlisted."""
    for n in range(vacancies):
        vacancy = published_vacancy(school=school)
        start = ENDED - timedelta(days=60)
        Vacancy.objects.filter(pk=vacancy.pk).update(
            state=Vacancy.State.FILLED, ended_at=ENDED, published_at=start,
            closes_at=start + timedelta(days=14 + 2 * n), starts_on=(ENDED + timedelta(days=50)).date(),
        )  # fmt: skip
        Panel.objects.create(vacancy=vacancy, outcomes_released_at=start + timedelta(days=20 + 2 * n))
        for state, count in ((S.NOT_SHORTLISTED, 25), (S.NOT_APPOINTED, 14), (S.ACCEPTED, 1)):
            for _ in range(count):
                row = started_application(vacancy, submitted_at=ENDED, state=state)
                if state != S.NOT_SHORTLISTED:
                    Decision.objects.create(
                        application=row, stage=Stage.INTERVIEW, outcome="do_not_appoint", reason="R.",
                        decided_by=row.candidate, interviewed_on=(start + timedelta(days=30)).date(),
                    )  # fmt: skip
                if state == S.ACCEPTED:
                    AuditEvent.objects.create(
                        verb="application.offered", subject_type="applications.application", subject_id=row.pk,
                        at=start + timedelta(days=32), school_id=school.pk,
                    )  # fmt: skip
    rest = {code: NOT_SAID for code in CODES if code != "sex"}
    MonitoringAnswer.objects.bulk_create(
        MonitoringAnswer(school=school, year=2024, sex=sex, stage=stage, **rest)
        for sex, stage, count in (
            ("male", "shortlisted", men // 2), ("male", "applied", men - men // 2),
            ("female", "shortlisted", women // 4), ("female", "applied", women - women // 4),
            (NOT_SAID, "shortlisted", 6), (NOT_SAID, "applied", 6),
        )
        for _ in range(count)
    )  # fmt: skip


@pytest.fixture
def school(db):
    made = SchoolFactory(trust=None)
    year_of(made)
    return made


def test_a_year_in_figures(school) -> None:
    report = fairness_of([school], 2024, column=school)
    sex = report.through[0]
    assert [(row.label, row.figures[:2]) for row in sex.rows[:2]] == [("Female", (40, 10)), ("Male", (40, 20))]
    assert [(each.group.label, each.ratio) for each in sex.compared] == [("Female", Fraction(1, 2))]
    assert sex.compared[0].caution is Caution.LOOK
    assert [step.count for step in report.funnel] == [80, 30, 30, None, None]  # two were appointed: under five
    spans = [(span.label, span.figure, span.shortest, span.longest) for span in report.spans]
    assert spans == [
        ("Advert open", "15", 14, 16), ("Closing to shortlist", "6", 6, 6), ("Shortlist to interview", "9", 8, 10),
        ("Interview to offer", "2", 2, 2), ("Offer to start", "78", 78, 78),
    ]  # fmt: skip
    assert (report.whole.figure, report.whole.vacancies) == ("110", 2)


def test_no_ratio_comes_from_a_hidden_figure(db) -> None:
    school = SchoolFactory(trust=None)
    year_of(school, men=40, women=4)
    report = fairness_of([school], 2024, column=school)
    assert report.through[0].compared == []
    assert len([row for row in report.through[0].rows if row.figures[0] is None]) >= 2


@pytest.mark.parametrize("count", [1, 3])
def test_the_report_takes_the_same_queries(db, count, django_assert_num_queries) -> None:
    trust = TrustFactory()
    schools = [SchoolFactory(trust=trust) for _ in range(count)]
    for each in schools:
        year_of(each)
    with django_assert_num_queries(16):
        fairness_of(schools, 2024, column=None)


def test_hr_and_head_read_it_and_find_it_and_the_panel_does_not(school, signed_in) -> None:
    address = reverse("shortlisting:fairness", args=[school.ref])
    hr = MembershipFactory(school=school, user=UserFactory()).user
    head = MembershipFactory(school=school, role=Role.HEAD, user=UserFactory()).user
    for user in (hr, head):
        client = signed_in(user)
        page = client.get(address).content.decode()
        for words in (
            "Who got through",
            "0.50 of the rate",
            "It is not proof",
            "How far candidates got",
            "Time to hire",
        ):
            assert words in page
        assert page.count('<svg class="app-fig') % 2 == 0  # each wide and narrow
        assert address in client.get(reverse("applications:school_monitoring", args=[school.ref])).content.decode()
    governor = UserFactory()
    Membership.objects.create(user=governor, school=school, role=Role.STAFF)
    assert signed_in(governor).get(address).status_code == 404
    assert signed_in(hr).get(reverse("shortlisting:trust_fairness", args=[school.ref])).status_code == 404
    assert signed_in(hr).get(reverse("shortlisting:fairness_year", args=[school.ref, 2019])).status_code == 404


def test_nothing_is_there_before_a_year_is_over(db, signed_in) -> None:
    school = SchoolFactory(trust=None)
    hr = MembershipFactory(school=school, user=UserFactory()).user
    page = signed_in(hr).get(reverse("shortlisting:fairness", args=[school.ref])).content.decode()
    assert "No figures yet" in page


def test_the_spreadsheet_holds_what_the_page_shows_and_is_recorded(school, signed_in) -> None:
    hr = MembershipFactory(school=school, user=UserFactory()).user
    answer = signed_in(hr).post(reverse("shortlisting:fairness_year", args=[school.ref, 2024]))
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    assert book.sheetnames == ["Who got through", "Groups compared", "Funnel", "Time to hire"]
    rows = list(book["Who got through"].iter_rows(min_row=2, values_only=True))
    assert rows[0][2:8] == ("Sex", "Female", 40, 10, "Hidden", 25)
    assert [row[1] for row in book["Funnel"].iter_rows(min_row=2, values_only=True)] == [80, 30, 30, "Hidden", "Hidden"]
    event = AuditEvent.objects.get(verb="fairness.exported")
    assert (event.actor_id, event.codes) == (hr.pk, {"year": 2024, "trust": False})
