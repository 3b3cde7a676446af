"""The forty rules that the product enforces, in order, and where each is held.

Checks at gates name their rule themselves (core/gates.py); what is held otherwise (a constraint, the absence of
a question, a default) is named here with its test. `manage.py rules_table` makes docs/rules.md from both. A force
or source with a dagger has not been confirmed in a source at hand and stays configurable.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Held:
    """How a rule is held outside the gates, and the test that shows it."""

    how: str
    test: str


@dataclass(frozen=True)
class Rule:
    """One rule."""

    code: str
    text: str
    force: str
    source: str
    held: tuple[Held, ...] = ()


RULES: tuple[Rule, ...] = (
    Rule(
        "R01",
        "One panel member trained in safer recruitment",
        "LAW maintained, SG academies",
        "School Staffing Regs 2009 reg 9†",
    ),
    Rule("R02", "At least two people shortlist", "SG", "KCSIE Part 3"),
    Rule(
        "R03",
        "Advert states safeguarding commitment, contact with children, exemption from the 1974 Act on offenders",
        "SG",
        "KCSIE Part 3†",
    ),
    Rule("R04", "Application form required; a CV only beside it", "SG", "KCSIE 2023"),
    Rule("R05", "Full history since school, gaps explained", "SG", "KCSIE Part 3"),
    Rule("R06", "Self-declaration only after shortlisting", "SG", "KCSIE 2024"),
    Rule(
        "R07",
        "Never ask for protected cautions or convictions",
        "LAW",
        "Exceptions Order, amended 2020",
        (
            Held(
                "the self-declaration’s words",
                "tests/appointments/test_self_declaration.py::test_nothing_asks_for_what_is_protected",
            ),
        ),
    ),
    Rule("R08", "Consider an online search of the shortlisted; tell them", "SG", "KCSIE 2022/23"),
    Rule("R09", "References before interview", "SG", "KCSIE Part 3"),
    Rule("R10", "Current employer, senior author; the head confirms if a school", "SG", "KCSIE Part 3"),
    Rule("R11", "No open references; never through the applicant; verify the source", "SG", "KCSIE Part 3"),
    Rule("R12", "If not now with children, also the last employer where they were", "SG", "KCSIE Part 3"),
    Rule(
        "R13",
        "Leave out unsubstantiated allegations and most low-level concerns",
        "SG",
        "KCSIE†",
        held=(
            Held(
                "the referee form's words",
                "tests/appointments/test_questions.py::test_concerns_are_asked_in_the_words_that_guidance_permits",
            ),
        ),
    ),
    Rule("R14", "No health questions before an offer, narrow exceptions", "LAW", "Equality Act 2010 s60"),
    Rule(
        "R15",
        "Reasonable adjustments in assessment",
        "LAW",
        "Equality Act s20†",
        held=(
            Held(
                "the timetable of the interviews",
                "tests/shortlisting/interviews/test_days.py::test_what_hr_allows_is_encrypted_and_followed",
            ),
        ),
    ),
    Rule(
        "R16",
        "Positive action only between the equally qualified",
        "LAW",
        "Equality Act s159†",
        (
            Held(
                "the words beside the outcome of the interview",
                "tests/shortlisting/test_pages_interviews.py::test_positive_action_is_for_equals_alone",
            ),
        ),
    ),
    Rule("R17", "Questions of faith only in designated schools", "LAW", "SSFA 1998 ss58–60†"),
    Rule(
        "R18",
        "Mainstream and maintained nursery schools must designate a SENCo",
        "LAW",
        "CFA 2014 s67",
        (Held("the type of school", "tests/accounts/test_school.py::test_the_act_names_mainstream_schools_alone"),),
    ),
    Rule(
        "R19",
        "The SENCo is a qualified teacher, inducted and teaching there, or is the head",
        "LAW",
        "SEND Regs 2014 reg 49(2)–(3)",
    ),
    Rule(
        "R20",
        "The qualification by the third anniversary of first becoming a SENCo; the clock follows the person",
        "LAW",
        "reg 49(4)",
    ),
    Rule(
        "R21",
        "NASENCO counts only if begun before 1 Sep 2024 and finished before 1 Sep 2027; else the NPQ",
        "LAW",
        "reg 49(7)",
    ),
    Rule(
        "R22",
        "PRUs, AP academies and special schools are not named in s67: the NPQ is the school's own requirement",
        "LAW",
        "CFA 2014 ss66–67",
    ),
    Rule(
        "R23",
        "Enhanced DBS with children's barred list",
        "LAW",
        "School Staffing Regs; Independent School Standards",
    ),
    Rule(
        "R24",
        "Separate barred-list check only before the DBS result, or after school work within three months",
        "SG",
        "GOV.UK",
    ),
    Rule("R25", "Starting early needs every other check, a risk assessment and supervision", "SG", "KCSIE†"),
    Rule("R26", "Prohibition check", "LAW", "KCSIE 2024"),
    Rule("R27", "S128 check for management posts in academies and independents", "LAW", "KCSIE Part 3"),
    Rule("R28", "Right to work before day one", "LAW", "2006 Act†"),
    Rule("R29", "Overseas checks; letter of professional standing for teachers", "LAW/SG", "KCSIE"),
    Rule("R30", "Childcare disqualification where the post is in scope", "LAW", "2018 Regs"),
    Rule(
        "R31",
        "Single central record columns, each dated",
        "LAW",
        "KCSIE Part 3",
        held=(
            Held(
                "the record's columns; a cell has its date and person",
                "tests/appointments/test_catalogue.py::test_the_record_has_the_statutory_columns",
            ),
        ),
    ),
    Rule(
        "R32",
        "DBS copies kept six months at most",
        "SG",
        "KCSIE 2018",
        (
            Held(
                "copies are deleted by themselves",
                "tests/appointments/test_evidence.py::test_a_dbs_copy_goes_after_six_months_and_not_before",
            ),
        ),
    ),
    Rule("R33", "Every offer is conditional on the checks", "SG", "KCSIE 2016"),
    Rule(
        "R34",
        "Resign by 31 Oct, 28/29 Feb, 31 May; heads a month earlier",
        "CON",
        "Burgundy Book",
        (Held("the dates that are proposed", "tests/vacancies/test_key_dates.py::test_last_day_to_resign"),),
    ),
    Rule(
        "R35",
        "Statute fixes range ends; points are advisory; TLR labels are local",
        "LAW maintained",
        "STPCD",
    ),
    Rule("R36", "No national SENCo payment; SEN allowance has its own criteria", "LAW maintained", "STPCD"),
    Rule("R37", "Equality data apart from the panel, reported as totals", "GP", "ICO draft"),
    Rule(
        "R38",
        "Notes are disclosable; confidential references exempt",
        "LAW",
        "UK GDPR; DPA 2018",
        (
            Held(
                "the file for somebody who asks what is held",
                "tests/senco_recruit/test_papers.py::test_the_file_holds_what_is_theirs_and_says_what_it_leaves_out",
            ),
        ),
    ),
    Rule(
        "R39",
        "Score at sift only what an application can show; no new criteria",
        "GP",
        "Scottish Government notes",
    ),
    Rule("R40", "Independent scores first; threshold on each essential; no automated rejection", "GP/LAW†", ""),
)
