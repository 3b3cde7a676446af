"""Fonts that the PDF library leaves unread, and what the glyphs of symbol fonts show."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from pdfminer.cmapdb import CMapBase
from pdfminer.pdffont import PDFCIDFont, PDFFont
from pdfminer.pdfinterp import PDFResourceManager
from pdfminer.pdftypes import PDFStream, resolve1

from vacancies.packs.sources.characters import SYMBOL_FIRST

_SPACES = re.compile(rb"begincodespacerange(.*?)endcodespacerange", re.DOTALL)
_CHARS = re.compile(rb"begincidchar(.*?)endcidchar", re.DOTALL)
_RANGES = re.compile(rb"begincidrange(.*?)endcidrange", re.DOTALL)
_CHAR = re.compile(rb"<([0-9a-fA-F]+)>\s+(\d+)")
_SPAN = re.compile(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>(?:\s+(\d+))?")
_MOST_CODES = 1 << 16

# What a reader sees. An empty box is no tick, and a filled dot or arrow is a bullet or a mark.
_EMPTY, _TICK, _CROSS, _DOT = "☐", "✓", "✗", "•"
_WINGDINGS = {
    **dict.fromkeys("oqrst\xa8\xa1\xa6", _EMPTY),
    **dict.fromkeys("\xfc\xfe\x50", _TICK),
    **dict.fromkeys("\xfb\xfd\x78", _CROSS),
    **dict.fromkeys("lnuvwx\xa7\xd8\xe0\xf0\x9f\x9e\xb7", _DOT),
}
_WINGDINGS_2 = {**dict.fromkeys("PR", _TICK), **dict.fromkeys("OQST", _CROSS), **dict.fromkeys("\xa3*", _EMPTY)}
_DINGBATS = {
    **dict.fromkeys("34", _TICK),
    **dict.fromkeys("5678", _CROSS),
    **dict.fromkeys("mopqr", _EMPTY),
    **dict.fromkeys("lnuvwx", _DOT),
}
_SYMBOL_FONTS = (
    ("wingdings2", _WINGDINGS_2),
    ("wingdings", _WINGDINGS),
    ("webdings", {"a": _TICK, "r": _CROSS, "c": _EMPTY}),
    ("zapfdingbats", _DINGBATS),
    ("dingbats", _DINGBATS),
    ("marlett", {"a": _TICK, "b": _TICK}),
)
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_UNMAPPED = re.compile(r"\(cid:(\d+)\)")
_BOLD = re.compile(r"bold|black|heavy|demi|semibold|extrabold|,b", re.IGNORECASE)


class Resources(PDFResourceManager):
    """The library's fonts, with those mended whose table of codes stands in the file itself.

    pdfminer knows only the published tables and gives no text at all for others, which WeasyPrint writes.
    Codes are handed on as they are, since the file's table of letters is keyed by them; widths move along.
    """

    def get_font(self, objid: object, spec: Mapping[str, object]) -> PDFFont:
        """The font of an object, from the cache where it was asked for before."""
        font = super().get_font(objid, spec)
        encoding = resolve1(spec.get("Encoding"))
        if isinstance(font, PDFCIDFont) and isinstance(encoding, PDFStream) and not isinstance(font.cmap, _Codes):
            codes = _Codes(encoding.get_data())
            if codes.cids:
                font.cmap = codes
                widths: dict[Any, Any] = font.widths
                font.widths = {code: widths[cid] for code, cid in codes.cids.items() if cid in widths}
        return font


class _Codes(CMapBase):
    """A table of codes read from the file: how long codes are, and which glyph each means."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self.lengths = _lengths(data)
        self.cids = dict(_cids(data))

    def decode(self, code: bytes) -> Iterator[int]:
        """The codes in a string of the page, by the lengths that their first bytes call for."""
        position = 0
        while position < len(code):
            length = self.lengths.get(code[position], min(self.lengths.values(), default=2))
            yield int.from_bytes(code[position : position + length], "big")
            position += length


def _lengths(data: bytes) -> dict[int, int]:
    """First byte of a code to the length of that code."""
    out: dict[int, int] = {}
    for block in _SPACES.findall(data):
        for low, high, _ in _SPAN.findall(block):
            for first in range(int(low[:2], 16), int(high[:2], 16) + 1):
                out[first] = len(low) // 2
    return out


def _cids(data: bytes) -> Iterator[tuple[int, int]]:
    for block in _CHARS.findall(data):
        for code, cid in _CHAR.findall(block):
            yield int(code, 16), int(cid)
    for block in _RANGES.findall(data):
        for low, high, cid in _SPAN.findall(block):
            first, last = int(low, 16), int(high, 16)
            for step in range(min(last - first + 1, _MOST_CODES)):
                yield first + step, int(cid or 0) + step


class Letters:
    """What characters of a font are read as; one for a document, as fonts come again and again."""

    def __init__(self) -> None:
        self._fonts: dict[str, tuple[Mapping[str, str] | None, bool]] = {}
        self._seen: dict[tuple[str, str], str] = {}

    def is_bold(self, font: str) -> bool:
        """Whether a font's name says that it is bold."""
        return self._font(font)[1]

    def read(self, text: str, font: str) -> str:
        """A character as a reader sees it. One that the file gives no letter for is a symbol."""
        known = self._seen.get((text, font))
        if known is None:
            known = self._seen[text, font] = self._read(text, font)
        return known

    def _read(self, text: str, font: str) -> str:
        glyphs = self._font(font)[0]
        unmapped = _UNMAPPED.fullmatch(text)
        if unmapped:
            return chr(SYMBOL_FIRST + int(unmapped.group(1)) % 256)
        if glyphs is None:
            return _LIGATURES.get(text, text)
        code = ord(text[0]) if text else 0
        low = code - SYMBOL_FIRST if SYMBOL_FIRST <= code <= SYMBOL_FIRST + 0xFF else code
        if 0x20 < low <= 0xFF:
            return glyphs.get(chr(low), chr(SYMBOL_FIRST + low))
        return text

    def _font(self, font: str) -> tuple[Mapping[str, str] | None, bool]:
        if font not in self._fonts:
            plain = re.sub(r"[\s_-]", "", font.rsplit("+", maxsplit=1)[-1]).lower()
            glyphs = next((table for name, table in _SYMBOL_FONTS if plain.startswith(name)), None)
            self._fonts[font] = glyphs, bool(_BOLD.search(font.rsplit("+", maxsplit=1)[-1]))
        return self._fonts[font]
