"""The activities of an interview day."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.generic import TemplateView

from shortlisting import interview_bank as bank
from shortlisting.forms.interviews import ActivityForm
from shortlisting.models import Activity, InterviewDay, PanelMember
from shortlisting.services import timetable
from shortlisting.services.kits import default_criteria, judgeable
from shortlisting.services.timetable import InterviewError
from shortlisting.views.days import OfActivity, OfDay, SaveForm

Kind = Activity.Kind
FIELDS = ("kind", "title", "minutes", "together_at", "room", "also_needed", "candidates_choose", "second_part", "brief",
          "materials")  # fmt: skip


class StartActivityView(OfDay, TemplateView):
    """Where a new activity starts from: a task of the bank, or nothing."""

    permission_required = "shortlisting.manage"
    template_name = "shortlisting/interviews/task.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the bank."""
        return super().get_context_data(tasks=bank.tasks(), **kwargs)


class _ActivityForm(SaveForm):
    """The form of an activity, new or changed."""

    form_class = ActivityForm
    template_name = "shortlisting/interviews/activity_form.html"

    def form_day(self) -> InterviewDay:
        """The day it is on."""
        raise NotImplementedError

    def get_form_kwargs(self) -> dict[str, Any]:
        """It knows the panel, and what can be judged."""
        day = self.form_day()
        members = day.panel.members.current().select_related("user")
        criteria = judgeable(day.panel.vacancy)
        more = {"members": list(members), "criteria": criteria, "parts": day.second_part_at is not None}
        return {**super().get_form_kwargs(), **more}


class AddActivityView(OfDay, _ActivityForm):
    """A new activity, begun from a task of the bank or from nothing."""

    permission_required = "shortlisting.manage"

    def form_day(self) -> InterviewDay:
        """The day of the address."""
        return self.day

    @property
    def task(self) -> bank.Task | None:
        """The task it starts from."""
        return bank.task(self.request.GET.get("from", ""))

    def get_initial(self) -> dict[str, Any]:
        """What the bank says of it, in the room that was last used for its kind."""
        task = self.task
        start: dict[str, Any] = {"kind": Kind.INTERVIEW, "title": "Panel interview", "minutes": 45}
        if task is not None:
            start = {"kind": task.kind, "title": task.title, "minutes": task.minutes, "brief": task.brief,
                     "materials": task.materials}  # fmt: skip
        elif self.request.GET.get("from") == "own":
            start = {"kind": Kind.OWN}
        scoring = self.panel.members.current().exclude(role=PanelMember.Role.OBSERVER)
        trial = Activity(day=self.day, kind=start["kind"], task=task.code if task else "")
        start["criteria"] = [str(each.pk) for each in default_criteria(trial)]
        if start["kind"] not in (Kind.TOGETHER, Kind.STUDENT_PANEL):
            start["members"] = [str(pk) for pk in scoring.values_list("pk", flat=True)]
        return start

    def save(self, form: ActivityForm) -> str:
        """Add it."""
        task = self.task
        timetable.add_activity(self.day, task=task.code if task else "", by=self.user, **form.given())
        return self.day_page("interview_day")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the task."""
        return super().get_context_data(task=self.task, heading="Add an activity", **kwargs)


class ChangeActivityView(OfActivity, _ActivityForm):
    """An activity as it is, to change."""

    permission_required = "shortlisting.manage"

    def form_day(self) -> InterviewDay:
        """The activity's day."""
        return self.activity.day

    def get_initial(self) -> dict[str, Any]:
        """What is kept."""
        kept = {name: getattr(self.activity, name) for name in FIELDS}
        for name in ("members", "criteria"):
            kept[name] = [str(pk) for pk in getattr(self.activity, name).values_list("pk", flat=True)]
        return kept

    def save(self, form: ActivityForm) -> str:
        """Change it."""
        timetable.change_activity(self.activity, by=self.user, **form.given())
        messages.success(self.request, "Saved. Make the timetable again where times have changed.")
        return self.page("interview_day", self.activity.day_id)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add its task."""
        task = bank.task(self.activity.task)
        return super().get_context_data(task=task, heading=f"Change {self.activity.title}", **kwargs)


class RemoveActivityView(OfActivity, TemplateView):
    """Take an activity off the day."""

    permission_required = "shortlisting.manage"
    template_name = "shortlisting/interviews/activity_remove.html"

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Do it, or say why not."""
        day, title = self.activity.day_id, self.activity.title
        try:
            timetable.remove_activity(self.activity, by=self.user)
        except InterviewError as error:
            messages.error(request, f"{error}.")
        else:
            messages.success(request, f"{title} is taken off the day.")
        return redirect(self.page("interview_day", day))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add how many times it has, and when it was last scored."""
        last = self.activity.sheets.aggregate(last=Max("submitted_at"))["last"]
        return super().get_context_data(slots=self.activity.slots.count(), scored=last, **kwargs)
