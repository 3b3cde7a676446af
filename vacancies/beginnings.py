"""What a new vacancy can begin from: starter packs, templates of the school and trust, earlier vacancies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.models import School, User
from core.conflicts import has_interest
from vacancies.content import content_of
from vacancies.models import Vacancy, VacancyTemplate
from vacancies.starter_packs import StarterPack, all_packs

MOST_EARLIER = 50  # vacancies offered to copy, the newest
Choices = list[tuple[str, Any]]


@dataclass(frozen=True)
class Beginnings:
    """What a person may begin from, as the groups of two lists of choices."""

    templates: Choices
    earlier: Choices


def beginnings_for(user: User, schools: Sequence[School], *, at: School | None) -> Beginnings:
    """Return what HR of `schools` may begin from; packs that suit the school `at` come first. Two queries."""
    own = [(f"template:{row.ref}", _template_words(row)) for row in templates_of(schools)]
    suits = [pack for pack in all_packs().values() if at is not None and _suits(pack, at)]
    others = [pack for pack in all_packs().values() if pack not in suits]
    ours = [(f"pack:{pack.slug}", pack.name) for pack in (*suits, *others)]
    groups: Choices = [("Your own templates", own)] if own else []
    rows = Vacancy.objects.filter(school__in=schools).select_related("school").order_by("-created_at")[:MOST_EARLIER]
    several = len(schools) > 1
    earlier = [(row.ref, _vacancy_words(row, several=several)) for row in rows if not has_interest(user, row)]
    return Beginnings([("", "Choose"), *groups, ("Ready to use", ours)], [("", "Choose"), *earlier])


def templates_of(schools: Sequence[School]) -> QuerySet[VacancyTemplate]:
    """The templates of `schools` and of their trusts."""
    trusts = {school.trust_id for school in schools if school.trust_id}
    found = VacancyTemplate.objects.filter(Q(school__in=schools) | Q(trust__in=trusts))
    return found.select_related("school", "trust")


def chosen_content(user: User, schools: Sequence[School], source: str) -> dict[str, Any] | None:
    """The content of "pack:<slug>", "template:<ref>" or "vacancy:<ref>"; None where they may not begin from it."""
    kind, _, name = source.partition(":")
    if kind == "pack":
        pack = all_packs().get(name)
        return pack.content if pack else None
    if kind == "template":
        template = templates_of(schools).filter(ref=name).first()
        return template.content if template else None
    vacancy = Vacancy.objects.filter(school__in=schools, ref=name).first()
    return content_of(vacancy) if vacancy and not has_interest(user, vacancy) else None


def _suits(pack: StarterPack, school: School) -> bool:
    return pack.suits(school_type=school.type_group, phase=school.phase, faith=school.designated_faith)


def _template_words(template: VacancyTemplate) -> str:
    return f"{template.name} ({template.trust or template.school})"


def _vacancy_words(vacancy: Vacancy, *, several: bool) -> str:
    year = timezone.localdate(vacancy.created_at).year
    where = f", {vacancy.school.name}" if several else ""
    return f"{vacancy.title}{where}, {year} ({vacancy.get_state_display().lower()})"
