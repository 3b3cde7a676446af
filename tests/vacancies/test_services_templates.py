"""Starting from a template or an earlier vacancy: everything but dates, people, documents and state."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import models
from django.utils import timezone

from accounts.models import PayArea
from core.models import AuditEvent
from core.states import StateError
from tests.factories import SchoolFactory, TrustFactory
from tests.vacancies.factories import closed_vacancy, hr_of, ready_vacancy
from tests.vacancies.pay.test_services import values
from vacancies.content import NOT_COPIED, content_of, copied_columns, dated_parts
from vacancies.models import LevelRow, LevelTable, PayScale, Vacancy, VacancyStatement, VacancyTemplate
from vacancies.pay_shown import pay_of
from vacancies.services.pay import HoursGiven, save_pay
from vacancies.services.templates import delete_template, save_template, start_from

pytestmark = pytest.mark.django_db


def rows(vacancy: Vacancy) -> dict[str, object]:
    """What is copied row by row."""
    return {name: content_of(vacancy)[name] for name in ("sections", "criteria", "further_statements", "level_tables")}


@pytest.fixture
def earlier(school, hr) -> Vacancy:
    """Last year's, with everything a vacancy can hold."""
    vacancy = ready_vacancy(school, hr, title="SENCo", benefits="A bicycle scheme", job_share=True, statement_words=250)
    VacancyStatement.objects.create(vacancy=vacancy, heading="Data", text="We keep it safe", position=0)
    table = LevelTable.objects.create(vacancy=vacancy, title="Levels", intro="Which duties", position=0)
    LevelRow.objects.create(table=table, post="SENCo", level="TLR 2b", duties="Lead\nTrain", position=0)
    save_pay(vacancy, by=hr, values=values(edition="2025/26"), hours=[HoursGiven(share=Decimal("0.6"))])
    return vacancy


def test_everything_but_dates_people_and_state_is_copied(earlier, school, hr):
    made = start_from(content_of(earlier), school, by=hr, source=f"vacancy:{earlier.ref}").vacancy
    copy = Vacancy.objects.get(pk=made.pk)
    assert rows(copy) == rows(earlier)
    for column in copied_columns():
        if not column.name.endswith("_statement"):
            assert getattr(copy, column.name) == getattr(earlier, column.name), column.name
    assert copy.state == Vacancy.State.DRAFT
    assert (copy.closes_at, copy.interview_on, copy.starts_on, copy.published_at) == (None, None, None, None)
    assert copy.contact_name == school.contact_name
    assert not copy.key_dates.exists()


def test_every_column_is_copied_or_said_not_to_be():
    """A column of a date, a person or another row is left out by its type; the others are named."""
    of_type = {
        field.name for field in Vacancy._meta.concrete_fields if isinstance(field, models.DateField | models.ForeignKey)
    }
    copied = {field.name for field in copied_columns()}
    assert copied | of_type | NOT_COPIED == {field.name for field in Vacancy._meta.concrete_fields}
    assert not copied & (of_type | NOT_COPIED)
    assert {"closes_at", "starts_on", "interview_on", "fixed_term_until", "created_by", "publish_at"} <= of_type


def test_a_copy_says_what_to_look_at(earlier, school, hr):
    earlier.visits = "Come on 12 May"
    earlier.save()
    started = start_from(content_of(earlier), school, by=hr, source=f"vacancy:{earlier.ref}")
    assert started.look_at == ["pay (now by 2026/27)", "visits to the school"]


def test_pay_is_brought_up_to_date(earlier, school, hr):
    copy = start_from(content_of(earlier), school, by=hr, source="vacancy:x").vacancy
    line = pay_of(Vacancy.objects.get(pk=copy.pk)).line
    assert line.startswith("£20,441.40 to £31,701.00 a year for 0.6 of full time")


def test_pay_follows_the_area_of_the_new_school(earlier, hr):
    london = SchoolFactory(name="Thornmere Primary School", pay_area=PayArea.INNER, timetabled_week=Decimal(30))
    copy = start_from(content_of(earlier), london, by=hr, source="vacancy:x").vacancy
    pay = Vacancy.objects.get(pk=copy.pk).pay
    assert (pay.area, pay.salary_from, pay.full_week) == (PayArea.INNER, Decimal(41729), Decimal(30))


def test_own_figures_stay_and_are_to_be_looked_at(earlier, school, hr):
    own = values(scale=PayScale.OWN, scale_name="Grade 7", salary_from=Decimal("29540.50"), salary_to=Decimal(33699),
                 full_week=Decimal(37))  # fmt: skip
    save_pay(earlier, by=hr, values=own, hours=[HoursGiven(minutes=1800)])
    started = start_from(content_of(earlier), school, by=hr, source="vacancy:x")
    pay = Vacancy.objects.get(pk=started.vacancy.pk).pay
    assert (pay.salary_from, pay.full_week) == (Decimal("29540.50"), Decimal(37))
    assert started.look_at == ["pay (now by 2026/27)"]


