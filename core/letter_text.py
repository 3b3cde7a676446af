"""Plain text from the few tags that our letters use, so that one template gives both forms of an e-mail.

Pure: no Django. Knows title, h1 to h3, p, ul, ol, li, a, br, tr, th, td, dt, dd, div; reads through all else.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser
from textwrap import fill

WIDTH = 78
_BLOCKS = frozenset({"p", "h1", "h2", "h3", "ul", "ol", "div", "table", "tr", "dl", "dt", "header", "main", "footer"})
_UNSEEN = frozenset({"style", "script"})


class _Reader(HTMLParser):
    """Collects paragraphs. A list item or a row is a line of its own, close to its neighbours."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.subject = ""
        self.blocks: list[tuple[str, str]] = []  # (prefix, words)
        self._words: list[str] = []
        self._prefix = ""
        self._links: list[tuple[str, int]] = []  # (address, where its words began)
        self._lists: list[int] = []  # for each open list: -1 for bullets, else the last number
        self._inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSEEN or tag == "title":
            self._inside = tag
        elif tag == "br":
            self._words.append("\n")
        elif tag == "a":
            self._links.append((dict(attrs).get("href") or "", len(self._words)))
        elif tag == "li":
            self.end_block()
            self._prefix = self._bullet()
        elif tag in _BLOCKS:
            self.end_block()
        if tag in ("ul", "ol"):
            self._lists.append(-1 if tag == "ul" else 0)

    def handle_endtag(self, tag: str) -> None:
        if tag == self._inside:
            self._inside = ""
        elif tag == "a" and self._links:
            self._end_link()
        elif tag in ("th", "dt"):
            self._words.append(": ")
        elif tag == "td":
            self._words.append(" ")
        elif tag == "li" or (tag in _BLOCKS and tag != "dt"):
            self.end_block()
        elif tag == "dd":
            self.end_block()
        if tag in ("ul", "ol") and self._lists:
            self._lists.pop()

    def handle_data(self, data: str) -> None:
        if self._inside == "title":
            self.subject += data
        elif not self._inside:
            self._words.append(data.replace("\n", " "))

    def _bullet(self) -> str:
        if not self._lists or self._lists[-1] < 0:
            return "* "
        self._lists[-1] += 1
        return f"{self._lists[-1]}. "

    def _end_link(self) -> None:
        address, start = self._links.pop()
        words = "".join(self._words[start:]).strip()
        if address and address.removeprefix("mailto:") != words:
            self._words.append(f":\n{address}\n" if address.startswith("http") else f" ({address})")

    def end_block(self) -> None:
        """Close the paragraph that is open."""
        words = re.sub(r"[ \t\xa0]+", " ", "".join(self._words))
        words = "\n".join(line.strip() for line in words.strip().split("\n"))
        # Words that only close a sentence after a link would stand alone on a line.
        words = re.sub(r"\n[.,;]?$", "", words)
        if words:
            self.blocks.append((self._prefix, words))
        self._words, self._prefix = [], ""


def read_letter(html: str) -> tuple[str, str]:
    """Return `(subject, plain text)` of a letter's HTML: the title on one line, the body wrapped at 78 columns.

    Addresses are never broken: each stands whole on a line of its own.
    """
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.end_block()
    text = ""
    before = ""
    for prefix, words in reader.blocks:
        gap = "" if not text else "\n" if prefix and before else "\n\n"  # items of a list stand close
        text += gap + _wrapped(prefix, words)
        before = prefix
    return " ".join(reader.subject.split()), text + "\n"


def _wrapped(prefix: str, words: str) -> str:
    lines = words.split("\n")
    wrapped = [
        line
        if line.startswith("http")
        else fill(line, WIDTH, initial_indent=prefix if n == 0 else " " * len(prefix),
                  subsequent_indent=" " * len(prefix), break_long_words=False, break_on_hyphens=False)
        for n, line in enumerate(lines)
    ]  # fmt: skip
    return "\n".join(wrapped)
