"""Lines of a column or cell, put together into paragraphs."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from vacancies.packs.document import Paragraph
from vacancies.packs.sources import paragraphs as para
from vacancies.packs.sources.characters import is_mark, opens_low, take_bullet, take_number
from vacancies.packs.sources.pdf_lines import Line, Usual

_APART = 1.28  # of the usual step: a larger one opens a paragraph
_USUAL = 1.04  # of it: lines no farther apart show that the usual step holds here
_APART_FROM_USUAL = 1.1  # what opens a paragraph then
_ENDED = re.compile(r"[.;:!?]['’”\")]?$")
_SOFT = re.compile(r"(\w+)[‐\u00ad]$")
_KEYED = re.compile(r"\([A-Z]{1,3}\)")
_HYPHEN = re.compile(r"(\w+)-$")
_SMALL_WORDS = frozenset(
    re.findall(
        r"\w+",
        "a about across against all among an and are as at be between by can during for from has have how if in into "
        "is it its more not of on or our out own per so than that the their them they this to towards up upon use via "
        "was we well what when which who whose will with without you your",
    )
)
_DASHES = ("-", "–", "—")
CODES_GO_ON = "/,&"  # what a line of codes ends with when it goes on
_CODES = 12  # letters of codes in a cell, at the most
_NARROW = 100.0  # points: in a column no wider, words are cut where they do not fit
_LONGEST_HEADING = 18  # words


@dataclass
class Text:
    """A paragraph being put together, with the lines it came from."""

    lines: list[Line]
    apart: bool = False
    level: int = 0
    paragraph: Paragraph = field(default_factory=lambda: Paragraph(""))

    @property
    def top(self) -> float:
        return self.lines[0].base - self.lines[0].size

    @property
    def bottom(self) -> float:
        return self.lines[-1].base


class Flow:
    """Makes paragraphs of lines; one for a document, since it learns the document's hyphenated words."""

    def __init__(self, usual: Usual, vocabulary: Mapping[str, int], names: Collection[str] = ()) -> None:
        self.usual = usual
        self.vocabulary = vocabulary
        self.names = names  # words that have their capital in the middle of a line too

    def texts(self, lines: Sequence[Line], right: float, *, several: bool = False) -> list[Text]:
        """The paragraphs of lines that stand below each other. `right` is how far words may run.

        `several`: cells like this one hold several paragraphs without bullets.
        """
        made: list[Text] = []
        wide = self._wide(lines)
        for line in lines:
            anew = (several or _is_unmarked_list(made)) and bool(made) and self.starts_anew(made[-1].lines, line)
            if made and not anew and not self.opens(made[-1].lines, line, right, wide):
                made[-1].lines.append(line)
            else:
                apart = not made or self._gap(made[-1].lines[-1], line) > wide
                made.append(Text([line], apart))
        self._set_levels(made)
        for text in made:
            text.paragraph = self._paragraph(text, right)
        return [t for t in made if t.paragraph.text or t.paragraph.number]

    def _gap(self, before: Line, line: Line) -> float:
        """The step between two lines, 1 where it is the usual one."""
        return (line.base - before.base) / (max(before.size, line.size) * self.usual.step)

    def _wide(self, lines: Sequence[Line]) -> float:
        """The step that parts paragraphs: not much more than the usual one, where that is seen among these lines."""
        alike = [self._gap(a, b) for a, b in pairwise(lines) if a.size == b.size]
        least = min((gap for gap in alike if gap > 0.9), default=_APART)
        return _APART_FROM_USUAL if least <= _USUAL else _APART

    def opens(self, lines: Sequence[Line], line: Line, right: float, wide: float = _APART) -> bool:
        """Whether a line begins a paragraph of its own, below the lines of another."""
        before, first = lines[-1], lines[0]
        if before.text[-1] in CODES_GO_ON and len(before.text) <= _CODES and len(line.text) <= _CODES:
            return False  # codes that go on
        if _goes_on_after_dash(lines, line) or _goes_on_in_key(before, line):
            return False
        if _is_item(line) or is_mark(line.text) or is_mark(before.text):
            return True
        low = opens_low(line.text)
        unended = not _ENDED.search(before.text)
        if abs(line.size - before.size) > 0.08 * before.size and not (low and unended):
            return True
        gap = self._gap(before, line)
        hangs = _is_item(first) and abs(line.x0 - first.text_x0) < 3
        if gap > wide and not (gap < 1.6 * _APART and low and unended and (hangs or abs(line.x0 - first.x0) < 2)):
            return True
        if line.strong != before.strong and not (low and unended):
            return True
        if _is_item(first) and line.x0 < first.x0 - 3:
            return True
        return self.had_room(before, line, right) and not (low and unended)

    def starts_anew(self, lines: Sequence[Line], line: Line) -> bool:
        """Whether a line opens with a capital that only a new sentence explains: it is not that of a name."""
        first = line.words[0].text.strip("(,.;:)")
        last = lines[-1].words[-1].text.lower()
        whole = last not in _SMALL_WORDS and last[-1:] not in "-–,&/("
        if len(lines) == 1 and len(line.words) > 1 and line.words[1].text.isdigit():
            return False  # a name with its number, as of a year group
        return first.istitle() and whole and first not in self.names and not _is_item(lines[0])

    def is_next(self, before: Line, line: Line) -> bool:
        """Whether a line stands as close below another as lines of one paragraph do."""
        return self._gap(before, line) <= _APART

    def had_room(self, before: Line, line: Line, right: float) -> bool:
        """Whether the next line's first word would have fitted at the end of the line before."""
        word = line.words[0]
        return before.x1 + 0.25 * word.size + (word.x1 - word.x0) < right - 1

    def _set_levels(self, made: list[Text]) -> None:
        """The depth of list items, by how far their bullets are set in."""
        edges: list[float] = []
        for x in sorted(t.lines[0].x0 for t in made if _is_item(t.lines[0])):
            if not edges or x - edges[-1] > 6:
                edges.append(x)
        for text in made:
            text.level = min(6, max((i for i, x in enumerate(edges) if text.lines[0].x0 >= x - 1), default=0))

    def _breaks_word(self, before: Line, line: Line, right: float) -> bool:
        """Whether a word too long for a narrow cell was cut where the cell ends, without a hyphen."""
        first, rest = before.words[-1], line.words[0]
        if (
            len(before.words) > 1
            or right - before.x0 > _NARROW
            or not opens_low(rest.text)
            or first.text[-1:] in "-/,.;:)"
        ):
            return False
        whole = rest.text.strip(",.;:)")
        if not whole.isalpha() or self.vocabulary.get(whole, 0) > 1:
            return False
        if first.text.isupper() or rest.text.lower().strip(",.;:)") in _SMALL_WORDS:
            return False
        full = 0.05 < right - first.x1 < 0.6 * first.size  # another line shows where the cell ends
        return full and first.text[-1:].isalpha() and self.vocabulary.get(first.text, 0) < 2

    def _paragraph(self, text: Text, right: float) -> Paragraph:
        words = text.lines[0].opening
        for before, line in pairwise(text.lines):
            broken = self._breaks_word(before, line, right)
            words = f"{words}{line.text}" if broken else self.joined(words, line.text)
        made = para.make(words, level=text.level, apart=text.apart)
        heading = self.usual.heading(min(line.size for line in text.lines))
        long = len(words.split()) > _LONGEST_HEADING
        strong = all(line.strong for line in text.lines)
        return replace(made, heading=0 if long or made.bullet else heading, emphasis=strong)

    def joined(self, first: str, rest: str) -> str:
        """Two parts of a broken sentence. A hyphen at the break goes where the whole word stands elsewhere."""
        soft = _SOFT.search(first)
        if soft and (opens_low(rest) or soft.group(1).isupper() and rest[:2].isupper()):
            return f"{first[:-1]}{rest}"
        hard = _HYPHEN.search(first)
        after = re.match(r"\w+", rest)
        if hard and after:
            whole = (hard.group(1) + after.group()).lower()
            both = f"{hard.group(1)}-{after.group()}".lower()
            if both not in self.vocabulary and whole in self.vocabulary:
                return f"{first[:-1]}{rest}"
            return f"{first}{rest}"
        return f"{first} {rest}"


