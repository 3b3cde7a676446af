"""The numbers that Word prints before list paragraphs, worked out as Word works them out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from vacancies.packs.sources.word_xml import Element, child, children, is_on, value, whole


@dataclass(frozen=True)
class Level:
    """One level of a list."""

    form: str
    text: str
    start: int
    restart: int | None  # the level whose steps start this one again; None for any higher one
    plain: bool  # numbers of higher levels are shown as plain figures


@dataclass
class _Counter:
    counts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Counts list paragraphs in document order."""

    def __init__(self, root: Element | None) -> None:
        self._abstract = {value(a, "abstractNumId"): a for a in children(root, "abstractNum")}
        self._nums = {value(n, "numId"): n for n in children(root, "num")}
        self._levels: dict[str, dict[int, Level]] = {}
        self._counters: dict[str, _Counter] = {}
        self._started: set[tuple[str, int]] = set()

    def label(self, list_id: str, depth: int) -> tuple[bool, str | None]:
        """The next label of a list at a depth: whether a bullet, and the number if there is one."""
        levels = self._levels_of(list_id)
        level = levels.get(depth)
        if level is None:
            return list_id in self._nums, None
        if level.form == "bullet":
            return True, None
        counter = self._step(list_id, depth, level, levels)
        if level.form == "none":
            return False, None
        printed = re.sub(
            r"%([1-9])", lambda m: self._shown(int(m.group(1)) - 1, counter, levels, level.plain), level.text
        )
        number = printed.strip().strip("()[]").rstrip(".):- ").strip()
        return False, number or None

    def _step(self, list_id: str, depth: int, level: Level, levels: dict[int, Level]) -> _Counter:
        counter = self._counters.setdefault(self._family(list_id), _Counter())
        if (list_id, depth) not in self._started and self._overridden(list_id, depth):
            counter.counts.pop(depth, None)
        self._started.add((list_id, depth))
        counter.counts[depth] = counter.counts.get(depth, level.start - 1) + 1
        for above in range(depth):
            counter.counts.setdefault(above, levels[above].start if above in levels else 1)
        for below in [d for d in counter.counts if d > depth]:
            restart = levels[below].restart if below in levels else None
            if restart is None or restart > depth:
                del counter.counts[below]
        return counter

    def _family(self, list_id: str) -> str:
        """Lists made from one pattern share their counts."""
        return value(child(self._nums.get(list_id), "abstractNumId")) or list_id

    def _overridden(self, list_id: str, depth: int) -> bool:
        return any(
            whole(value(o, "ilvl")) == depth and child(o, "startOverride") is not None
            for o in children(self._nums.get(list_id), "lvlOverride")
        )

    def _levels_of(self, list_id: str) -> dict[int, Level]:
        if list_id not in self._levels:
            num = self._nums.get(list_id)
            abstract = self._abstract.get(value(child(num, "abstractNumId")))
            levels = {whole(value(e, "ilvl")): _level(e) for e in children(abstract, "lvl")}
            for override in children(num, "lvlOverride"):
                depth = whole(value(override, "ilvl"))
                own = child(override, "lvl")
                if own is not None:
                    levels[depth] = _level(own)
                start = value(child(override, "startOverride"))
                if start is not None and depth in levels:
                    old = levels[depth]
                    levels[depth] = Level(old.form, old.text, whole(start, 1), old.restart, old.plain)
            self._levels[list_id] = levels
        return self._levels[list_id]

    def _shown(self, depth: int, counter: _Counter, levels: dict[int, Level], plain: bool) -> str:
        count = counter.counts.get(depth, levels[depth].start if depth in levels else 1)
        return figure(count, "decimal" if plain or depth not in levels else levels[depth].form)


def _level(element: Element) -> Level:
    restart = value(child(element, "lvlRestart"))
    return Level(
        form=value(child(element, "numFmt")) or "decimal",
        text=value(child(element, "lvlText")) or "",
        start=whole(value(child(element, "start")), 1),
        restart=whole(restart) if restart is not None else None,
        plain=is_on(child(element, "isLgl")) is True,
    )


def figure(count: int, form: str) -> str:
    """A count in one of Word's forms of number."""
    if form in {"lowerLetter", "upperLetter"} and count > 0:
        letter = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letter.upper() if form == "upperLetter" else letter
    if form in {"lowerRoman", "upperRoman"} and 0 < count < 4000:
        roman = _roman(count)
        return roman if form == "upperRoman" else roman.lower()
    if form == "decimalZero":
        return f"{count:02d}"
    return str(count)


def _roman(count: int) -> str:
    out = ""
    for size, letters in zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"),
        strict=True,
    ):
        out += letters * (count // size)
        count %= size
    return out
