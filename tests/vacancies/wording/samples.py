"""Subjects for the tests of checks: a whole clean vacancy, and small ones that hold one text.

`CLEAN` is what nothing may be said about. `with_criterion`, `with_advert` and so on put one text into it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from accounts.statements import STANDARD
from vacancies.wording import CATALOGUE, Criterion, Kind, Passage, Place, Remark, Subject, examine

LONDON = ZoneInfo("Europe/London")
AT = datetime(2027, 3, 1, 10, tzinfo=LONDON)  # a Monday
BOTH = ("application", "interview")
STATEMENTS = {
    "safeguarding": "safeguarding_statement",
    "exemption": "exemption_statement",
    "equality": "equality_statement",
    "checks": "checks_statement",
}

OVERVIEW = (
    "Alderbrook is an oversubscribed secondary school with a resourced base for autism. You lead how we find, meet and "
    "review special educational needs. You have two days a week free of teaching, and a team of seven teaching "
    "assistants. You hold a SENCo qualification, or take the NPQ for SENCOs within three years."
)
CRITERIA = (
    ("Qualifications", "1.1", "Qualified teacher status", "essential", ("certificates",)),
    ("Qualifications", "1.2", ("The NPQ for SENCOs, NASENCO begun before September 2024, or ready to pass the NPQ "
                              "within three years"), "essential", ("application", "certificates")),
    ("Experience", "2.1", "Has taught pupils with a wide range of needs well", "essential", BOTH),
    ("Experience", "2.2", "Has used assessment to plan support for a pupil", "essential", ("application",)),
    ("Experience", "2.3", "Has led or coached a team of adults", "desirable", ("application", "references")),
    ("Knowledge", "3.1", "Knows the SEND Code of Practice and what it asks of a school", "essential", BOTH),
    ("Knowledge", "3.2", ("Writes requests for an education, health and care needs assessment "
                         "clearly"), "essential", ("task",)),
    ("Skills", "4.1", "Builds trust with parents and carers, also when talks are hard", "essential", ("interview",)),
    ("Skills", "4.2", "Helps colleagues to change what they do in class", "desirable", ("interview", "task")),
)  # fmt: skip
DUTIES = (
    "Keep the SEND register and each pupil’s records accurate",
    "Find out, with teachers, which pupils have special educational needs",
    "Co-ordinate support across the school and check what it achieves",
    "Tell parents and carers what support their child has, and meet them each term",
    "Bring in outside services where a pupil needs them",
    "Pass on what a new school needs to know when a pupil moves",
    "See that every pupil can take part in lessons, clubs and trips",
    "Lead and train the teaching assistants",
    "Coach teachers in adapting their teaching",
    "Prepare the SEN information report that the school publishes each year",
)


def place(kind: Kind, key: str, label: str = "") -> Place:
    """A place."""
    return Place(kind, key, label or key)


def criterion(
    text: str, importance: str = "essential", methods: tuple[str, ...] = BOTH, number: str = "", section: str = "A"
) -> Criterion:
    """A criterion with nothing wrong but its words."""
    passage = Passage(place(Kind.CRITERION, f"criterion-{number or text[:12]}"), text)
    return Criterion(passage, number, importance, methods, section)


def clean(**changes: Any) -> Subject:
    """The clean vacancy of a mainstream academy, with `changes`."""
    statements = {topic: place(Kind.STATEMENT, name) for topic, name in STATEMENTS.items()}
    passages = [Passage(statements[topic], STANDARD[name]) for topic, name in STATEMENTS.items()]
    given: dict[str, Any] = {
        "title": Passage(place(Kind.TITLE, "title"), "SENCo"),
        "criteria": tuple(criterion(text, imp, how, number, section) for section, number, text, imp, how in CRITERIA),
        "duties": tuple(Passage(place(Kind.DUTY, f"duty-{n}"), text) for n, text in enumerate(DUTIES)),
        "passages": (Passage(place(Kind.ADVERT, "overview"), OVERVIEW), *passages),
        "pay": Passage(place(Kind.PAY, "pay_text"), "M1 to U3, £35,000 to £54,000"),
        "statements": statements,
        "school_type": "academy",
        "faith": False,
        "closes": datetime(2027, 3, 22, 9, tzinfo=LONDON),
        "shortlist": date(2027, 3, 24),
        "interview": date(2027, 4, 21),
        "starts": date(2027, 9, 1),
        "visits": (date(2027, 3, 16),),
        "bank_holidays": frozenset({date(2027, 3, 26), date(2027, 3, 29), date(2027, 5, 3)}),
        "closures": ((date(2027, 3, 27), date(2027, 4, 11)),),
        "fixed_term": False,
        "contact_name": "Marian Duxbury",
        "contact_ways": ("m.duxbury@alderbrook.example.org", "01632 960 143"),
    }
    return Subject(**{**given, **changes})


def with_criterion(text: str, **kwargs: Any) -> Subject:
    """The clean vacancy with one more criterion."""
    subject = clean()
    return replace(subject, criteria=(*subject.criteria, criterion(text, section="Z", **kwargs)))


def with_advert(text: str, kind: Kind = Kind.ADVERT, key: str = "further_details", **changes: Any) -> Subject:
    """The clean vacancy with one more text of the advert, or of another kind."""
    subject = clean(**changes)
    return replace(subject, passages=(*subject.passages, Passage(place(kind, key), text)))


def with_statement(text: str) -> Subject:
    """The clean vacancy with one more statement."""
    return with_advert(text, Kind.STATEMENT, "conditions")


def with_duty(text: str) -> Subject:
    """The clean vacancy with one more duty."""
    subject = clean()
    return replace(subject, duties=(*subject.duties, Passage(place(Kind.DUTY, "duty-more"), text)))


def without(*names: str, instead: str = "") -> Subject:
    """The clean vacancy with statements of these topics replaced by `instead`."""
    subject = clean()
    keys = {STATEMENTS[name] for name in names}
    passages = tuple(replace(each, text=instead) if each.place.key in keys else each for each in subject.passages)
    return replace(subject, passages=passages)


def only_criteria(*texts: str, **changes: Any) -> Subject:
    """The clean vacancy with these criteria alone."""
    return clean(criteria=tuple(criterion(text, number=str(n)) for n, text in enumerate(texts, 1)), **changes)


def found(subject: Subject, code: str = "") -> list[Remark]:
    """What the checks say; of one check with `code`."""
    return list(CATALOGUE[code].find(subject, AT)) if code else examine(subject, AT)
