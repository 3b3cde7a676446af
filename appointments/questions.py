"""What a referee is asked, in short pages. No Django here.

The topics are those of the services that schools use today, cut to what guidance and law permit: substantiated
concerns only (KCSIE Parts 3 and 4), no question on health or absence before an offer (Equality Act 2010,
section 60).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

YES_NO = (("yes", "Yes"), ("no", "No"))


@dataclass(frozen=True)
class Question:
    """One question. `kind`: yes_no, choice, line, long, month, tick. "{name}" stands for the candidate's first name.

    `hints` stand under a choice, by its value. `needed_if` is another question's answer ("again:no") that makes an
    optional one required.
    """

    key: str
    label: str
    kind: str
    hint: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    required: bool = True
    hints: tuple[tuple[str, str], ...] = ()
    needed_if: str = ""


@dataclass(frozen=True)
class Page:
    """A page of the form. `only_if` names answers of which one must hold for the page to be asked.

    `leave_out` is what guidance asks referees to leave out, shown before the questions.
    """

    name: str
    title: str
    intro: str
    questions: tuple[Question, ...]
    only_if: tuple[str, ...] = ()
    leave_out: tuple[str, ...] = ()


CHECK = ("check", "I need to check our records")
CHECK_HINT = ("check", "We keep your place. You answer this before you send the reference.")
NEXT_HINT = ("yes", "You tell us about it on the next page.")

PAGES: tuple[Page, ...] = (
    Page(
        "start",
        "Can you give a reference?",
        "You can stop and come back. We save each page.",
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
    ),
    Page(
        "work",
        "{name}’s work with you",
        "Give facts that you know or hold on file.",
        (
            Question("capacity", "How do you know {name}?", "line", "For example: I am their headteacher."),
            Question("job", "What is or was {name}’s job?", "line"),
            Question("from", "When did {name} start?", "month", "For example, 9 2019"),
            Question(
                "to",
                "When did {name} leave?",
                "month",
                "Leave this empty if {name} still works there.",
                required=False,
            ),
            Question(
                "leaving",
                "Why did {name} leave, or why does {name} want to?",
                "long",
                "If you do not know, say so.",
            ),
            Question("again", "Would you employ {name} again?", "yes_no"),
            Question("again_why", "If you would not, say why", "long", required=False, needed_if="again:no"),
        ),
    ),
    Page(
        "children",
        "Suitable to work with children",
        "Give facts that you know or hold on file. We ask every referee the same.",
        (
            Question(
                "suitable",
                "Is {name} suitable to work with children?",
                "choice",
                choices=(("yes", "Yes, I know no reason why not"), ("no", "No")),
                hints=(("no", "You tell us the reason on the next page."),),
            ),
            Question(
                "concern",
                "Has a safeguarding concern or allegation about {name} been found true that met the harm threshold?",
                "choice",
                "Count it even if a warning for it has run out.",
                (("no", "No"), ("yes", "Yes"), CHECK),
                hints=(NEXT_HINT, CHECK_HINT),
            ),
            Question(
                "enquiry",
                "Is {name} under investigation, or is a disciplinary warning in force?",
                "choice",
                choices=(("no", "No"), ("yes", "Yes"), CHECK),
                hints=(NEXT_HINT, CHECK_HINT),
            ),
            Question(
                "capability",
                "Has {name} been in a formal capability procedure in the last 2 years?",
                "choice",
                "Schools must answer this about a teacher when another school asks.",
                (("no", "No"), ("yes", "Yes"), CHECK),
                hints=(NEXT_HINT, CHECK_HINT),
            ),
        ),
        leave_out=(
            "anything found false, malicious or unfounded, or that could not be proved",
            "low-level concerns, unless together they met the harm threshold or they belong in any reference",
            "names of children",
            "health, and days off sick",
        ),
    ),
    Page(
        "details",
        "Tell us more",
        "Say what happened, when, and what was decided.",
        (Question("details", "What should the school know?", "long"),),
        only_if=("concern", "enquiry", "capability", "suitable:no"),
        leave_out=("names of children", "anything that was found false, or could not be proved"),
    ),
    Page(
        "criteria",
        "How {name} does the work",
        "The person specification says what the job asks for. Give examples where you can.",
        (Question("strengths", "How well does {name} meet what the job asks for?", "long"),),
    ),
    Page(
        "you",
        "About you",
        "The school may ring your main number to check that this came from you.",
        (
            Question("name", "Your full name", "line"),
            Question("job_title", "Your job title", "line"),
            Question("organisation", "Your school or organisation", "line"),
            Question("phone", "Main phone number of your organisation", "line"),
            Question(
                "head",
                "Are you the head, or has the head confirmed what you say about concerns and procedures?",
                "choice",
                "",
                (
                    ("head", "I am the head"),
                    ("confirmed", "The head has confirmed it"),
                    ("not_school", "It is not a school"),
                ),
            ),
            Question("faith", "I give this reference in good faith and believe it is accurate", "tick"),
        ),
    ),
)


def first_name(first_names: str, full_name: str) -> str:
    """Return how the questions call the candidate: the first of their first names."""
    return (first_names.split() or [full_name])[0]


def named(page: Page, name: str) -> Page:
    """Return the page as it reads about the candidate with this first name."""
    questions = tuple(
        replace(each, label=each.label.replace("{name}", name), hint=each.hint.replace("{name}", name))
        for each in page.questions
    )
    return replace(page, title=page.title.replace("{name}", name), questions=questions)


def page(name: str) -> Page | None:
    """Return the page called `name`."""
    return next((page for page in PAGES if page.name == name), None)


def asked(answers: Mapping[str, Any]) -> list[Page]:
    """Return the pages that these answers call for, in order."""
    return [page for page in PAGES if not page.only_if or any(_holds(answers, test) for test in page.only_if)]


def after(name: str, answers: Mapping[str, Any]) -> Page | None:
    """Return the page that follows `name`, or None after the last."""
    names = [page.name for page in asked(answers)]
    place = names.index(name) + 1 if name in names else 0
    return page(names[place]) if place < len(names) else None


def missing(answers: Mapping[str, Any]) -> list[Page]:
    """Return the pages on which an answer is still missing."""
    return [page for page in asked(answers) if any(_open(question, answers) for question in page.questions)]


def _open(question: Question, answers: Mapping[str, Any]) -> bool:
    answer = answers.get(question.key)
    needed = question.required or (bool(question.needed_if) and _holds(answers, question.needed_if))
    return needed and (not answer or (question.kind == "choice" and answer == CHECK[0]))


def begun(answers: Mapping[str, Any] | None) -> bool:
    """Tell whether anything has been answered."""
    return any((answers or {}).values())


def needs_decision(answers: Mapping[str, Any]) -> bool:
    """Tell whether an answer must be settled by a person before anybody signs."""
    return (
        answers.get("suitable") == "no"
        or answers.get("again") == "no"
        or any(answers.get(key) == "yes" for key in ("concern", "enquiry", "capability"))
    )


def _holds(answers: Mapping[str, Any], test: str) -> bool:
    key, _, value = test.partition(":")
    return answers.get(key) == (value or "yes")
