"""The scale of a vacancy's panel, for its advert and pack."""

from __future__ import annotations

from shortlisting.models import ScoringScale
from vacancies import scoring_words
from vacancies.models import Vacancy
from vacancies.selection import ScaleWords


def _scale_of(vacancy: Vacancy) -> ScaleWords | None:
    found = ScoringScale.objects.filter(panel__vacancy=vacancy).first()
    if found is None:
        return None
    scale = found.scale
    return ScaleWords(scale.lowest, scale.highest, scale.pass_mark)


scoring_words.register(_scale_of)
