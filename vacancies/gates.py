"""What must be true before an advert is published.

The wording of an advert has checks of its own; these are about what stands in it at all, and about the law.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from django.urls import reverse
from django.utils import timezone

from core.display import day_date, when
from core.gates import Check, Finding, Force, GateName, register
from core.services.calendar import bank_holidays, working_days_from
from vacancies.models import ContractType, Criterion, Importance, Vacancy
from vacancies.teacher_status import names_it

ADVERT = "the advert"
DATES = "the dates"
SPECIFICATION = "the person specification"
SAFETY = "keeping children safe"

SHORTEST_DAYS = 10  # working days an advert is open, as good practice
MOST_ESSENTIAL = 20  # more cannot be judged well from one application


def _page(name: str, vacancy: Vacancy, anchor: str = "") -> str:
    address = reverse(f"vacancies:{name}", args=[vacancy.ref])
    return f"{address}#{anchor}" if anchor else address


def short(criterion: Criterion) -> str:
    """A criterion in a few words, with its number: "1.6 Leading or coaching a team of…"."""
    words = f"{criterion.number} {criterion.text}".split()
    return " ".join(words[:9]) + ("…" if len(words) > 9 else "")


# --- the person specification ---------------------------------------------------------------------------


def has_criteria(vacancy: Vacancy) -> Iterator[Finding]:
    """A vacancy without criteria cannot be scored, and the specification freezes at publication."""
    count = vacancy.criteria.count()
    if count:
        yield Finding("There is a person specification", f"{count} criteri{'on' if count == 1 else 'a'}.", open=False)
    else:
        how = "Bring in your pack, or add the criteria."
        yield Finding("There are no criteria", how, url=_page("review", vacancy), link="Person specification")


def every_importance(vacancy: Vacancy) -> Iterator[Finding]:
    """Each criterion is essential or desirable: the specification freezes at publication."""
    unset = list(vacancy.criteria.in_order().filter(importance=Importance.UNSET))
    for criterion in unset:
        yield _row_finding(vacancy, criterion, "essential or desirable?")
    if not unset and vacancy.criteria.exists():
        yield Finding("Each criterion is essential or desirable", open=False)


def every_method(vacancy: Vacancy) -> Iterator[Finding]:
    """Each criterion has a way to be assessed."""
    unset = list(vacancy.criteria.in_order().filter(methods=""))
    for criterion in unset:
        yield _row_finding(vacancy, criterion, "how will you assess it?")
    if not unset and vacancy.criteria.exists():
        yield Finding("Each criterion has a way to assess it", open=False)


def _row_finding(vacancy: Vacancy, criterion: Criterion, question: str) -> Finding:
    url = _page("review", vacancy, f"row-{criterion.pk}")
    return Finding(f"{short(criterion)}: {question}", url=url, link="Set it", key=str(criterion.pk))


def by_application(vacancy: Vacancy) -> Iterator[Finding]:
    """Something is judged from the application, or the panel has nothing to sift on."""
    count = vacancy.criteria.assessed_by("application").count()
    if count:
        how = f"{count} of {vacancy.criteria.count()}."
        yield Finding("Some criteria are judged from the application", how, open=False)
    else:
        what = "No criterion is judged from the application"
        how = "The panel would have nothing to shortlist on. Choose at least one."
        yield Finding(what, how, url=_page("review", vacancy), link="Person specification")


def qualified_teacher(vacancy: Vacancy) -> Iterator[Finding]:
    """A SENCo in a mainstream school is a qualified teacher, or its head (SEND Regulations 2014, regulation 49(2))."""
    essentials = vacancy.criteria.filter(importance=Importance.ESSENTIAL).values_list("text", flat=True)
    if any(names_it(text) for text in essentials):
        yield Finding("Qualified teacher status is essential", open=False)
    elif not vacancy.school.is_mainstream:
        how = f"The regulation does not name this kind of school ({vacancy.school.get_type_group_display().lower()})."
        yield Finding("Qualified teacher status", how, open=False, not_needed=True)
    else:
        how = (
            "The law asks that a SENCo in a mainstream school is a qualified teacher. Add it as an essential criterion."
        )
        url = _page("review", vacancy)
        yield Finding("No essential criterion asks for qualified teacher status", how, url=url, link="Add it")


_FAITH = re.compile(
    r"\b(?:practi[sc]ing|committed|baptised|confirmed|communicant)\s+(?:roman\s+)?"
    r"(?:catholic|christian|anglican|methodist|muslim|jew|jewish|sikh|hindu|buddhist)\b"
    r"|\bmember of (?:a|the|our|their) (?:local |parish )?(?:church|mosque|synagogue|gurdwara|temple)\b"
    r"|\bregular (?:church|mosque|synagogue) (?:attend|goer|worship)",
    re.IGNORECASE,
)


def faith(vacancy: Vacancy) -> Iterator[Finding]:
    """Faith may be asked of staff only in a school designated for it (SSFA 1998, sections 58 to 60)."""
    if vacancy.school.designated_faith:
        yield Finding("Questions of faith", "The school is designated for its faith.", open=False, not_needed=True)
        return
    asked = [criterion for criterion in vacancy.criteria.in_order() if _FAITH.search(criterion.text)]
    for criterion in asked:
        how = "Only a school designated for its faith may ask this of staff. Take it out."
        url = _page("review", vacancy, f"row-{criterion.pk}")
        yield Finding(f"{short(criterion)}: asks for a faith", how, url=url, link="Mend it", key=str(criterion.pk))
    if not asked:
        yield Finding("Nobody is asked for a faith", open=False)


def few_essentials(vacancy: Vacancy) -> Iterator[Finding]:
    """So many essentials cannot each be judged well, and good people stay away."""
    count = vacancy.criteria.filter(importance=Importance.ESSENTIAL).count()
    if count > MOST_ESSENTIAL:
        how = f"More than {MOST_ESSENTIAL} are hard to judge well. Make some desirable, or take some out."
        yield Finding(f"There are {count} essential criteria", how, url=_page("review", vacancy), link="Look at them")


def job_description(vacancy: Vacancy) -> Iterator[Finding]:
    """The pack has duties."""
    if vacancy.duty_sections.filter(duties__isnull=False).exists():
        yield Finding("There is a job description", open=False)
    else:
        how = "People want to know what they would do. Add the duties."
        yield Finding("There is no job description", how, url=_page("duties", vacancy), link="Duties")


# --- dates --------------------------------------------------------------------------------------------------


def closing_time(vacancy: Vacancy) -> Iterator[Finding]:
    """The closing time is set and to come."""
    closes = vacancy.closes_at
    if closes is not None and closes > timezone.now():
        yield Finding("The closing time is set", f"{when(closes)}.", open=False)
        return
    what = "There is no closing date and time" if closes is None else "The closing time has passed"
    yield Finding(what, "Set it.", url=_page("dates", vacancy), link="Dates")


def dates_in_order(vacancy: Vacancy) -> Iterator[Finding]:
    """People apply, are interviewed, then start."""
    closes = vacancy.closes_at and timezone.localdate(vacancy.closes_at)
    crossed = (
        ("interview", "The interview is before applications close", vacancy.interview_on, closes),
        ("start", "The start is before applications close", vacancy.starts_on, closes),
        ("start_interview", "The start is before the interview", vacancy.starts_on, vacancy.interview_on),
    )
    found = [(key, what) for key, what, later, earlier in crossed if later and earlier and later < earlier]
    for key, what in found:
        yield Finding(what, "Put the dates in order.", url=_page("dates", vacancy), link="Dates", key=key)
    if not found:
        yield Finding("The dates are in order", open=False)


def time_to_apply(vacancy: Vacancy) -> Iterator[Finding]:
    """Ten working days, and an office that answers when it closes."""
    closes = vacancy.closes_at
    if closes is None or closes <= timezone.now():
        return
    day = timezone.localdate(closes)
    left = working_days_from(timezone.localdate(), day)
    if left < SHORTEST_DAYS:
        what = f"It is open for {left} working day{'' if left == 1 else 's'}"
        how = f"At least {SHORTEST_DAYS} give people time to apply."
        yield Finding(what, how, url=_page("dates", vacancy), link="Dates", key="short")
    if day.weekday() > 4 or day in bank_holidays():
        how = "Nobody is at school to help with a late problem."
        what = f"It closes on {day_date(day)}, not a working day"
        yield Finding(what, how, url=_page("dates", vacancy), link="Dates", key="day")


def interview_date(vacancy: Vacancy) -> Iterator[Finding]:
    """People need to keep the day free."""
    if vacancy.interview_on:
        yield Finding("The interview date is set", f"{day_date(vacancy.interview_on)}.", open=False)
    else:
        how = "People need to keep the day free and ask for leave."
        yield Finding("There is no interview date", how, url=_page("dates", vacancy), link="Dates")


# --- the advert -----------------------------------------------------------------------------------------------


def facts(vacancy: Vacancy) -> Iterator[Finding]:
    """What every reader of an advert must be told."""
    details, dates = _page("details", vacancy), _page("dates", vacancy)
    contact = vacancy.contact_name and (vacancy.contact_email or vacancy.contact_phone)
    fixed = vacancy.contract_type == ContractType.FIXED_TERM
    wanted = (
        ("overview", "The advert says nothing about the job", vacancy.overview, details),
        ("contract_type", "The advert does not say how long the job lasts", vacancy.contract_type, details),
        ("fixed_term", "A fixed term needs its last day and its reason", not fixed or _term(vacancy), details),
        ("working_pattern", "The advert does not say full time or part time", vacancy.working_pattern, details),
        ("pay_text", "The advert does not say what the job pays", vacancy.pay_text, details),
        ("starts_on", "There is no start date", vacancy.starts_on, dates),
        ("contact", "There is nobody to ask", contact, details),
    )
    missing = [(key, what, url) for key, what, value, url in wanted if not value]
    for key, what, url in missing:
        yield Finding(what, "Fill it in.", url=url, link="Fill it in", key=key)
    if not missing:
        yield Finding("Job, contract, hours, pay, start and contact are there", open=False)


def _term(vacancy: Vacancy) -> bool:
    return bool(vacancy.fixed_term_until and vacancy.fixed_term_reason)


def _says(words: str, *wanted: str) -> bool:
    return all(re.search(pattern, words, re.IGNORECASE) for pattern in wanted)


def safeguarding_commitment(vacancy: Vacancy) -> Iterator[Finding]:
    """The advert states the school's commitment to safeguarding (KCSIE Part 3)."""
    words = vacancy.safeguarding_statement
    said = _says(words, r"\bcommit", r"\bsafeguard|keep\w*\b.{0,40}\bsafe\b")
    yield _statement(vacancy, "The advert says that the school is committed to safeguarding", said)


