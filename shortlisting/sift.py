"""Where a sift stands: named reads over panel, sheets and decisions. Nothing here writes."""

from __future__ import annotations

import enum
from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q

from accounts.models import School, User
from accounts.permissions import is_hr
from applications.models import Application
from core.conflicts import has_interest
from shortlisting.models import Decision, Panel, PanelMember, ScoreSheet, ScoringScale, Stage
from shortlisting.scoring import Scale
from vacancies.models import Criterion, Method

METHOD = Method.APPLICATION


class Phase(enum.StrEnum):
    """What the panel's work waits for."""

    NOT_OPEN = "not_open"
    SCORING = "scoring"
    EMPTY = "empty"  # opened, and every candidate withdrew
    DECIDING = "deciding"
    HELD = "held"  # every outcome decided, nobody told
    RELEASED = "released"


WITHOUT_SCORES = (Phase.NOT_OPEN, Phase.SCORING, Phase.EMPTY)  # in which nobody sees another's


def criteria_of(panel: Panel) -> list[Criterion]:
    """Return the criteria of the sift: those assessed by application, as printed, and no others (rule R39)."""
    return list(Criterion.objects.filter(vacancy=panel.vacancy_id).assessed_by(METHOD).in_order())


def scale_of(panel: Panel) -> Scale:
    """Return the scale that the panel scores on."""
    found = ScoringScale.objects.filter(panel=panel).first()
    return (found or ScoringScale(panel=panel)).scale


def candidates_of(panel: Panel) -> list[Application]:
    """Return the applications that were sent and not withdrawn, in the order they were started."""
    return list(Application.objects.submitted().filter(vacancy=panel.vacancy_id).order_by("pk"))


def scoring_members(panel: Panel) -> list[PanelMember]:
    """Return who scores: on the panel, no observer, and without an interest of their own in the vacancy."""
    members = panel.members.scoring().select_related("user")
    return [member for member in members if not has_interest(member.user, panel.vacancy)]


def place_of(user: User, panel: Panel) -> PanelMember | None:
    """Return the person's current place on the panel, or None."""
    return panel.members.current().filter(user=user).select_related("user").first()


def chair_of(panel: Panel) -> PanelMember | None:
    """Return the chair, or None while there is none."""
    return panel.members.current().filter(role=PanelMember.Role.CHAIR).select_related("user").first()


def waited_for(panel: Panel) -> list[PanelMember]:
    """Return the members whose sheets are not in, by role and then by when they joined."""
    waiting = ScoreSheet.objects.of_sift(panel).open().values("member")
    return list(panel.members.filter(pk__in=waiting).select_related("user").order_by("role", "pk"))


def names_of(members: Sequence[PanelMember]) -> str:
    """Return the members' names in a sentence: "Sunita Marlowe and Gwen Pellow"."""
    names = [str(member.user) for member in members]
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)


def all_in(panel: Panel) -> bool:
    """Tell whether every sheet is in, and there is one. Only then does anybody see a score that is not their own."""
    sheets = ScoreSheet.objects.of_sift(panel)
    return panel.sift_opened_at is not None and not sheets.open().exists() and sheets.exists()


def has_open_sheet(user: User, panel: Panel) -> bool:
    """Tell whether this person has still to score: then nothing about the others may reach them."""
    return ScoreSheet.objects.of_sift(panel).open().filter(member__user=user).exists()


def may_enter(user: User, panel: Panel) -> bool:
    """Tell whether this person may type what members gave on paper, and so see it.

    HR who do not score here; of those who score, HR and the chair once their own sheets are in.
    """
    if panel.sift_opened_at is None or panel.outcomes_released_at is not None or has_interest(user, panel.vacancy):
        return False
    place, runs_it = place_of(user, panel), is_hr(user, panel.vacancy.school)
    if place is None or place.role == PanelMember.Role.OBSERVER:
        return runs_it
    mine = ScoreSheet.objects.of_sift(panel).filter(member=place)
    return (runs_it or place.role == PanelMember.Role.CHAIR) and mine.exists() and not mine.open().exists()


