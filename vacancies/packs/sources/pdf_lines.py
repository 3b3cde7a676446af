"""Lines of a PDF page: words that stand beside each other, and what is usual in the document's lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from vacancies.packs.sources.characters import STRONG_BULLETS, SYMBOLS, bare_number, is_mark
from vacancies.packs.sources.pdf_rules import Rule
from vacancies.packs.sources.pdf_words import Word

_SAME_LINE = 0.3  # of the letters' size
_SURE = 3  # lines that show the step of lines in a paragraph
_GLUED = 0.1  # of the letters' size: words no farther apart, with no space written, are one
_GAP = 1.15  # of the letters' size: a wider gap parts columns
_MARK_GAP = 0.55
_NARROW_GAP = 0.6  # the same beside a mark or letters of a code, and between headings
_UNEVEN = 1.3  # of the least gap between words of a line: in a sentence none is so much wider
_EVEN = 0.3  # points by which gaps differ between words of a justified line
_WIDEST = 5.0  # of the letters' size: the same, at the most
_MARKER_GAP = 50.0  # points between a bullet or number that begins a row and its words
_BULLET_GAP = 2.4  # of the letters' size: the same within a row
_MARKER = re.compile(
    rf"[{STRONG_BULLETS}·○{SYMBOLS}»§➡→–—\-*o]|[(\[]?(?:\d{{1,3}}(?:\.\d{{1,3}})*|[a-zA-Z]|[ivx]+)[.):\]]+"
)


_BULLETS = "•●▪■○o-–—\uf0b7\uf0a7"  # bullets that might be marks, too


@dataclass(slots=True)
class Line:
    """Words of one line without a column's gap between them."""

    words: list[Word]
    underlined: bool = False

    @property
    def x0(self) -> float:
        return self.words[0].x0

    @property
    def x1(self) -> float:
        return self.words[-1].x1

    @property
    def base(self) -> float:
        return self.words[0].base

    @property
    def size(self) -> float:
        return max(w.size for w in self.words)

    @property
    def text(self) -> str:
        """The line's words, parted by one space."""
        out = self.words[0].text
        for before, word in pairwise(self.words):
            apart = word.spaced or word.x0 - before.x1 > _GLUED * word.size
            out += (" " if apart else "") + word.text
        return out

    @property
    def opening(self) -> str:
        """The same, with a tab where a number or bullet stands apart from the words it opens."""
        text = self.text
        first = self.words[0]
        if len(self.words) > 1 and is_marker(first.text) and self.words[1].x0 - first.x1 > 0.5 * first.size:
            return f"{first.text}\t{text[len(first.text) :].lstrip()}"
        return text

    @property
    def strong(self) -> bool:
        """Whether all its letters are bold, or it is underlined."""
        lettered = [w for w in self.words if any(c.isalnum() for c in w.text)]
        return bool(lettered) and (self.underlined or all(w.bold for w in lettered))

    @property
    def text_x0(self) -> float:
        """Where its words begin, after a bullet or number that stands apart before them."""
        if len(self.words) > 1 and is_marker(self.words[0].text):
            return self.words[1].x0
        return self.x0


Row = list[Line]  # lines on one base line, from left to right


def is_marker(text: str) -> bool:
    """Whether a word is nothing but a bullet or a list's number."""
    return bool(_MARKER.fullmatch(text)) or text[:1].isdigit() and bare_number(text) is not None