def contact_with_children(vacancy: Vacancy) -> Iterator[Finding]:
    """The advert says how much contact with children the post brings (KCSIE Part 3)."""
    words = f"{vacancy.safeguarding_statement} {vacancy.overview}"
    said = _says(words, r"regulated activity|(?:work|contact)\w*\b.{0,40}\b(?:children|pupils|young people)")
    yield _statement(vacancy, "The advert says that the job is with children, in regulated activity", said)


def exemption(vacancy: Vacancy) -> Iterator[Finding]:
    """The advert says that the post is exempt from the Rehabilitation of Offenders Act, and about filtering."""
    said = _says(vacancy.exemption_statement, r"\bexempt", r"Rehabilitation of Offenders", r"2013", r"2020")
    yield _statement(
        vacancy, "The advert says that the Rehabilitation of Offenders Act 1974 exempts the job (2013 and 2020)", said
    )


def checks_notice(vacancy: Vacancy) -> Iterator[Finding]:
    """People are told of the references and of the online search."""
    said = _says(vacancy.checks_statement, r"\breference", r"\bonline\b")
    yield _statement(vacancy, "The advert tells of references and of the online search", said)


def equality_notice(vacancy: Vacancy) -> Iterator[Finding]:
    """People are told that everybody is welcome and adjustments are made."""
    said = bool(vacancy.equality_statement.strip())
    yield _statement(vacancy, "The advert welcomes everybody and offers adjustments", said)


