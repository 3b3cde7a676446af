"""More time for one person, and the reminders before closing."""

from __future__ import annotations

from datetime import timedelta
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.db import connection, models
from django.db.migrations.state import ModelState, ProjectState
from django.urls import reverse
from django.utils import timezone

from applications.models import Application, LateRequest
from applications.services.draft import want_reminders
from applications.services.late import LateRequestError, ask, decide
from applications.services.lifecycle import submit, withdraw
from core import gates
from core.clock import database_now
from core.fields import decrypt, encrypt
from core.gates import GateName
from core.models import OutgoingEmail
from core.services import tick
from core.states import StateError
from shortlisting.services.panel import PanelError, add_member, panel_of
from tests.applications.factories import complete_application, started_application, submitted_application
from tests.applications.paper import browser, release
from tests.vacancies.factories import closed_vacancy, hr_of, published_vacancy
from vacancies.models import Vacancy
from vacancies.services.vacancy import reopen

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_step")]
WHY = "The power was off all day."


@pytest.fixture
def late() -> Application:
    """A whole draft whose time has passed."""
    return complete_application(closed_vacancy())


def in_hours(hours: float):
    return timezone.now() + timedelta(hours=hours)


def queued(template: str) -> int:
    return OutgoingEmail.objects.filter(template=template).count()


def test_asking_tells_hr_that_somebody_asks_and_never_who(late, post) -> None:
    hr = hr_of(late.vacancy.school)
    ask(late, by=late.candidate, reason=WHY)
    [letter] = [each for each in post() if each["To"] == hr.email]
    words = str(letter)
    assert "asks for more time" in words
    assert late.candidate.email not in words
    page = browser(hr).get(reverse("applications:late", args=[late.vacancy.ref, LateRequest.objects.get().pk]))
    assert WHY in page.content.decode()
    assert late.ref not in page.content.decode()


def test_who_is_allowed_can_send_until_then_and_nobody_else(late) -> None:
    other = complete_application(late.vacancy)
    decide(ask(late, by=late.candidate, reason=WHY), by=hr_of(late.vacancy.school), until=in_hours(2), answer="Yes.")
    for each in (late, other):
        each.refresh_from_db()
    submit(late, by=late.candidate, arrived_at=database_now())
    assert late.state == Application.State.SUBMITTED
    with pytest.raises(StateError):
        submit(other, by=other.candidate, arrived_at=database_now())
    assert queued("late_answer") == 1


def test_a_refusal_is_told_with_its_reason(late, post) -> None:
    decide(
        ask(late, by=late.candidate, reason=WHY), by=hr_of(late.vacancy.school), until=None, answer="Too late for us."
    )
    [letter] = [each for each in post() if each["To"] == late.candidate.email]
    assert "No more time" in letter["Subject"]
    assert "Too late for us." in letter.get_payload(0).get_payload(decode=True).decode()
    late.refresh_from_db()
    assert late.closes_at_for_them is None


def test_asked_twice_it_is_one_request(late) -> None:
    assert ask(late, by=late.candidate, reason=WHY) == ask(late, by=late.candidate, reason="Again")


@pytest.mark.parametrize("reason", ["", "  "])
def test_asking_takes_a_reason(late, reason) -> None:
    with pytest.raises(LateRequestError, match="Say why"):
        ask(late, by=late.candidate, reason=reason)


def test_there_is_nothing_to_ask_while_it_can_be_sent_or_was() -> None:
    for application in (started_application(published_vacancy()), submitted_application(closed_vacancy())):
        with pytest.raises(LateRequestError):
            ask(application, by=application.candidate, reason=WHY)


@pytest.mark.parametrize(("changes", "says"), [
    ({"answer": " "}, "Give a reason"), ({"until": -1}, "must be in the future"),
])  # fmt: skip
def test_a_decision_that_cannot_be(late, changes, says) -> None:
    asked = ask(late, by=late.candidate, reason=WHY)
    given = {"until": in_hours(changes.get("until", 2)), "answer": changes.get("answer", "Yes.")}
    with pytest.raises(LateRequestError, match=says):
        decide(asked, by=hr_of(late.vacancy.school), **given)
    assert LateRequest.objects.get().decided_at is None


def test_decided_once(late) -> None:
    asked, hr = ask(late, by=late.candidate, reason=WHY), hr_of(late.vacancy.school)
    decide(asked, by=hr, until=None, answer="No.")
    with pytest.raises(LateRequestError, match="already"):
        decide(asked, by=hr, until=in_hours(2), answer="Yes.")


