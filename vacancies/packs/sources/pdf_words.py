"""The words of a PDF page with their places, put together from its characters in one pass."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pdfminer.layout import LTChar, LTComponent, LTContainer, LTCurve, LTImage, LTItem, LTPage

from vacancies.packs.sources.pdf_fonts import Letters
from vacancies.packs.sources.pdf_rules import Rules

_SPACE = 0.18  # of the letters' size: a wider gap parts words where no space is written
_BACK = 0.35  # of the letters' size: how far letters may overlap within a word
_RISE = 0.55  # of the letters' size: how far a raised or lowered letter stands off its line
_TALLEST_MARK = 18.0  # points
_DOT = 0.6  # of the letters' size: a drawn shape up to this is a bullet, a larger one a tick


@dataclass(slots=True)
class Word:
    """A word: left, right and base line in points from the page's top left; `spaced`: a space stands before it."""

    text: str
    x0: float
    x1: float
    base: float
    size: float
    bold: bool
    spaced: bool = True

    @property
    def middle(self) -> tuple[float, float]:
        """The point by which a word belongs to a cell."""
        return (self.x0 + self.x1) / 2, self.base - 0.3 * self.size


@dataclass
class PageContent:
    """What stands on a page: words, and the rules drawn on it."""

    width: float
    height: float
    words: list[Word]
    rules: Rules
    furniture: list[str] = field(default_factory=list)


def read_page(page: LTPage, letters: Letters) -> PageContent:
    """A page's words and rules. Words set upwards or downwards stand where they begin, in one line each."""
    rules = Rules(page.width, page.height)
    builder = _Builder(page.height, letters)
    shapes: list[LTComponent] = []
    for item in _items(page):
        if isinstance(item, LTChar):
            builder.add(item)
        elif isinstance(item, (LTCurve, LTImage)) and not rules.take(item):
            shapes.append(item)
    words = [w for w in builder.finished() if -2 <= w.x0 <= page.width + 2 and -2 <= w.base <= page.height + 20]
    words.extend(_marks(shapes, page.height, words))
    return PageContent(page.width, page.height, words, rules)


def _items(container: Iterable[LTItem]) -> Iterator[LTItem]:
    """Everything drawn, what stands in figures too, in the order of drawing."""
    for item in container:
        if isinstance(item, LTContainer) and not isinstance(item, LTChar):
            yield from _items(item)
        else:
            yield item


class _Builder:
    def __init__(self, height: float, letters: Letters) -> None:
        self.height = height
        self.letters = letters
        self.words: list[Word] = []
        self.current: Word | None = None
        self.spaced = True
        self.last_x0 = 0.0
        self.turned: list[tuple[LTChar, str]] = []

    def add(self, item: LTChar) -> None:
        """Takes the next character of the page."""
        text = self.letters.read(item.get_text(), item.fontname)
        a, b, c, d, _, rise = item.matrix
        if abs(a) < abs(b) and abs(d) < abs(c):
            self.turned.append((item, text))
            return
        if not text.strip():
            self.current, self.spaced = None, True
            return
        base, size = self.height - rise, item.size
        word, bold = self.current, self.letters.is_bold(item.fontname)
        if word is not None and abs(base - word.base) <= 0.15 * size:
            gap = item.x0 - word.x1
            if item.x0 - self.last_x0 < 0.1 * size and text == word.text[-1:] and abs(gap) > 0.2 * size:
                word.bold = True  # drawn twice, a little apart, to look bold
                return
            if -_BACK * size <= gap <= _SPACE * size and bold == word.bold:
                self._extend(word, text, item)
                return
        elif word is not None and self._is_raised(word, item, base):
            self._extend(word, text, item)
            return
        self._begin(text, item, base, size, bold)

    def _is_raised(self, word: Word, item: LTChar, base: float) -> bool:
        """Whether a small letter stands right behind a word, as in 1st."""
        near = -_BACK * word.size <= item.x0 - word.x1 <= 0.12 * word.size
        return near and item.size < 0.85 * word.size and abs(base - word.base) < _RISE * word.size

    def _extend(self, word: Word, text: str, item: LTChar) -> None:
        word.text += text
        word.x1 = max(word.x1, item.x1)
        self.last_x0 = item.x0

    def _begin(self, text: str, item: LTChar, base: float, size: float, bold: bool) -> None:
        previous = self.words[-1] if self.words else None
        touches = previous is not None and abs(previous.base - base) < 0.3 * size and 0 <= item.x0 - previous.x1 < 0.1
        self.current = Word(text, item.x0, item.x1, base, size, bold, self.spaced or not touches)
        self.words.append(self.current)
        self.spaced = False
        self.last_x0 = item.x0

    def finished(self) -> list[Word]:
        """All words, those of turned text among them."""
        return self.words + list(_turned(self.turned, self.height))


