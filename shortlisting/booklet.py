"""The sift on paper, for who will not log in: a booklet to read and score in, a blank grid, the list of names.

Built from the same allow-list as the screen (applications/blind.py), under that member's own numbers, and only with
what the screen would show them at this moment.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from applications.blind import blind_views
from core.pdf import render_pdf
from shortlisting import conflicts, sift
from shortlisting.models import PanelMember, PassFail
from shortlisting.progress import OwnProgress, progress_of
from shortlisting.scoring import hint
from vacancies.models import Criterion, Importance, Scoring


def booklet_pdf(member: PanelMember) -> bytes:
    """Return every application that is open to the member, with room for a score and a note on each criterion."""
    own = progress_of(member)
    blind = blind_views(sheet.application for sheet in own.sheets)
    scale = sift.scale_of(member.panel)
    asked = [_asked(each, scale) for each in own.criteria]
    candidates = [
        {
            "number": sheet.number,
            "blind": blind[sheet.application_id],
            "answers": [{**each, "answer": _answer(blind[sheet.application_id], each["criterion"])} for each in asked],
        }
        for sheet in own.sheets
    ]
    return _render("pdf/sift_booklet.html", member, own=own, candidates=candidates, asked=asked)


def _asked(criterion: Criterion, scale: Any) -> dict[str, Any]:
    pass_fail = criterion.scoring == Scoring.PASS_FAIL
    essential = criterion.importance == Importance.ESSENTIAL
    choices = PassFail.labels if pass_fail else [str(value) for value in scale.values]
    noted = hint(pass_fail=pass_fail, essential=essential, scale=scale)
    return {"criterion": criterion, "choices": choices, "noted": noted}


def _answer(blind: Any, criterion: Criterion) -> str:
    """What was written on it; nothing where it is the whole statement, which is printed once."""
    text: str = blind.on(criterion.pk)
    return "" if text == blind.supporting else text


def grid_pdf(member: PanelMember) -> bytes:
    """Return a blank grid of the member's candidates and the criteria, on A4 across."""
    return _render("pdf/sift_blank_grid.html", member, own=progress_of(member))


def names_pdf(member: PanelMember) -> bytes:
    """Return the list of names on which the member says whom they know."""
    return _render("pdf/sift_names.html", member, names=conflicts.names_for(member))


def _render(template: str, member: PanelMember, *, own: OwnProgress | None = None, **more: Any) -> bytes:
    panel = member.panel
    vacancy, scale = panel.vacancy, sift.scale_of(panel)
    words = [(value, scale.words[value]) for value in scale.values]
    context = {"member": member, "panel": panel, "vacancy": vacancy, "school": vacancy.school, "own": own,
               "scale": scale, "words": words, **more}  # fmt: skip
    return render_pdf(template, context, accent=vacancy.school.accent)


KINDS: Mapping[str, tuple[str, Callable[[PanelMember], bytes]]] = {
    "booklet": ("Booklet to score in", booklet_pdf),
    "grid": ("Blank grid", grid_pdf),
    "names": ("List of names", names_pdf),
}
