"""The pages of the checks, who is reminded, and what happens to stuck ones."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from appointments import check_chase as chase
from appointments.models import Check, RecordEntry
from appointments.services import checks, ties
from appointments.services.checks import CheckRefusedError
from core.models import AuditEvent, OutgoingEmail
from core.services import tick
from tests.appointments.factories import accepted, ask_dbs, clear, head_of, hr_of
from tests.appointments.test_views import page, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def no_second_factor(settings) -> None:
    settings.SECOND_FACTOR_REQUIRED = False


def days_from_now(days: int) -> object:
    return timezone.now() + timedelta(days=days)


def sent(template: str) -> int:
    return OutgoingEmail.objects.filter(template=template).count()


def weekdays(start: date, days: int) -> date:
    return start + timedelta(days=days)


@pytest.mark.parametrize(
    ("code", "status", "who"),
    [
        ("ID", "to_do", "hr"),
        ("ID", "asked_for", "candidate"),
        ("PROH", "asked_for", "others"),
        ("QTS", "received", "hr"),
        ("OS", "needs_decision", "head"),
    ],
)
def test_whose_turn_it_is(code: str, status: str, who: str) -> None:
    assert chase.turn_of(code, status) == who


def test_rungs_that_were_missed_are_passed_over() -> None:
    start = date(2026, 11, 2)
    assert chase.ASKED.after(start, 0, start, weekdays) == (0, date(2026, 11, 5))
    assert chase.ASKED.after(start, 0, date(2026, 11, 30), weekdays) == (7, date(2026, 12, 5))
    assert [rung.who for rung in chase.DBS.rungs] == ["candidate", "candidate", "hr", "head"]


def test_the_candidate_is_asked_in_one_letter_and_reminded_then_hr_is_told(post) -> None:
    application = accepted()
    clear(application, "SD", "ONL")
    hr = application.vacancy.created_by
    assert checks.ask_candidate(application, codes=["ID", "RTW", "PROH"], by=hr) == 2
    assert checks.ask_candidate(application, codes=["ID", "RTW"], by=hr) == 0
    assert [m["Subject"] for m in post() if "need from you" in m["Subject"]] == ["What we need from you: SENCo"]
    application.checks.exclude(code__in=["ID", "RTW"]).update(
        status=Check.Status.CLEAR, done_by=hr, done_on=timezone.localdate(), evidence="Seen"
    )
    for day in range(1, 16):
        tick.run(days_from_now(day))
        tick.run(days_from_now(day))
    assert (sent("checks_waiting"), sent("checks_due")) == (2, 1)


def test_a_jump_of_the_clock_sends_one_letter_not_many() -> None:
    application = accepted()
    ask_dbs(application)
    application.checks.exclude(code="DBS").delete()
    tick.run(days_from_now(26))
    tick.run(days_from_now(26))
    assert sent("checks_waiting") + sent("checks_due") + sent("checks_head") == 1


def test_a_stuck_dbs_goes_to_hr_and_then_to_the_head() -> None:
    application = accepted()
    head_of(application.vacancy.school)
    ask_dbs(application)
    application.checks.exclude(code="DBS").delete()
    for day in (4, 9, 30, 45):
        tick.run(days_from_now(day))
    assert (sent("checks_waiting"), sent("checks_due"), sent("checks_head")) == (2, 1, 1)


def test_a_right_to_work_that_ends_is_told_twice(post) -> None:
    application = accepted()
    check = application.checks.select_related("application__vacancy__school").get(code="RTW")
    today = timezone.localdate()
    hr = application.vacancy.created_by
    checks.record_check(
        check, status="clear", done_on=today, evidence_kind="share_code", expires_on=today + timedelta(days=100), by=hr
    )
    application.checks.exclude(code="RTW").delete()
    for day in (40, 45, 60, 87, 88, 120):
        tick.run(days_from_now(day))
    assert sent("right_to_work_ends") == 2
    assert any("ends on" in m["Subject"] for m in post())


def test_a_right_to_work_of_somebody_who_left_is_told_to_nobody(post) -> None:
    """Neither asked for any more, nor sent when they left while the letter lay in the outbox."""
    application = accepted()
    check = application.checks.select_related("application__vacancy__school").get(code="RTW")
    today = timezone.localdate()
    seen = {"done_on": today, "evidence_kind": "share_code", "expires_on": today + timedelta(days=56)}
    checks.record_check(check, status="clear", by=application.vacancy.created_by, **seen)
    application.checks.exclude(code="RTW").delete()
    entry = RecordEntry.objects.create(
        school=application.vacancy.school, application=application, surname="L", job_title="SENCo", starts_on=today
    )
    tick.run(days_from_now(1))
    assert sent("right_to_work_ends") == 1
    RecordEntry.objects.filter(pk=entry.pk).update(left_on=today - timedelta(days=1))
    assert not any("ends on" in m["Subject"] for m in post())
    tick.run(days_from_now(43))
    assert sent("right_to_work_ends") == 1


def test_a_right_to_work_that_has_run_out_is_not_clear() -> None:
    check = accepted().checks.select_related("application__vacancy__school").get(code="RTW")
    gone = timezone.localdate() - timedelta(days=1)
    with pytest.raises(CheckRefusedError) as refused:
        checks.record_check(
            check,
            status="clear",
            done_on=gone,
            evidence="Visa",
            expires_on=gone,
            by=check.application.vacancy.created_by,
        )
    assert refused.value.field == "expires_on"


def test_the_head_decides_what_a_check_brought_up(post, no_second_factor) -> None:
    application = accepted()
    head = head_of(application.vacancy.school)
    check = application.checks.select_related("application__vacancy__school").get(code="MED")
    today = timezone.localdate()
    hr = application.vacancy.created_by
    checks.record_check(check, status="needs_decision", done_on=today, evidence_kind="adjusted", by=hr)
    assert any(m["Subject"].startswith("Your decision on a check") and m["To"] == head.email for m in post())
    url = page("check_decide", application.ref, "MED")
    assert signed_in(hr).get(url).status_code == 404
    refused = signed_in(head).post(url, {"goes_on": "yes", "reason": ""}).content.decode()
    assert "Enter why you decided so" in refused
    signed_in(head).post(url, {"goes_on": "yes", "reason": "A seat by the door is arranged."})
    check.refresh_from_db()
    assert (check.status, check.decided_by, check.decision) == ("clear", head, "A seat by the door is arranged.")


def test_what_the_head_stopped_only_the_head_lets_go_on() -> None:
    """HR neither clears it nor sets it back to clear it then; what is new goes to the head again."""
    application = accepted()
    head, hr = head_of(application.vacancy.school), application.vacancy.created_by
    check = application.checks.select_related("application__vacancy__school").get(code="DBS")
    seen = {"done_on": timezone.localdate(), "evidence_kind": "certificate", "number": "001234567890", "by": hr}
    checks.record_check(check, status="needs_decision", **seen)
    checks.decide(check, goes_on=False, reason="Not while this is open.", by=head)
    for status in ("clear", "to_do", "asked_for", "received"):
        with pytest.raises(CheckRefusedError, match="The head has decided") as refused:
            checks.record_check(check, status=status, **seen)
        assert refused.value.field == "status"
    check.refresh_from_db()
    assert (check.status, check.decided_by) == ("needs_decision", head)
    checks.record_check(check, status="needs_decision", **seen)
    assert (check.decided_by, check.decision, sent("check_decision")) == (None, "Not while this is open.", 2)
    checks.decide(check, goes_on=True, reason="The court found them not guilty.", by=head)
    assert check.status == "clear"


def test_a_relative_records_nothing_and_the_refusal_stands_beside_the_field(no_second_factor) -> None:
    application = accepted()
    hr = application.vacancy.created_by
    browser = signed_in(hr)
    browser.post(page("checks_close", application.ref), {"close": "1"})
    text = browser.get(page("checks", application.ref)).content.decode()
    assert "You said that you are close to this person" in text
    day = timezone.localdate()
    data = {"status": "clear", "evidence": "Passport", "done_on_day": day.day, "done_on_month": day.month}
    response = browser.post(page("check", application.ref, "ID"), {**data, "done_on_year": day.year})
    assert "relative or close friend" in response.context["form"].errors["status"][0]
    assert application.checks.get(code="ID").status == "to_do"
    ties.say(application, close=False, by=hr)
    assert browser.post(page("check", application.ref, "ID"), {**data, "done_on_year": day.year}).status_code == 302


def test_facts_that_hr_enters_change_what_has_not_begun(no_second_factor) -> None:
    application = accepted()
    clear(application, "DBS")
    data = {"lived_abroad": "yes", "update_service": "yes", "recent_school_work": "no", "asks_section_128": "no"}
    browser = signed_in(application.vacancy.created_by)
    text = browser.post(page("check_facts", application.ref), data, follow=True).content.decode()
    assert "Changed: DBS Update Service, Checks overseas, Letter of professional standing from abroad." in text
    assert application.checks.get(code="OS").status == "to_do"
    data["recent_school_work"] = "yes"
    browser.post(page("check_facts", application.ref), data)
    assert application.checks.get(code="DBS").status == "clear"  # what was recorded stays


def test_the_list_is_taken_out_as_pdf_and_that_is_recorded(no_second_factor) -> None:
    application = accepted()
    response = signed_in(application.vacancy.created_by).get(page("checks_pdf", application.ref))
    assert response.content.startswith(b"%PDF-")
    assert AuditEvent.objects.filter(verb="checks.exported").count() == 1


def test_the_candidate_sees_what_is_theirs_and_nothing_that_was_recorded(no_second_factor) -> None:
    application = accepted()
    hr = application.vacancy.created_by
    clear(application, "ID")
    checks.ask_candidate(application, codes=["DBS"], by=hr)
    check = application.checks.select_related("application__vacancy__school").get(code="OS")
    Check.objects.filter(pk=check.pk).update(status="received", evidence="Hidden words")
    text = signed_in(application.candidate).get(page("my_checks", application.ref)).content.decode()
    assert "Fill in the DBS form" in text
    assert "Hidden words" not in text
    assert signed_in(hr_of(application.vacancy.school)).get(page("my_checks", application.ref)).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_checks_has_constant_queries(count: int, no_second_factor, django_assert_num_queries) -> None:
    application = accepted()
    clear(application, *["ID", "RTW", "QTS"][:count])
    browser = signed_in(application.vacancy.created_by)
    browser.get(page("checks", application.ref))
    with django_assert_num_queries(16):
        browser.get(page("checks", application.ref))
