"""A panel member's home of one vacancy: what to do, how far they are, by when."""

from __future__ import annotations

from typing import Any

from django.views.generic import TemplateView

from shortlisting import conflicts, sift
from shortlisting.calibration import round_of
from shortlisting.models import PanelMember
from shortlisting.progress import OwnProgress, progress_of
from shortlisting.views.base import OfPanel
from shortlisting.views.own_scores import criterion_rows


class SiftView(OfPanel, TemplateView):
    """The member's home. While they have still to score it holds nothing of the others."""

    template_name = "shortlisting/sift.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add whose turn it is and the member's own progress."""
        member = self.member
        assert member is not None  # noqa: S101  (the permission was asked about it)
        own = progress_of(member)
        observer = member.role == PanelMember.Role.OBSERVER
        phase = sift.phase_of(self.panel)
        owes = conflicts.owes_names(member)
        return super().get_context_data(
            own=own,
            rows=criterion_rows(own),
            phase="names" if owes else self._turn(phase, own, observer=observer),
            observer=observer,
            compares=round_of(member).value,
            told=conflicts.own(member),
            waits=not conflicts.is_decided(member),
            may_enter=sift.may_enter(self.user, self.panel),
            chair=member.role == PanelMember.Role.CHAIR,
            sees_grid=phase not in sift.WITHOUT_SCORES,
            scale=sift.scale_of(self.panel),
            start_url=self._start(own),
            people=self._people() if phase is sift.Phase.RELEASED and not owes else [],
            **kwargs,
        )

    def _turn(self, phase: sift.Phase, own: OwnProgress, *, observer: bool) -> str:
        """The phase as this member meets it: others' progress is not told to one who has still to score."""
        if phase is not sift.Phase.SCORING:
            return phase.value
        if observer or own.submitted:
            return "waiting"
        if conflicts.has_to_declare(own.member):
            return "names"
        if own.handed_in:
            return "compare"
        waits = not own.left and not conflicts.is_decided(own.member)
        return "asked" if waits else "scoring" if own.sheets else "waiting"

    def _start(self, own: OwnProgress) -> str:
        if not own.left:
            return self.page("submit")
        sheet, criterion = own.left[0]
        numbers = {each.pk: each.number for each in own.sheets}
        place = [each.pk for each in own.criteria].index(criterion) + 1
        return self.page("score", place, numbers[sheet])

    def _people(self) -> list[dict[str, Any]]:
        """Everybody by name, after the release."""
        found = sift.named_candidates(self.panel)
        return [{"application": each, "name": sift.name_of(each)} for each in found]
