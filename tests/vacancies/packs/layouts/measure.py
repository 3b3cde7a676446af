"""How much of what a pack means was read, as shares of the whole."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from tests.vacancies.packs.layouts.meant import Meant
from vacancies.packs import Pack

FACTS = ("title", "salary_text", "reports_to", "responsible_for", "closing", "interview", "start")
ALIKE = 0.9  # the share of common words from which two texts are the same


def words(text: str | None) -> set[str]:
    """The words of a text, in small letters."""
    return set(re.findall(r"[\w£%]+", (text or "").lower()))


def alike(one: str | None, other: str | None) -> float:
    """How alike two texts are, 0 to 1, by the words they share."""
    a, b = words(one), words(other)
    return 2 * len(a & b) / (len(a) + len(b)) if a or b else 1.0


def pairs(meant: Sequence[str], read: Sequence[str]) -> dict[int, int]:
    """Which meant text was read as which, one to one, in order where texts repeat."""
    scored = sorted(
        (-alike(m, r), abs(i - j), i, j)
        for i, m in enumerate(meant)
        for j, r in enumerate(read)
        if alike(m, r) >= ALIKE
    )
    found: dict[int, int] = {}
    for _, _, i, j in scored:
        if i not in found and j not in found.values():
            found[i] = j
    return found


class Tally:
    """Counts of right ones out of all, by name, with a note on each that was wrong."""

    def __init__(self) -> None:
        self.right: Counter[str] = Counter()
        self.all: Counter[str] = Counter()
        self.notes: list[str] = []

    def add(self, name: str, right: bool, note: str = "") -> None:
        """Counts one thing."""
        self.right[name] += right
        self.all[name] += 1
        if not right:
            self.notes.append(f"{name}: {note}")

    def share(self, name: str) -> float:
        """The share that is right; 1 of nothing."""
        return self.right[name] / self.all[name] if self.all[name] else 1.0

    def merge(self, others: Iterable[Tally]) -> Tally:
        """Adds other tallies to this one."""
        for other in others:
            self.right += other.right
            self.all += other.all
            self.notes += other.notes
        return self


def measured(meant: Meant, pack: Pack) -> Tally:
    """What was read against what was meant."""
    tally = Tally()
    _criteria(tally, meant, pack)
    _duties(tally, meant, pack)
    for name in FACTS:
        want, got = meant.facts.get(name), getattr(pack, name)
        same = want == got if name == "closing" else alike(want, got) >= 0.8
        tally.add("facts", same, f"{name} {got!r}, meant {want!r}")
    for code in sorted(meant.warnings | set(pack.warnings)):
        tally.add("warnings", code in meant.warnings and code in pack.warnings, f"{code} {sorted(meant.warnings)}")
    return tally


def _criteria(tally: Tally, meant: Meant, pack: Pack) -> None:
    found = pairs([c.text for c in meant.criteria], [c.text for c in pack.criteria])
    for i, want in enumerate(meant.criteria):
        tally.add("criteria found", i in found, want.text)
        if i not in found:
            continue
        got = pack.criteria[found[i]]
        tally.add("importance", got.importance == want.importance, f"{got.importance}: {want}")
        tally.add("methods", set(got.assessed_by) == set(want.methods), f"{got.assessed_by}: {want}")
        tally.add("section", alike(_bare(want.section), _bare(got.section)) >= 0.8, f"{got.section!r}: {want}")
        tally.add("number", got.number == want.number, f"{got.number!r}: {want}")
        tally.add("text", got.text == want.text, f"{got.text!r}: {want.text!r}")
    for j, extra in enumerate(pack.criteria):
        tally.add("criteria real", j in found.values(), extra.text)


def _bare(section: str) -> str:
    return re.sub(r"^(?:\d+|[A-Z])[.)]\s*", "", section)


def _duties(tally: Tally, meant: Meant, pack: Pack) -> None:
    wanted = [(h, d) for h, duties in meant.duties for d in duties]
    read = [(s.heading, d) for s in pack.jd_sections for d in s.duties]
    found = pairs([d for _, d in wanted], [d for _, d in read])
    for i, (heading, duty) in enumerate(wanted):
        tally.add("duties found", i in found, duty)
        if i in found:
            got = read[found[i]][0]
            tally.add("duty headings", alike(_bare(heading), _bare(got)) >= 0.8, f"{got!r}, meant {heading!r}")
    for j, (_, duty) in enumerate(read):
        tally.add("duties real", j in found.values(), duty)
