"""The panel's services: who is on it, and the opening of the sift."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from core.gates import GateShutError
from core.models import AuditEvent, OutgoingEmail
from shortlisting.models import Panel, PanelMember, ScoreSheet
from shortlisting.services.panel import (
    PanelError,
    add_member,
    change_member,
    default_due,
    open_sift,
    panel_of,
    remove_member,
    set_due,
)
from tests.applications.factories import started_application, submitted_application
from tests.factories import UserFactory
from tests.shortlisting.factories import (
    by_place,
    hr_of_panel,
    member,
    open_panel,
    panel,
    recently,
    released_panel,
    score_all,
    sift_with_scores,
)
from tests.vacancies.factories import ready_vacancy

pytestmark = pytest.mark.django_db
Role = PanelMember.Role


def verbs(subject) -> list[str]:
    rows = AuditEvent.objects.filter(subject_type=subject._meta.label_lower, subject_id=subject.pk)
    return list(rows.order_by("pk").values_list("verb", flat=True))


def test_the_panel_is_made_once_with_the_scale_of_0_to_4() -> None:
    vacancy = ready_vacancy()
    made = panel_of(vacancy)
    assert panel_of(vacancy) == made
    assert (made.scale.scale.values, made.scale.pass_mark) == ([0, 1, 2, 3, 4], 2)


def test_a_member_is_added_and_written_to() -> None:
    made = panel_of(ready_vacancy())
    user = UserFactory()
    place = add_member(made, user=user, role=Role.CHAIR, trained_on=recently(), by=hr_of_panel(made))
    assert (place.user, place.role, place.trained_on) == (user, Role.CHAIR, recently())
    assert verbs(place) == ["panel.member_added"]
    assert [mail.template for mail in OutgoingEmail.objects.all()] == ["panel_invitation"]


def test_the_same_person_twice_is_refused() -> None:
    made = panel(candidates=0)
    with pytest.raises(PanelError, match="is on the panel already") as caught:
        add_member(made, user=by_place(made)[1].user, by=hr_of_panel(made))
    assert caught.value.field == "email"
    assert made.members.count() == 2


def test_a_second_chair_is_refused() -> None:
    made = panel(candidates=0)
    with pytest.raises(PanelError, match="is the chair") as caught:
        add_member(made, user=UserFactory(), role=Role.CHAIR, by=hr_of_panel(made))
    assert caught.value.field == "role"


def test_somebody_who_applied_cannot_join_and_hr_is_not_told_that_they_applied() -> None:
    made = panel(candidates=0)
    person = UserFactory()
    started_application(made.vacancy, person)
    with pytest.raises(PanelError) as caught:
        add_member(made, user=person, by=hr_of_panel(made))
    assert "appl" not in str(caught.value)


def test_somebody_who_joins_an_open_sift_gets_sheets_of_their_own() -> None:
    made = open_panel(candidates=3)
    place = add_member(made, user=UserFactory(), by=hr_of_panel(made))
    assert len(set(place.sheets.values_list("number", flat=True))) == 3


def test_an_observer_gets_no_sheets() -> None:
    made = open_panel(observer=True)
    assert not ScoreSheet.objects.filter(member__role=Role.OBSERVER).exists()
    add_member(made, user=UserFactory(), role=Role.OBSERVER, by=hr_of_panel(made))
    assert not ScoreSheet.objects.filter(member__role=Role.OBSERVER).exists()


def test_after_the_release_the_sift_of_a_panel_stays_as_it_was() -> None:
    made = released_panel(members=3, observer=True)
    office, observer = hr_of_panel(made), made.members.get(role=Role.OBSERVER)
    before = ScoreSheet.objects.count()
    add_member(made, user=UserFactory(), by=office)
    remove_member(by_place(made)[2], by=office)
    assert ScoreSheet.objects.count() == ScoreSheet.objects.exclude(submitted_at=None).count() == before
    with pytest.raises(PanelError, match="add them again for the interviews"):
        change_member(observer, role=Role.MEMBER, trained_on=None, by=office)
    change_member(observer, role=Role.OBSERVER, trained_on=recently(), by=office)
    with pytest.raises(PanelError, match="no more scores are due"):
        set_due(made, due_on=timezone.localdate(), by=office)


def test_training_is_changed_and_audited_and_the_same_again_is_not() -> None:
    made = panel(candidates=0)
    place = by_place(made)[1]
    for _ in range(2):
        change_member(
            place, role=Role.MEMBER, trained_on=recently(), training_provider="Ellerby Hub", by=hr_of_panel(made)
        )
    assert (place.trained_on, place.training_provider) == (recently(), "Ellerby Hub")
    assert verbs(place) == ["panel.member_changed"]


def test_an_open_sift_cannot_fall_below_two() -> None:
    made = open_panel()
    second = by_place(made)[1]
    with pytest.raises(PanelError, match="At least two people must score"):
        remove_member(second, by=hr_of_panel(made))
    with pytest.raises(PanelError, match="At least two people must score"):
        change_member(second, role=Role.OBSERVER, trained_on=None, by=hr_of_panel(made))
    assert len(by_place(made)) == 2


def test_before_the_sift_anybody_can_leave() -> None:
    made = panel()
    remove_member(by_place(made)[1], by=hr_of_panel(made))
    assert len(by_place(made)) == 1


def test_who_leaves_takes_the_open_sheets_along_and_leaves_the_submitted_ones() -> None:
    made = open_panel(members=4)
    third, fourth = by_place(made)[2:]
    score_all(third, submit=True)
    score_all(fourth)
    for place in (third, fourth):
        remove_member(place, by=hr_of_panel(made))
        remove_member(place, by=hr_of_panel(made))
        assert verbs(place)[-1] == "panel.member_removed"
        assert verbs(place).count("panel.member_removed") == 1
    counted = ScoreSheet.objects.of_sift(made)
    assert counted.filter(member=third).count() == 2
    assert counted.filter(member=fourth).count() == 0
    assert fourth.sheets.filter(scores__isnull=False).exists()  # nothing is wiped


def test_opening_gives_each_scoring_member_a_sheet_for_each_candidate_and_writes_to_them() -> None:
    made = panel(candidates=3, observer=True)
    started_application(made.vacancy)
    open_sift(made, by=hr_of_panel(made))
    assert made.sift_opened_at is not None
    assert made.sift_due_on == default_due(made)
    for place in by_place(made):
        assert len(set(place.sheets.values_list("number", flat=True))) == 3
    letters = OutgoingEmail.objects.filter(template="sift_opened")
    assert sorted(mail.ids["member"] for mail in letters) == sorted(place.pk for place in by_place(made))
    assert verbs(made) == ["sift.opened"]


def test_opening_twice_opens_once() -> None:
    made = panel()
    open_sift(made, by=hr_of_panel(made))
    opened = made.sift_opened_at
    open_sift(Panel.objects.get(pk=made.pk), by=hr_of_panel(made))
    made.refresh_from_db()
    assert made.sift_opened_at == opened
    assert ScoreSheet.objects.count() == 4
    assert OutgoingEmail.objects.filter(template="sift_opened").count() == 2


def test_numbers_differ_from_member_to_member() -> None:
    made = open_panel(candidates=5, members=5)
    orders = {tuple(place.sheets.order_by("number").values_list("application", flat=True)) for place in by_place(made)}
    assert len(orders) > 1  # five equal orders of five come up once in 200 million openings


def test_the_sift_does_not_open_while_the_gate_is_shut() -> None:
    made = panel(members=1)
    with pytest.raises(GateShutError):
        open_sift(made, by=hr_of_panel(made))
    made.refresh_from_db()
    assert made.sift_opened_at is None
    assert not ScoreSheet.objects.exists()


def test_a_due_day_that_passed_is_refused() -> None:
    made = open_panel()
    with pytest.raises(PanelError, match="today or later") as caught:
        set_due(made, due_on=timezone.localdate() - timedelta(days=1), by=hr_of_panel(made))
    assert caught.value.field == "due_on"
    later = timezone.localdate() + timedelta(days=9)
    set_due(made, due_on=later, by=hr_of_panel(made))
    made.refresh_from_db()
    assert made.sift_due_on == later


def test_one_that_came_after_the_opening_is_read_by_everybody_too() -> None:
    made = sift_with_scores()
    late = submitted_application(made.vacancy)
    from applications.models import Application
    from applications.signals import application_submitted

    application_submitted.send(Application, application=late)
    for place in by_place(made):
        assert place.sheets.get(application=late).submitted_at is None


def test_the_home_page_names_the_panels_and_what_is_left(django_assert_num_queries) -> None:
    made = open_panel(candidates=3)
    second = by_place(made)[1]
    with django_assert_num_queries(1):
        places = list(PanelMember.objects.for_home(second.user))
        assert [(p.panel.vacancy.school.trust.name is not None, p.left) for p in places] == [(True, 3)]
    score_all(second, submit=True)
    assert [place.left for place in PanelMember.objects.for_home(second.user)] == [0]


def test_a_panel_member_who_applied_no_longer_sees_the_panel_at_home() -> None:
    made = panel()
    second = by_place(made)[1]
    started_application(made.vacancy, second.user)
    assert list(PanelMember.objects.for_home(second.user)) == []


def test_a_member_taken_off_can_come_back() -> None:
    made = panel(members=3)
    third = by_place(made)[2]
    remove_member(third, by=hr_of_panel(made))
    again = add_member(made, user=third.user, by=hr_of_panel(made))
    assert again.pk != third.pk
    assert member(made, name="Gwen Pellow").panel_id == made.pk
