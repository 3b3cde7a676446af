"""How the statements of a vacancy are written, for its advert and pack."""

from __future__ import annotations

from applications.criteria import rules_of
from vacancies import writing_words
from vacancies.models import Vacancy
from vacancies.selection import WritingWords


def _writing_of(vacancy: Vacancy) -> WritingWords:
    rules = rules_of(vacancy)
    return WritingWords(one=rules.one, limit=rules.limit, in_all=bool(rules.sides))


writing_words.register(_writing_of)
