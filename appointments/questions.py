"""The engine of a questionnaire in short pages: which pages are asked, what is missing, what needs a decision.

No Django here. The words are in appointments/reference_pages.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

YES_NO = (("yes", "Yes"), ("no", "No"))
CHECK = ("check", "I need to check our records")  # keeps the referee's place; no answer to send


@dataclass(frozen=True)
class Question:
    """One question. `kind`: yes_no, choice, line, long, month, tick, email, phone.

    "{name}" stands for the candidate's first name. `hints` stand under a choice, by its value. `needed_if` is another
    question's answer ("again:no") that makes an optional one required; `else_says` is then the error.
    """

    key: str
    label: str
    kind: str
    hint: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    required: bool = True
    hints: tuple[tuple[str, str], ...] = ()
    needed_if: str = ""
    else_says: str = ""


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


@dataclass(frozen=True)
class Questionnaire:
    """The pages that one referee may be asked, in order."""

    pages: tuple[Page, ...]

    def page(self, name: str) -> Page | None:
        """Return the page called `name`."""
        return next((page for page in self.pages if page.name == name), None)

    def asked(self, answers: Mapping[str, Any]) -> list[Page]:
        """Return the pages that these answers call for, in order."""
        return [page for page in self.pages if not page.only_if or any(holds(answers, test) for test in page.only_if)]

    def after(self, name: str, answers: Mapping[str, Any]) -> Page | None:
        """Return the page that follows `name`, or None after the last."""
        pages = self.asked(answers)
        names = [page.name for page in pages]
        place = names.index(name) + 1 if name in names else 0
        return pages[place] if place < len(pages) else None

    def missing(self, answers: Mapping[str, Any]) -> list[Page]:
        """Return the pages on which an answer is still missing."""
        return [page for page in self.asked(answers) if any(is_open(each, answers) for each in page.questions)]


def is_open(question: Question, answers: Mapping[str, Any]) -> bool:
    """Tell whether an answer to `question` is still wanted."""
    answer = answers.get(question.key)
    needed = question.required or (bool(question.needed_if) and holds(answers, question.needed_if))
    return needed and (not answer or (question.kind == "choice" and answer == CHECK[0]))


def holds(answers: Mapping[str, Any], test: str) -> bool:
    """Tell whether `test` ("again:no", or "concern" for "concern:yes") is what was answered."""
    key, _, value = test.partition(":")
    return answers.get(key) == (value or "yes")


def first_name(first_names: str, full_name: str) -> str:
    """Return how the questions call the candidate: the first of their first names."""
    return (first_names.split() or [full_name])[0]


def named(page: Page, name: str) -> Page:
    """Return the page as it reads about the candidate with this first name."""

    def about(text: str) -> str:
        return text.replace("{name}", name)

    questions = tuple(
        replace(
            each,
            label=about(each.label),
            hint=about(each.hint),
            else_says=about(each.else_says),
            choices=tuple((value, about(words)) for value, words in each.choices),
            hints=tuple((value, about(words)) for value, words in each.hints),
        )
        for each in page.questions
    )
    return replace(page, title=about(page.title), intro=about(page.intro), questions=questions)


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
