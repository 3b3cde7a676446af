"""A start before the DBS result: written, approved by another person, reviewed, reminded of."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from applications.models import Application
from appointments.models import Check, RecordEntry, RiskAssessment
from appointments.services import risk_assessment
from appointments.services.risk_assessment import RiskRefusedError
from core.models import OutgoingEmail
from core.services import tick
from core.states import StateError
from tests.appointments.factories import accepted, assessed, clear, head_of
from tests.appointments.test_views import page, seen_on, signed_in

pytestmark = pytest.mark.django_db
S = RiskAssessment.State


@pytest.fixture
def no_second_factor(settings) -> None:
    settings.SECOND_FACTOR_REQUIRED = False


def test_writing_it_makes_the_barred_list_a_check_and_asks_the_head(post) -> None:
    application = accepted()
    head = head_of(application.vacancy.school)
    assessed(application, approve=False)
    assert application.checks.get(code="BL").status == Check.Status.TO_DO
    assert any(m["Subject"].startswith("Approve a start before") and m["To"] == head.email for m in post())


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"supervisor_name": " "}, "supervisor_name"),
        ({"measures": ""}, "measures"),
        ({"review_days": 15}, "review_days"),
        ({"next_review_on": timezone.localdate()}, "next_review_on"),
        ({"next_review_on": timezone.localdate() + timedelta(days=40)}, "next_review_on"),
    ],
)
def test_each_thing_must_be_there(values: dict, field: str) -> None:
    application = accepted()
    with pytest.raises(RiskRefusedError) as refused:
        assessed(application, **values)
    assert refused.value.field == field
    assert not RiskAssessment.objects.exists()


def test_who_wrote_it_does_not_approve_it_and_nobody_approves_twice() -> None:
    application = accepted()
    risk = assessed(application, approve=False)
    with pytest.raises(StateError, match="Somebody else approves it"):
        risk_assessment.approve(risk, by=application.vacancy.created_by)
    head = head_of(application.vacancy.school)
    risk_assessment.approve(risk, by=head)
    with pytest.raises(StateError, match="does not wait"):
        risk_assessment.approve(risk, by=head)


def test_written_anew_it_waits_for_the_head_again() -> None:
    application = accepted()
    assessed(application)
    risk = assessed(application, approve=False, measures="Only in class with the teacher.")
    assert (risk.state, risk.approved_by, risk.remind_on) == (S.WRITTEN, None, None)


def test_the_head_approves_the_words_that_they_have_read(no_second_factor) -> None:
    application = accepted()
    head = signed_in(head_of(application.vacancy.school))
    read = assessed(application, approve=False)
    seen = seen_on(head, page("risk", application.ref))
    assessed(application, approve=False, measures="None that we know of.")
    for carried in (seen, ""):
        answer = head.post(page("risk_approve", application.ref), {"seen": carried}, follow=True)
        assert "written anew since you opened this page" in answer.content.decode()
    with pytest.raises(StateError, match="written anew"):
        risk_assessment.approve(read, by=head_of(application.vacancy.school))  # read before, decided after
    assert RiskAssessment.objects.get().state == S.WRITTEN


def test_a_review_moves_on_the_next_one_and_is_recorded_once() -> None:
    risk = assessed(accepted())
    by = risk.application.vacancy.created_by
    due, stale = risk.next_review_on, RiskAssessment.objects.select_related("application__vacancy").get()
    risk_assessment.review(risk, goes_on=True, note="Nothing worries us.", by=by)
    assert risk.next_review_on == risk.remind_on == timezone.localdate() + timedelta(days=14)
    assert risk.reviews.get().due_on == due
    with pytest.raises(RiskRefusedError, match="recorded already"):
        risk_assessment.review(stale, goes_on=True, note="Again.", by=by)


def test_a_review_may_end_it_and_the_barred_list_is_then_asked_no_more() -> None:
    risk = assessed(accepted())
    by = risk.application.vacancy.created_by
    risk_assessment.review(risk, goes_on=False, note="The certificate is there.", by=by)
    assert risk.state == S.ENDED
    assert risk.application.checks.get(code="BL").status == Check.Status.NOT_REQUIRED


def test_each_review_is_reminded_of_on_its_day_until_it_is_done(post) -> None:
    risk = assessed(accepted())
    tick.run(timezone.now())
    assert OutgoingEmail.objects.filter(template="risk_review").count() == 0
    on_the_day = timezone.now() + timedelta(days=(risk.next_review_on - timezone.localdate()).days + 1)
    for _ in range(2):
        tick.run(on_the_day)
    sent = OutgoingEmail.objects.filter(template="risk_review")
    assert sorted(row.ids["reader"] for row in sent) == ["head", "hr", "supervisor"]
    assert any(m["To"] == "colin.thackray@example.org" and "Review due" in m["Subject"] for m in post())
    tick.run(on_the_day + timedelta(days=6))
    assert sent.all().count() == 6  # asked anew


@pytest.mark.parametrize("why", ["the result is there", "withdrew", "left"])
def test_it_ends_by_itself_when_nothing_is_left_to_review(why: str) -> None:
    application = accepted()
    risk = assessed(application)
    today = timezone.localdate()
    if why == "the result is there":
        clear(application, "DBS")
    elif why == "withdrew":
        Application.objects.filter(pk=application.pk).update(state=Application.State.WITHDRAWN)
    else:
        left = {"starts_on": today, "left_on": today, "job_title": "SENCo", "surname": "Larkfield"}
        RecordEntry.objects.create(school=application.vacancy.school, application=application, **left)
    for _ in range(2):
        tick.run(timezone.now() + timedelta(days=(risk.next_review_on - today).days + 1))
    risk.refresh_from_db()
    assert (risk.state, risk.remind_on) == ("ended", None)
    assert not OutgoingEmail.objects.filter(template="risk_review").exists()


def test_hr_writes_it_the_head_approves_it_and_others_find_nothing(no_second_factor) -> None:
    application = accepted()
    hr, head = application.vacancy.created_by, head_of(application.vacancy.school)
    starts = timezone.localdate() + timedelta(days=7)
    first = starts + timedelta(days=10)
    data = {"reason": "Cannot wait", "risks": "Some", "measures": "Many", "supervisor_job": "Deputy",
            "supervisor_name": "", "supervisor_email": "", "review_days": "14"}  # fmt: skip
    for name, day in (("starts_on", starts), ("next_review_on", first)):
        data |= {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}
    url = page("risk_write", application.ref)
    refused = signed_in(hr).post(url, data).content.decode()
    assert "Enter who supervises" in refused
    assert "Cannot wait" in refused
    assert signed_in(hr).post(url, {**data, "supervisor_name": "Colin Thackray"}).status_code == 302
    signed_in(hr).post(page("risk_approve", application.ref))
    assert RiskAssessment.objects.get().state == S.WRITTEN
    assert signed_in(head).get(url).status_code == 404
    seen = seen_on(signed_in(head), page("risk", application.ref))
    signed_in(head).post(page("risk_approve", application.ref), {"seen": seen})
    assert RiskAssessment.objects.get().state == S.APPROVED
    assert signed_in(application.candidate).get(page("risk", application.ref)).status_code == 404
    text = signed_in(head).get(page("risk", application.ref)).content.decode()
    assert "In force. Next review" in text
