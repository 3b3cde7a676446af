"""What a .docx's paragraph styles say: headings, bold, and the list a style belongs to."""

from __future__ import annotations

from dataclasses import dataclass

from vacancies.packs.sources.word_xml import Element, child, children, is_on, value, whole

_MOST_PARENTS = 12


@dataclass(frozen=True)
class Style:
    """A paragraph style with what it inherits."""

    heading: int = 0
    bold: bool = False
    number: tuple[str, int] | None = None  # list id, level


class Styles:
    """The styles of one document."""

    def __init__(self, root: Element | None) -> None:
        self._elements = {value(s, "styleId"): s for s in children(root, "style")}
        default = next(
            (s for s in children(root, "style") if value(s, "default") == "1" and value(s, "type") == "paragraph"),
            None,
        )
        self._default = value(default, "styleId") if default is not None else None
        self._known: dict[str | None, Style] = {}

    def get(self, style_id: str | None) -> Style:
        """A style by its id; the document's default where the paragraph names none."""
        key = style_id or self._default
        if key not in self._known:
            self._known[key] = self._read(key)
        return self._known[key]

    def run_bold(self, style_id: str | None) -> bool | None:
        """Whether a character style is bold."""
        return is_on(child(self._elements.get(style_id), "rPr", "b"))

    def _chain(self, style_id: str | None) -> list[Element]:
        out: list[Element] = []
        current = self._elements.get(style_id)
        while current is not None and len(out) < _MOST_PARENTS:
            out.append(current)
            current = self._elements.get(value(child(current, "basedOn")))
        return out

    def _read(self, style_id: str | None) -> Style:
        chain = self._chain(style_id)
        heading, number_id, level = 0, None, None
        bold: bool | None = None
        for element in chain:
            heading = heading or _heading(element)
            bold = bold if bold is not None else is_on(child(element, "rPr", "b"))
            list_id = value(child(element, "pPr", "numPr", "numId"))
            depth = value(child(element, "pPr", "numPr", "ilvl"))
            number_id = number_id if number_id is not None else list_id
            level = level if level is not None else depth
        number = (number_id, whole(level)) if number_id and number_id != "0" else None
        return Style(heading, bool(bold), number)


def _heading(style: Element) -> int:
    named = (value(child(style, "name")) or "").lower()
    if named == "title":
        return 1
    if named == "subtitle":
        return 2
    if named.startswith("heading "):
        return min(9, max(1, whole(named.removeprefix("heading ").split()[0], 1)))
    outline = value(child(style, "pPr", "outlineLvl"))
    return whole(outline) + 1 if outline is not None and whole(outline, 9) < 9 else 0