def _is_unmarked_list(made: Sequence[Text]) -> bool:
    """Whether paragraphs of one line each, without bullets or stops, stand closely below each other."""
    if len(made) < 2:
        return False
    plain = [len(t.lines) == 1 and not _is_item(t.lines[0]) and not _ENDED.search(t.lines[0].text) for t in made[-2:]]
    return all(plain) and not made[-1].apart and made[-1].lines[0].strong == made[-2].lines[0].strong


def _is_item(line: Line) -> bool:
    """Whether a line opens with a bullet or a list's number."""
    text = line.opening
    if text[:1] in "*-–—" and len(line.words[0].text) > 1:
        return False
    return not is_mark(text) and (take_bullet(text)[0] or take_number(text)[0] is not None)


def _goes_on_after_dash(lines: Sequence[Line], line: Line) -> bool:
    """Whether a dash that a line begins with stands inside a sentence, and is no bullet."""
    dash, rest = line.text[:2].strip(), line.text[2:]
    listed = any(other.text[0] in _DASHES for other in lines)
    after_code = lines[-1].words[-1].text.isupper() and len(lines[-1].words) > 2
    return dash in _DASHES and (opens_low(rest) or after_code) and not listed and not _ENDED.search(lines[-1].text)


def _goes_on_in_key(before: Line, line: Line) -> bool:
    """Whether a letter in brackets is one of a key, with others in the line above, and no list's number."""
    return bool(_KEYED.match(line.text)) and bool(_KEYED.search(before.text, 1))


def right_edge(lines: Sequence[Line]) -> float:
    """How far the words of a column run."""
    return max((line.x1 for line in lines), default=0.0)
