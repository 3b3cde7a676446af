"""What changed between two versions of a person specification, word by word. No Django."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Literal

Content = Sequence[Mapping[str, Any]]  # as SpecificationVersion.content: sections with their criteria
_TOKEN = re.compile(r"\s+|[^\s]+")
IMPORTANCE = {"essential": "essential", "desirable": "desirable"}


@dataclass(frozen=True)
class Words:
    """A stretch of a criterion's text that stayed, came or went."""

    kind: Literal["same", "added", "removed"]
    text: str


@dataclass(frozen=True)
class Change:
    """A criterion that came, went or reads otherwise. `notes`: what else changed, as sentences."""

    kind: Literal["added", "removed", "changed"]
    section: str
    number: str
    words: tuple[Words, ...]
    notes: tuple[str, ...] = ()


def compare(old: Content, new: Content) -> list[Change]:
    """Return the changes from `old` to `new` in its order, then what went. A criterion is the same by its id."""
    before, after = _by_id(old), _by_id(new)
    found = []
    for key, (section, row) in after.items():
        if key not in before:
            found.append(Change("added", section, row["number"], (Words("added", row["text"]),), _about(row)))
        elif change := _changed(before[key], (section, row)):
            found.append(change)
    gone = [(section, row) for key, (section, row) in before.items() if key not in after]
    return found + [
        Change("removed", section, row["number"], (Words("removed", row["text"]),)) for section, row in gone
    ]


def words_between(old: str, new: str) -> tuple[Words, ...]:
    """Return the words of both texts in reading order: joined, same and added give `new`, same and removed `old`."""
    a, b = _TOKEN.findall(old), _TOKEN.findall(new)
    return tuple(_merged(_pieces(a, b)))


def _pieces(a: list[str], b: list[str]) -> Iterator[Words]:
    for tag, a1, a2, b1, b2 in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Words("same", "".join(a[a1:a2]))
        else:
            yield Words("removed", "".join(a[a1:a2]))
            yield Words("added", "".join(b[b1:b2]))


def _merged(pieces: Iterator[Words]) -> list[Words]:
    """Without empty ones. A lone space between two changes joins them, so that phrases change and not each word."""
    rows = [piece for piece in pieces if piece.text]
    found: list[Words] = []
    removed = added = ""
    for place, piece in enumerate(rows):
        between = piece.kind == "same" and piece.text.isspace() and (removed or added) and place < len(rows) - 1
        if piece.kind == "same" and not between:
            found += [*_both(removed, added), piece]
            removed = added = ""
        else:
            removed += piece.text if piece.kind != "added" else ""
            added += piece.text if piece.kind != "removed" else ""
    return [*found, *_both(removed, added)]


def _both(removed: str, added: str) -> list[Words]:
    went = [Words("removed", removed)] if removed else []
    return [*went, Words("added", added)] if added else went


def _by_id(content: Content) -> dict[int, tuple[str, Mapping[str, Any]]]:
    return {row["id"]: (section["section"], row) for section in content for row in section["criteria"]}


def _changed(old: tuple[str, Mapping[str, Any]], new: tuple[str, Mapping[str, Any]]) -> Change | None:
    (was_in, was), (section, row) = old, new
    notes = []
    if was["importance"] != row["importance"]:
        notes.append(f"Was {_importance(was)}, is now {_importance(row)}.")
    notes += _method_notes(was["assessed_by"], row["assessed_by"])
    if was_in != section:
        notes.append(f"Moved from “{was_in}” to “{section}”.")
    if was["number"] != row["number"]:
        notes.append(f"Was numbered {was['number'] or 'without a number'}.")
    if was["text"] == row["text"] and not notes:
        return None
    return Change("changed", section, row["number"], words_between(was["text"], row["text"]), tuple(notes))


def _importance(row: Mapping[str, Any]) -> str:
    return IMPORTANCE.get(row["importance"], "not set")


def _method_notes(old: Sequence[str], new: Sequence[str]) -> list[str]:
    came, went = [m for m in new if m not in old], [m for m in old if m not in new]
    notes = [f"Is now also judged by {_listed(came)}."] if came else []
    return notes + ([f"Is no longer judged by {_listed(went)}."] if went else [])


def _about(row: Mapping[str, Any]) -> tuple[str, ...]:
    return (f"{_importance(row).capitalize()}, judged by {_listed(row['assessed_by'])}.",)


def _listed(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}" if words else "nothing yet"
