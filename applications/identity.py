"""Words in a statement that may show who wrote it: found with their place, and hidden from a blind reader. No Django.

Found are the candidate's own names, the schools, employers and towns of their history, e-mail addresses, phone
numbers, links, and posts named with their place ("as head of Fernhollow"). Told, never refused: what stays is hidden
from the panel until the outcomes are released, unless the candidate says that it does not show who they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal
from unicodedata import normalize

Kind = Literal["name", "school", "town", "email", "phone", "link", "post"]
HIDE, SHOW = "hide", "show"
ADVISED: frozenset[str] = frozenset({"post"})  # told, and shown unless the candidate wants it hidden: evidence too
HIDDEN: Mapping[str, str] = {
    "name": "[name]", "school": "[a school]", "town": "[a place]", "email": "[e-mail address]",
    "phone": "[phone number]", "link": "[link]", "post": "[a post]",
}  # fmt: skip
WHY: Mapping[str, str] = {
    "name": "This is your name.",
    "school": "This is a place where you worked or studied.",
    "town": "This is a town from your history.",
    "email": "This is an e-mail address.",
    "phone": "This is a phone number.",
    "link": "This is a link.",
    "post": "A post named with its place can show who you are.",
}
INSTEAD: Mapping[str, str] = {"school": "my school", "town": "my town", "name": "I"}

# Words of a school's name that many share, so that they tell nothing alone.
_COMMON = frozenset(
    {
        "academies", "academy", "and", "boys", "c", "catholic", "ce", "centre", "child", "children", "childrens",
        "church", "city", "co", "college", "community", "company", "comprehensive", "council", "county",
        "department", "east", "education", "educational", "england", "federation", "first", "for", "form",
        "foundation", "free", "girls", "grammar", "green", "group", "high", "hill", "hospital", "house",
        "independent", "infant", "infants", "institute", "junior", "learning", "libraries", "library", "limited",
        "local", "lower", "ltd", "methodist", "middle", "national", "new", "north", "nursery", "of", "old", "open",
        "park", "partnership", "pre", "preparatory", "primary", "pupil", "rc", "referral", "road", "roman", "royal",
        "saint", "school", "schools", "secondary", "service", "services", "sixth", "south", "special", "st",
        "street", "studio", "technical", "technology", "the", "training", "trust", "unit", "university", "upon",
        "upper", "village", "voluntary", "west", "with",
    }
)  # fmt: skip
# Bounded, so that no text of any length takes long to look through.
_EMAIL = re.compile(r"(?<![\w.+'-])[\w.+'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}")
_LINK = re.compile(
    r"(?:https?://|www\.)[^\s<>\"”]+|\b[\w-]{1,63}(?:\.[\w-]{1,63}){0,3}\.(?:com|co\.uk|org|org\.uk|net|sch\.uk|ac\.uk)\b(?:/\S*)?"
)
_PHONE = re.compile(r"(?<![\w£])(?:\+44|\(?0)[\d\s()-]{8,14}\d(?!\w)")
_POST = re.compile(
    r"\b[Aa]s (?:the |an? |(?:acting|deputy|assistant|executive|interim) )*"
    r"(?:head(?:teacher| ?teacher|mistress|master)?|principal|SENCo|SENCO|SENDCo|SENDCO|vice[- ]principal)"
    r"(?: of (?!the (?:school|year)\b)| at )(?:the )?[\w’'-]+(?: (?:of |and )?[A-Z][\w’'-]*)*"
)


@dataclass(frozen=True)
class Known:
    """What the form says of the person."""

    names: tuple[str, ...] = ()  # "Imogen Mary", "Larkfield": first names, last name, names before
    schools: tuple[str, ...] = ()  # employers, schools, places of study
    towns: tuple[str, ...] = ()


@dataclass(frozen=True, order=True)
class Finding:
    """Words from `start` to `end` of a text."""

    start: int
    end: int
    kind: Kind
    words: str

    @property
    def key(self) -> str:
        """What a candidate's choice is kept under."""
        return folded(self.words)

    @property
    def why(self) -> str:
        """What it is."""
        return WHY[self.kind]

    @property
    def instead(self) -> str:
        """Words to put in their place; "" where there are none that fit."""
        return INSTEAD.get(self.kind, "")


def folded(words: str) -> str:
    """Words as compared: case and spaces do not count."""
    return " ".join(words.casefold().split())


