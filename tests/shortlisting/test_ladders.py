"""Members are reminded the working day before, and on the day; then HR is told."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from django.utils import timezone

from accounts.services.calendar import working_day
from core.models import OutgoingEmail, Reminder
from core.services import tick
from shortlisting.models import Panel
from tests.shortlisting.factories import by_place, hr_of_panel, open_panel, score_all

pytestmark = pytest.mark.django_db
ZONE = timezone.get_default_timezone()


@pytest.fixture
def due():
    """An open sift, half submitted, due on a working day two weeks on."""
    made = open_panel()
    hr_of_panel(made)
    day = working_day(made.vacancy.school, timezone.localdate(), 10)
    Panel.objects.filter(pk=made.pk).update(sift_due_on=day)
    score_all(by_place(made)[0], submit=True)
    OutgoingEmail.objects.all().delete()
    made.refresh_from_db()
    return made


def at(day: date, hour: int = 9) -> datetime:
    return datetime.combine(day, time(hour), tzinfo=ZONE)


def steps(now: datetime) -> list[tuple[int, str, str]]:
    made = [each for each in tick.run(now) if each.kind == "sift.scores"]
    return [(each.subject_id, each.step.split(":")[0], each.outcome) for each in made]


def letters() -> list[str]:
    rows = OutgoingEmail.objects.exclude(template="weekly_digest").order_by("pk")  # a Monday's letter is not the sift's
    return list(rows.values_list("template", flat=True))


def test_the_one_who_has_not_submitted_is_reminded_twice_and_then_hr_hears(due) -> None:
    waiting = by_place(due)[1]
    school, day = due.vacancy.school, due.sift_due_on
    before, after = working_day(school, day, -1), working_day(school, day, 1)
    assert steps(at(before, 7)) == []
    assert steps(at(before)) == [(waiting.pk, "-1", "sent")]
    assert steps(at(before, 10)) == []
    assert steps(at(day)) == [(waiting.pk, "0", "sent")]
    assert steps(at(after)) == [(waiting.pk, "+1", "escalated")]
    assert steps(at(after + timedelta(days=30))) == []
    assert letters() == ["sift_reminder", "sift_reminder", "sift_late"]


def test_nobody_is_reminded_after_submitting(due) -> None:
    score_all(by_place(due)[1], submit=True)
    OutgoingEmail.objects.all().delete()
    assert steps(at(due.sift_due_on)) == []
    assert letters() == []


def test_after_a_standstill_only_the_later_reminder_goes_out(due) -> None:
    waiting = by_place(due)[1]
    assert steps(at(due.sift_due_on)) == [(waiting.pk, "-1", "skipped"), (waiting.pk, "0", "sent")]
    assert letters() == ["sift_reminder"]


def test_a_later_day_reminds_again(due) -> None:
    steps(at(due.sift_due_on))
    later = working_day(due.vacancy.school, due.sift_due_on, 5)
    Panel.objects.filter(pk=due.pk).update(sift_due_on=later)
    assert [step for _, step, _ in steps(at(later))] == ["-1", "0"]
    assert Reminder.objects.filter(kind="sift.scores").count() == 4


def test_nothing_is_chased_before_it_was_opened(due) -> None:
    Panel.objects.filter(pk=due.pk).update(sift_opened_at=at(due.sift_due_on, 8) + timedelta(minutes=1))
    assert steps(at(due.sift_due_on)) == []


def test_a_reminder_is_not_sent_when_the_scores_came_in_meanwhile(due, post) -> None:
    steps(at(due.sift_due_on))
    score_all(by_place(due)[1], submit=True)
    OutgoingEmail.objects.exclude(template="sift_reminder").delete()
    assert post() == []


def test_hr_who_still_score_hear_nothing_of_the_others(due) -> None:
    from tests.factories import MembershipFactory

    waiting = by_place(due)[1]
    MembershipFactory(school=due.vacancy.school, user=waiting.user)
    steps(at(working_day(due.vacancy.school, due.sift_due_on, 1)))
    told = [mail.ids["user"] for mail in OutgoingEmail.objects.filter(template="sift_late")]
    assert waiting.user.pk not in told
    assert hr_of_panel(due).pk in told or hr_of_panel(due) == waiting.user
