"""What single characters mean: spaces, bullets, ticks, printed numbers. Shared by every reader."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

SYMBOL_FIRST, SYMBOL_LAST = 0xF000, 0xF0FF  # where symbol fonts (Wingdings and its like) put their glyphs
SYMBOLS = f"{chr(SYMBOL_FIRST)}-{chr(SYMBOL_LAST)}"
STRONG_BULLETS = "•●▪■◦‣►▶➢➤➔❖◆◇⦁◼◾∙⁃"
_TICKS = "✓✔√☑☒✗✘✕✖×╳🗸⍻❌✅●•■▪⬤★☆"
_BLANK_MARKS = {"", "-", "–", "—", "no", "n", "n/a", "na", "none", "☐", "□", "0", "nil", "/", ".", "_"}
_WORD_MARKS = {
    "x",
    "xx",
    "yes",
    "y",
    "*",
    "**",
    "tick",
    "ticked",
    "1",
    "o",
    "v",
    "/",
    "+",
    "#",
    "true",
    "p",
    "a",
}

_LEADS_ON = re.compile(  # articles, prepositions and conjunctions: none ends a sentence
    r"\b(?:an?|the|of|to|in|on|at|by|for|from|with|within|without|into|as|and|n?or|but|than|that|which|whos?e?"
    r"|between|across|through|including|about|against|among|under|over|towards|its|their|our|your|his|her)$|[-,–—/&(]$",
    re.IGNORECASE,
)
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u00ad\ufffe\uffff]")
_SPACE = re.compile(r"\s+")
_BULLET = re.compile(
    rf"\s*(?:[{STRONG_BULLETS}·○{SYMBOLS}✓✔√☑➡→»§¨]+\s*|[-–—*‐‑−]\s+|[-–—](?=[A-Z])|o\s+(?=\S)|\*\s*(?=[A-Z]))"
)
_NUMBER = re.compile(
    r"\s*(?:"
    r"(?!\d{1,2}\.\d{1,2}\.(?:\d{4}|[2-4]\d)\b)(?P<nested>[A-Z]?\d{1,3}(?:\.\d{1,3}){1,4})[.):]?(?=\s|[A-Z(])(?!\s*(?:hours?|hrs|days?|weeks?|per|fte|%)\b)"
    r"|[(\[]?(?P<plain>\d{1,3}(?:\.\d{1,3}){0,3}|[A-Za-z]|[ivxIVX]{1,5})[)\]](?=\s|[A-Z])"
    r"|(?P<dotted>\d{1,3}|[a-z]|[A-Z](?=\.\s)|[ivx]{1,5})[.:](?=\s|[A-Z][a-z])"
    r"|(?P<code>[A-Z]{1,2}\d{1,2})(?:[.):]|(?=\t|\s\s))"
    r"|(?P<tabbed>\d{1,3})\t"
    r")\s*"
)
_ASIDE = re.compile(r"\([a-z]{2}")
_BARE_NUMBER = re.compile(r"[(\[]?([A-Z]{0,3}\d{1,3}(?:\.\d{1,3})*[a-z]?|[a-z]|[ivx]{1,5})[.):\]]*", re.ASCII)


@lru_cache(maxsize=4096)  # the same cell is asked about again and again
def tidy(text: str) -> str:
    """One line of text: invisible characters gone, every run of white space one space."""
    return _SPACE.sub(" ", _INVISIBLE.sub("", text)).strip()


@lru_cache(maxsize=4096)
def without_symbols(text: str) -> str:
    """Text without symbol-font glyphs, which mean nothing outside a mark column or a bullet."""
    return tidy(re.sub(f"[{SYMBOLS}]", " ", text))


@lru_cache(maxsize=4096)
def take_bullet(text: str) -> tuple[bool, str]:
    """Whether the text opens with a bullet, and the rest."""
    found = _BULLET.match(text)
    return (True, text[found.end() :].strip()) if found else (False, text.strip())


@lru_cache(maxsize=4096)
def take_number(text: str) -> tuple[str | None, str]:
    """The printed number a text opens with (1, 1.1, a, iv, Q2; without brackets or stops), and the rest."""
    found = _NUMBER.match(text)
    if not found or not text[found.end() :].strip():
        return None, text.strip()
    number = next(g for g in found.groups() if g)
    return number, text[found.end() :].strip()


@lru_cache(maxsize=4096)
def bare_number(text: str) -> str | None:
    """The number where a cell holds a number and nothing else."""
    found = _BARE_NUMBER.fullmatch(text.strip())
    return found.group(1) if found else None


def is_symbol(character: str) -> bool:
    """Whether a character is a symbol font's glyph in the private use area."""
    return SYMBOL_FIRST <= ord(character) <= SYMBOL_LAST


@lru_cache(maxsize=4096)
def is_blank_mark(text: str) -> bool:
    """Whether a cell of a mark column says 'not this one': nothing, a dash, No, an empty box."""
    return tidy(text).lower() in _BLANK_MARKS


@lru_cache(maxsize=4096)
def is_mark(text: str) -> bool:
    """Whether a cell holds a mark: a tick, cross, star, Yes, X, or any glyph that is no word."""
    plain = tidy(text)
    if is_blank_mark(plain) or len(plain) > 12:
        return False
    if plain.lower().strip("()[].") in _WORD_MARKS:
        return True
    return all(
        is_symbol(c) or c in _TICKS or c.isspace() or unicodedata.category(c) in {"So", "Co", "Sm"} for c in plain
    )


def has_words(text: str) -> bool:
    """Whether there is any word of at least two letters."""
    return re.search(r"[^\W\d_]{2,}", text) is not None


def opens_low(text: str) -> bool:
    """Whether the text opens with a small letter or aside, as the rest of a broken sentence does."""
    return bool(text) and text[0].islower() or bool(_ASIDE.match(text))


def expects_more(text: str) -> bool:
    """Whether the text stops where no sentence does: after a comma, a dash, or a word that leads to another."""
    return bool(_LEADS_ON.search(text))