def test_nobody_is_given_time_for_a_vacancy_that_ended(late) -> None:
    asked = ask(late, by=late.candidate, reason=WHY)
    Vacancy.objects.filter(pk=late.vacancy_id).update(state=Vacancy.State.UNFILLED)
    with pytest.raises(StateError):
        decide(asked, by=hr_of(late.vacancy.school), until=in_hours(2), answer="Yes.")
    assert LateRequest.objects.get().decided_at is None


def test_nobody_asks_or_is_given_time_once_the_outcomes_are_out(late) -> None:
    asked = ask(late, by=late.candidate, reason=WHY)
    release(late.vacancy)
    with pytest.raises(StateError):
        decide(asked, by=hr_of(late.vacancy.school), until=in_hours(2), answer="Yes.")
    other = complete_application(late.vacancy)
    with pytest.raises(LateRequestError):
        ask(other, by=other.candidate, reason=WHY)
    decide(asked, by=hr_of(late.vacancy.school), until=None, answer="The panel has chosen.")


def test_nothing_is_released_while_somebody_may_still_send(late) -> None:
    board = panel_of(late.vacancy)

    def stops() -> list[bool]:
        return [row.stops for row in gates.run(GateName.RELEASE, board).rows if row.code == "later_times"]

    assert stops() == [False]
    decide(ask(late, by=late.candidate, reason=WHY), by=hr_of(late.vacancy.school), until=in_hours(2), answer="Yes.")
    assert stops() == [True]
    late.refresh_from_db()
    submit(late, by=late.candidate, arrived_at=database_now())
    assert stops() == [False]


def test_a_request_of_who_has_withdrawn_waits_for_nobody(late) -> None:
    hr, asked = hr_of(late.vacancy.school), ask(late, by=late.candidate, reason=WHY)
    page, listed = (
        reverse("applications:late", args=[late.vacancy.ref, asked.pk]),
        reverse("applications:hr_list", args=[late.vacancy.ref]),
    )
    assert page in browser(hr).get(listed).content.decode()
    withdraw(late, by=late.candidate)
    assert page not in browser(hr).get(listed).content.decode()


def test_the_pages_from_asking_to_deciding(late) -> None:
    candidate, hr = browser(late.candidate), browser(hr_of(late.vacancy.school))
    home = reverse("applications:task_list", args=[late.ref])
    page = reverse("applications:ask_late", args=[late.ref])
    assert page in candidate.get(home).content.decode()
    assert "Enter why you need more time" in candidate.post(page, {"reason": ""}).content.decode()
    assert candidate.post(page, {"reason": WHY}).url == home
    assert "You get a letter when they decide" in candidate.get(home).content.decode()
    decision = reverse("applications:late", args=[late.vacancy.ref, LateRequest.objects.get().pk])
    assert decision in hr.get(reverse("applications:hr_list", args=[late.vacancy.ref])).content.decode()
    day = timezone.localdate() + timedelta(days=2)
    until = {
        "closes_on_day": day.day,
        "closes_on_month": day.month,
        "closes_on_year": day.year,
        "closes_time": "midday",
    }
    answer = hr.post(decision, {"decision": "allow", "answer": "Yes.", **until})
    assert answer.status_code == 302, answer.content.decode()
    assert "Allowed until" in hr.get(decision).content.decode()
    assert "Your turn" in candidate.get(home).content.decode()


def test_hr_on_the_panel_of_a_blind_sift_does_not_read_the_reason(late, post) -> None:
    hr, colleague = hr_of(late.vacancy.school), hr_of(late.vacancy.school)
    panel = panel_of(late.vacancy)
    add_member(panel, user=hr, by=colleague)
    page = reverse("applications:late", args=[late.vacancy.ref, ask(late, by=late.candidate, reason=WHY).pk])
    assert browser(hr).get(page).status_code == 404
    listed = browser(hr).get(reverse("applications:hr_list", args=[late.vacancy.ref])).content.decode()
    assert "A colleague’s turn: somebody asks for more time" in listed
    assert page not in listed
    told = [each["To"] for each in post() if "asks for more time" in each["Subject"]]
    assert told == [colleague.email]
    assert WHY in browser(colleague).get(page).content.decode()
    with pytest.raises(PanelError, match="has read what a candidate wrote"):  # the other way round
        add_member(panel, user=colleague, by=hr)


def test_where_all_of_hr_is_on_the_panel_they_hear_that_a_colleague_decides(late, post) -> None:
    hr = hr_of(late.vacancy.school)
    add_member(panel_of(late.vacancy), user=hr, by=hr)
    ask(late, by=late.candidate, reason=WHY)
    [letter] = [each for each in post() if "asks for more time" in each["Subject"]]
    words = " ".join(letter.get_body(("plain",)).get_content().split())
    assert "a colleague in HR must read the reason" in words
    assert "/more-time/" not in words


