"""How a criterion is assessed: methods in words, in letter codes with a key, and whole statements."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from vacancies.packs.pack import METHODS, Importance, Method
from vacancies.packs.sources.characters import tidy

_TASK_KINDS = r"(?:(?:written|practical|selection|in[- ]?tray|data|work[- ]based|assessment) )*"
_INTERVIEW_KINDS = r"(?:(?:panel|formal|student|pupil|competency[- ]based) )?"
# The words for each method, longest ways of saying it first. A method is named where any of them stands.
_WORDS: dict[Method, tuple[str, ...]] = {
    "presentation": (r"presentations?", r"presenting", r"pres\b\.?"),
    "observation": (
        r"(?:lesson |teaching |classroom )?observ(?:ations?|ed)(?: lessons?| teaching)?",
        r"taught lesson",
        r"lesson taught",
        r"teaching episode",
        r"sample lesson",
        r"\bobs\b\.?",
        r"teaching (?:sample|a lesson)",
    ),
    "certificates": (
        r"(?:(?:sight of )?original |sight of )?certific(?:ates?|ation)",
        r"\bcerts?\b\.?",
        r"documentary (?:evidence|proof)",
        r"documents?\b",
        r"proof of (?:qualifications?|identity)",
        r"qualifications? checks?",
        r"evidence of qualifications?",
    ),
    "checks": (
        r"(?:enhanced )?\bdbs\b(?: (?:check|disclosure|clearance))?",
        r"pre[- ]?employment(?: checks?)?",
        r"medical(?: (?:check|questionnaire))?",
        r"disclosures?",
        r"health (?:check|questionnaire|declaration)",
        r"occupational health",
        r"(?:vetting|background|identity|status|online) checks?",
        r"clearances?",
        r"\bchecks?\b",
    ),
    "references": (r"references?", r"referees?", r"\brefs?\b\.?", r"confidential reports?"),
    "task": (
        rf"{_TASK_KINDS}(?:tasks?|tests?|testing|exercises?|activity|activities)",
        rf"{_TASK_KINDS}(?:work samples?|case stud(?:y|ies)|role[- ]?plays?)",
        r"in[- ]?trays?",
        r"assessment (?:day|centre)",
        r"practicals?",
        r"simulations?",
        r"selection (?:process|day|procedure)",
    ),
    "interview": (
        rf"{_INTERVIEW_KINDS}interview(?:s|ing)?(?: (?:panels?|process|questions?))?",
        r"\bint\b\.?",
        r"panels?",
    ),
    "application": (
        r"(?:(?:job|completed) )?application(?: ?/ ?letter)?(?: (?:forms?|process|pack|letters?))?",
        r"(?:covering|supporting) letters?",
        r"\bapp\b\.?",
        r"letters?(?: of application)?",
        r"(?:supporting|personal|written) statements?",
        r"\bcv\b",
        r"curriculum vitae",
        r"short[- ]?list(?:ing|ed)?",
        r"\bforms?\b",
        r"statement of suitability",
    ),
    "other": (
        r"portfolios?",
        r"discussions?",
        r"questionnaires?",
        r"conversations?",
        r"\bother\b",
        r"probation(?:ary)?(?: period)?",
        r"work trial",
        r"appraisals?",
        r"tour of (?:the )?school",
    ),
}
_METHOD = re.compile(
    "|".join(f"(?P<{name}>(?<![a-z])(?:{'|'.join(ways)})(?![a-z]))" for name, ways in _WORDS.items()),
    re.IGNORECASE,
)
_JOINERS = re.compile(
    r"[\s,;/&+|.()\[\]\-–—:•·]+|\b(?:and|or|the|by|at|via|through|in|of|process|a|form|stage|with)\b",
    re.IGNORECASE,
)
_CODE = r"(?:[A-Z]{1,3}[a-z]?|\d)"
_CODES = re.compile(rf"\(?{_CODE}(?:\s*(?:[/,&+;.|]|\band\b|\s)\s*{_CODE})*\)?[.]?")
_SAFE: Mapping[str, Method] = {"A": "application", "I": "interview", "AF": "application"}
_ESSENTIAL = re.compile(r"essential", re.IGNORECASE)
_DESIRABLE = re.compile(r"desirable|desired|preferred|preferable|\badvantage", re.IGNORECASE)

# Where an entry of a key begins: "A =", "A:", "(A)", or a bare "A" before a word that names its meaning.
_KEY_STARTS = (
    re.compile(rf"(?<![\w’'])[(\[‘'\"]?(?P<code>{_CODE})[)\]’'\"]?\s*(?:=|:|–|—|-)\s*(?=[A-Za-z])"),
    re.compile(rf"[(\[](?P<code>{_CODE})[)\]]\s*(?=[A-Za-z])"),
    re.compile(r"(?<![\w’'&/])(?P<code>[A-Z]{1,2})\s+(?=[A-Za-z][a-z])"),
)
_KEY_AFTER = re.compile(rf"(?P<meaning>[A-Za-z][^()\[\]=:;,]{{2,44}}?)\s*[(\[]\s*(?P<code>{_CODE})\s*[)\]]")


@dataclass(frozen=True, eq=False)  # one a document: tables are asked about by it
class Legend:
    """The document's own key: what each letter code stands for."""

    methods: Mapping[str, Method] = field(default_factory=dict)
    importance: Mapping[str, Importance] = field(default_factory=dict)

    def method_of(self, code: str) -> Method | None:
        """The method of a code by the document's key, or by the few codes that need none (A, I, AF)."""
        return self.methods.get(code) or (None if code in self.importance else _SAFE.get(code))