def test_a_tlr3_ends_with_its_vacancy(earlier, school, hr):
    tlr3 = {"tlr": "TLR3", "tlr_amount": Decimal(1000), "tlr_until": date(2027, 7, 31), "tlr_reason": "a project"}
    save_pay(earlier, by=hr, values=values(**tlr3), hours=[])
    copy = start_from(content_of(earlier), school, by=hr, source="vacancy:x").vacancy
    assert Vacancy.objects.get(pk=copy.pk).pay.tlr == ""


def test_the_schools_own_statements_come_first(earlier, school, hr):
    earlier.equality_statement, earlier.checks_statement = "Last year’s", "Last year’s checks"
    earlier.save()
    school.equality_statement, school.checks_statement = "This year’s", ""
    school.save()
    copy = start_from(content_of(earlier), school, by=hr, source="vacancy:x").vacancy
    assert (copy.equality_statement, copy.checks_statement) == ("This year’s", "Last year’s checks")


def test_pressed_twice_it_is_filled_once(earlier, school, hr):
    content = content_of(earlier)
    first, second = (start_from(content, school, by=hr, source="vacancy:x", key="abc") for _ in range(2))
    assert first.vacancy.pk == second.vacancy.pk
    assert first.vacancy.criteria.count() == earlier.criteria.count()
    assert AuditEvent.objects.filter(verb="vacancy.filled_from").count() == 1


def test_the_record_says_what_it_was_filled_from(earlier, school, hr):
    start_from(content_of(earlier), school, by=hr, source=f"vacancy:{earlier.ref}")
    event = AuditEvent.objects.get(verb="vacancy.filled_from")
    assert (event.actor_id, event.codes) == (hr.pk, {"source": f"vacancy:{earlier.ref}"})


def test_a_template_keeps_what_the_vacancy_held_then(earlier, school, hr):
    template = save_template(earlier, name=" SENCo, full time ", by=hr)
    earlier.criteria.all().delete()
    assert (template.school, template.trust, template.name) == (school, None, "SENCo, full time")
    copy = start_from(template.content, school, by=hr, source=f"template:{template.ref}").vacancy
    assert copy.criteria.count() == 8


def test_the_same_name_again_takes_its_place(earlier, hr):
    for _ in range(2):
        save_template(earlier, name="SENCo", by=hr)
    assert VacancyTemplate.objects.count() == 1


def test_a_template_for_the_whole_trust(hr):
    trust = TrustFactory(name="Bramblewick Learning Trust")
    school = SchoolFactory(trust=trust)
    template = save_template(ready_vacancy(school, hr_of(school)), name="SENCo", by=hr, whole_trust=True)
    assert (template.school, template.trust) == (None, trust)


def test_a_school_without_a_trust_has_no_template_for_one(hr):
    school = SchoolFactory(trust=None)
    with pytest.raises(StateError, match="not in a trust"):
        save_template(ready_vacancy(school, hr_of(school)), name="SENCo", by=hr, whole_trust=True)


def test_a_published_vacancy_may_be_kept_as_a_template(school, hr):
    assert save_template(closed_vacancy(school, hr), name="SENCo", by=hr).content["dates"] is None


def test_deleting_a_template_leaves_what_was_started_from_it(earlier, school, hr):
    template = save_template(earlier, name="SENCo", by=hr)
    copy = start_from(template.content, school, by=hr, source=f"template:{template.ref}").vacancy
    for _ in range(2):
        delete_template(template, by=hr)
    assert not VacancyTemplate.objects.exists()
    assert Vacancy.objects.filter(pk=copy.pk).exists()
    assert AuditEvent.objects.filter(verb="vacancy.template_deleted").count() == 1


@pytest.mark.parametrize(
    ("words", "dated"),
    [
        ("Visits on 12 May", True),
        ("Visits on Tuesday 4th", True),
        ("From September 2027", True),
        ("Visits on Tuesdays at 4pm", False),
        ("Year 7 to Year 13, from 8:30", False),
    ],
)
def test_words_about_one_year_are_found(earlier, words, dated):
    earlier.visits = words
    assert dated_parts(content_of(earlier)) == (["visits to the school"] if dated else [])


def test_dates_of_an_earlier_vacancy_are_never_taken_over(school, hr):
    earlier = closed_vacancy(school, hr, starts_on=timezone.localdate() + timedelta(days=9))
    copy = start_from(content_of(earlier), school, by=hr, source="vacancy:x").vacancy
    fresh = Vacancy.objects.get(pk=copy.pk)
    assert [fresh.starts_on, fresh.closes_at, fresh.interview_on] == [None, None, None]
