"""Equality monitoring: answered, parted, nobody's; totals in which nobody can be found."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import School
from applications.models import Application, MonitoringAnswer, MonitoringDraft, MonitoringHeld
from applications.monitoring.questions import CODES, NOT_SAID, QUESTIONS, cleaned
from applications.monitoring_report import HIDDEN, report_of, years
from applications.services import monitoring
from core.models import AuditEvent
from core.services import tick
from core.states import StateError
from tests.applications.factories import started_application, submitted_application
from tests.factories import MembershipFactory, SchoolFactory, TrustFactory, UserFactory
from tests.vacancies.factories import closed_vacancy, published_vacancy
from vacancies.models import Vacancy

pytestmark = pytest.mark.django_db
S = Application.State
PLANTED = {"sex": "female", "religion": "sikh", "disability": "yes"}


def answered(application: Application, **answers: str) -> Application:
    monitoring.answer(application, by=application.candidate, answers=answers or PLANTED)
    return application


def filled(vacancy: Vacancy) -> Vacancy:
    vacancy.state, vacancy.ended_at = Vacancy.State.FILLED, timezone.now()
    vacancy.save(update_fields=["state", "ended_at"])
    return vacancy


def sent(vacancy: Vacancy, count: int, **answers: str) -> list[Application]:
    """Applications that were answered while the vacancy was open."""
    return [answered(submitted_application(vacancy), **answers) for _ in range(count)]


@pytest.fixture
def signed_in(settings):
    """Return a function that gives somebody's browser; the second step is tested with the accounts."""
    settings.SECOND_FACTOR_REQUIRED = False

    def browser(user) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return browser


# --- the questions --------------------------------------------------------------------------------------


def test_each_question_is_a_column_and_its_codes_fit() -> None:
    columns = {field.name: field for field in MonitoringAnswer._meta.concrete_fields}
    for each in QUESTIONS:
        assert all(len(code) <= columns[each.code].max_length for code, _ in each.choices)
        assert each.choices[-1] == (NOT_SAID, "Prefer not to say")


def test_an_answer_that_is_none_of_them_counts_as_not_said() -> None:
    assert cleaned({"sex": "<script>", "age": "25_29"}) == {**dict.fromkeys(CODES, NOT_SAID), "age": "25_29"}


# --- parting --------------------------------------------------------------------------------------------


def test_at_closing_answers_move_under_random_keys_and_nothing_leads_back() -> None:
    vacancy = published_vacancy()
    applications = sent(vacancy, 6)
    unsent = answered(started_application(vacancy))
    vacancy.state = Vacancy.State.CLOSED
    vacancy.save(update_fields=["state"])
    before = AuditEvent.objects.count()
    assert monitoring.part(vacancy) == 6
    assert [row.application for row in MonitoringDraft.objects.all()] == [unsent]
    rows = list(MonitoringHeld.objects.all())
    assert len({row.key.version for row in rows} | {4}) == 1
    names = {field.name for field in MonitoringHeld._meta.concrete_fields}
    assert names == {"key", "tie", "answers"}  # no time, no owner
    assert {row.tie for row in rows} == {monitoring.tie_of(each.pk) for each in applications}
    assert AuditEvent.objects.count() == before + 1  # one for all, none for a row


def test_the_order_of_rows_is_not_that_of_people() -> None:
    """Twelve in the order they came: one chance in 479 million of a false alarm."""
    vacancy = published_vacancy()
    applications = sent(vacancy, 12)
    vacancy.state = Vacancy.State.CLOSED
    vacancy.save(update_fields=["state"])
    monitoring.part(vacancy)
    stored = list(MonitoringHeld.objects.order_by().values_list("tie", flat=True))
    assert stored != [monitoring.tie_of(each.pk) for each in applications]


def test_the_tie_needs_the_key_outside_the_database(settings) -> None:
    ours = monitoring.tie_of(7)
    settings.MONITORING_KEY = "another"
    assert monitoring.tie_of(7) != ours


