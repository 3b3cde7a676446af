"""What must stand in an advert before it is published. Its words have checks of their own (gates_wording.py)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from django.urls import reverse
from django.utils import timezone

from core.gates import Check, Finding, Force, GateName, register
from vacancies.gates_wording import address_of
from vacancies.wording import Place
from vacancies.wording.remark import CONTRACT, DATES
from vacancies.wording.subject import Kind
from vacancies.wording_of import Looked, look_at

ADVERT = "the advert"
IN_ORDER = "the dates"
SPECIFICATION = "the person specification"
SAFETY = "keeping children safe"
READ_ON = "Two or three sentences make the right person read on."
OVERVIEW = Place(Kind.ADVERT, "overview", "About the job")


def _page(name: str, looked: Looked) -> str:
    return reverse(f"vacancies:{name}", args=[looked.vacancy.ref])


def has_criteria(looked: Looked) -> Iterator[Finding]:
    """A vacancy without criteria cannot be scored, and the specification freezes at publication."""
    count = len(looked.subject.criteria)
    if count:
        yield Finding("There is a person specification", f"{count} criteri{'on' if count == 1 else 'a'}.", open=False)
    else:
        how = "It is fixed at publication. Bring in your pack, add the criteria, or choose from ours."
        yield Finding("There are no criteria", how, url=_page("review", looked), link="Person specification")


def by_application(looked: Looked) -> Iterator[Finding]:
    """Something is judged from the application, or the panel has nothing to sift on."""
    criteria = looked.subject.criteria
    if not criteria:
        return
    count = sum("application" in each.methods for each in criteria)
    if count:
        yield Finding("Some criteria are judged from the application", f"{count} of {len(criteria)}.", open=False)
    else:
        what = "No criterion is judged from the application"
        how = "The panel would have nothing to shortlist on. Choose at least one."
        yield Finding(what, how, url=_page("review", looked), link="Person specification")


def job_description(looked: Looked) -> Iterator[Finding]:
    """The pack has duties."""
    if looked.subject.duties:
        yield Finding("There is a job description", open=False)
    else:
        how = "People want to know what they would do. Add the duties."
        yield Finding("There is no job description", how, url=_page("duties", looked), link="Duties")


def dates_in_order(looked: Looked) -> Iterator[Finding]:
    """People apply, are interviewed, then start."""
    vacancy = looked.vacancy
    closes = vacancy.closes_at and timezone.localdate(vacancy.closes_at)
    crossed = (
        ("start", "The start is before applications close", vacancy.starts_on, closes),
        ("start_interview", "The start is before the interview", vacancy.starts_on, vacancy.interview_on),
    )
    found = [(key, what) for key, what, later, earlier in crossed if later and earlier and later < earlier]
    for key, what in found:
        yield Finding(what, "Put the dates in order.", url=_page("dates", looked), link="Dates", key=key)
    if not found and vacancy.starts_on:
        yield Finding("The start comes after all other dates", open=False)


def facts(looked: Looked) -> Iterator[Finding]:
    """What every reader of an advert must be told."""
    vacancy = looked.vacancy
    wanted = (
        ("overview", "The advert says nothing about the job", READ_ON, OVERVIEW),
        ("contract_type", "The advert does not say how long the job lasts", "Say permanent or fixed term.", CONTRACT),
        ("working_pattern", "The advert does not say full time or part time", "Many people need part time.", CONTRACT),
        ("starts_on", "There is no start date", "Teachers count their notice back from it.", DATES),
    )
    missing = [(key, what, why, place) for key, what, why, place in wanted if not getattr(vacancy, key)]
    for key, what, why, place in missing:
        yield Finding(what, why, url=address_of(vacancy, place), link=place.label, key=key)
    if not missing:
        yield Finding("Job, contract, hours and start are there", open=False)


def contact_with_children(looked: Looked) -> Iterator[Finding]:
    """The advert says how much contact with children the post brings (KCSIE Part 3)."""
    words = f"{looked.vacancy.safeguarding_statement} {looked.vacancy.overview}"
    said = r"regulated activity|(?:work|contact)\w*\b.{0,40}\b(?:children|pupils|young people)"
    if re.search(said, words, re.IGNORECASE):
        yield Finding("The advert says that the job is with children, in regulated activity", open=False)
    else:
        what, how = "Nothing says that the job is with children", "Put the sentence into the statements."
        yield Finding(what, how, url=_page("statements", looked), link="Statements")


def _register() -> None:
    kcsie, own, practice = "Keeping children safe in education, Part 3", "Plain error", "Good practice"
    rows: tuple[tuple[Callable[[Looked], Iterator[Finding]], Force, str, str, str], ...] = (
        (has_criteria, Force.DEFECT, own, "", SPECIFICATION),
        (by_application, Force.DEFECT, own, "R39", SPECIFICATION),
        (facts, Force.DEFECT, own, "", ADVERT),
        (dates_in_order, Force.DEFECT, own, "", IN_ORDER),
        (contact_with_children, Force.SG, kcsie, "R03", SAFETY),
        (job_description, Force.GP, practice, "", ADVERT),
    )
    for find, force, source, rule, group in rows:
        code = find.__name__
        test = f"tests/vacancies/test_gates.py::test_{code}"
        register(Check(GateName.PUBLISH, code, force, source, find, rule=rule, group=group, test=test, read=look_at))


_register()
