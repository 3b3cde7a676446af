"""What a section still needs before it can be sent. One place: pages, the task list and the submit gate all ask here.

Functions look at rows (saved or not) and never at the database, so that a form can ask about what was just typed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from applications import gaps, identifiers
from applications.models import (
    AdjustmentRequest,
    Break,
    Declaration,
    EmploymentRecord,
    FaithAnswer,
    FaithProof,
    PersonalDetails,
    ProfessionalMembership,
    ProfessionalStatus,
    QtsStatus,
    Qualification,
    Referee,
    SencoQualification,
)

MOST_REFEREES = 5
FEWEST_REFEREES = 2


@dataclass(frozen=True)
class Missing:
    """Something to do. `field`: where it is mended on the section's form; `key` tells several of a kind apart."""

    field: str
    message: str
    key: str = ""


def _asked(row: object, *wanted: tuple[str, str]) -> list[Missing]:
    """A Missing for each (field, message) whose field is empty or unanswered."""
    return [Missing(name, message) for name, message in wanted if getattr(row, name) in ("", None)]


def details(row: PersonalDetails) -> list[Missing]:
    """Name, address, phone; a last name is not asked of people who have one name."""
    found = _asked(
        row,
        ("first_names", "Enter your first name, or your only name"),
        ("phone", "Enter a phone number"),
        ("address", "Enter your address"),
        ("town", "Enter your town or city"),
        ("postcode", "Enter your postcode"),
        ("has_ni_number", "Say whether you have a National Insurance number"),
        ("lived_abroad", "Say whether you have lived or worked outside the UK"),
        ("needs_sponsorship", "Say whether you need a visa sponsored"),
        ("working_patterns", "Say how much of the week you would work"),
    )
    if row.has_ni_number and not row.national_insurance_number:
        found.append(Missing("national_insurance_number", "Enter your National Insurance number"))
    return found


def status(row: ProfessionalStatus) -> list[Missing]:
    """Qualified teacher status and the SENCo qualification."""
    found = _asked(
        row,
        ("qts", "Say whether you have qualified teacher status"),
        ("senco_qualification", "Say which SENCo qualification you have"),
    )
    if row.qts == QtsStatus.YES:
        found += _asked(
            row,
            ("qts_year", "Enter the year you were awarded QTS"),
            ("trn", "Enter your teacher reference number"),
            ("qts_route", "Say how you reached QTS"),
            ("induction_completed", "Say whether you have completed induction"),
        )
    if row.qts == QtsStatus.ON_TRACK:
        found += _asked(row, ("qts_detail", "Say when you expect to receive QTS"))
    if row.qts == QtsStatus.YES and row.induction_completed is False:
        found += _asked(row, ("induction_detail", "Say where your induction stands"))
    if row.senco_qualification in (SencoQualification.NPQ_IN_PROGRESS, SencoQualification.NASENCO_IN_PROGRESS):
        found += _asked(row, ("senco_course_started_on", "Enter the month the course started"))
    if row.senco_qualification in (SencoQualification.NPQ, SencoQualification.NASENCO):
        found += _asked(row, ("senco_qualification_year", "Enter the year you finished the SENCo qualification"))
    return found


def qualification(row: Qualification) -> list[Missing]:
    """One qualification: what, where and when."""
    found = _asked(row, ("kind", "Choose the kind of qualification"), ("institution", "Enter where you studied"))
    if row.awarded_year is None and row.started_on is None:
        found.append(Missing("awarded_year", "Enter the year you got it, or the month you started if you still study"))
    return found


def membership(row: ProfessionalMembership) -> list[Missing]:
    """One professional body."""
    return _asked(row, ("body", "Enter the professional body"), ("by_exam", "Say whether you joined by an exam"))


def job(row: EmploymentRecord) -> list[Missing]:
    """One post. The reason for leaving is asked of the present post too: it is where questions start."""
    return _asked(
        row,
        ("employer", "Enter the employer or school"),
        ("role", "Enter your job title"),
        ("started_on", "Enter the month you started"),
        ("duties", "Say what you mainly do or did"),
        ("reason_for_leaving", "Give your reason for leaving, or for wanting to leave"),
    )


def time_away(row: Break) -> list[Missing]:
    """One break."""
    return _asked(row, ("reason", "Say what you were doing"), ("started_on", "Enter the month it started"))


def history(left_education_on: date | None, found: Iterable[gaps.Gap]) -> list[Missing]:
    """Everything since school, with every gap explained. Source: Keeping children safe in education, Part 3."""
    if left_education_on is None:
        return [Missing("left_education_on", "Say when you left school or college")]
    return [Missing("gap", f"Explain the gap: {gap.words}", gap.start.isoformat()) for gap in found]


def referee(
    row: Referee, *, candidate_name: str, candidate_email: str, others: Iterable[Referee] = ()
) -> list[Missing]:
    """One referee: real contact details, not the candidate, not a relative, not the same person twice."""
    found = _asked(
        row,
        ("name", "Enter the referee’s name"),
        ("job_title", "Enter the referee’s job title"),
        ("organisation", "Enter the school or organisation they work for"),
        ("email", "Enter the referee’s e-mail address at work"),
        ("relationship", "Say how they know your work"),
    )
    name = _folded(row.name)
    if row.email and row.email.casefold() == candidate_email.casefold():
        found.append(Missing("email", "Enter someone else’s address. You cannot be your own referee"))
    elif name and name == _folded(candidate_name):
        found.append(Missing("name", "Enter someone else’s name. You cannot be your own referee"))
    if identifiers.is_open(row.name):
        found.append(Missing("name", "Name one person. A school cannot use a reference that is written to nobody"))
    if row.email and any(row.email.casefold() == other.email.casefold() for other in others):
        found.append(Missing("email", "Enter a different address. You have already given this one for another referee"))
    if word := identifiers.relative_in(row.relationship):
        message = f"Choose someone who is not a relative or friend. You wrote “{word}”"
        found.append(Missing("relationship", message))
    return found


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())


