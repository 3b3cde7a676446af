"""Who has seen others' scores, or what was decided on them, does not start to score: one rule for every page."""

from __future__ import annotations

import pytest

from core.models import AuditEvent
from shortlisting.models import Activity
from shortlisting.services.interview_scores import keep, submit
from shortlisting.services.panel import PanelError, add_member, remove_member
from shortlisting.services.seen import has_opened
from shortlisting.services.timetable import InterviewError, change_activity
from tests.factories import MembershipFactory, UserFactory
from tests.shortlisting.factories import (
    by_place,
    decide_all,
    hr_of_panel,
    nth,
    open_panel,
    released_panel,
    score_all,
    sift_with_scores,
)
from tests.shortlisting.interviews.factories import applicant, hr, today
from tests.shortlisting.interviews.test_marks import whole
from tests.shortlisting.pages import at, summary
from tests.shortlisting.test_paper import typed

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["outcomes", "letters", "release", "hr_check"])
def test_hr_who_opened_what_was_decided_cannot_score_any_more(signed_in, name) -> None:
    made = sift_with_scores()
    office = hr_of_panel(made)
    client = signed_in(office)
    assert client.get(at("outcomes", made)).status_code == 200  # nothing decided yet, so nothing was seen
    assert not has_opened(made, office)
    decide_all(made)
    act = client.post if name == "hr_check" else client.get
    for _ in range(2):
        assert act(at(name, made)).status_code == 200
    assert AuditEvent.objects.filter(verb="scores.seen", actor_id=office.pk, subject_id=made.pk).count() == 1
    with pytest.raises(PanelError, match="has seen scores or decisions"):
        add_member(made, user=office, by=office)
    assert add_member(made, user=office, role="observer", by=office)
    page = signed_in(office).post(at("panel_add", made), {
        "name": "Marian Duxbury", "email": UserFactory(name="Gwen Pellow").email, "role": "member",
    })  # fmt: skip
    assert page.status_code == 302  # who has seen nothing may


def test_hr_who_read_what_another_typed_cannot_score_any_more(signed_in) -> None:
    made = open_panel(candidates=3)
    second, hr = by_place(made)[1], signed_in(hr_of_panel(made))
    hr.post(at("paper_sheet", made, second.pk, nth(second).number), typed(made))
    other = MembershipFactory(school=made.vacancy.school).user
    client = signed_in(other)
    client.get(at("paper_sheet", made, second.pk, nth(second, 2).number))  # still empty
    assert not has_opened(made, other)
    client.get(at("paper_sheet", made, second.pk, nth(second).number))
    with pytest.raises(PanelError, match="has seen scores or decisions"):
        add_member(made, user=other, by=other)


def test_who_saw_scores_of_the_day_does_not_join_an_activity_that_somebody_has_scored(signed_in) -> None:
    made = today(released_panel(candidates=2, shortlisted=1, members=3))
    task, person = made.activities.get(kind="data_task"), applicant(made)
    task.day = made
    chair, second, third = by_place(made.panel)
    fields = ("kind", "title", "room", "minutes", "together_at", "second_part")
    kept = {name: getattr(task, name) for name in fields}
    for each in (second, third):
        submit(keep(task, person, by=each.user, **whole(task)), by=each.user)
    submit(keep(interview := _interview(made), person, by=chair.user, **whole(interview)), by=chair.user)
    assert "Data task" in signed_in(chair.user).get(at("matrix", made.panel)).content.decode()
    assert AuditEvent.objects.filter(verb="day_scores.seen", actor_id=chair.user_id).count() == 1
    with pytest.raises(InterviewError, match="has seen scores of the day"):
        change_activity(task, members=[chair, second, third], by=hr(made), **kept)
    change_activity(task, members=[second, third], by=hr(made), **kept)  # who is there already stays


def _interview(made) -> Activity:
    found = made.activities.get(kind="interview")
    found.day = made
    return found


def test_one_who_handed_in_left_and_came_back_to_watch_stays_a_watcher(signed_in) -> None:
    made = open_panel(members=4)
    office, left = hr_of_panel(made), by_place(made)[3]
    score_all(left, submit=True)
    remove_member(left, by=office)
    again = add_member(made, user=left.user, role="observer", by=office)
    page = signed_in(office).post(at("panel_change", made, again.pk), {"role": "member"})
    assert summary(page) == [f"{left.user} has submitted scores on this panel already. They still count"]