def find(text: str, known: Known) -> list[Finding]:
    """Return what may show who wrote `text`, in its order; of two that overlap, the first and longest."""
    raw = [
        Finding(m.start(), m.end(), kind, m[0]) for kind, pattern in _patterns(known) for m in pattern.finditer(text)
    ]
    found: list[Finding] = []
    for each in sorted(raw, key=lambda f: (f.start, -f.end)):
        if not found or each.start >= found[-1].end:
            found.append(each)
    return found


def _patterns(known: Known) -> list[tuple[Kind, re.Pattern[str]]]:
    fixed: list[tuple[Kind, re.Pattern[str]]] = [("email", _EMAIL), ("link", _LINK), ("phone", _PHONE), ("post", _POST)]
    names, schools, towns = ([*each, *map(_cased, each)] for each in (known.names, known.schools, known.towns))
    whole = [words for name in schools for words in _of_school(name)]
    for kind, words in (("name", _of_person(names)), ("school", whole), ("town", _proper(towns))):
        if pattern := _any_of(words):
            fixed.append((kind, pattern))  # type: ignore[arg-type]
    return fixed


def _cased(name: str) -> str:
    """With capitals, where a form was filled in without any or with nothing else: "st mary’s", "LARKFIELD"."""
    if not (name.islower() or name.isupper()):
        return name
    return re.sub(r"(?<![\w’'])\w|(?<=\b[od][’'])\w", lambda first: first[0].upper(), name.lower())


def _any_of(words: Iterable[str]) -> re.Pattern[str] | None:
    """As written, with its capitals: "Will" is a name, "will" is not."""
    longest = sorted({each for each in words if each}, key=lambda each: (-len(each), each))
    if not longest:
        return None
    forms = dict.fromkeys(form for each in longest for form in (normalize("NFC", each), normalize("NFD", each)))
    spaced = (r"\s+".join(_either_apostrophe(re.escape(part)) for part in each.split()) for each in forms)
    return re.compile(rf"(?<!\w)(?:{'|'.join(spaced)})(?!\w)")


def _either_apostrophe(pattern: str) -> str:
    """Phones type ’ where other keyboards type '."""
    return re.sub("[’'‘]", "[’'‘]", pattern)


def _of_person(names: Iterable[str]) -> list[str]:
    return [
        part for name in names for part in re.split(r"[\s,;/]+", name.strip()) if len(part) > 1 and not part.islower()
    ]


def _of_school(name: str) -> list[str]:
    """The whole name, and the words in it that belong to few."""
    name = name.strip()
    own = [word for word in re.findall(r"[\w’'-]+", name) if len(word) > 3 and word[0].isupper()]
    rare = [word for word in own if folded(word).strip("’'s") not in _COMMON and folded(word) not in _COMMON]
    return [*([name] if len(name) > 3 and name[0].isupper() else []), *rare]


def _proper(towns: Iterable[str]) -> list[str]:
    return [town.strip() for town in towns if len(town.strip()) > 2 and town.strip()[0].isupper()]


def is_hidden(finding: Finding, choices: Mapping[str, str]) -> bool:
    """Whether a blind reader does not see it: as the candidate chose, else hidden where it is certain."""
    return choices.get(finding.key, SHOW if finding.kind in ADVISED else HIDE) == HIDE


def masked(text: str, known: Known, choices: Mapping[str, str]) -> str:
    """The text as a blind reader sees it."""
    out, at = [], 0
    for each in find(text, known):
        if is_hidden(each, choices):
            out += [text[at : each.start], HIDDEN[each.kind]]
            at = each.end
    return "".join(out) + text[at:]


def around(text: str, finding: Finding, reach: int = 40) -> tuple[str, str]:
    """The words before and after a finding, cut between words, for a reader to find the place."""
    before, after = text[: finding.start], text[finding.end :]
    if len(before) > reach:
        before = "…" + before[-reach:].partition(" ")[2]
    if len(after) > reach:
        after = after[:reach].rpartition(" ")[0] + "…"
    return " ".join(before.split()) + (" " if before[-1:].isspace() else ""), after.replace("\n", " ")


def replaced(text: str, known: Known, key: str) -> str:
    """The text with plain words ("my school") in the place of those under `key`."""
    out, at = [], 0
    for each in find(text, known):
        if each.key == key and each.instead:
            out += [text[at : each.start], each.instead]
            at = each.end
    return "".join(out) + text[at:]
