"""Reading the HTML that templates made: elements with their attributes and the text inside."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}


@dataclass
class Element:
    tag: str
    attrs: dict[str, str]
    text: str = ""
    children: list[Element] = field(default_factory=list)

    def __getitem__(self, name: str) -> str:
        return self.attrs[name]

    def get(self, name: str) -> str | None:
        return self.attrs.get(name)

    @property
    def words(self) -> str:
        return " ".join(self.text.split())


class Markup(HTMLParser):
    """All elements of a piece of HTML, in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[Element] = []
        self._open: list[Element] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        for parent in self._open:
            parent.children.append(element)
        self.elements.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        while self._open:
            if self._open.pop().tag == tag:
                return

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.text += data

    def all(self, tag: str, **attrs: str) -> list[Element]:
        """Elements by tag and attributes (class_ and for_ for Python's words)."""
        wanted = {name.rstrip("_").replace("_", "-"): value for name, value in attrs.items()}
        return [
            each
            for each in self.elements
            if each.tag == tag and all(each.get(name) == value for name, value in wanted.items())
        ]

    def one(self, tag: str, **attrs: str) -> Element:
        found = self.all(tag, **attrs)
        assert len(found) == 1, f"{len(found)} of <{tag} {attrs}>"
        return found[0]

    def by_id(self, id_: str) -> Element:
        found = [each for each in self.elements if each.get("id") == id_]
        assert len(found) == 1, f"{len(found)} elements have the id {id_!r}"
        return found[0]

    @property
    def ids(self) -> list[str]:
        return [each["id"] for each in self.elements if each.get("id")]

    def broken_references(self) -> list[str]:
        """What names by id an element that is not there: labels, descriptions, controls, links."""
        ids = set(self.ids)
        broken = [f"twice: {each}" for each in ids if self.ids.count(each) > 1]
        for each in self.elements:
            for name in (
                "for",
                "aria-describedby",
                "aria-labelledby",
                "aria-controls",
                "data-aria-controls",
                "data-app-reveals",
            ):
                broken += [f"{each.tag} {name}={id_}" for id_ in (each.get(name) or "").split() if id_ not in ids]
            href = each.get("href") or ""
            if each.tag == "a" and href.startswith("#") and href[1:] not in ids:
                broken.append(f"a href={href}")
        return broken
