"""The pages of an interview day: what each shows to whom, what is said beside a field, how many queries they take."""

from __future__ import annotations

import re
from datetime import time
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from applications.models import AdjustmentRequest
from core.models import AuditEvent
from shortlisting import sift
from shortlisting.interview_day import DayPlan
from shortlisting.models import Question, Score, ScoreSheet, Slot
from shortlisting.services import bookings, probe_points, timetable
from shortlisting.services.interview_scores import keep, submit
from tests.shortlisting.factories import by_place, hr_of_panel, released_panel
from tests.shortlisting.interviews.factories import activity, applicant, booking_of, day, hr, planned, sent, today
from tests.shortlisting.interviews.test_marks import whole
from tests.shortlisting.pages import at, summary

pytestmark = pytest.mark.django_db
HUB, LIST, KIT, OWN, MARK = 24, 16, 20, 18, 22
FORM = {
    "on_day": "1", "on_month": "3", "on_year": "2099", "starts_at": "9am", "ends_at": "3:30pm", "turnaround": "5",
    "place": "Reception",
}  # fmt: skip


def words(answer) -> str:
    """What the page says, without its mark-up."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())).split())


def test_hr_plans_a_day_from_the_first_page_to_the_sending(signed_in) -> None:
    panel = released_panel(candidates=3, shortlisted=2)
    client = signed_in(hr_of_panel(panel))
    assert (
        reverse("shortlisting:interview_day_add", args=[panel.vacancy.ref])
        in client.get(at("interviews", panel)).content.decode()
    )
    people = [str(each.pk) for each in sift.shortlisted(panel)]
    answer = client.post(at("interview_day_add", panel), {**FORM, "candidates": people}, follow=True)
    assert "Your turn: say what candidates do" in words(answer)
    made = panel.days.get()
    start = client.get(at("activity_start", panel, made.pk))
    assert "Student panel" in words(start)
    add = f"{at('activity_add', panel, made.pk)}?from=interview"
    filled = _values(client.get(add))
    answer = client.post(add, filled, follow=True)
    assert "Your turn: make the timetable" in words(answer)
    answer = client.post(at("interview_day_make", panel, made.pk), follow=True)
    assert "Your turn: send the timetable" in words(answer)
    client.post(at("interview_day_send", panel, made.pk), follow=True)
    answer = client.get(at("interview_day", panel, made.pk))
    assert "0 of 2 candidates have said that they come" in words(answer)


def _values(answer) -> dict:
    """What a browser would send of the form as it stands."""
    form = answer.context["form"]
    return {name: form[name].value() for name in form.fields if form[name].value() not in (None, False)}


def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_lost(signed_in) -> None:
    panel = released_panel(candidates=2, shortlisted=1)
    client = signed_in(hr_of_panel(panel))
    wrong = {**FORM, "on_year": "2001", "ends_at": "8am", "place": "Kept words"}
    answer = client.post(at("interview_day_add", panel), wrong)
    assert summary(answer) == ["The day must be today or later", "Choose at least one candidate"]
    assert "Kept words" in answer.content.decode()
    wrong = {**FORM, "ends_at": "8am", "candidates": [applicant_pk(panel)]}
    assert summary(client.post(at("interview_day_add", panel), wrong)) == ["The day must end after it starts"]


def applicant_pk(panel) -> str:
    return str(sift.shortlisted(panel)[0].pk)


def test_where_nothing_fits_the_page_says_why_and_what_would_help(signed_in) -> None:
    made = day(ends_at=time(10))
    activity(made)
    page = words(signed_in(hr(made)).post(at("interview_day_make", made.panel, made.pk)))
    assert "No timetable fits" in page
    assert "Ruth Penhallow is needed for 1 hour 35 minutes, and the day has 1 hour." in page
    assert "End the day at 10:35am." in page


def test_a_clash_by_hand_stands_beside_the_time_and_stops_the_sending(signed_in) -> None:
    made = planned()
    client = signed_in(hr(made))
    second = Slot.objects.filter(activity__title="Panel interview").order_by("starts_at").last()
    page = at("interview_slot", made.panel, made.pk, second.pk)
    assert summary(client.post(page, {"starts_at": "10am", "ends_at": "9am"})) == ["It must end after it starts"]
    answer = client.post(page, {"starts_at": "9:45am", "ends_at": "10:30am"}, follow=True)
    assert "This time clashes" in words(answer)
    assert "Conference room is in use for Panel interview" in words(answer)
    assert "Your turn: clashes to put right" in words(client.get(at("interview_day", made.panel, made.pk)))
    free = answer.context["free"]
    client.post(page, {"starts_at": free[0]["starts"], "ends_at": free[0]["ends"]})
    assert DayPlan(made).clashes == {}


def test_a_time_or_a_candidate_of_another_vacancy_is_no_page(signed_in) -> None:
    made, other = planned(), planned()
    client = signed_in(hr(made))
    slot, person, there = Slot.objects.of_day(other).first(), applicant(other), other.activities.first()
    for page in (
        at("interview_day", made.panel, other.pk),
        at("interview_slot", made.panel, made.pk, slot.pk),
        at("interview_adjust", made.panel, made.pk, person.ref),
        at("kit", made.panel, there.pk),
        at("own_kit_pdf", made.panel, made.activities.first().pk, person.ref),
        at("question_change", made.panel, made.activities.first().pk, there.questions.first().pk),
    ):
        assert client.get(page).status_code == 404, page


def test_only_hr_reads_what_a_candidate_asked_for_and_the_panel_sees_times_alone(signed_in) -> None:
    made = sent()
    mine = applicant(made)
    AdjustmentRequest.objects.update_or_create(application=mine, defaults={"needed": "PLANTED: more time to read"})
    task = made.activities.get(title="Data task")
    timetable.set_adjustment(booking_of(made, mine), extra={task.pk: 10}, not_before=None, rest=0, by=hr(made))
    timetable.make_timetable(made, by=hr(made))
    page = words(signed_in(hr(made)).get(at("interview_adjust", made.panel, made.pk, mine.ref)))
    assert "PLANTED: more time to read" in page
    read = AuditEvent.objects.filter(verb="application.read", subject_id=mine.pk, actor_id=hr(made).pk)
    assert [event.fields for event in read] == [["adjustments"]]
    bookings.send(made, by=hr(made))
    chair, second = by_place(made.panel)
    assert "10 minutes extra" in words(signed_in(hr(made)).get(at("interview_day", made.panel, made.pk)))
    seen = [
        signed_in(chair.user).get(at("interview_day", made.panel, made.pk)),
        signed_in(second.user).get(at("my_day", made.panel)),
    ]
    for answer in seen:
        assert answer.status_code == 200
        assert "PLANTED" not in words(answer)
        assert "minutes extra" not in words(answer)
        assert "minutes more" not in words(answer)
    refused = at("interview_adjust", made.panel, made.pk, mine.ref)
    assert signed_in(chair.user).get(refused).status_code == 404


# --- the candidate ----------------------------------------------------------------------------------------------


def test_a_candidate_confirms_asks_and_takes_it_with_them(signed_in) -> None:
    made = sent()
    mine, other = sift.shortlisted(made.panel)
    client = signed_in(mine.candidate)
    status = client.get(reverse("applications:task_list", args=[mine.ref]))
    assert "Say whether you can come to the interview" in words(status)
    page = reverse("shortlisting:my_interview", args=[mine.ref])
    answer = client.get(page)
    assert "Your turn: say whether you can come" in words(answer)
    assert sift.name_of(other) not in words(answer)
    assert "You said that you come" in words(client.post(page, {"confirm": "yes"}, follow=True))
    ask = reverse("shortlisting:my_interview_ask", args=[mine.ref])
    assert summary(client.post(ask, {"text": ""})) == ["Enter when you could come"]
    assert "You asked for another time" in words(client.post(ask, {"text": "After 11am"}, follow=True))
    calendar = client.get(reverse("shortlisting:my_interview_calendar", args=[mine.ref]))
    assert calendar.content.startswith(b"BEGIN:VCALENDAR")
    assert b"METHOD:PUBLISH" in calendar.content
    pdf = client.get(reverse("shortlisting:my_interview_pdf", args=[mine.ref]))
    assert pdf.content.startswith(b"%PDF-")
    reply = at("interview_answer", made.panel, made.pk, mine.ref)
    assert "After 11am" in words(signed_in(hr(made)).get(reply))
    signed_in(hr(made)).post(reply, {"text": "It stays at 9am."})
    assert "It stays at 9am." in words(client.get(page))


def test_before_it_is_sent_and_for_anybody_else_there_is_no_interview_page(signed_in) -> None:
    made = planned()
    mine, other = sift.shortlisted(made.panel)
    page = reverse("shortlisting:my_interview", args=[mine.ref])
    assert signed_in(mine.candidate).get(page).status_code == 404
    bookings.send(made, by=hr(made))
    assert signed_in(mine.candidate).get(page).status_code == 200
    for stranger in (other.candidate, hr(made), by_place(made.panel)[0].user):
        assert signed_in(stranger).get(page).status_code == 404


def test_a_candidate_chooses_a_free_time_and_hears_when_it_is_gone(signed_in) -> None:
    made = day()
    activity(made, candidates_choose=True)
    timetable.make_timetable(made, by=hr(made))
    bookings.send(made, by=hr(made))
    mine, other = sift.shortlisted(made.panel)
    first, second = Slot.objects.of_day(made)
    page = reverse("shortlisting:my_interview", args=[mine.ref])
    client, rival = signed_in(mine.candidate), signed_in(other.candidate)
    assert "Choose a time" in words(client.post(page, {"choose": first.activity_id}))
    assert "Your time is kept" in words(client.post(page, {"choose": "1", "slot": first.pk}, follow=True))
    theirs = reverse("shortlisting:my_interview", args=[other.ref])
    answer = rival.post(theirs, {"choose": "1", "slot": first.pk}, follow=True)
    assert "Somebody has just taken this time" in words(answer)
    assert [slot.pk for _, free in answer.context["choices"] for slot in free] == [second.pk]
    for nonsense in ("", "x", "²", "999999"):
        assert rival.post(theirs, {"choose": "1", "slot": nonsense}).status_code == 302
    assert Slot.objects.filter(application=other).count() == 0


# --- scoring ----------------------------------------------------------------------------------------------------


@pytest.fixture
def interview():
    made = today(released_panel(candidates=2, shortlisted=1))
    found = made.activities.get(kind="interview")
    found.day = made
    return found


def filled(interview, value: int = 3) -> dict:
    """The scoring page filled in, as a browser sends it."""
    data = {}
    for question in interview.questions.all():
        data |= {f"asked-{question.pk}": "on", f"answer-{question.pk}": "They led it."}
        if question.criterion_id is None:
            data[f"judgement-{question.pk}"] = "met"
    for criterion in interview.criteria.all():
        data |= {f"score-{criterion.pk}": str(value), f"note-{criterion.pk}": "A clear example."}
    return data


def test_a_member_scores_on_one_page_without_javascript(signed_in, interview) -> None:
    panel, person = interview.day.panel, applicant(interview.day)
    who = by_place(panel)[1]
    client = signed_in(who.user)
    assert "Go on scoring" in words(client.get(at("my_day", panel)))
    page = at("mark", panel, interview.pk, person.ref)
    assert "The candidate may ask to read everything you write here" in words(client.get(page))
    part = {name: value for name, value in filled(interview).items() if not name.startswith("score")}
    assert "Saved at" in words(client.post(page, {**part, "save": "yes"}, follow=True))
    answer = client.post(page, {**part, "submit": "yes"})
    assert len(summary(answer)) == 3
    assert "They led it." in answer.content.decode()
    assert "is submitted" in words(client.post(page, {**filled(interview), "submit": "yes"}, follow=True))
    assert "It can no longer be changed" in words(client.get(page))
    client.post(page, {**filled(interview, value=0), "save": "yes"})
    assert set(Score.objects.filter(sheet__member=who, sheet__activity=interview).values_list("value", flat=True)) == {
        3
    }


def test_the_page_keeps_itself(signed_in, interview) -> None:
    person, who = applicant(interview.day), by_place(interview.day.panel)[1]
    keep_page = at("keep_marks", interview.day.panel, interview.pk, person.ref)
    client, question = signed_in(who.user), interview.questions.first()
    answer = client.post(keep_page, {f"answer-{question.pk}": "Half a sentence"})
    assert answer.content.decode().startswith("Saved at ")
    assert (
        ScoreSheet.objects.get(member=who, activity=interview).answers.get(question=question).note == "Half a sentence"
    )
    criterion = interview.criteria.first()
    wrong = client.post(keep_page, {f"score-{criterion.pk}": "9"})
    assert wrong.status_code == 422


def test_no_page_shows_another_s_score_or_note_before_ones_own_is_submitted(signed_in, interview) -> None:
    panel, person = interview.day.panel, applicant(interview.day)
    chair, second = by_place(panel)
    sheet = keep(interview, person, by=second.user, **whole(interview, value=4, note="PLANTED NOTE"))
    submit(sheet, by=second.user)
    client = signed_in(chair.user)
    pages = [
        at("my_day", panel), at("mark", panel, interview.pk, person.ref), at("interview", panel, person.ref),
        at("interviews", panel), at("interview_day", panel, interview.day.pk), at("kit", panel, interview.pk),
        at("matrix", panel),
    ]  # fmt: skip
    for page in pages:
        answer = client.get(page)
        assert answer.status_code == 200, page
        assert "PLANTED NOTE" not in answer.content.decode(), page
    mine = keep(interview, person, by=chair.user, **whole(interview))
    submit(mine, by=chair.user)
    for each in interview.day.activities.filter(kind="data_task"):
        each.sheets.all().delete()
    assert "PLANTED NOTE" in client.get(at("interview", panel, person.ref)).content.decode()


def test_a_candidate_s_own_points_are_for_the_chair_and_hr(signed_in, interview) -> None:
    panel, person = interview.day.panel, applicant(interview.day)
    probe_points.add(person, source="history.gap", key="9", text="PLANTED: no post in 2019", by=None)
    chair, second = by_place(panel)
    page = at("mark", panel, interview.pk, person.ref)
    assert "PLANTED" in words(signed_in(chair.user).get(page))
    assert "PLANTED" not in words(signed_in(second.user).get(page))
    own = at("own_kit_pdf", panel, interview.pk, person.ref)
    assert signed_in(chair.user).get(own).content.startswith(b"%PDF-")
    assert signed_in(second.user).get(own).status_code == 404
    assert signed_in(second.user).get(at("kit_pdf", panel, interview.pk)).content.startswith(b"%PDF-")


def test_a_member_who_takes_no_part_has_no_scoring_page(signed_in, interview) -> None:
    interview.members.remove(by_place(interview.day.panel)[1])
    page = at("mark", interview.day.panel, interview.pk, applicant(interview.day).ref)
    assert signed_in(by_place(interview.day.panel)[1].user).get(page).status_code == 404


def test_hr_and_the_chair_change_a_kit(signed_in) -> None:
    made = planned()
    kit = made.activities.get(kind="interview")
    chair, second = by_place(made.panel)
    client = signed_in(chair.user)
    [safe] = kit.questions.filter(safeguarding=True)
    swap = at("question_swap", made.panel, kit.pk, safe.pk)
    assert client.get(at("question_change", made.panel, kit.pk, safe.pk)).url == swap
    assert summary(client.post(swap, {})) == ["Choose a question"]
    client.post(swap, {"code": "safeguarding-4"})
    assert Question.objects.get(pk=safe.pk).code == "safeguarding-4"
    answer = client.post(at("question_remove", made.panel, kit.pk, safe.pk), follow=True)
    assert "asked in every interview" in words(answer)
    client.post(at("question_add", made.panel, kit.pk), {"code": "budget-1"})
    client.post(at("question_write", made.panel, kit.pk), {"text": "One of ours", "criterion": ""})
    page = words(client.get(at("kit", made.panel, kit.pk)))
    assert "One of ours" in page
    assert "Take it out" in page
    readers = words(signed_in(second.user).get(at("kit", made.panel, kit.pk)))
    assert "One of ours" in readers
    assert "Take it out" not in readers
    assert signed_in(second.user).post(swap, {"code": "safeguarding-1"}).status_code == 404


# --- queries ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("people", [1, 3])
def test_the_day_and_the_lists_take_the_same_queries_however_many_come(signed_in, people) -> None:
    made = sent(released_panel(candidates=people, shortlisted=people))
    office, member = signed_in(hr(made)), signed_in(by_place(made.panel)[1].user)
    interview = made.activities.get(kind="interview")
    pages = (
        (office, at("interview_day", made.panel, made.pk)),
        (office, at("interviews", made.panel)),
        (office, at("kit", made.panel, interview.pk)),
        (member, at("my_day", made.panel)),
        (member, at("mark", made.panel, interview.pk, applicant(made).ref)),
    )
    counts = []
    for client, page in pages:
        client.get(page)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(page).status_code == 200
        counts.append(len(asked))
    assert counts == [HUB, LIST, KIT, OWN, MARK]
