"""Reading the XML inside a .docx within bounds, and the names used in it."""

from __future__ import annotations

import zipfile
import zlib
from typing import Any

from lxml import etree

from vacancies.packs.pack import PackRefused
from vacancies.packs.sources.kinds import damaged

MOST_PART = 40 * 1024 * 1024  # bytes of one XML part; real packs stay under 2 MB

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_W_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
Element = Any  # lxml's elements carry no useful types


def name(element: Element) -> str:
    """An element's name without its namespace; '' for comments and processing instructions."""
    tag = element.tag
    return tag.rsplit("}", 1)[-1] if isinstance(tag, str) else ""


def value(element: Element | None, attribute: str = "val") -> str | None:
    """A word-processing attribute, in either of the two namespaces the format has known."""
    if element is None:
        return None
    return element.get(f"{{{_W}}}{attribute}") or element.get(f"{{{_W_STRICT}}}{attribute}")


def child(element: Element | None, *path: str) -> Element | None:
    """The first descendant along a path of names, or None."""
    for step in path:
        if element is None:
            return None
        element = next((e for e in element if name(e) == step), None)
    return element


def children(element: Element | None, *names: str) -> list[Element]:
    """The children with one of the names."""
    return [] if element is None else [e for e in element if name(e) in names]


def is_on(element: Element | None) -> bool | None:
    """Whether a switch such as bold is on, off, or (None) not spoken of."""
    if element is None:
        return None
    return (value(element) or "true").lower() not in {"0", "false", "off", "none"}


def whole(text: str | None, default: int = 0) -> int:
    """A whole number out of an attribute."""
    try:
        return int(text) if text else default
    except ValueError:
        return default


class Archive:
    """The XML parts of a .docx."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._names = {n.filename.lstrip("/"): n for n in archive.infolist()}

    def parts(self, start: str) -> list[str]:
        """Names of the XML parts that begin with the given words, in order."""
        return sorted(n for n in self._names if n.startswith(start) and n.endswith(".xml"))

    def read(self, part: str) -> Element | None:
        """The root of a part, or None where there is no such part. Refuses a damaged one."""
        entry = self._names.get(part)
        if entry is None:
            return None
        try:
            with self._archive.open(entry) as stream:
                data = stream.read(MOST_PART + 1)
        except (
            zipfile.BadZipFile,
            zlib.error,
            OSError,
            EOFError,
            NotImplementedError,
            RuntimeError,
            ValueError,
        ) as error:
            raise PackRefused(damaged()) from error
        if len(data) > MOST_PART:
            raise PackRefused(
                "This file unpacks to far more than a job pack holds, so it was not opened. Save it again, shorter."
            )
        if b"<!DOCTYPE" in data[:2000] or b"<!ENTITY" in data[:4000]:
            raise PackRefused(damaged())
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
        try:
            return etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise PackRefused(damaged()) from error
