"""Addresses of interview days, kits and scoring on the day."""

from __future__ import annotations

from django.urls import path

from shortlisting.views import activities, attendance, interview_scores, kits, own_day, slots, timetable

DAYS = "vacancies/<slug:ref>/interview-days"
DAY = f"{DAYS}/<int:pk>"
KIT = "vacancies/<slug:ref>/kits/<int:activity_pk>"
MINE = "panel/<slug:ref>/interviews"
OWN = "interview/<slug:ref>"
urlpatterns = [
    # HR and the chair
    path(f"{DAYS}/add/", timetable.AddDayView.as_view(), name="interview_day_add"),
    path(f"{DAY}/", timetable.DayView.as_view(), name="interview_day"),
    path(f"{DAY}/change/", timetable.ChangeDayView.as_view(), name="interview_day_change"),
    path(f"{DAY}/make/", timetable.MakeView.as_view(), name="interview_day_make"),
    path(f"{DAY}/send/", timetable.SendView.as_view(), name="interview_day_send"),
    path(f"{DAY}/cancel/", timetable.CancelView.as_view(), name="interview_day_cancel"),
    path(f"{DAY}/print/", timetable.PrintView.as_view(), name="interview_day_print"),
    path(f"{DAY}/stay/", timetable.StayView.as_view(), name="interview_day_stay"),
    path(f"{DAY}/activities/", activities.StartActivityView.as_view(), name="activity_start"),
    path(f"{DAY}/activities/add/", activities.AddActivityView.as_view(), name="activity_add"),
    path(f"{DAY}/times/<int:slot_pk>/", slots.SlotView.as_view(), name="interview_slot"),
    path(f"{DAY}/adjust/<slug:app_ref>/", timetable.AdjustView.as_view(), name="interview_adjust"),
    path(f"{DAY}/answer/<slug:app_ref>/", slots.AnswerView.as_view(), name="interview_answer"),
    path(f"{DAY}/absent/<slug:app_ref>/", attendance.AbsentView.as_view(), name="interview_absent"),
    path(f"{DAY}/came/<slug:app_ref>/", attendance.CameView.as_view(), name="interview_came"),
    path(f"{KIT}/change/", activities.ChangeActivityView.as_view(), name="activity_change"),
    path(f"{KIT}/remove/", activities.RemoveActivityView.as_view(), name="activity_remove"),
    path(f"{KIT}/", kits.KitView.as_view(), name="kit"),
    path(f"{KIT}/print/", kits.KitPdfView.as_view(), name="kit_pdf"),
    path(f"{KIT}/print/<slug:app_ref>/", kits.OwnKitPdfView.as_view(), name="own_kit_pdf"),
    path(f"{KIT}/questions/add/", kits.AddQuestionView.as_view(), name="question_add"),
    path(f"{KIT}/questions/write/", kits.WriteQuestionView.as_view(), name="question_write"),
    path(f"{KIT}/questions/<int:question_pk>/", kits.ChangeQuestionView.as_view(), name="question_change"),
    path(f"{KIT}/questions/<int:question_pk>/swap/", kits.SwapQuestionView.as_view(), name="question_swap"),
    path(f"{KIT}/questions/<int:question_pk>/remove/", kits.RemoveQuestionView.as_view(), name="question_remove"),
    # the panel
    path(f"{MINE}/", own_day.MyDayView.as_view(), name="my_day"),
    path(f"{MINE}/<int:pk>/calendar.ics", own_day.MyDayCalendarView.as_view(), name="my_day_calendar"),
    path(f"{MINE}/<int:pk>/print/", own_day.MyDayPdfView.as_view(), name="my_day_pdf"),
    path(f"{MINE}/score/<int:activity_pk>/<slug:app_ref>/", interview_scores.MarkView.as_view(), name="mark"),
    path(
        f"{MINE}/score/<int:activity_pk>/<slug:app_ref>/keep/",
        interview_scores.KeepMarksView.as_view(),
        name="keep_marks",
    ),
    # the candidate
    path(f"{OWN}/", own_day.MyInterviewView.as_view(), name="my_interview"),
    path(f"{OWN}/ask/", own_day.AskView.as_view(), name="my_interview_ask"),
    path(f"{OWN}/calendar.ics", own_day.MyCalendarView.as_view(), name="my_interview_calendar"),
    path(f"{OWN}/print/", own_day.MyPdfView.as_view(), name="my_interview_pdf"),
]