def test_parting_again_shuffles_the_late_one_in(django_assert_num_queries) -> None:
    vacancy = closed_vacancy()
    for each in [submitted_application(vacancy) for _ in range(3)]:
        MonitoringDraft.objects.create(application=each, answers=PLANTED)
    monitoring.part(vacancy)
    keys = set(MonitoringHeld.objects.values_list("key", flat=True))
    MonitoringDraft.objects.create(application=submitted_application(vacancy), answers=PLANTED)
    assert monitoring.part(vacancy) == 4
    assert not keys & set(MonitoringHeld.objects.values_list("key", flat=True))
    assert monitoring.part(vacancy) == 0


def test_somebody_who_was_given_more_time_is_waited_for() -> None:
    vacancy = closed_vacancy()
    MonitoringDraft.objects.create(application=submitted_application(vacancy), answers=PLANTED)
    late = started_application(vacancy, closes_at_for_them=timezone.now() + timedelta(hours=2))
    tick.run()
    assert not MonitoringHeld.objects.exists()
    tick.run(timezone.now() + timedelta(hours=3))
    assert MonitoringHeld.objects.count() == 1
    assert late.state == S.DRAFT


def test_after_the_parting_nothing_can_be_answered() -> None:
    application = submitted_application(closed_vacancy())
    with pytest.raises(StateError, match="parted"):
        answered(application)


# --- the end --------------------------------------------------------------------------------------------


def test_when_the_vacancy_ends_the_tie_is_gone_and_the_stage_is_counted() -> None:
    vacancy = published_vacancy()
    applications = sent(vacancy, 4)
    Application.objects.filter(pk=applications[0].pk).update(state=S.APPOINTED)
    Application.objects.filter(pk=applications[1].pk).update(state=S.NOT_APPOINTED)
    Application.objects.filter(pk=applications[2].pk).update(state=S.WITHDRAWN)
    answered(started_application(vacancy))
    filled(vacancy)
    tick.run()
    assert not MonitoringHeld.objects.exists()
    assert not MonitoringDraft.objects.exists()
    stages = sorted(MonitoringAnswer.objects.values_list("stage", flat=True))
    assert stages == ["applied", "applied", "appointed", "shortlisted"]
    assert set(MonitoringAnswer.objects.values_list("religion", "age")) == {("sikh", NOT_SAID)}
    names = {field.name for field in MonitoringAnswer._meta.concrete_fields}
    assert names == {"key", "school", "year", "stage", *CODES}
    assert monitoring.finish(vacancy) == 0


def test_the_rows_of_a_year_are_written_anew_together() -> None:
    school = SchoolFactory()
    for _ in range(2):
        vacancy = published_vacancy(school=school)
        sent(vacancy, 3)
        keys = set(MonitoringAnswer.objects.values_list("key", flat=True))
        monitoring.finish(filled(vacancy))
        assert not keys & set(MonitoringAnswer.objects.values_list("key", flat=True))
    assert MonitoringAnswer.objects.count() == 6


@pytest.mark.parametrize(("day", "year"), [("2026-08-31", 2025), ("2026-09-01", 2026), ("2027-01-01", 2026)])
def test_a_school_year_begins_in_september(day, year) -> None:
    assert monitoring.school_year(date.fromisoformat(day)) == year


def test_who_asks_to_be_erased_is_found_until_the_end() -> None:
    vacancy = published_vacancy()
    mine, other = sent(vacancy, 2)
    monitoring.part(vacancy)
    monitoring.forget([mine])
    assert [row.tie for row in MonitoringHeld.objects.all()] == [monitoring.tie_of(other.pk)]


# --- pages ----------------------------------------------------------------------------------------------


def page_of(application: Application, name: str = "monitoring") -> str:
    return reverse(f"applications:{name}", args=[application.ref])


def test_a_candidate_answers_what_they_like_and_changes_it(signed_in) -> None:
    application = started_application()
    client = signed_in(application.candidate)
    assert client.post(page_of(application), {"sex": "male"}).status_code == 302
    client.post(page_of(application), {"sex": "female", "age": NOT_SAID})
    assert MonitoringDraft.objects.get().answers == {"sex": "female", "age": NOT_SAID}
    assert 'value="female" checked' in " ".join(client.get(page_of(application)).content.decode().split())


