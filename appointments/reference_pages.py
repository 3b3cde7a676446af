"""What a referee is asked, in short pages. No Django here.

The topics are those of the services that schools use today, cut to what guidance and law permit: substantiated
concerns only (KCSIE Parts 3 and 4), no question on health or absence before an offer (Equality Act 2010,
section 60), capability in the last two years (School Staffing (England) (Amendment) Regulations 2012).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from appointments.questions import CHECK, Page, Question, Questionnaire

ON_A_PAGE = 3  # criteria; a page is short enough for a phone
SNAPSHOT = "criteria_asked"  # where sent answers keep the criteria as they read then: [[id, text], …]
RATING = "criterion_{}"
EXAMPLE = "criterion_{}_says"
RATINGS = (
    ("fully", "Yes, fully"),
    ("mostly", "Yes, mostly"),
    ("partly", "In part"),
    ("no", "No"),
    ("not_seen", "I have not seen this"),
)
CHECK_HINT = ("check", "We keep your place. You answer this before you send the reference.")
NEXT_HINT = ("yes", "You tell us about it on a page of its own.")
YES_NO_CHECK = (("no", "No"), ("yes", "Yes"), CHECK)


@dataclass(frozen=True)
class Asked:
    """A criterion of the person specification that references are one way to assess."""

    id: int
    text: str


START = Page(
    "start",
    "Can you give a reference?",
    "You can stop and come back. We save what you type.",
    (
        Question("give", "Can you give a reference for {name}?", "yes_no"),
        Question(
            "share",
            "May the school show your answers to {name}?",
            "choice",
            "If you say no, the school keeps the reference in confidence.",
            (("yes", "Yes"), ("no", "No, I give it in confidence")),
        ),
    ),
)
WORK = Page(
    "work",
    "{name}’s work with you",
    "Give facts that you know or hold on file.",
    (
        Question(
            "capacity", "How do you know {name}’s work, and since when?", "line", "For example: their head since 2021."
        ),
        Question("employer", "Which school or organisation did {name} work for?", "line"),
        Question("job", "What is or was {name}’s job?", "line"),
        Question("from", "When did {name} start?", "month", "For example, 9 2019"),
        Question("still", "Does {name} still work there?", "yes_no"),
        Question(
            "to",
            "If not, when did {name} leave?",
            "month",
            "For example, 8 2023",
            required=False,
            needed_if="still:no",
            else_says="Enter when {name} left",
        ),
    ),
)
LEAVING = Page(
    "leaving",
    "Leaving, and coming back",
    "Give facts that you know or hold on file.",
    (
        Question(
            "leaving",
            "Why did {name} leave, or why does {name} want to?",
            "long",
            "If you do not know, say so.",
        ),
        Question("again", "Would you employ {name} again?", "yes_no"),
        Question(
            "again_why",
            "If you would not, say why",
            "long",
            required=False,
            needed_if="again:no",
            else_says="Say why you would not",
        ),
    ),
)
CHILDREN = Page(
    "children",
    "Suitable to work with children",
    "Give facts that you know or hold on file. We ask every referee the same.",
    (
        Question(
            "suitable",
            "Is {name} suitable to work with children?",
            "choice",
            choices=(("yes", "Yes, I know no reason why not"), ("no", "No")),
            hints=(("no", "You tell us the reason on a page of its own."),),
        ),
        Question(
            "concern",
            "Has a safeguarding concern or allegation about {name} been found true that met the harm threshold?",
            "choice",
            "Count it even if a warning for it has run out.",
            YES_NO_CHECK,
            hints=(NEXT_HINT, CHECK_HINT),
        ),
    ),
    leave_out=(
        "anything found false, malicious or unfounded, or that could not be proved",
        "low-level concerns, unless together they met the harm threshold or they belong in any reference",
        "names of children",
        "health, and days off sick",
    ),
)
CONDUCT = Page(
    "conduct",
    "Conduct and procedures",
    "Give facts that you know or hold on file.",
    (
        Question(
            "enquiry",
            "Is {name} under a disciplinary investigation, or is a warning in force?",
            "choice",
            choices=YES_NO_CHECK,
            hints=(NEXT_HINT, CHECK_HINT),
        ),
        Question(
            "capability",
            "Has {name} been in a formal capability procedure in the last 2 years?",
            "choice",
            "Schools must answer this about a teacher when another school asks.",
            YES_NO_CHECK,
            hints=(NEXT_HINT, CHECK_HINT),
        ),
    ),
    leave_out=("health, and days off sick", "anything that was found false, or could not be proved"),
)
DETAILS = Page(
    "details",
    "Tell us more",
    "Say what happened, when, and what was decided.",
    (Question("details", "What should the school know?", "long"),),
    only_if=("concern", "enquiry", "capability", "suitable:no"),
    leave_out=("names of children", "anything that was found false, or could not be proved"),
)
STRENGTHS = Page(
    "criteria",
    "How {name} does the work",
    "The person specification says what the job asks for. Give examples where you can.",
    (Question("strengths", "How well does {name} meet what the job asks for?", "long"),),
)
YOU = Page(
    "you",
    "About you",
    "The school may ring your main number to check that this came from you.",
    (
        Question("name", "Your full name", "line"),
        Question("job_title", "Your job title", "line"),
        Question("organisation", "Your school or organisation", "line"),
        Question("phone", "Main phone number of your organisation", "phone"),
        Question(
            "head",
            "Are you the head?",
            "choice",
            "In a school, the head confirms what a reference says about concerns and procedures. For a reference "
            "about a head, the chair of governors or the trust’s chief executive does.",
            (
                ("head", "Yes, or I am the chair or the chief executive"),
                ("ask", "No. Please ask the head to confirm it"),
                ("confirmed", "No, but the head has read this and confirms it"),
                ("not_school", "I do not work for a school"),
            ),
            hints=(
                ("ask", "We send them only what you said about children and procedures."),
                ("confirmed", "You tell us who on the next page."),
            ),
        ),
        Question("faith", "I give this reference in good faith and believe it is accurate", "tick"),
    ),
)
HEAD = Page(
    "head",
    "Your head",
    "The school may ring your main number and ask for them.",
    (
        Question("head_name", "The head’s full name", "line"),
        Question(
            "head_email",
            "The head’s e-mail address at work",
            "email",
            "Leave this empty if the head has confirmed it already.",
            required=False,
            needed_if="head:ask",
            else_says="Enter the head’s e-mail address at work",
        ),
    ),
    only_if=("head:ask", "head:confirmed"),
)


def questionnaire(criteria: Sequence[Asked] = ()) -> Questionnaire:
    """Return the pages for a vacancy whose references assess `criteria`: these come before the general question."""
    chunks = [criteria[start : start + ON_A_PAGE] for start in range(0, len(criteria), ON_A_PAGE)]
    about_criteria = tuple(_criteria_page(number, chunk, len(chunks)) for number, chunk in enumerate(chunks, 1))
    return Questionnaire((START, WORK, LEAVING, CHILDREN, CONDUCT, DETAILS, *about_criteria, STRENGTHS, YOU, HEAD))


def of_sent(answers: Mapping[str, Any]) -> Questionnaire:
    """Return the pages as they were asked when these answers were sent."""
    return questionnaire([Asked(int(pk), str(text)) for pk, text in answers.get(SNAPSHOT, [])])


def snapshot(criteria: Sequence[Asked]) -> dict[str, list[list[Any]]]:
    """Return what is kept with sent answers, so that they read as they were asked when a criterion changes."""
    return {SNAPSHOT: [[each.id, each.text] for each in criteria]}


def _criteria_page(number: int, criteria: Sequence[Asked], count: int) -> Page:
    questions: list[Question] = []
    for each in criteria:
        questions += [
            Question(RATING.format(each.id), f"{_sentence(each.text)}: does {{name}} show this?", "choice",
                     choices=RATINGS),
            Question(EXAMPLE.format(each.id), "An example, or why not", "long", required=False),
        ]  # fmt: skip
    title = "What the job asks for" + (f" ({number} of {count})" if count > 1 else "")
    intro = "The school wants to hear from referees about these points. Leave out health and days off sick."
    return Page(f"points-{number}", title, intro, tuple(questions))


def _sentence(text: str) -> str:
    return text.strip().rstrip(".;:,")