def _turned(items: list[tuple[LTChar, str]], height: float) -> Iterator[Word]:
    """Turned text, each line of it one word.

    Lines beside each other are the headings of columns and stand right over what is below them; one alone stands at
    the middle of the ground that it covers.
    """
    runs: list[list[tuple[LTChar, str]]] = []
    for item, text in items:
        if runs and _follows(runs[-1][-1][0], item):
            runs[-1].append((item, text))
        else:
            runs.append([(item, text)])
    spans = [(min(i.y0 for i, _ in run), max(i.y1 for i, _ in run)) for run in runs]
    for run, (low, high) in zip(runs, spans, strict=True):
        beside = [other for other in spans if other[0] < high and low < other[1]]
        middle = (low + high) / 2 - 0.3 * run[0][0].width
        yield from _turned_word(run, height - (min(b for b, _ in beside) if len(beside) > 1 else middle))


def _follows(first: LTChar, second: LTChar) -> bool:
    """Whether a turned letter goes on from the one before it, in its line."""
    size = max(first.width, 1.0)
    same_line = abs(first.matrix[4] - second.matrix[4]) < 0.2 * size
    up = second.y0 - first.y1 if first.matrix[1] > 0 else first.y0 - second.y1
    return same_line and -size < up < 1.5 * size


def _turned_word(run: list[tuple[LTChar, str]], base: float) -> Iterator[Word]:
    text, before = "", None
    for item, letter in run:
        gap = 0.0
        if before is not None:
            gap = item.y0 - before.y1 if before.matrix[1] > 0 else before.y0 - item.y1
        text += (" " if gap > 0.15 * item.width else "") + letter
        before = item
    text = " ".join(text.split())
    if text:
        x0, x1 = min(i.x0 for i, _ in run), max(i.x1 for i, _ in run)
        yield Word(text, x0, x1, base, x1 - x0, bold=False)


def _marks(shapes: list[LTComponent], height: float, words: list[Word]) -> Iterator[Word]:
    """Bullets and ticks that are drawn, not set: small shapes, one word for those that stand together."""
    size = sorted(w.size for w in words)[len(words) // 2] if words else 10.0
    boxes: list[list[float]] = []
    for shape in shapes:
        if shape.width > _TALLEST_MARK or shape.height > _TALLEST_MARK or max(shape.width, shape.height) < 1.5:
            continue
        box = [shape.x0, height - shape.y1, shape.x1, height - shape.y0]
        if boxes and _overlap(boxes[-1], box):
            boxes[-1] = [*map(min, boxes[-1][:2], box[:2]), *map(max, boxes[-1][2:], box[2:])]
        else:
            boxes.append(box)
    for x0, top, x1, bottom in boxes:
        dot = max(x1 - x0, bottom - top) <= _DOT * size
        yield Word("•" if dot else "✓", x0, x1, (top + bottom) / 2 + 0.3 * size, size, bold=False)


def _overlap(first: list[float], second: list[float]) -> bool:
    across = first[0] - 1 <= second[2] and second[0] <= first[2] + 1
    return across and first[1] - 1 <= second[3] and second[1] <= first[3] + 1