def test_answers_are_encrypted_and_on_no_other_page(signed_in) -> None:
    from django.db import connection

    application = answered(submitted_application(published_vacancy()), religion="sikh")
    with connection.cursor() as cursor:
        cursor.execute("SELECT answers FROM applications_monitoringdraft")
        assert "sikh" not in cursor.fetchone()[0]
    client = signed_in(application.candidate)
    for name in ("task_list", "copy", "copy_text"):
        assert b"sikh" not in client.get(page_of(application, name)).content.lower()


# --- totals ---------------------------------------------------------------------------------------------

LAST_YEAR = datetime(2025, 3, 1, 12, 0, tzinfo=UTC)
TODAY = date(2026, 11, 1)


def year_of(school: School, *, women: int, men: int, vacancies: int = 2) -> None:
    """Rows of a year that is over, spread over vacancies that ended in it."""
    for _ in range(vacancies):
        vacancy = published_vacancy(school=school)
        started_application(vacancy, submitted_at=LAST_YEAR, state=S.NOT_SHORTLISTED)
        Vacancy.objects.filter(pk=vacancy.pk).update(state=Vacancy.State.FILLED, ended_at=LAST_YEAR)
    rest = {code: NOT_SAID for code in CODES if code != "sex"}
    MonitoringAnswer.objects.bulk_create(
        MonitoringAnswer(school=school, year=2024, stage="applied", sex=sex, **rest)
        for sex, count in (("female", women), ("male", men))
        for _ in range(count)
    )


def figures(schools, column=None) -> dict[str, str]:
    asked = report_of(schools, 2024, column=column).questions[0]
    return {row.label: row.figures[0] for row in asked.rows}


def test_a_year_in_figures() -> None:
    school = SchoolFactory(trust=None)
    year_of(school, women=20, men=10)
    nobody = "Prefer not to say, or not answered"  # nobody: hidden, and one beside it, or it would be 30 less the rest
    assert figures([school]) == {"Female": "20", "Male": HIDDEN, nobody: HIDDEN, "All": "30"}


def test_one_vacancy_alone_shows_nothing() -> None:
    school = SchoolFactory(trust=None)
    year_of(school, women=20, men=10, vacancies=1)
    assert report_of([school], 2024, column=school).too_few


def test_a_school_with_one_vacancy_cannot_be_taken_from_its_trust() -> None:
    trust = TrustFactory()
    schools = [SchoolFactory(trust=trust) for _ in range(3)]
    for school, vacancies in zip(schools, (2, 2, 1), strict=True):
        year_of(school, women=30, men=20, vacancies=vacancies)
    shown = [figures(schools, each)["All"] for each in (*schools, None)]
    assert shown[2] == HIDDEN
    assert shown.count(HIDDEN) >= 2


def test_only_years_that_are_over() -> None:
    school = SchoolFactory(trust=None)
    year_of(school, women=20, men=10)
    assert years([school], TODAY) == [2024]
    assert years([school], date(2025, 8, 31)) == []


def test_hr_and_head_see_their_school_and_the_trusts_office_all(signed_in) -> None:
    school = SchoolFactory()
    year_of(school, women=20, men=10)
    hr = MembershipFactory(school=school, user=UserFactory()).user
    client = signed_in(hr)
    page = client.get(reverse("applications:school_monitoring", args=[school.ref]))
    assert "Equality monitoring" in page.content.decode()
    assert client.get(reverse("applications:trust_monitoring", args=[school.ref])).status_code == 404
    assert client.get(reverse("applications:school_monitoring", args=[SchoolFactory().ref])).status_code == 404
    assert client.get(reverse("applications:school_monitoring_year", args=[school.ref, 2019])).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_report_takes_the_same_queries(django_assert_num_queries, count) -> None:
    trust = TrustFactory()
    schools = [SchoolFactory(trust=trust) for _ in range(count)]
    for school in schools:
        year_of(school, women=12, men=9)
    with django_assert_num_queries(8):
        report_of(schools, 2024, column=None)
