"""Ways in which schools give the facts of a vacancy."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from tests.vacancies.packs.layouts import wording as w
from tests.vacancies.packs.layouts.blocks import Block, Grid, Heading, Words, square

LABELS: dict[str, tuple[str, ...]] = {
    "title": ("Job title", "Post title", "Post", "Position", "Job Title", "Title of post", "Role", "Vacancy"),
    "salary_text": ("Salary", "Salary scale", "Grade", "Salary range", "Pay", "Pay scale", "Salary/Grade", "Scale",
                    "Grade and salary", "Remuneration", "Pay range", "Salary details"),
    "reports_to": ("Responsible to", "Reports to", "Line manager", "Accountable to", "Reporting to", "Line managed by",
                   "Immediate line manager", "Directly responsible to", "Reporting line"),
    "responsible_for": ("Responsible for", "Line management of", "Line manages", "Staff managed", "Supervises",
                        "Direct reports", "Line management responsibility for", "Staff responsibility"),
    "closing": ("Closing date", "Closing date for applications", "Deadline for applications", "Closing Date",
                "Application deadline", "Applications close", "Closing date and time"),
    "interview": ("Interview date", "Interviews", "Interview", "Interviews to be held", "Proposed interview date",
                  "Interview Date", "Selection day", "Interviews w/c"),
    "start": ("Start date", "Required from", "Required for", "Commencement date", "Starting date", "To start",
              "Proposed start date", "Start", "Post available from"),
}  # fmt: skip
SALARIES = ("MPS/UPS + SEN allowance", "Main pay range plus SEN 1", "L4 - L8",
            "NJC scale point 5 to 6, £24,790 to £25,183 pro rata",
            "Grade C (SCP 4)", "£12.60 an hour", "Leadership Scale L6-L10 (£56,316 - £62,202)", "Band 3",
            "MPR/UPR, TLR 2b",
            "Scale 4, points 7 to 9", "£23,500 actual salary", "H4, term time only")  # fmt: skip
MANAGERS = ("Head teacher", "The SENCO", "Deputy Headteacher (Inclusion)", "Business manager",
            "Assistant head and governors",             "Class teacher and SENCo", "Mrs D Ashgrove, Head")  # fmt: skip
MANAGED = ("Teaching assistants", "A team of six support staff", "Higher level teaching assistant and two mentors",
           "Lunchtime staff", "SEN administrator")  # fmt: skip
CLOSINGS = (
    ("noon on Friday 5 March 2027", "2027-03-05T12:00"),
    ("Friday 5th March 2027 at 12 noon", "2027-03-05T12:00"),
    ("9am, Monday 8 March 2027", "2027-03-08T09:00"),
    ("05/03/2027", "2027-03-05"),
    ("Sunday 7 March 2027 (midnight)", "2027-03-07T23:59"),
    ("5 March 2027, 3.30pm", "2027-03-05T15:30"),
    ("Thursday, 4 March 2027", "2027-03-04"),
    ("5.3.27 at 16:00", "2027-03-05T16:00"),
)
INTERVIEWS = ("15 March 2027", "Monday 15 and Tuesday 16 March 2027", "15th March 2027",
              "Week commencing 15 March 2027",               "w/c 15th March 2027", "17/03/2027")  # fmt: skip
STARTS = ("1 September 2027", "September 2027", "Monday 12 April 2027", "As soon as possible", "Easter 2027",
          "1st September 2027 or sooner", "After Easter")  # fmt: skip
NOT_FACTS = (("Hours", "32.5 hours a week, 39 weeks a year"), ("Contract", "Permanent"),
             ("Location", "Fallowfield Grange"), ("Working pattern", "Monday to Friday"),
             ("Disclosure level", "Enhanced"))  # fmt: skip

Pairs = list[tuple[str, str]]


def chosen(random: Random, names: Sequence[str]) -> tuple[Pairs, dict[str, str]]:
    """Labels with their values as printed, and the facts they mean."""
    pairs: Pairs = []
    meant: dict[str, str] = {}
    for name in names:
        label = random.choice(LABELS[name])
        if name == "closing":
            shown, meant[name] = random.choice(CLOSINGS)
        else:
            bank = {"title": w.TITLES, "salary_text": SALARIES, "reports_to": MANAGERS, "responsible_for": MANAGED,
                    "interview": INTERVIEWS, "start": STARTS}[name]  # fmt: skip
            shown = meant[name] = random.choice(bank)
        if label == "Interviews w/c":
            shown, meant[name] = "15 March 2027", "w/c 15 March 2027"
        pairs.append((label, shown))
        if random.random() < 0.25:
            pairs.append(random.choice([p for p in NOT_FACTS if p not in pairs] or list(NOT_FACTS)))
    return pairs, meant


def lines_of(pairs: Pairs) -> list[Block]:
    """'Label: value', a line each."""
    return [Words(f"{label}: {value}") for label, value in pairs]


def under_labels(pairs: Pairs) -> list[Block]:
    """Each value on the line under its label."""
    return [b for label, value in pairs for b in (Words(f"{label}:", bold=True), Words(value))]


def table_of(pairs: Pairs) -> list[Block]:
    """A table of labels and values."""
    return [Grid(tuple((square(label, bold=True), square(value)) for label, value in pairs), heads=0)]


def table_of_four(pairs: Pairs) -> list[Block]:
    """Two labels with their values in each row."""
    rows = []
    for i in range(0, len(pairs), 2):
        both = [*pairs[i : i + 2], ("", "")][:2]
        rows.append(tuple(square(t) for pair in both for t in pair))
    return [Grid(tuple(rows), heads=0)]


def tabbed(pairs: Pairs) -> list[Block]:
    """Label, tab, value."""
    return [Words(f"{label}:\t{value}") for label, value in pairs]


LAYOUTS = {"lines": lines_of, "under": under_labels, "table": table_of, "four": table_of_four, "tabbed": tabbed}


def sentences(random: Random, meant: dict[str, str]) -> list[Block]:
    """Closing, interview and start told in sentences."""
    shown, meant["closing"] = random.choice([c for c in CLOSINGS if "/" not in c[0] and "." not in c[0]])
    meant["interview"] = random.choice(INTERVIEWS[:4])
    meant["start"] = random.choice(STARTS[:3])
    preposition = "in the " if meant["interview"].startswith("Week") else "on "
    day = meant["interview"][0].lower() + meant["interview"][1:] if preposition == "in the " else meant["interview"]
    return [
        Words(f"The post is required from {meant['start']}."),
        Words(random.choice((
            f"Please return your completed application form by {shown}.",
            f"The closing date for applications is {shown}.",
            f"Applications must reach us no later than {shown}.",
        ))),
        Words(f"Interviews will {random.choice(('be held', 'take place'))} {preposition}{day}."),
    ]  # fmt: skip


def dates_heading(random: Random) -> Heading:
    """The heading over the dates."""
    return Heading(
        random.choice(("Key dates", "How to apply", "Recruitment timetable", "Important dates", "Applying")), 2
    )
