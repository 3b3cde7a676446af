"""Panels and sifts for tests of this and of later stages.

`panel()` is a panel of a closed vacancy with candidates, its sift not open; `open_panel()` has it open;
`sift_with_scores()` has scores, submitted or not; `released_panel()` has outcomes decided and released.
Everything after the panel goes through the services, so a test stands on what people can really do.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from django.utils import timezone

from accounts.models import Membership, School, User
from accounts.models import Role as AccountRole
from applications.models import Application
from shortlisting import sift
from shortlisting.models import Decision, Panel, PanelMember, ScoreSheet, Stage
from shortlisting.services.conflicts import declare
from shortlisting.services.decisions import decide, release
from shortlisting.services.panel import open_sift, panel_of
from shortlisting.services.scores import record_score, submit_sheets
from tests.applications.factories import submitted_application
from tests.factories import MembershipFactory, UserFactory
from tests.vacancies.factories import closed_vacancy
from vacancies.models import Criterion, Scoring, Vacancy

Role = PanelMember.Role
Value = Callable[[PanelMember, Application, Criterion], int]
NAMES = ("Imogen Larkfield", "Callum Thistlewood", "Rowan Castleford", "Bethan Quarrie", "Tobias Wren")


def recently() -> date:
    """A day on which training is in date."""
    return timezone.localdate() - timedelta(days=100)


def member(panel: Panel, role: str = Role.MEMBER, *, name: str = "", trained_on: date | None = None) -> PanelMember:
    """A person put on the panel, without a letter."""
    names = {Role.CHAIR: "Ruth Penhallow", Role.MEMBER: "Sunita Marlowe", Role.OBSERVER: "Colin Thackray"}
    user = UserFactory(name=name or names[Role(role)])
    return PanelMember.objects.create(panel=panel, user=user, role=role, trained_on=trained_on)


def panel(
    *,
    candidates: int = 2,
    members: int = 2,
    observer: bool = False,
    vacancy: Vacancy | None = None,
    school: School | None = None,
) -> Panel:
    """A panel of `members` who score, the first its trained chair, and applications that were sent."""
    vacancy = vacancy or (closed_vacancy(school=school) if school else closed_vacancy())
    made = panel_of(vacancy)
    for place in range(members):
        member(made, Role.MEMBER if place else Role.CHAIR, trained_on=None if place else recently())
    if observer:
        member(made, Role.OBSERVER)
    for place in range(candidates):
        submitted_application(vacancy, UserFactory(name=NAMES[place % len(NAMES)]))
    return made


def hr_of_panel(panel: Panel) -> User:
    """HR of the panel's school, made where there is none."""
    school = panel.vacancy.school
    place = Membership.objects.current().filter(school=school, role=AccountRole.HR).select_related("user").first()
    return place.user if place else MembershipFactory(school=school, user=UserFactory(name="Marian Duxbury")).user


def open_panel(**kwargs: object) -> Panel:
    """A panel whose sift is open and nothing scored."""
    made = panel(**kwargs)  # type: ignore[arg-type]
    open_sift(made, by=hr_of_panel(made))
    knows_nobody(made)
    return made


def knows_nobody(panel: Panel) -> None:
    """Every member who scores has seen the list of names, and said that they know none of them."""
    for each in by_place(panel):
        declare(each, known={}, by=each.user)


def by_place(panel: Panel) -> list[PanelMember]:
    """The members who score, the chair first."""
    return sift.scoring_members(panel)


def sheet_of(member: PanelMember, application: Application) -> ScoreSheet:
    """A member's sheet of one candidate."""
    return ScoreSheet.objects.get(member=member, application=application, stage=Stage.SIFT)


def nth(member: PanelMember, place: int = 1) -> ScoreSheet:
    """The member's sheet with their lowest number, or the next ones."""
    return list(member.sheets.filter(stage=Stage.SIFT).order_by("number"))[place - 1]


def score_all(
    member: PanelMember, *, value: Value | int = 3, note: str = "An example with its effect.", submit: bool = False
) -> None:
    """Score each of a member's sheets on each criterion; pass or fail ones are met."""
    criteria = sift.criteria_of(member.panel)
    declare(member, known={}, by=member.user)
    for sheet in ScoreSheet.objects.of_sift(member.panel).open().filter(member=member):
        for criterion in criteria:
            given = value if isinstance(value, int) else value(member, sheet.application, criterion)
            if criterion.scoring == Scoring.PASS_FAIL:
                record_score(sheet, criterion=criterion, judgement="met", note=note, by=member.user)
            else:
                record_score(sheet, criterion=criterion, value=given, note=note, by=member.user)
    if submit:
        submit_sheets(member, by=member.user)


def sift_with_scores(*, value: Value | int = 3, submit: bool = True, **kwargs: object) -> Panel:
    """An open sift that every member has scored, and submitted unless `submit=False`."""
    made = open_panel(**kwargs)
    for each in by_place(made):
        score_all(each, value=value, submit=submit)
    return made


def decide_all(panel: Panel, *, shortlisted: Sequence[Application] | int = 1) -> None:
    """The chair decides on every candidate: the first `shortlisted`, or those named, go on."""
    candidates = sift.candidates_of(panel)
    chosen = candidates[:shortlisted] if isinstance(shortlisted, int) else list(shortlisted)
    chair = sift.chair_of(panel)
    assert chair is not None
    for application in candidates:
        yes = application in chosen
        decide(
            application,
            stage=Stage.SIFT,
            outcome=Decision.Outcome.SHORTLIST if yes else Decision.Outcome.DO_NOT_SHORTLIST,
            reason="Clear examples on each essential." if yes else "Too little on leading support for pupils.",
            criteria=() if yes else sift.criteria_of(panel)[1:2],
            by=chair.user,
        )


def released_panel(*, shortlisted: Sequence[Application] | int = 1, **kwargs: object) -> Panel:
    """A sift whose outcomes are released: the first `shortlisted` candidates go on, the others are told why not."""
    made = sift_with_scores(**kwargs)  # type: ignore[arg-type]
    decide_all(made, shortlisted=shortlisted)
    release(made, by=hr_of_panel(made))
    return made
