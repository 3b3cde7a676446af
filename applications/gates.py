"""What must be true before an application is sent. The candidate mends it; nobody passes it with a reason."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Max, Q
from django.urls import reverse
from django.utils import timezone

from applications import addresses, completeness, senco_clock
from applications.criteria import asked, rules_of
from applications.laid_out import sides_of
from applications.models import Application, ProfessionalStatus, SectionName
from applications.review import Review, review
from applications.sides import sides_words
from applications.signs import signs_of, texts_in_order
from core.display import when
from core.gates import Check, Finding, Force, GateName, register
from vacancies.models import Criterion

# Problems by the rule they fall under; every other one is part of "the form is complete".
RULED = {
    "gap": "history_gaps",
    "left_education_on": "history_gaps",
    "current_employer": "employer_referee",
    "head": "employer_referee",
    "with_children": "children_referee",
}
ON_PAPER = {
    "form_complete": "The paper leaves out things that the form asks for",
    "history_gaps": "The paper leaves stretches of time unexplained",
    "employer_referee": "The paper names no referee for the present or last employer",
    "children_referee": "The paper names no referee who knows their work with children",
}


@dataclass(frozen=True)
class _Looked:
    """Everything as it stands in the database now, read once for all checks of a run."""

    application: Application
    criteria: tuple[Criterion, ...]
    review: Review


def _whole(application: Application) -> _Looked:
    """Look at everything, whatever the caller has loaded."""
    whole = Application.objects.whole().get(pk=application.pk)
    criteria = tuple(asked(whole.vacancy).now)
    return _Looked(whole, criteria, review(whole, criteria))


def _rule_of(section: str, kind: str, key: str) -> str:
    return RULED.get(key if section == SectionName.REFEREES else kind, "form_complete")


def _check_of(code: str, clear: str) -> Callable[[_Looked], Iterator[Finding]]:
    """A check that lists the problems under `code`, or says `clear`."""

    def each(read: _Looked) -> Iterator[Finding]:
        looked, found = read.review, False
        for problem in looked.problems:
            if _rule_of(problem.section, problem.kind, problem.key) == code:
                found = True
                key = f"{problem.section}.{problem.kind}.{problem.key}"
                yield Finding(problem.message, problem.section.label, url=problem.url, link="Go there", key=key)
        if code == "form_complete":
            for section in looked.application.section_names:
                if not looked.of(section) and section not in looked.done:
                    found = True
                    message = f"Finish the section: {section.label}"
                    url = addresses.section_url(looked.application, section)
                    yield Finding(message, url=url, link="Go there", key=f"{section}.unfinished")
        if not found:
            yield Finding(clear, open=False)

    def find(read: _Looked) -> Iterator[Finding]:
        """Of an application on paper all in one, so that HR can let it pass with one reason."""
        found = list(each(read))
        if read.application.on_paper_at is None or not found[0].open:
            yield from found
        else:
            yield Finding(ON_PAPER[code], _left_out(found), url=found[0].url, link="Go to the first", key="paper")

    return find


def _left_out(found: list[Finding]) -> str:
    """What is missing, section by section."""
    by_section: dict[str, list[str]] = {}
    for finding in found:
        by_section.setdefault(finding.how, []).append(finding.what)
    return " ".join(f"{section + ': ' if section else ''}{'; '.join(what)}." for section, what in by_section.items())


def _work_referees(looked: _Looked) -> Iterator[Finding]:
    """Personal addresses: told, not refused."""
    application = looked.application
    rows = completeness.personal_addresses(application.referees.all())
    for row in rows:
        url = addresses.section_url(application, SectionName.REFEREES)
        what = f"{row.name} has a personal e-mail address"
        how = "The school will have to check who it belongs to."
        yield Finding(what, how, url=url, link="Go there", key=str(row.pk))
    if not rows:
        yield Finding("Referees have addresses at work", open=False)


def _one_organisation(looked: _Looked) -> Iterator[Finding]:
    """Referees all from one place: told, not refused."""
    application = looked.application
    if name := completeness.same_organisation(list(application.referees.all())):
        url = addresses.section_url(application, SectionName.REFEREES)
        how = "Choose one from another place if you can."
        yield Finding(f"Your referees are all from {name}", how, url=url, link="Go there")
    else:
        yield Finding("Referees are from more than one place", open=False)


def _length(looked: _Looked) -> Iterator[Finding]:
    """Sides of A4, counted on the page as it is laid out."""
    application = looked.application
    rules = rules_of(application.vacancy)
    if not rules.sides:
        yield Finding("Statements are counted in words", open=False, not_needed=True)
        return
    used = sides_of(texts_in_order(application, looked.criteria))
    if used > rules.sides:
        url = addresses.section_url(application, "length")
        what = f"Shorten your statements: they take {sides_words(used)} of A4 and the most is {rules.sides}"
        yield Finding(what, SectionName.STATEMENTS.label, url=url, link="Go there")
    else:
        yield Finding(f"Your statements take {sides_words(used)} of A4", open=False)


def _identity(looked: _Looked) -> Iterator[Finding]:
    """Words that may show who the candidate is: told with the place, never refused."""
    found = signs_of(looked.application, looked.criteria)
    for sign in found:
        url = addresses.section_url(looked.application, "identity")
        how = "The panel does not see them." if sign.hidden else "The panel sees them."
        yield Finding(
            f"{sign.place}: “{sign.finding.words}” may show who you are",
            how,
            url=url,
            link="Look at them",
            key=f"{sign.place}.{sign.key}",
        )
    if not found:
        yield Finding("No words in your statements show who you are", open=False)


def _qualification_date(looked: _Looked) -> Iterator[Finding]:
    """The third anniversary, told and never held against anyone."""
    status = getattr(looked.application, "professional_status", None) or ProfessionalStatus()
    vacancy = looked.application.vacancy
    clock = senco_clock.clock(
        status.senco_qualification,
        status.first_senco_on,
        status.senco_months,
        starts=vacancy.starts_on,
        today=timezone.localdate(),
        mainstream=vacancy.school.is_mainstream,
    )
    yield Finding("SENCo qualification", clock.text, open=False)


def _no_faith(looked: _Looked) -> Iterator[Finding]:
    designated = looked.application.vacancy.school.designated_faith
    if designated:
        yield Finding("Faith is asked: the school is designated with a religious character", open=False)
    else:
        yield Finding("No question about faith is asked", open=False)


def _no_record(looked: _Looked) -> Iterator[Finding]:
    yield Finding("No question about a criminal record is asked before shortlisting", open=False)


TESTS = "tests/applications/test_gates.py"
KCSIE = "Keeping children safe in education, Part 3"
for _check in (
    Check(
        GateName.SUBMIT, "form_complete", Force.SG, KCSIE, _check_of("form_complete", "Every section is finished"),
        rule="R04", group="The form", test=f"{TESTS}::test_an_unfinished_section_stops",
    ),
    Check(
        GateName.SUBMIT, "history_gaps", Force.SG, KCSIE,
        _check_of("history_gaps", "Your history since school has no unexplained gap"),
        rule="R05", group="The form", test=f"{TESTS}::test_a_gap_stops_until_it_is_explained",
    ),
    Check(
        GateName.SUBMIT, "employer_referee", Force.SG, KCSIE,
        _check_of("employer_referee", "Your present or last employer is a referee"),
        rule="R10", group="Referees", test=f"{TESTS}::test_the_present_employer_must_be_a_referee",
    ),
    Check(
        GateName.SUBMIT, "children_referee", Force.SG, KCSIE,
        _check_of("children_referee", "A referee knows your work with children"),
        rule="R12", group="Referees", test=f"{TESTS}::test_work_without_children_asks_for_one_who_knows_it_with",
    ),
    Check(
        GateName.SUBMIT, "referee_addresses", Force.GP, KCSIE, _work_referees,
        rule="R11", group="Referees", test=f"{TESTS}::test_a_personal_address_is_told_and_does_not_stop",
    ),
    Check(
        GateName.SUBMIT, "referee_organisations", Force.GP, "Safer recruitment practice", _one_organisation,
        group="Referees", test=f"{TESTS}::test_referees_all_from_one_place_are_told_and_do_not_stop",
    ),
    Check(
        GateName.SUBMIT, "statement_length", Force.DEFECT, "The school’s own limit", _length,
        group="The form", test=f"{TESTS}::test_statements_over_the_sides_stop",
    ),
    Check(
        GateName.SUBMIT, "shows_identity", Force.GP, "A sift without names", _identity,
        group="The form", test=f"{TESTS}::test_words_that_show_who_wrote_them_are_told_and_do_not_stop",
    ),
    Check(
        GateName.SUBMIT, "senco_qualification", Force.GP, "SEND Regulations 2014, reg 49(4)", _qualification_date,
        rule="R20", group="The form", test=f"{TESTS}::test_the_third_anniversary_is_told_and_never_stops",
    ),
    Check(
        GateName.SUBMIT, "no_criminal_record_question", Force.SG, KCSIE, _no_record,
        rule="R06", group="The form", test="tests/applications/test_declarations.py::test_no_page_asks_for_a_record",
    ),
    Check(
        GateName.SUBMIT, "no_faith_question", Force.LAW, "School Standards and Framework Act 1998, ss58 to 60",
        _no_faith, rule="R17", group="The form",
        test="tests/applications/test_faith.py::test_only_a_designated_school_asks",
    ),
):  # fmt: skip
    register(replace(_check, read=_whole))


def _paper_entered(panel: Any) -> Iterator[Finding]:
    """What came on paper in time is read like every other, so nothing is released before it is entered and sent."""
    rows = Application.objects.filter(vacancy=panel.vacancy_id, state=Application.State.DRAFT)
    count = rows.filter(on_paper_at__isnull=False).count()
    if count:
        are = "application on paper is" if count == 1 else "applications on paper are"
        what = f"{count} {are} not entered yet"
        url = reverse("applications:hr_list", args=[panel.vacancy.ref])
        yield Finding(what, "Send it, or give up entering it.", url=url, link="Go to the applications")
    else:
        yield Finding("Every application on paper is entered", open=False)


def _later_times(panel: Any) -> Iterator[Finding]:
    """Whoever was allowed a later time is read like every other, so nothing is released before that time."""
    now = timezone.now()
    rows = Application.objects.filter(vacancy=panel.vacancy_id, state=Application.State.DRAFT)
    last = rows.aggregate(last=Max("closes_at_for_them", filter=Q(closes_at_for_them__gt=now)))["last"]
    if last is not None:
        yield Finding("Applications can still come", f"You allowed somebody until {when(last)}. Wait until then.")
    else:
        yield Finding("Nobody has a later time to send in", open=False)


register(
    Check(
        GateName.RELEASE, "later_times", Force.DEFECT, "Every application in time is read", _later_times,
        group="Everybody was read",
        test="tests/applications/test_late.py::test_nothing_is_released_while_somebody_may_still_send",
    )
)  # fmt: skip
register(
    Check(
        GateName.RELEASE, "paper_entered", Force.DEFECT, "Every application in time is read", _paper_entered,
        group="Everybody was read",
        test="tests/applications/test_paper.py::test_nothing_is_released_before_it_is_entered",
    )
)  # fmt: skip
