"""A first draft of a reason, from the criteria: for the chair to make their own. No Django."""

from __future__ import annotations

from collections.abc import Sequence

MOST = 3  # criteria named as strengths


def draft(*, below: Sequence[str], not_met: Sequence[str], strong: Sequence[str]) -> str:
    """Return a draft: what lacks evidence when anything does, else the strengths. The candidate may read it."""
    if below or not_met:
        lines = [f"The application did not give enough evidence on: {_list([*not_met, *below])}."]
    else:
        lines = ["The application gives evidence on every essential criterion."]
    if strong:
        lines.append(f"Strongest on: {_list(strong[:MOST])}.")
    return " ".join(lines)


def _list(items: Sequence[str]) -> str:
    """In a sentence; a semicolon parts items, which may hold commas."""
    return "; ".join(_plain(item) for item in items)


def _plain(text: str) -> str:
    text = text.strip().rstrip(".;,")
    return text[:1].lower() + text[1:] if text[1:2].islower() or text[1:2] == " " else text