@dataclass(frozen=True)
class Assessed:
    """What a cell or phrase says of assessment: the methods, and whether a code in it has no key."""

    methods: tuple[Method, ...] = ()
    unknown: bool = False

    def __bool__(self) -> bool:
        return bool(self.methods) or self.unknown

    def plus(self, other: Assessed) -> Assessed:
        """Both together."""
        return Assessed(ordered([*self.methods, *other.methods]), self.unknown or other.unknown)


UNSAID = Assessed()


def ordered(methods: Iterable[Method]) -> tuple[Method, ...]:
    """Methods once each, in the order of the schema."""
    found = set(methods)
    return tuple(m for m in METHODS if m in found)


def methods_in(text: str) -> tuple[Method, ...]:
    """The methods that words of a text name."""
    return ordered(m.lastgroup for m in _METHOD.finditer(text) if m.lastgroup)  # type: ignore[misc]


@lru_cache(maxsize=4096)
def is_methods_only(text: str) -> bool:
    """Whether a text is nothing but names of methods and the little words between them."""
    plain = tidy(text)
    if not plain or len(plain) > 160 or not _METHOD.search(plain):
        return False
    return not _JOINERS.sub("", _METHOD.sub(" ", plain))


def read_codes(text: str, legend: Legend) -> Assessed | None:
    """Letter codes as in 'A/I' or 'AIR', or None where the text is no run of codes."""
    plain = tidy(text)
    if not plain or len(plain) > 40 or not _CODES.fullmatch(plain):
        return None
    codes: list[str] = []
    if any(c.isdigit() and c not in legend.methods for c in plain):
        return None
    for token in re.findall(_CODE, plain):
        known = legend.method_of(token) is not None
        run_together = len(token) > 1 and not known and token.isupper()
        if run_together and all(legend.method_of(c) for c in token):
            codes.extend(token)
        else:
            codes.append(token)
    known_codes = [m for m in (legend.method_of(c) for c in codes) if m]
    unknown = any(legend.method_of(c) is None and c not in legend.importance for c in codes)
    return Assessed(ordered(known_codes), unknown)


def read_assessed(text: str, legend: Legend) -> Assessed:
    """What a cell of an 'assessed by' column says, in codes or words. Empty where it says nothing."""
    plain = tidy(text)
    if not plain or plain in {"-", "–", "—", "n/a", "N/A"}:
        return Assessed()
    codes = read_codes(plain, legend)
    if codes is not None and (codes.methods or not methods_in(plain)):
        return codes
    named = methods_in(plain)
    rest = _JOINERS.sub(" ", _METHOD.sub(" ", plain)).split()
    coded = [legend.methods[w] for w in rest if w in legend.methods]
    if not named and not coded:
        return Assessed(("other",)) if re.search(r"[a-z]{3}", plain) else Assessed(unknown=True)
    return Assessed(ordered([*named, *coded]))


def find_legend(texts: Iterable[str]) -> Legend:
    """The key to letter codes, wherever it stands: a line, a cell, a header, a footer or a note."""
    methods: dict[str, Method] = {}
    importance: dict[str, Importance] = {}
    for text in texts:
        for code, meaning in legend_entries(text):
            level = importance_word(meaning)
            named = methods_in(meaning)
            if level and not named:
                importance.setdefault(code, level)
            elif named:
                methods.setdefault(code, named[0])
    return Legend(methods, importance)


def importance_word(text: str) -> Importance | None:
    """Essential or desirable where a text names exactly one of them."""
    essential, desirable = bool(_ESSENTIAL.search(text)), bool(_DESIRABLE.search(text))
    if essential == desirable:
        return None
    return "essential" if essential else "desirable"


@lru_cache(maxsize=4096)
def legend_entries(text: str) -> tuple[tuple[str, str], ...]:
    """The (code, meaning) pairs of a line that is a key. A single pair must be the whole line."""
    plain = tidy(text)
    if len(plain) > 600:
        return ()
    after = [(m["code"], m["meaning"]) for m in _KEY_AFTER.finditer(plain)]
    spaced = [(code, meaning) for code, meaning in _pairs(plain, _KEY_STARTS[2]) if is_methods_only(meaning)]
    readings = [_pairs(plain, _KEY_STARTS[0]), after, _pairs(plain, _KEY_STARTS[1]), spaced]
    best: list[tuple[str, str]] = []
    for pairs in readings:
        sound = [(code, meaning) for code, meaning in pairs if _is_meaning(code, meaning)]
        whole = sum(len(code) + len(meaning) for code, meaning in sound)
        alone = len(sound) == 1 and whole >= len(plain) - 6 and is_methods_only(sound[0][1])
        fits = alone or len(sound) >= 2 and len(sound) >= len(pairs) - 1
        if fits and len(sound) > len(best):
            best = sound
    return tuple(best)


def _pairs(text: str, start: re.Pattern[str]) -> list[tuple[str, str]]:
    """Codes with the words up to the next code or the end of the clause."""
    found = list(start.finditer(text))
    ends = [*(m.start() for m in found[1:]), len(text)][: len(found)]
    return [
        (m["code"], re.split(r"[;.(\[]|, (?=[a-z]{0,2}\b[^a-z])", text[m.end() : end])[0].strip(" ,;./|&-–"))
        for m, end in zip(found, ends, strict=True)
    ]


def _is_meaning(code: str, meaning: str) -> bool:
    if not 0 < len(meaning.split()) <= 8:
        return False
    if importance_word(meaning) and not methods_in(meaning):
        return meaning[:1].upper() == code[:1].upper()
    return bool(methods_in(meaning))