def _statement(vacancy: Vacancy, what: str, said: bool) -> Finding:
    if said:
        return Finding(what, open=False)
    how = "Put the sentence into the statements."
    return Finding(f"Missing: {what[0].lower()}{what[1:]}", how, url=_page("statements", vacancy), link="Statements")


def _register() -> None:
    act, kcsie, own, practice = "SEND Regulations 2014 reg 49(2)", "KCSIE Part 3", "Plain defect", "Good practice"
    ssfa = "SSFA 1998 ss58-60"
    rows: tuple[tuple[Callable[[Vacancy], Iterator[Finding]], Force, str, str, str], ...] = (
        (qualified_teacher, Force.LAW, act, "R19", SPECIFICATION),
        (faith, Force.LAW, ssfa, "R17", SPECIFICATION),
        (has_criteria, Force.DEFECT, own, "", SPECIFICATION),
        (every_importance, Force.DEFECT, own, "", SPECIFICATION),
        (every_method, Force.DEFECT, own, "", SPECIFICATION),
        (by_application, Force.DEFECT, own, "R39", SPECIFICATION),
        (facts, Force.DEFECT, own, "", ADVERT),
        (closing_time, Force.DEFECT, own, "", DATES),
        (dates_in_order, Force.DEFECT, own, "", DATES),
        (safeguarding_commitment, Force.SG, kcsie, "R03", SAFETY),
        (contact_with_children, Force.SG, kcsie, "R03", SAFETY),
        (exemption, Force.SG, kcsie, "R03", SAFETY),
        (checks_notice, Force.GP, kcsie, "R08", SAFETY),
        (equality_notice, Force.GP, practice, "", ADVERT),
        (job_description, Force.GP, practice, "", ADVERT),
        (few_essentials, Force.GP, practice, "", SPECIFICATION),
        (time_to_apply, Force.GP, practice, "", DATES),
        (interview_date, Force.GP, practice, "", DATES),
    )
    for find, force, source, rule, group in rows:
        code = find.__name__
        test = f"tests/vacancies/test_gates.py::test_{code}"
        register(Check(GateName.PUBLISH, code, force, source, find, rule=rule, group=group, test=test))


_register()
