"""What is printed beside or after a criterion's words: (E), [A/I], a tick, 'Essential – Application'."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from vacancies.packs.pack import Importance
from vacancies.packs.reading.methods import (
    UNSAID,
    Assessed,
    Legend,
    is_methods_only,
    methods_in,
    read_codes,
)
from vacancies.packs.sources.characters import is_mark, is_symbol, tidy

_BRACKETED = re.compile(r"\s*[(\[]\s*([^()\[\]]{1,80}?)\s*[)\]]\s*([.;,:]?)\s*$")
_LETTER: dict[str, Importance] = {"E": "essential", "D": "desirable"}
_SEPARATOR = re.compile(r"\s*(?:[/,;&+|:–—-]|\band\b)\s*|\s+")
_IMPORTANCE_ONLY = re.compile(
    r"(?:the )?(?:are )?(?:(?P<essential>essentials?|ess|e|must[- ]haves?|required|mandatory)"
    r"|(?P<desirable>desirables?|des|d|desired|nice[- ]to[- ]haves?|preferred|preferable|advantageous))"
    r"(?: (?:criteria|criterion|requirements?|attributes?|skills|elements?|qualities|factors?))?"
    r"(?: ?\((?:e|d)\))?",
    re.IGNORECASE,
)
_LEADING = re.compile(
    r"(?:[(\[]\s*(?P<boxed>(?i:essential|desirable|e|d))\s*[)\]]\s*[:–—-]?"
    r"|(?P<word>(?i:essential|desirable)|[ED])\s*[:–—-])\s+(?=\S)"
)
_STARRED = re.compile(r"\s*\*\s*(?P<level>[ED])\s*\*$")


@dataclass(frozen=True)
class Tagged:
    """Words with what their tags said. `mark` is true where a bare tick stood among the tags."""

    text: str
    importance: Importance | None = None
    assessed: Assessed = UNSAID
    mark: bool = False

    @property
    def found(self) -> bool:
        """Whether any tag was there."""
        return self.importance is not None or bool(self.assessed) or self.mark


def importance_only(text: str) -> Importance | None:
    """The importance where a text names one and nothing else: 'E', 'Essential criteria', 'Desirable:'."""
    found = _IMPORTANCE_ONLY.fullmatch(tidy(text).strip(" :.-–()[]*"))
    if not found:
        return None
    return "essential" if found["essential"] else "desirable"


def take_tags(text: str, legend: Legend) -> Tagged:
    """Takes bracketed tags from the end of a text, and 'Essential:' or '(E)' from its beginning."""
    starred = _STARRED.search(text)
    tagged = Tagged(text[: starred.start()], _LETTER[starred["level"]]) if starred else Tagged(text)
    for _ in range(3):
        found = _BRACKETED.search(tagged.text)
        read = _read_tag(found.group(1), legend) if found else None
        if found is None or read is None or not tagged.text[: found.start()].strip():
            break
        tagged = _with(tagged, tagged.text[: found.start()].rstrip() + found.group(2), read)
    leading = _LEADING.match(tagged.text)
    if leading and tagged.importance is None:
        rest = tagged.text[leading.end() :]
        tagged = replace(tagged, text=rest, importance=importance_only(leading["word"] or leading["boxed"]))
    return tagged


def take_tail(text: str, legend: Legend) -> Tagged:
    """Takes what stood in a lost table's further columns from a line's end: 'E', '✓', 'A/I', 'Interview'."""
    parts = re.sub(r"(?<=[a-z.)])(?=(?:Essential|Desirable)\b|[✓✔☑√])|(?<=[✓✔☑√])(?=\S)", " ", text)
    parts = re.sub(r"\b(Essential|Desirable)(?=[A-Z])", r"\1 ", parts)
    words = parts.split()
    best = Tagged(text)
    for start in range(len(words) - 1, max(0, len(words) - 13), -1):
        read = _read_tail(words[start:], legend)
        if read is not None and _opens_tail(words[start]):
            best = replace(read, text=" ".join(words[:start]).rstrip(" -–—|:"))
    return best if best.text else Tagged(text)


def _with(tagged: Tagged, text: str, read: Tagged) -> Tagged:
    return Tagged(
        text,
        tagged.importance or read.importance,
        tagged.assessed.plus(read.assessed),
        tagged.mark or read.mark,
    )


def _read_tag(text: str, legend: Legend) -> Tagged | None:
    """What stands between brackets, or None where it is words of the criterion itself."""
    if is_methods_only(text) and (text[0].isupper() or "," in text or "/" in text):
        return Tagged("", None, Assessed(methods_in(text)))
    statement = re.match(
        r"(?:assessed|tested|identified|evidenced|measured)\b(?: (?:by|at|through|via|in))*:?\s+",
        text,
        re.IGNORECASE,
    )
    if statement:
        return _read_tag(text[statement.end() :].strip().capitalize(), legend)
    text = re.sub(r"^[ed](?=$|\s*[,;/])", lambda m: m.group().upper(), text)
    return _read_tokens([t for t in _SEPARATOR.split(text) if t], legend)


def _read_tail(words: list[str], legend: Legend) -> Tagged | None:
    joined = " ".join(words)
    if is_methods_only(joined):
        return Tagged("", None, Assessed(methods_in(joined)))
    if words[0] in {"/", "&", ",", "+", "|", "-", "–", "—", "and"} and len(words) > 1:
        return _read_tail(words[1:], legend)
    first = _read_tokens([t for t in _SEPARATOR.split(words[0]) if t], legend)
    if first is None:
        return None
    if len(words) == 1:
        return first
    rest = _read_tail(words[1:], legend)
    return None if rest is None else _with(rest, "", first)


def _opens_tail(word: str) -> bool:
    return word[0].isupper() or is_mark(word) or not word[0].isalpha()


def _read_tokens(tokens: list[str], legend: Legend) -> Tagged | None:
    importance: Importance | None = None
    assessed, mark = Assessed(), False
    for token in tokens:
        level = _importance_token(token, legend)
        if level is not None:
            importance = importance or level
        elif _is_glyph(token):
            mark = True
        elif is_methods_only(token) and token[0].isupper():
            assessed = assessed.plus(Assessed(methods_in(token)))
        else:
            codes = _codes(token, legend)
            if codes is None:
                return None
            assessed = assessed.plus(codes)
    return Tagged("", importance, assessed, mark) if tokens else None


def _importance_token(token: str, legend: Legend) -> Importance | None:
    if token in legend.methods and token not in legend.importance:
        return None
    return legend.importance.get(token) or _LETTER.get(token) or importance_only(token if len(token) > 2 else "")


def _is_glyph(token: str) -> bool:
    if token in {"x", "X", "Yes", "Y", "*"}:
        return True
    return is_mark(token) and all(not c.isalnum() or is_symbol(c) for c in token) and token not in {"&", "/", "+"}


def _codes(token: str, legend: Legend) -> Assessed | None:
    """A code in brackets: one the key names, one safe letter, or a single capital that has no key."""
    if legend.method_of(token) is not None:
        return read_codes(token, legend)
    if len(token) == 1 and token.isupper() and token.isascii():
        return Assessed(unknown=True)
    together = len(token) > 1 and token[0] == "A" and len(set(token)) == len(token)
    return read_codes(token, legend) if together and all(legend.method_of(c) for c in token) else None