def rows_of(words: Iterable[Word], *, split: bool = True) -> list[Row]:
    """Words as rows from the top, each cut into lines where a column's gap stands (or left whole)."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda w: w.base):
        if rows and word.base - rows[-1][0].base <= _SAME_LINE * min(word.size, rows[-1][0].size):
            rows[-1].append(word)
        else:
            rows.append([word])
    out = []
    for row in rows:
        row.sort(key=lambda w: w.x0)
        out.append(_lines(row) if split else [Line(row)])
    return out


def _lines(words: list[Word]) -> Row:
    out = [Line([words[0]])]
    heads = all(w.bold for w in words) and _are_apart(words)
    for i, (before, word) in enumerate(pairwise(words)):
        gap = word.x0 - before.x1
        if gap > _NARROW_GAP * word.size and is_justified(words, i, gap):
            out[-1].words.append(word)
            continue
        leads = len(out[-1].words) == 1 and opens_item(before, word, first=len(out) == 1)
        least = _NARROW_GAP if heads or _is_label(words, i) else _gap_between(before, word)
        if gap > least * max(word.size, before.size) and not leads:
            out.append(Line([word]))
        else:
            out[-1].words.append(word)
    return out


def is_justified(words: Sequence[Word], i: int, gap: float) -> bool:
    """Whether the gap behind a word is as wide as those next to it: words set from side to side of a column."""
    if gap > _WIDEST * words[i].size:
        return False
    first, last = i, i + 1
    while first > 0 and _is_even(words, first - 1, gap):
        first -= 1
    while last + 1 < len(words) and _is_even(words, last, gap):
        last += 1
    spread = words[first : last + 1]
    worded = not any(_may_be_code(w) and w.text != "a" for w in spread)
    return len(spread) > 2 and worded and any(w.text[0].islower() for w in spread[1:])


def _is_even(words: Sequence[Word], i: int, gap: float) -> bool:
    """Whether the gap behind a word is as wide as another, between words of one weight."""
    before, word = words[i], words[i + 1]
    return before.bold == word.bold and abs(word.x0 - before.x1 - gap) < _EVEN


def _is_label(words: Sequence[Word], i: int) -> bool:
    """Whether bold words end here, or begin, with a gap that is not that between the plain words that follow."""
    ahead = words[i + 1 : i + 3]
    if len(words) == 2:
        return words[0].bold != words[1].bold
    gaps = [b.x0 - a.x1 for a, b in pairwise(words[i : i + 3])]
    plain = len(ahead) == 2 and words[i].bold and not any(w.bold for w in ahead)
    return plain and abs(gaps[0] - gaps[1]) > _EVEN


def _may_be_code(word: Word) -> bool:
    return len(word.text) <= 3 and _is_code(word)


def _are_apart(words: Sequence[Word]) -> bool:
    """Whether white parts words of a line: far wider than a space, or at least no even space as in a sentence."""
    gaps = [(b.x0 - a.x1) / b.size for a, b in pairwise(words)]
    return bool(gaps) and (max(gaps) > _GAP or max(gaps) > _NARROW_GAP and max(gaps) > _UNEVEN * min(gaps))


def opens_item(marker: Word, word: Word, *, first: bool) -> bool:
    """Whether a word is the bullet or number of the item that the next word begins. `first`: it begins its row."""
    gap = word.x0 - marker.x1
    if not is_marker(marker.text):
        return False
    if first and (marker.text[:1].isdigit() or marker.text[-1] in ").]" or marker.text in _BULLETS):
        return gap < _MARKER_GAP
    return gap < _BULLET_GAP * marker.size and (word.text.isalpha() or not is_mark(word.text))


def _gap_between(before: Word, word: Word) -> float:
    """How wide a gap parts columns; marks and letters of codes stand in narrow columns, closer together."""
    codes = [_may_be_code(w) for w in (before, word)]
    if all(codes):
        return _MARK_GAP
    return _NARROW_GAP if any(codes) else _GAP


def _is_code(word: Word) -> bool:
    return is_mark(word.text) or word.text.isupper()


def underline(rows: Sequence[Row], rules: Sequence[Rule]) -> None:
    """Marks the lines that a rule runs under, no farther than the line itself."""
    for row in rows:
        for line in row:
            wide = line.x1 - line.x0
            line.underlined = any(
                0 < r.at - line.base < 0.3 * line.size
                and r.high - r.low <= 1.2 * wide + 6
                and min(r.high, line.x1) - max(r.low, line.x0) >= 0.8 * wide
                for r in rules
            )


@dataclass(frozen=True)
class Usual:
    """What is usual in a document: the size of its letters, and the step from line to line in sizes."""

    size: float
    step: float
    larger: tuple[float, ...]  # sizes of headings, the largest first

    def heading(self, size: float) -> int:
        """1 to 9 where letters of a size are those of a heading, else 0."""
        return next((min(i, 9) for i, s in enumerate(self.larger, 1) if size >= s - 0.3), 0)


def usual_of(pages: Iterable[Iterable[Word]]) -> Usual:
    """Counts letters and steps over all pages."""
    sizes: Counter[float] = Counter()
    steps: Counter[float] = Counter()
    carried: Counter[float] = Counter()
    for words in pages:
        last: dict[int, tuple[float, float]] = {}
        before: Word | None = None
        for word in words:
            if before is not None and word.text[0].islower() and before.size == word.size:
                carried[_bin(word, before.base)] += 1
            before = word
            sizes[round(word.size, 1)] += len(word.text)
            key = int(word.x0 // 6)
            base, size = last.get(key, (word.base, word.size))
            if word.size == size and 0.9 * size < word.base - base < 2.2 * size:
                steps[_bin(word, base)] += 1
            last[key] = word.base, word.size
    size = sizes.most_common(1)[0][0] if sizes else 10.0
    larger = sorted((s for s in sizes if s >= 1.13 * size), reverse=True)
    return Usual(size, _step(steps, carried), tuple(larger[:9]))


def _bin(word: Word, base: float) -> float:
    """The step down to a word, in sizes, to the nearest twentieth."""
    return round((word.base - base) / word.size * 20) / 20


def _step(steps: Counter[float], carried: Counter[float]) -> float:
    """The step to lines that open with a small letter, else the least that comes often enough, as in a paragraph."""
    often_carried = Counter({step: n for step, n in carried.items() if 0.9 < step < 2.2}).most_common(1)
    if often_carried and often_carried[0][1] >= _SURE:
        return often_carried[0][0]
    total = sum(steps.values())
    near = {s: sum(steps[round(s + d, 2)] for d in (-0.05, 0, 0.05)) for s in steps}
    often = [s for s in sorted(near) if near[s] >= max(2, 0.15 * total)]
    if not often:
        return 1.25
    return max((s for s in often if s <= often[0] + 0.1), key=lambda s: steps[s])
