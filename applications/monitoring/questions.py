"""What is asked for equality monitoring. Every question may be answered "prefer not to say", or left out.

The lists follow what the Department for Education asks on its own jobs service, so that figures can be compared. The
answers carry no free text: a sentence in somebody's own words would show who wrote it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

NOT_SAID = "not_said"
PREFER_NOT = "Prefer not to say"


@dataclass(frozen=True)
class Question:
    """One question: its code, its words, its answers by code. "Prefer not to say" is added to each."""

    code: str
    label: str
    short: str  # for a table
    answers: Mapping[str, str]
    hint: str = ""

    @property
    def choices(self) -> list[tuple[str, str]]:
        """The answers to choose from."""
        return [*self.answers.items(), (NOT_SAID, PREFER_NOT)]


QUESTIONS = (
    Question(
        "sex", "What is your sex?", "Sex", {"female": "Female", "male": "Male"},
        hint="As on your birth certificate or gender recognition certificate",
    ),
    Question(
        "gender", "Is your gender the same as the sex registered at your birth?", "Gender the same as at birth",
        {"yes": "Yes", "no": "No"},
    ),
    Question(
        "age", "How old are you?", "Age",
        {"under_25": "Under 25", "25_29": "25 to 29", "30_39": "30 to 39", "40_49": "40 to 49", "50_59": "50 to 59",
         "60_over": "60 and over"},
    ),
    Question(
        "ethnicity", "What is your ethnic group?", "Ethnic group",
        {"asian": "Asian or Asian British", "black": "Black, Black British, Caribbean or African",
         "mixed": "Mixed or multiple ethnic groups", "white": "White", "other": "Another ethnic group"},
    ),
    Question(
        "disability", "Are you disabled?", "Disability", {"yes": "Disabled", "no": "Not disabled"},
        hint="The Equality Act 2010 says: a physical or mental condition that has a substantial and long-term effect "
        "on what you can do in daily life",
    ),
    Question(
        "religion", "What is your religion or belief?", "Religion or belief",
        {"none": "No religion", "buddhist": "Buddhist", "christian": "Christian", "hindu": "Hindu", "jewish": "Jewish",
         "muslim": "Muslim", "sikh": "Sikh", "other": "Another religion or belief"},
    ),
    Question(
        "orientation", "Which of these describes you?", "Sexual orientation",
        {"straight": "Heterosexual or straight", "gay_lesbian": "Gay or lesbian", "bisexual": "Bisexual",
         "other": "Another orientation"},
    ),
)  # fmt: skip
CODES = tuple(question.code for question in QUESTIONS)


def cleaned(answers: Mapping[str, str]) -> dict[str, str]:
    """Return an answer to each question: as given where it is one of its answers, else "not said"."""
    return {
        each.code: answer if (answer := answers.get(each.code, "")) in each.answers else NOT_SAID for each in QUESTIONS
    }