@dataclass(frozen=True)
class RefereeNeed:
    """One thing the referees together must be. `rule` is its check at the submit gate."""

    rule: str  # "enough", "current_employer", "head", "with_children"
    message: str
    met: bool


def latest_job(jobs: Sequence[EmploymentRecord]) -> EmploymentRecord | None:
    """The present post that began last, or else the one that ended last."""
    return max(jobs, key=lambda job: (job.ended_on or date.max, job.started_on), default=None)


def referee_needs(referees: Sequence[Referee], jobs: Sequence[EmploymentRecord]) -> list[RefereeNeed]:
    """What the referees must be together.

    Source: Keeping children safe in education, Part 3: the current employer, the head where it is a school; where
    the present work is not with children, the last employer where it was. Two is custom, not law.
    """
    latest = latest_job(jobs)
    count = len(referees)
    needs = [
        RefereeNeed("enough", f"Add {'two referees' if not count else 'one more referee'}", count >= FEWEST_REFEREES)
    ]
    if latest is None:
        return needs
    now = latest.ended_on is None
    employer = "present employer" if now else "last employer"
    speaks = [each for each in referees if each.is_current_employer]
    message = f"Add a referee from your {employer}, {latest.employer}"
    needs.append(RefereeNeed("current_employer", message, bool(speaks)))
    if latest.is_school:
        message = f"One referee must be the head of {latest.employer}, or its chair of governors if you are the head"
        needs.append(RefereeNeed("head", message, not speaks or any(each.is_head for each in speaks)))
    if not latest.with_children and any(job.with_children for job in jobs):
        message = "Add a referee from the last job in which you worked with children"
        needs.append(RefereeNeed("with_children", message, any(each.knows_work_with_children for each in referees)))
    return needs


def referees(rows: Sequence[Referee], jobs: Sequence[EmploymentRecord]) -> list[Missing]:
    """What is missing from the referees together, and how many are too many."""
    found = [Missing("referees", need.message, need.rule) for need in referee_needs(rows, jobs) if not need.met]
    if len(rows) > MOST_REFEREES:
        found.append(Missing("referees", f"Keep at most {MOST_REFEREES} referees", "many"))
    doubled = [email for email, times in Counter(row.email.casefold() for row in rows).items() if times > 1]
    return found + [Missing("referees", f"Remove one of the referees at {email}", "twice") for email in doubled]


def same_organisation(rows: Sequence[Referee]) -> str:
    """The organisation that all the referees are from; "" where they are from several. To be avoided, not refused."""
    names = {_folded(row.organisation) for row in rows}
    return rows[0].organisation if len(rows) > 1 and len(names) == 1 else ""


def personal_addresses(rows: Iterable[Referee]) -> list[Referee]:
    """Those whose address is of a kind anyone can open: flagged to the candidate and to HR, never refused."""
    return [row for row in rows if identifiers.is_personal_address(row.email)]


def adjustments(row: AdjustmentRequest, *, wanted: bool | None) -> list[Missing]:
    """What would help; nobody has to say why."""
    if wanted is None:
        return [Missing("wanted", "Say whether you need anything to take part in an interview")]
    if wanted and not row.needed.strip():
        return [Missing("needed", "Say what would help")]
    return []


def links(row: Declaration) -> list[Missing]:
    """Close people at the school or in its governing body."""
    found = _asked(row, ("related_to_school", "Say whether you are related to or close to anyone at the school"))
    if row.related_to_school and not row.relationship.strip():
        found.append(Missing("relationship", "Say who and how you know them"))
    return found


def faith(row: FaithAnswer) -> list[Missing]:
    """Asked only at a school designated with a religious character; not to say is an answer."""
    found = _asked(
        row,
        ("ethos", "Say how you would support the school’s ethos"),
        ("follows", "Say whether you follow a religion, or that you would rather not say"),
    )
    if row.follows == "yes":
        found += _asked(row, ("religion", "Enter your religion or denomination"))
        found += _asked(row, ("proof", "Say what you could show, or choose nothing"))
    if row.follows == "yes" and row.proof == FaithProof.REFEREE:
        found += _asked(
            row,
            ("referee_name", "Enter the religious referee’s name"),
            ("referee_email", "Enter the religious referee’s e-mail address"),
        )
    return found


def declaration(row: Declaration) -> list[Missing]:
    """The offence of applying when barred, checks, truth, the typed name. Never a criminal record."""
    found: list[Missing] = []
    for name, message in (
        ("understands_barred_offence", "Tick to say you understand that it is an offence to apply if you are barred"),
        ("understands_checks", "Tick to say you understand that checks will be made"),
        ("is_true", "Tick to say that what you have written is true"),
    ):
        if not getattr(row, name):
            found.append(Missing(name, message))
    return found + _asked(row, ("signed_name", "Type your full name"))
