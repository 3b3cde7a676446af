"""The criteria of a vacancy as a candidate meets them: what to write on, what is judged later, how much to write."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from applications.models import FormOptions, LimitKind, StatementKind
from vacancies.models import Criterion, Method, Scoring, Vacancy

WORD = re.compile(r"\S+")  # as core.forms and the browser count
NOT_WRITTEN = "Write answer {}: {}"


def words(text: str) -> int:
    """How many words."""
    return len(WORD.findall(text))


def too_long(text: str, most: int) -> int:
    """By how many words `text` is over the limit; 0 when it is not."""
    return max(words(text) - most, 0)


def is_wanted(criterion: Criterion) -> bool:
    """Whether an answer must be written. One outside the points is judged from the form, and words are welcome."""
    return criterion.scoring == Scoring.SCORED


@dataclass(frozen=True)
class Rules:
    """How the statements of a vacancy are to be written. One of `words` and `sides` is 0: it does not count."""

    one: bool  # one supporting statement, else an answer for each criterion
    words: int  # the most: of each answer, or of the one statement
    sides: int  # the most sides of A4, of everything together

    @property
    def limit(self) -> str:
        """The most, in words: "300 words", "2 sides of A4"."""
        if self.sides:
            return f"{self.sides} side{'' if self.sides == 1 else 's'} of A4"
        return f"{self.words:,} words"

    def over(self, text: str) -> int:
        """By how many words one answer is too long; 0 where sides are counted."""
        return too_long(text, self.words) if self.words else 0


def rules_of(vacancy: Vacancy) -> Rules:
    """What HR chose for `vacancy` (loaded with its form_options), or the defaults."""
    chosen: FormOptions | None = getattr(vacancy, "form_options", None)
    if chosen is None:
        return Rules(one=False, words=vacancy.statement_words, sides=0)
    by_sides = chosen.limit == LimitKind.SIDES
    one = chosen.kind == StatementKind.ONE
    return Rules(one, words=0 if by_sides else chosen.words, sides=chosen.sides if by_sides else 0)


@dataclass(frozen=True)
class Asked:
    """A vacancy's criteria, in the order of the pack."""

    now: tuple[Criterion, ...]  # assessed by application: one answer for each
    later: tuple[Criterion, ...]  # judged only later


def asked(vacancy: Vacancy) -> Asked:
    """Return what the form asks and what is judged later; one query."""
    rows = list(Criterion.objects.filter(vacancy=vacancy).in_order())
    now = tuple(row for row in rows if Method.APPLICATION in row.assessed_by)
    return Asked(now, tuple(row for row in rows if Method.APPLICATION not in row.assessed_by))


def method_words(criterion: Criterion, *, but: str = "") -> str:
    """How it is judged, in a sentence: "interview and task"."""
    names = [str(Method(method).label).lower() for method in criterion.assessed_by if method != but]
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)


def grouped(criteria: Iterable[Criterion]) -> list[tuple[str, list[Criterion]]]:
    """By section of the pack: (its name, its criteria), in order."""
    groups: list[tuple[int, str, list[Criterion]]] = []
    for row in criteria:
        if not groups or groups[-1][0] != row.section_id:
            groups.append((row.section_id, row.section.name, []))
        groups[-1][2].append(row)
    return [(name, rows) for _, name, rows in groups]