def test_another_schools_hr_and_another_vacancy_find_nothing(late) -> None:
    asked, other = ask(late, by=late.candidate, reason=WHY), closed_vacancy()
    page = reverse("applications:late", args=[late.vacancy.ref, asked.pk])
    assert browser(hr_of(other.school)).get(page).status_code == 404
    wrong = reverse("applications:late", args=[other.ref, asked.pk])
    assert browser(hr_of(other.school)).get(wrong).status_code == 404


# --- reminders ------------------------------------------------------------------------------------------


def draft(hours: float, *, started_days_ago: int = 30) -> Application:
    vacancy = published_vacancy()
    Vacancy.objects.filter(pk=vacancy.pk).update(closes_at=in_hours(hours))
    vacancy.refresh_from_db()
    made = started_application(vacancy)
    Application.objects.filter(pk=made.pk).update(created_at=timezone.now() - timedelta(days=started_days_ago))
    return made


@pytest.mark.parametrize(("hours", "count"), [(80, 0), (71, 1), (23, 1), (2, 1)])
def test_a_draft_is_reminded_once_of_the_nearest_step(hours, count) -> None:
    draft(hours)
    tick.run()
    tick.run()
    assert queued("application_reminder") == count


def test_three_reminders_in_all(post) -> None:
    made = draft(71)
    for hours in (0, 48, 69):
        tick.run(in_hours(hours))
    assert queued("application_reminder") == 3
    [first, *_] = [each for each in post() if each["To"] == made.candidate.email]
    assert first["Subject"].startswith("2 days left to apply")


def test_more_time_reminds_again() -> None:
    made = draft(2)
    tick.run()
    Vacancy.objects.filter(pk=made.vacancy_id).update(closes_at=in_hours(71))
    tick.run()
    assert queued("application_reminder") == 2


def test_a_draft_begun_after_a_step_is_not_reminded_of_it() -> None:
    draft(71, started_days_ago=0)
    tick.run()
    assert queued("application_reminder") == 0


def test_reminders_can_be_turned_off(client) -> None:
    made = draft(2)
    browser(made.candidate).post(reverse("applications:reminders", args=[made.ref]), {"wanted": "no"})
    tick.run()
    assert queued("application_reminder") == 0
    want_reminders(made, by=made.candidate, wanted=True)
    made.refresh_from_db()
    assert made.reminders_wanted


def test_what_was_sent_meanwhile_is_not_reminded(post) -> None:
    made = draft(2)
    tick.run()
    Application.objects.filter(pk=made.pk).update(state=Application.State.SUBMITTED, submitted_at=timezone.now())
    assert not [each for each in post() if each["To"] == made.candidate.email]


# --- both times, and what is encrypted ------------------------------------------------------------------------


def test_a_vacancy_reopened_for_longer_is_open_to_who_was_given_less(late) -> None:
    """Somebody who was allowed until tomorrow is not late before everybody else, and is reminded as they are."""
    hr = hr_of(late.vacancy.school)
    decide(ask(late, by=late.candidate, reason=WHY), by=hr, until=in_hours(1), answer="Yes.")
    reopen(late.vacancy, closes_at=in_hours(71), by=hr, reason="Too few applied.")
    late = Application.objects.select_related("vacancy").get(pk=late.pk)
    assert late.closes_at == late.vacancy.closes_at
    assert late.may_be_sent(in_hours(70))
    Application.objects.filter(pk=late.pk).update(created_at=in_hours(-99))
    tick.run()
    assert queued("application_reminder") == 1
    Application.objects.filter(pk=late.pk).update(closes_at_for_them=in_hours(80))
    late.refresh_from_db()
    assert late.closes_at == late.closes_at_for_them


def test_what_was_typed_before_is_encrypted_and_can_be_plain_again(late) -> None:
    asked = ask(late, by=late.candidate, reason=WHY)
    texts = sorted(late.breaks.values_list("reason", flat=True))
    change = import_module("applications.migrations.0004_encrypted_reasons")
    state = ProjectState()
    for model in {model for model, _ in change.COLUMNS}:
        columns = [(name, models.TextField()) for each, name in change.COLUMNS if each == model]
        state.add_model(ModelState("applications", model, [("id", models.BigAutoField(primary_key=True)), *columns]))
    here = SimpleNamespace(connection=connection)
    change.rewrite(decrypt)(state.apps, here)
    assert sorted(state.apps.get_model("applications", "Break").objects.values_list("reason", flat=True)) == texts
    change.rewrite(encrypt)(state.apps, here)
    asked.refresh_from_db()
    assert asked.reason == WHY
    assert sorted(late.breaks.values_list("reason", flat=True)) == texts
    assert WHY not in str(state.apps.get_model("applications", "LateRequest").objects.values_list("reason"))
