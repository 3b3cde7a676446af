"""One time, moved by hand with its clashes beside it; and the answer to a candidate who asked for another."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.utils import timezone

from core import audit
from core.display import clock
from shortlisting import sift
from shortlisting.forms.interviews import AnswerForm, SlotForm
from shortlisting.interview_day import moment
from shortlisting.models import Booking, Slot
from shortlisting.services import bookings, timetable
from shortlisting.timetable_clashes import free_starts
from shortlisting.timetable_day import Day, Placed, say
from shortlisting.views.days import OfDay, SaveForm


class SlotView(OfDay, SaveForm):
    """One slot: its clashes, the times that are free for it, and a form for any other."""

    permission_required = "shortlisting.manage"
    form_class = SlotForm
    template_name = "shortlisting/interviews/slot.html"

    @cached_property
    def slot(self) -> Slot:
        """The slot of the address. Raises Http404 for one of another day."""
        found = next((each for each in self.plan.slots if each.pk == self.kwargs["slot_pk"]), None)
        if found is None:
            raise Http404
        return found

    def get_initial(self) -> dict[str, Any]:
        """The time as it is."""
        return {name: timezone.localtime(getattr(self.slot, name)).time() for name in ("starts_at", "ends_at")}

    def save(self, form: SlotForm) -> str:
        """Move it; a clash is said, not refused."""
        slot = self.slot
        slot.activity.day = self.day
        timetable.move_slot(slot, by=self.user, **form.cleaned_data)
        del self.plan
        wrong = self.plan.clashes.get(slot.pk)
        when = f"{clock(slot.starts_at)} to {clock(slot.ends_at)}"
        if wrong:
            messages.error(self.request, f"Moved to {when}, where it clashes: {' '.join(wrong)}")
        else:
            messages.success(self.request, f"Moved to {when}. Nobody is told until you send it.")
        return self.day_page("interview_slot", slot.pk) if wrong else self.day_page("interview_day")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what is wrong with it and where it would fit."""
        slot = self.slot
        return super().get_context_data(
            slot=slot,
            name=sift.name_of(slot.application) if slot.application else "Free to choose",
            clashes=self.plan.clashes.get(slot.pk, []),
            free=self._free(),
            **kwargs,
        )

    def _free(self) -> list[dict[str, str]]:
        """The times that meet nothing, still to come, each with its end."""
        for part in self.plan.parts:
            placed = self.plan.placed(part)
            at = next((each for each, slot in placed.items() if slot.pk == self.slot.pk), None)
            if at is not None:
                return self._offers(part, placed, at)
        return []

    def _offers(self, part: Day, placed: dict[Placed, Slot], at: Placed) -> list[dict[str, str]]:
        takes = part.person(at.person).takes(part.work(at.work))
        now = timezone.now()
        return [
            {"starts": say(start), "ends": say(start + takes)}
            for start in free_starts(part, list(placed), at)
            if moment(self.day.on, start) > now and start != at.start
        ]


class AnswerView(OfDay, SaveForm):
    """HR answers a candidate who asked for another time."""

    permission_required = "shortlisting.manage"
    form_class = AnswerForm
    template_name = "shortlisting/interviews/answer.html"

    @cached_property
    def booking(self) -> Booking:
        """The candidate's place, where they asked. Raises Http404."""
        for each in self.plan.bookings:
            if each.application is not None and each.application.ref == self.kwargs["app_ref"] and each.asked_at:
                if each.application_id not in self.out_for:
                    return each
        raise Http404

    def save(self, form: AnswerForm) -> str:
        """Answer, and tell them."""
        bookings.answer(self.booking, text=form.cleaned_data["text"], by=self.user)
        messages.success(self.request, "Your answer is on its way.")
        return self.day_page("interview_day")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what they asked, and their times; that it was read is recorded, like a request for adjustments."""
        booking = self.booking
        assert booking.application is not None  # noqa: S101  (only candidates' bookings are looked through)
        with transaction.atomic():
            audit.record("application.read", by=self.user, subject=booking.application,
                         school_id=self.vacancy.school_id, fields=["adjustments", "booking.asked"])  # fmt: skip
        return super().get_context_data(
            booking=booking, name=bookings.name_of(booking), lines=self.plan.lines_of(booking), **kwargs
        )
