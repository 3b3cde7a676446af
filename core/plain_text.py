"""Typed text for files of a stricter kind than a web page. No Django."""

from __future__ import annotations

import re

_NO_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def printable(text: str) -> str:
    """Return `text` without the control characters that XML 1.0 has no place for (Word, Atom); ends of lines as \\n."""
    return _NO_XML.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
