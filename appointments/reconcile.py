"""What a reference says, held against the form: each difference, and each answer that is missing or says nothing.

No Django here. A difference is not an accusation: dates are remembered wrongly and posts change their names. Each is
settled by a person with a note (KCSIE Part 3: compare references with the form, chase vague answers, establish the
reason for leaving, resolve concerns).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from applications.identifiers import is_personal_address, relative_in

NOT_THEIRS, HEAD_UNCONFIRMED, HEAD_DIFFERENT = "not_theirs", "head_unconfirmed", "head_different"
SAFEGUARDING = {
    "suitable": "Suitable to work with children",
    "concern": "Safeguarding concerns",
    "enquiry": "Investigations and warnings",
    "capability": "Capability procedures",
}
TO_EXPLORE = frozenset({"post", "employer", "job", "from", "to", "current", "leaving"})  # with the candidate
_FEWEST_WORDS = 3  # of an answer that must say what happened
_VAGUE = re.compile(
    r"^\W*(?:n/?a|none|nil|nothing|no comments?|not (?:known|sure|applicable)|unknown|don[’']?t know|see above|"
    r"as above|prefer not to(?: say)?|cannot say|policy|tbc|-+)\W*$",
    re.IGNORECASE,
)
# Of the person, not of pupils: a SENCo's reference is full of needs, anxiety and disability.
_HEALTH = re.compile(
    r"\b(sick(?:ness)? (?:leave|record|absence|days?)|off sick|days? (?:off|sick)|illness|ill health|"
    r"(?:her|his|their|own) (?:absences?|disability|health)|(?:absence|attendance) record|occupational health|"
    r"maternity leave|pregnan\w+)\b",
    re.IGNORECASE,
)
_HARD_LEAVING = r"dismiss\w*|sacked|misconduct|settlement|compromise agreement|asked to leave"
_REASONS = {
    "a new or higher post": r"promot\w+|progress\w+|career|new (?:post|job|role|challenge)|step up|lead\w*|opportun\w+",
    "a move": r"mov(?:e|ed|ing)|relocat\w+|nearer|near home|closer|commut\w+|travel",
    "the end of a contract": r"contract|fixed.term|temporary|supply|cover",
    "redundancy": r"redundan\w+|restructur\w+|clos(?:ed|ure)",
    "family": r"famil\w+|child ?care|caring|personal reasons",
    "retirement": r"retir\w+",
    "conduct or capability": rf"{_HARD_LEAVING}|capability",
    "resignation": r"resign\w*",
}
_SAME_WORDS = {
    "sendco": "senco", "sen coordinator": "senco", "special educational needs coordinator": "senco",
    "special educational needs and disabilities coordinator": "senco", "head teacher": "headteacher", "&": "and",
    "ta": "teaching assistant",
}  # fmt: skip
_NO_NAMES = frozenset(
    {"the", "school", "academy", "college", "high", "primary", "junior", "infant", "of", "and", "trust"}
)


@dataclass(frozen=True)
class Post:
    """A post in the candidate's form. Months as their first day; `ended_on` None: still there."""

    employer: str
    role: str
    started_on: date
    ended_on: date | None
    reason: str


@dataclass(frozen=True)
class Named:
    """The referee as the candidate named them."""

    name: str
    organisation: str
    email: str
    is_current_employer: bool


@dataclass(frozen=True)
class Difference:
    """One row to settle. `code` tells it apart from the others of the same reference."""

    code: str
    about: str
    form_says: str = ""
    reference_says: str = ""


def differences(
    answers: Mapping[str, Any],
    *,
    posts: Sequence[Post],
    referee: Named,
    others: Sequence[Named] = (),
    free_text: Sequence[str] = (),
    tolerance_days: int = 31,
    school_confirms: bool = True,
) -> list[Difference]:
    """Return what is to be settled about one reference.

    `others` are the candidate's other referees who are asked; `free_text` what the referee wrote in their own words;
    `tolerance_days` by how much a date may differ. `school_confirms`: the head has confirmed, or nobody needs to.
    """
    found = [
        *_employment(answers, posts, referee, tolerance_days),
        *_leaving(answers, posts, referee),
        *_safeguarding(answers),
        *_source(answers, referee, others),
        *_health(free_text),
    ]
    if not school_confirms:
        found.append(
            Difference(HEAD_UNCONFIRMED, "The head has not confirmed it", "", str(answers.get("head_name", "")))
        )
    return found


def post_of(answers: Mapping[str, Any], posts: Sequence[Post], referee: Named) -> Post | None:
    """Return the post that the reference is about: at the same employer, else the one whose dates lie nearest."""
    employer = str(answers.get("employer") or answers.get("organisation") or referee.organisation)
    there = [post for post in posts if _same_place(post.employer, employer)]
    if not there:
        there = [post for post in posts if _same_place(post.employer, referee.organisation)]
    started = _day(answers.get("from"))
    if not there:
        return None
    same_role = [post for post in there if _same_role(post.role, str(answers.get("job", "")))]
    return min(same_role or there, key=lambda post: abs((post.started_on - (started or post.started_on)).days))


