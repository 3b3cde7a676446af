"""The interview day on paper: a person's own timetable, the whole day, and the kit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from applications.models import Application
from core.pdf import render_pdf
from shortlisting import sift
from shortlisting.day_page import table_of
from shortlisting.interview_day import DayPlan
from shortlisting.interview_marks import sections_of
from shortlisting.models import Activity, Booking, ProbePoint


def own_pdf(plan: DayPlan, booking: Booking) -> bytes:
    """Return one person's own timetable as PDF/UA-1."""
    more = {"booking": booking, "lines": plan.lines_of(booking), "chooses": _chooses(plan, booking)}
    return _pdf("pdf/interview_own.html", plan, **more)


def _chooses(plan: DayPlan, booking: Booking) -> Sequence[Activity]:
    return plan.chooses(booking) if booking.application_id is not None else ()


def day_pdf(plan: DayPlan) -> bytes:
    """Return the whole day by candidate, on A4 sideways. It names what is longer, never why."""
    return _pdf("pdf/interview_day.html", plan, table=table_of(plan, "candidates", shows_extra=False))


def kit_pdf(activity: Activity, *, application: Application | None = None, points: Sequence[ProbePoint] = ()) -> bytes:
    """Return the kit with room to write; for one candidate with their own points, for the chair alone."""
    name = sift.name_of(application) if application else ""
    more = {"activity": activity, "sections": sections_of(activity), "name": name, "points": points,
            "scale": sift.scale_of(activity.day.panel)}  # fmt: skip
    return _pdf("pdf/interview_kit.html", DayPlan(activity.day), **more)


def _pdf(template: str, plan: DayPlan, **more: Any) -> bytes:
    vacancy = plan.day.panel.vacancy
    context = {"day": plan.day, "vacancy": vacancy, "school": vacancy.school, **more}
    return render_pdf(template, context, accent=vacancy.school.accent)