def undecided(panel: Panel) -> list[Application]:
    """Return the candidates that the chair has not decided on."""
    decided = Decision.objects.filter(application=OuterRef("pk"), stage=Stage.SIFT)
    rows = Application.objects.submitted().filter(~Exists(decided), vacancy=panel.vacancy_id)
    return list(rows.order_by("pk"))


def phase_of(panel: Panel) -> Phase:
    """Return what the panel's work waits for; at most four queries."""
    if panel.outcomes_released_at:
        return Phase.RELEASED
    if panel.sift_opened_at is None:
        return Phase.NOT_OPEN
    sheets = ScoreSheet.objects.of_sift(panel)
    if sheets.open().exists():
        return Phase.SCORING
    if not sheets.exists():
        return Phase.EMPTY
    return Phase.DECIDING if undecided(panel) else Phase.HELD


def common_numbers(panel: Panel) -> dict[int, int]:
    """Return one number for each candidate, the same for everybody: for use once every sheet is in.

    They are the chair's own; where the chair did not score everyone, those of the first member who did.
    """
    by_member: dict[int, dict[int, int]] = defaultdict(dict)
    chair = 0
    rows = ScoreSheet.objects.of_sift(panel).order_by("member_id")
    for member, role, application, number in rows.values_list("member", "member__role", "application", "number"):
        by_member[member][application] = number
        chair = member if role == PanelMember.Role.CHAIR else chair
    if not by_member:
        return {}
    ordered = [by_member[chair], *by_member.values()] if chair else list(by_member.values())
    return max(ordered, key=len)  # the first of those that hold the most candidates


def progress_of_members(panel: Panel) -> dict[int, tuple[int, int]]:
    """Return `member id → (sheets submitted, sheets in all)`: for HR, never for a member who has still to score."""
    counts = (
        ScoreSheet.objects.of_sift(panel)
        .values("member")
        .annotate(done=Count("pk", filter=Q(submitted_at__isnull=False)), total=Count("pk"))
        .order_by()
    )
    return {row["member"]: (row["done"], row["total"]) for row in counts}


def in_date(member: PanelMember, school: School, on: date) -> bool:
    """Tell whether the member's safer recruitment training is in date on `on`.

    The law sets no expiry; the school's own renewal rule does (School Staffing Regulations 2009, regulation 9).
    """
    return member.trained_on is not None and on < renewed_by(member.trained_on, school.training_renewal_months)


def renewed_by(trained_on: date, months: int) -> date:
    """Return the first day on which training of `trained_on` is out of date."""
    year, month = divmod(trained_on.year * 12 + trained_on.month - 1 + months, 12)
    day = trained_on.day
    while True:
        try:
            return date(year, month + 1, day)
        except ValueError:  # 31 April, 29 February
            day -= 1


def name_of(application: Application) -> str:
    """Return the candidate's name as they typed it. Only for use after the release."""
    details = getattr(application, "details", None)
    return (details.full_name if details else "") or str(application.candidate)


def first_name(application: Application) -> str:
    """Return how a letter greets the candidate."""
    details = getattr(application, "details", None)
    return (details.first_names if details else "") or name_of(application)


def named_candidates(panel: Panel) -> list[Application]:
    """Return the candidates by name. Only for use after the release."""
    rows = Application.objects.submitted().filter(vacancy=panel.vacancy_id)
    found = list(rows.select_related("details", "candidate", "vacancy__school"))
    return sorted(found, key=lambda each: name_of(each).split()[-1:])


def shortlisted(panel: Panel) -> list[Application]:
    """Return those who came onto the shortlist and did not withdraw, by name. Only for use after the release."""
    before = (Application.State.SUBMITTED, Application.State.NOT_SHORTLISTED)
    return [each for each in named_candidates(panel) if each.state not in before]