def _employment(answers: Mapping[str, Any], posts: Sequence[Post], referee: Named, days: int) -> Iterator[Difference]:
    post = post_of(answers, posts, referee)
    employer, job = str(answers.get("employer", "")), str(answers.get("job", ""))
    if post is None:
        listed = "; ".join(post.employer for post in posts) or "No posts"
        yield Difference(
            "post", "A post that the form does not have", listed, f"{job}, {employer or referee.organisation}"
        )
        return
    if employer and not _same_place(post.employer, employer):
        yield Difference("employer", "Employer", post.employer, employer)
    if job and not _same_role(post.role, job):
        yield Difference("job", "Job title", post.role, job)
    started, ended = _day(answers.get("from")), _day(answers.get("to"))
    if started and abs((started - post.started_on).days) > days:
        yield Difference("from", "Date started", _month(post.started_on), _month(started))
    still = answers.get("still")
    if still == "yes" and post.ended_on or still == "no" and post.ended_on is None:
        says = "Still there" if still == "yes" else f"Left {_month(ended)}" if ended else "Left"
        yield Difference("current", "Still there or not", _left(post), says)
    elif ended and post.ended_on and abs((ended - post.ended_on).days) > days:
        yield Difference("to", "Date left", _month(post.ended_on), _month(ended))


def _leaving(answers: Mapping[str, Any], posts: Sequence[Post], referee: Named) -> Iterator[Difference]:
    says = str(answers.get("leaving", "")).strip()
    post = post_of(answers, posts, referee)
    form = post.reason if post else ""
    if not says or _VAGUE.match(says):
        yield Difference("leaving_missing", "Reason for leaving is not given", form, says)
        return
    theirs, ours = _reasons(says), _reasons(form)
    hard = "conduct or capability" in theirs - ours
    if hard or (theirs and ours and not theirs & ours):
        yield Difference("leaving", "Reason for leaving", form, says)


def _safeguarding(answers: Mapping[str, Any]) -> Iterator[Difference]:
    for key, about in SAFEGUARDING.items():
        if answers.get(key) not in ("yes", "no"):
            yield Difference(f"missing_{key}", f"{about}: no answer")
    details = str(answers.get("details", ""))
    told = answers.get("suitable") == "no" or "yes" in (
        answers.get(key) for key in ("concern", "enquiry", "capability")
    )
    if told and (_VAGUE.match(details) or len(details.split()) < _FEWEST_WORDS):
        yield Difference("vague_details", "What happened is not said", "", details)


def _source(answers: Mapping[str, Any], referee: Named, others: Sequence[Named]) -> Iterator[Difference]:
    if is_personal_address(referee.email):
        yield Difference("address", "Not an address of an organisation", referee.email)
    head_email = str(answers.get("head_email", ""))
    if head_email and is_personal_address(head_email):
        yield Difference("head_address", "The head’s address is not an organisation’s", "", head_email)
    name = str(answers.get("name", ""))
    if name and not _same_person(name, referee.name):
        yield Difference("name", "Somebody else answered", referee.name, name)
    organisation = str(answers.get("organisation", ""))
    if organisation and not _same_place(organisation, referee.organisation):
        yield Difference("organisation", "The referee’s organisation", referee.organisation, organisation)
    for other in others:
        if _same_place(other.organisation, referee.organisation):
            yield Difference("same_organisation", "Two referees from one organisation", f"{referee.name}; {other.name}")
            break
    if word := relative_in(str(answers.get("capacity", ""))):
        yield Difference("relation", "May be a relative or friend", "", f"“{word}”")


def _health(free_text: Sequence[str]) -> Iterator[Difference]:
    words = sorted({match[0].lower() for text in free_text for match in _HEALTH.finditer(text)})
    if words:
        yield Difference("health", "Mentions health or absence: keep it from the panel", "", ", ".join(words))


# --- when two things are the same -----------------------------------------------------------------------


def _words(text: str) -> str:
    plain = " ".join(re.sub(r"[^\w&]+", " ", text.casefold()).split())
    for said, meant in _SAME_WORDS.items():
        plain = re.sub(rf"(?<!\w){re.escape(said)}(?!\w)", meant, plain)
    return plain


def _same_role(one: str, other: str) -> bool:
    return not one or not other or _words(one) == _words(other)


def _same_place(one: str, other: str) -> bool:
    """Names of places of work, without what every school is called: “Old Mill School” is “Old Mill Academy”."""
    first, second = ({*_words(name).split()} for name in (one, other))
    bare = first - _NO_NAMES, second - _NO_NAMES
    if not all(bare):
        return first == second
    return bare[0] <= bare[1] or bare[1] <= bare[0]


def _same_person(one: str, other: str) -> bool:
    """The last names agree: people sign as Mrs N Brightwell and Nadia Brightwell."""
    first, second = _words(one).split(), _words(other).split()
    return not first or not second or first[-1] == second[-1]


def _reasons(text: str) -> set[str]:
    return {reason for reason, words in _REASONS.items() if re.search(rf"\b(?:{words})\b", text, re.IGNORECASE)}


def _day(value: Any) -> date | None:
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value)) if value else None
    except ValueError:
        return None


def _month(day: date) -> str:
    return f"{day:%B %Y}"


def _left(post: Post) -> str:
    return f"Left {_month(post.ended_on)}" if post.ended_on else "Still there"
