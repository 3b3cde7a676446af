"""Who the stories are about, and the pack that the school brings in. All invented."""

from __future__ import annotations

from dataclasses import dataclass, field

SCHOOL = "Alderbrook High School"
JOB = "SENCo"
CONTACT = "Marian Duxbury, school business manager"

# One criterion without importance and one without a way to assess it: HR settles both.
PACK = """Person Specification

Special Educational Needs Co-ordinator (SENCo)

Requirements (E = Essential; D = Desirable)\t\tE\tD\tAssessed by
1. QUALIFICATIONS\t\t\t\t
1.1\tQualified teacher status\t✓\t\tApplication & certificates
2. EXPERIENCE\t\t\t\t
2.1\tHas taught pupils whose needs differ widely, and can show what they gained\t✓\t\tApplication & interview
2.2\tHas led annual reviews from the first letter to the amended plan\t✓\t\t
2.3\tHas trained colleagues in adapting a lesson\t\t\tApplication & interview
3. SKILLS\t\t\t\t
3.1\tListens to parents and carers and keeps what was agreed\t✓\t\tInterview
3.2\tReads a budget and says what it bought\t\t✓\tInterview & task

Job Description

Special Educational Needs Co-ordinator (SENCo)

Reporting to:\tHeadteacher
Responsible for:\tSix teaching assistants

MAIN DUTIES

Finding and meeting needs

- Keep the register of needs true, and tell teachers what changes
- Run annual reviews on time and write them up within a week

Working with people

- Plan the week of the teaching assistants with them
- Meet every family on the register at least once a term
"""


@dataclass(frozen=True)
class Person:
    """A name and an address."""

    name: str
    email: str


@dataclass(frozen=True)
class Referee(Person):
    """Somebody who knows a candidate's work."""

    job_title: str = "Headteacher"
    organisation: str = ""
    relationship: str = "My headteacher since 2019"
    present: bool = True


@dataclass(frozen=True)
class Candidate(Person):
    """Somebody who applies, with what makes their form theirs."""

    first_names: str = ""
    last_name: str = ""
    phone: str = "01632 960 321"
    trn: str = "1234567"
    school: str = ""
    answers: tuple[str, ...] = ()
    referees: tuple[Referee, ...] = field(default=())


MARIAN = Person("Marian Duxbury", "marian.duxbury@example.org")
HELEN = Person("Dr Helen Ashgrove", "helen.ashgrove@example.org")
RUTH = Person("Ruth Penhallow", "ruth.penhallow@example.org")
SUNITA = Person("Sunita Marlowe", "sunita.marlowe@example.org")

STRONG = (
    "I hold it, and I have taught ever since.",
    "I taught five pupils who could not read the class text. Four of the five now read with their class.",
    "I have led thirty-one annual reviews, from the first letter to the amended plan, all of them in time.",
    "I ran six short sessions on adapting a lesson and watched two colleagues try each idea the week after.",
)
WEAK = ("Yes.", "I have taught many kinds of pupils.", "I have been to several reviews.", "I help where I am asked.")

IMOGEN = Candidate(
    "Imogen Larkfield", "imogen.larkfield@example.org", first_names="Imogen", last_name="Larkfield",
    school="Copperfield School", answers=STRONG,
    referees=(
        Referee("Nadia Brightwell", "nadia.brightwell@copperfield.example.org", organisation="Copperfield School"),
        Referee(
            "Vera Coldwell", "vera.coldwell@oldmill.example.org", organisation="Old Mill School",
            relationship="My headteacher from 2015 to 2019", present=False,
        ),
    ),
)  # fmt: skip
CALLUM = Candidate(
    "Callum Thistlewood", "callum.thistlewood@example.org", first_names="Callum", last_name="Thistlewood",
    trn="7654321", school="Hazelbank Academy", answers=WEAK,
    referees=(
        Referee("Jerome Fairlie", "jerome.fairlie@hazelbank.example.org", organisation="Hazelbank Academy"),
        Referee(
            "Wilma Stroud", "wilma.stroud@brookside.example.org", organisation="Brookside School",
            relationship="My headteacher from 2015 to 2019", present=False,
        ),
    ),
)  # fmt: skip
