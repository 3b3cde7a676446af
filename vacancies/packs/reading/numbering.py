"""What the printed numbers of criteria say of the document: repeated, skipped or missing ones."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from vacancies.packs.reading.collector import Draft


def number_warnings(drafts: Sequence[Draft]) -> set[str]:
    """The warning codes that the numbers deserve, each stretch of the document on its own."""
    warnings: set[str] = set()
    for _, group in groupby(drafts, key=lambda d: d.run):
        stretch = list(group)
        numbered = [d for d in stretch if d.number]
        if not numbered:
            continue
        if len(numbered) < len(stretch) and len(numbered) * 2 >= len(stretch):
            warnings.add("missing_number")
        for run in _runs(numbered):
            if len(set(run)) < len(run):
                warnings.add("duplicate_number")
            if _has_gap(run):
                warnings.add("number_gap")
    return warnings


def _runs(drafts: Sequence[Draft]) -> list[list[str]]:
    """Numbers in stretches; a new section whose numbers start again at one opens a new stretch."""
    runs: list[list[str]] = [[]]
    under = drafts[0].section, drafts[0].importance
    for draft in drafts:
        number = draft.number or ""
        here = draft.section, draft.importance
        if here != under and number in {"1", "a", "i", "A"} and runs[-1]:
            runs.append([])
        under = here
        runs[-1].append(number)
    return runs


def _has_gap(run: Sequence[str]) -> bool:
    last: dict[tuple[str, ...], int] = {}
    for number in run:
        *parents, leaf = number.split(".")
        value = int(leaf) if leaf.isdigit() else _letter(leaf)
        if value is None:
            continue
        key = tuple(parents)
        before = last.get(key)
        if before is not None and value > before + 1:
            return True
        last[key] = value
    return False


def _letter(text: str) -> int | None:
    """The place of a single letter in the alphabet; roman numerals are left alone."""
    return ord(text) - ord("a") + 1 if len(text) == 1 and "a" <= text <= "h" else None
