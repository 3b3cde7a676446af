"""The words of a Word paragraph, as a reader sees them: deletions gone, symbols and boxes kept."""

from __future__ import annotations

from dataclasses import dataclass, field

from vacancies.packs.sources.characters import SYMBOL_FIRST
from vacancies.packs.sources.paragraphs import BREAK
from vacancies.packs.sources.word_styles import Styles
from vacancies.packs.sources.word_xml import Element, child, is_on, name, value, whole

_SYMBOL_FONTS = ("wingdings", "webdings", "symbol", "zapfdingbats", "zapf dingbats", "marlett")
_SKIPPED = {"del", "moveFrom", "instrText", "delText", "rPr", "pPr", "Fallback", "annotationRef", "rt"}
_INTO = {
    "hyperlink", "ins", "moveTo", "smartTag", "sdt", "sdtContent", "fldSimple", "AlternateContent", "Choice",
    "customXml", "dir", "bdo", "ruby", "rubyBase",
}  # fmt: skip


@dataclass
class Words:
    """What a paragraph's runs add up to."""

    text: str = ""
    strong: int = 0  # letters in bold or underlined runs
    letters: int = 0
    boxes: list[Element] = field(default_factory=list)  # text boxes anchored in the paragraph
    pages: int = 0  # page breaks inside it


def read_words(paragraph: Element, styles: Styles, bold: bool) -> Words:
    """The paragraph's words. `bold` is what its style says of runs that say nothing themselves."""
    words = Words()
    _walk(paragraph, styles, bold, words)
    return words


def _walk(element: Element, styles: Styles, bold: bool, words: Words) -> None:
    for part in element:
        kind = name(part)
        if kind == "r":
            _run(part, styles, bold, words)
        elif kind in _INTO and kind not in _SKIPPED:
            _walk(part, styles, bold, words)


def _run(run: Element, styles: Styles, bold: bool, words: Words) -> None:
    look = child(run, "rPr")
    if is_on(child(look, "vanish")) and is_on(child(look, "specVanish")) is not True:
        return
    own = is_on(child(look, "b"))
    if own is None:
        own = styles.run_bold(value(child(look, "rStyle")))
    underline = value(child(look, "u")) not in {None, "none"}
    symbols = _is_symbol_font(child(look, "rFonts"))
    text = "".join(_piece(part, symbols, styles, bold, words) for part in run)
    letters = sum(1 for c in text if c.isalnum())
    words.letters += letters
    words.strong += letters if (bold if own is None else own) or underline else 0
    words.text += text


def _piece(part: Element, symbols: bool, styles: Styles, bold: bool, words: Words) -> str:
    kind = name(part)
    if kind == "t":
        return _as_symbols(part.text or "") if symbols else part.text or ""
    if kind in {"tab", "ptab"}:
        return "\t"
    if kind in {"br", "cr"}:
        if value(part, "type") == "page":
            words.pages += 1
            return " "
        return BREAK
    if kind == "lastRenderedPageBreak":
        words.pages += 1
    if kind == "sym":
        return _symbol(part)
    if kind == "noBreakHyphen":
        return "-"
    if kind == "fldChar":
        return _old_box(part)
    if kind in {"drawing", "pict", "object", "AlternateContent"}:
        _find_boxes(part, words)
    return ""


def _symbol(part: Element) -> str:
    try:
        code = int(value(part, "char") or "", 16)
    except ValueError:
        return ""
    return chr(code if code > 0xFF else SYMBOL_FIRST + code) if 0 < code < 0xD800 or 0xE000 <= code <= 0xFFFF else ""


def _as_symbols(text: str) -> str:
    """Letters set in a symbol font are glyphs of that font, not letters."""
    return "".join(chr(SYMBOL_FIRST + ord(c)) if 0x20 < ord(c) <= 0xFF else c for c in text)


def _is_symbol_font(fonts: Element | None) -> bool:
    named = {value(fonts, a) for a in ("ascii", "hAnsi")} - {None} if fonts is not None else set()
    return bool(named) and all(str(n).lower().startswith(_SYMBOL_FONTS) for n in named)


def _old_box(part: Element) -> str:
    """A form's check box: ticked or empty."""
    box = child(part, "ffData", "checkBox")
    if box is None:
        return ""
    state = child(box, "checked") if child(box, "checked") is not None else child(box, "default")
    return "☒" if state is not None and is_on(state) else "☐"


def _find_boxes(element: Element, words: Words) -> None:
    """Text boxes inside a drawing; a drawing's fallback copy is passed over."""
    for part in element:
        kind = name(part)
        if kind == "txbxContent":
            words.boxes.append(part)
        elif kind != "Fallback":
            _find_boxes(part, words)


def level_of(paragraph: Element) -> int:
    """How far a paragraph is set in, as a list depth."""
    indent = child(paragraph, "pPr", "ind")
    left = value(indent, "left") or value(indent, "start")
    return max(0, min(6, whole(left) // 720 - 1))
