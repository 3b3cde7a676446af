"""Checks: made by the catalogue, recorded with who, when and what was seen."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from appointments.models import Check
from appointments.services import checks, requirements
from core.models import AuditEvent, OutgoingEmail
from core.services import tick
from core.states import StateError
from tests.appointments.factories import accepted, clear, shortlisted
from tests.factories import SchoolFactory

pytestmark = pytest.mark.django_db
CLEAR = Check.Status.CLEAR


def record(check: Check, **values: object) -> None:
    today = timezone.localdate()
    defaults = {"status": CLEAR, "done_on": today, "evidence": "Passport", "by": check.application.vacancy.created_by}
    checks.record_check(check, **{**defaults, **values})


def test_accepting_makes_what_this_school_type_asks_for() -> None:
    academy, maintained = accepted(), accepted(SchoolFactory(maintained=True))
    assert academy.checks.get(code="S128").status == Check.Status.TO_DO
    assert maintained.checks.get(code="S128").status == Check.Status.NOT_REQUIRED
    assert academy.checks.count() == maintained.checks.count() == 18


def test_making_them_twice_makes_each_once() -> None:
    application = accepted()
    assert requirements.require_checks(application, by=None) == []


def test_shortlisting_makes_only_what_belongs_before_the_interview() -> None:
    application = shortlisted()
    made = requirements.require_checks(application, by=None, shortlisted_only=True)
    assert [check.code for check in made] == ["SD", "ONL"]
    assert all(check.due_on <= application.vacancy.interview_on for check in made)


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"done_on": timezone.localdate() + timedelta(days=2)}, "still to come"),
        ({"evidence": " "}, "what was seen"),
        ({"done_on": None}, "the day it was done"),
    ],
)
def test_a_clear_check_needs_its_day_and_what_was_seen(values: dict, message: str) -> None:
    check = accepted().checks.get(code="ID")
    with pytest.raises(StateError, match=message):
        record(check, **values)
    check.refresh_from_db()
    assert check.status == Check.Status.TO_DO


def test_nobody_records_their_own_check() -> None:
    application = accepted()
    with pytest.raises(StateError, match="their own check"):
        record(application.checks.get(code="ID"), by=application.candidate)


def test_of_a_certificate_number_only_its_end_is_kept() -> None:
    check = accepted().checks.get(code="DBS")
    with pytest.raises(StateError, match="certificate number"):
        record(check)
    record(check, number="001234567890")
    check.refresh_from_db()
    assert check.number_end == "7890"
    assert "001234567890" not in str(list(AuditEvent.objects.values()))


def test_two_people_at_once_do_not_overwrite() -> None:
    check = accepted().checks.get(code="ID")
    same = Check.objects.select_related("application__vacancy").get(pk=check.pk)
    record(check)
    with pytest.raises(StateError, match="Somebody else"):
        record(same, evidence="Birth certificate")


def test_the_database_refuses_a_clear_check_without_a_person() -> None:
    check = accepted().checks.get(code="ID")
    with pytest.raises(IntegrityError), transaction.atomic():
        Check.objects.filter(pk=check.pk).update(status=CLEAR)


def test_hr_is_reminded_once_for_each_day_on_which_checks_fall_due(post) -> None:
    application = accepted()
    clear(application, "SD", "ONL")
    days = set(application.checks.filter(status=Check.Status.TO_DO).values_list("due_on", flat=True))
    late = timezone.now() + timedelta(days=60)
    tick.run(late)
    tick.run(late)
    assert OutgoingEmail.objects.filter(template="checks_due").count() == len(days) == 3
    letter = next(m for m in post() if m["Subject"].startswith("Checks for Imogen Larkfield"))
    assert "Identity" in letter.get_body(("plain",)).get_content()


def test_a_letter_about_checks_is_dropped_when_they_are_done(post) -> None:
    application = accepted()
    tick.run(timezone.now() + timedelta(days=60))
    clear(application)
    assert not any(m["Subject"].startswith("Checks for") for m in post())
