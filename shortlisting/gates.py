"""What must be true before an advert goes out, the sift opens, outcomes are released, people are interviewed.

The object is the Vacancy at publish, the Panel at open_sift and release, the Application at interview.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from django.db.models import Count
from django.urls import reverse
from django.utils import timezone

from applications.models import Application
from core.display import plain_date
from core.gates import Check, Finding, Force, GateName, register
from shortlisting import conflicts, sift
from shortlisting.grid import grid_of
from shortlisting.models import Decision, Panel, PanelMember, ScoreSheet, Stage
from shortlisting.services.guaranteed import is_checked
from shortlisting.services.panel import FEWEST
from vacancies.models import Vacancy

PANEL = "the panel"
SIFT = "choosing fairly"


def _page(name: str, vacancy: Vacancy) -> str:
    return reverse(f"shortlisting:{name}", args=[vacancy.ref])


# --- R01: somebody is trained ---------------------------------------------------------------------------


def _trained(vacancy: Vacancy) -> Finding:
    """Whether one person who selects has completed safer recruitment training, in date by the school's own rule."""
    today = timezone.localdate()
    members = PanelMember.objects.scoring().filter(panel__vacancy=vacancy).select_related("user")
    trained = [member for member in members if sift.in_date(member, vacancy.school, today)]
    what = "Somebody on the panel is trained in safer recruitment"
    if trained:
        last = max(trained, key=lambda member: member.trained_on or today)
        return Finding(what, f"{last.user}, {plain_date(last.trained_on or today)}.", open=False)
    late = [member for member in members if member.trained_on is not None]
    how = (
        f"The training of {late[0].user} is out of date: your school renews it after "
        f"{vacancy.school.training_renewal_months} months."
        if late
        else "Add somebody who is, with the date of their training."
    )
    what = "Nobody on the panel is trained in safer recruitment"
    return Finding(what, how, url=_page("panel", vacancy), link="Panel")


def _vacancy_of(obj: Vacancy | Panel | Application) -> Vacancy:
    return obj if isinstance(obj, Vacancy) else obj.vacancy


def panel_trained_law(obj: Vacancy | Panel | Application) -> Iterator[Finding]:
    """Maintained schools: the duty is law (School Staffing (England) Regulations 2009, regulation 9)."""
    vacancy = _vacancy_of(obj)
    if vacancy.school.is_maintained:
        yield _trained(vacancy)


def panel_trained(obj: Vacancy | Panel | Application) -> Iterator[Finding]:
    """Academies and independent schools: the same is expected as guidance (KCSIE Part 3)."""
    vacancy = _vacancy_of(obj)
    if not vacancy.school.is_maintained:
        yield _trained(vacancy)


# --- open the sift ----------------------------------------------------------------------------------------


def two_people_shortlist(panel: Panel) -> Iterator[Finding]:
    """At least two people shortlist (KCSIE Part 3)."""
    members = sift.scoring_members(panel)
    names = sift.names_of(members)
    enough = len(members) >= FEWEST
    what = "At least two people score" if enough else f"{_people(len(members))} would score".capitalize()
    how = f"{names}." if enough else "Add another person who scores. Observers do not count."
    yield Finding(what, how, open=not enough, url="" if enough else _page("panel", panel.vacancy), link="Panel")


def _people(count: int) -> str:
    return {0: "nobody", 1: "only one person"}.get(count, f"{count} people")


def has_chair(panel: Panel) -> Iterator[Finding]:
    """Somebody decides."""
    chair = sift.chair_of(panel)
    if chair is None:
        how = "The chair decides on each candidate. Make one member the chair."
        yield Finding("The panel has no chair", how, url=_page("panel", panel.vacancy), link="Panel")
    else:
        yield Finding("The panel has a chair", f"{chair.user}.", open=False)


def vacancy_closed(panel: Panel) -> Iterator[Finding]:
    """Nobody can apply any more: all are read together."""
    vacancy = panel.vacancy
    if vacancy.state != Vacancy.State.CLOSED:
        how = "Applications can still come. All are read together, after closing."
        yield Finding("The vacancy has not closed", how, url=reverse("workbench", args=[vacancy.ref]), link="Vacancy")
        return
    late = Application.objects.filter(
        vacancy=vacancy, state=Application.State.DRAFT, closes_at_for_them__gt=timezone.now()
    ).count()
    if late:
        how = f"You allowed {late} {'person' if late == 1 else 'people'} a later time. Wait until then."
        yield Finding("Applications can still come", how)
    else:
        yield Finding("The vacancy has closed", open=False)


def somebody_applied(panel: Panel) -> Iterator[Finding]:
    """There is something to read."""
    count = len(sift.candidates_of(panel))
    if count:
        yield Finding("There are applications", f"{count} to read.", open=False)
    else:
        yield Finding("There is no application to read", "Nobody applied, or all withdrew.")


def criteria_ready(panel: Panel) -> Iterator[Finding]:
    """Only what an application can show is scored, and each criterion says how and how much (rule R39)."""
    criteria = sift.criteria_of(panel)
    whole = panel.vacancy.criteria.exclude(importance="").exclude(methods="").count()
    url = reverse("vacancies:review", args=[panel.vacancy.ref])
    if not criteria:
        what = "No criterion is judged from the application"
        yield Finding(what, "The panel has nothing to score.", url=url, link="Person specification")
    elif whole < panel.vacancy.criteria.count():
        what = "A criterion lacks its importance or the way it is assessed"
        yield Finding(what, "Set it first.", url=url, link="Person specification")
    else:
        how = f"{len(criteria)} of {whole} criteria. The others wait for the interview."
        yield Finding("Only what an application can show is scored", how, open=False)


def plan_agreed(panel: Panel) -> Iterator[Finding]:
    """Scale, weights and pass mark are agreed before an application is opened, and locked then (rule R39)."""
    if panel.plan_agreed_at is not None:
        yield Finding("The sift plan is agreed", f"By {panel.plan_agreed_by}. Opening the sift locks it.", open=False)
    else:
        how = "Opening the sift locks scale, weights and pass mark as they are. Agree them first."
        yield Finding("The sift plan is not agreed", how, url=_page("plan", panel.vacancy), link="Sift plan")


# --- release ------------------------------------------------------------------------------------------------


def every_sheet_in(panel: Panel) -> Iterator[Finding]:
    """Everybody who scores has submitted, each without having seen another's scores (rule R40)."""
    waiting = sift.waited_for(panel)
    if waiting:
        names = sift.names_of(waiting)
        what = "Some score sheets are not in"
        yield Finding(what, f"Waiting for {names}.", url=_page("panel", panel.vacancy), link="Panel")
    else:
        yield Finding("Every score sheet is in", "Each was submitted before its member saw another.", open=False)


def conflicts_settled(panel: Panel) -> Iterator[Finding]:
    """HR decided on everybody whom a member said they know (conflicts of interest in selection)."""
    waiting = conflicts.waiting(panel)
    if waiting:
        names = sift.names_of([row.member for row in waiting])
        what = "A member knows a candidate, and HR has not decided about it"
        yield Finding(what, f"Said by {names}.", url=_page("conflicts", panel.vacancy), link="Who knows a candidate")
    else:
        yield Finding("Whom members know is decided", open=False)


def every_outcome_decided(panel: Panel) -> Iterator[Finding]:
    """A person decided on each candidate, with a reason. Nobody is turned down by a score alone (rule R40)."""
    left = len(sift.undecided(panel))
    if left:
        what = f"{left} candidate{'' if left == 1 else 's'} not decided"
        how = "All outcomes are released together. The chair decides on each one."
        yield Finding(what, how, url=_page("grid", panel.vacancy), link="Grid")
    elif sift.candidates_of(panel):
        yield Finding("Each candidate is decided, with a reason", open=False)
    else:
        yield Finding("There is nobody to tell", "Nobody applied, or all withdrew.")


def two_sheets_each(panel: Panel) -> Iterator[Finding]:
    """At least two people read and scored each application (KCSIE Part 3)."""
    sheets = ScoreSheet.objects.of_sift(panel).filter(submitted_at__isnull=False)
    counts = dict(sheets.values_list("application").annotate(n=Count("pk")).order_by())
    few = sum(1 for each in sift.candidates_of(panel) if counts.get(each.pk, 0) < FEWEST)
    if few:
        what = f"{few} application{'' if few == 1 else 's'} scored by fewer than two people"
        how = "Add a member who scores, and they get the sheets."
        yield Finding(what, how, url=_page("panel", panel.vacancy), link="Panel")
    else:
        yield Finding("At least two people scored each application", open=False)


def essentials_met(panel: Panel) -> Iterator[Finding]:
    """Each person who is shortlisted is at the pass mark on each essential; if not, the reason should say why."""
    if not sift.all_in(panel):
        return
    chosen = set(
        Decision.objects.filter(
            application__vacancy=panel.vacancy_id, stage=Stage.SIFT, outcome=Decision.Outcome.SHORTLIST
        ).values_list("application", flat=True)
    )
    rows = [row for row in grid_of(panel).rows if row.application_id in chosen and (row.below or row.not_met)]
    for row in rows:
        what = f"Candidate {row.number} is to be shortlisted below the pass mark of an essential"
        how = "Look that the reason says why."
        yield Finding(what, how, url=_page("grid", panel.vacancy), link="Grid", key=str(row.application_id))
    if not rows:
        yield Finding("Everybody shortlisted meets each essential", open=False)


def looked_over(panel: Panel) -> Iterator[Finding]:
    """HR who is not on the panel looked over the decisions: an interview scheme may add somebody.

    Says the same whatever was found, because the panel reads it too.
    """
    if not is_checked(panel):
        how = "HR who is not on the panel looks them over before anybody is told."
        yield Finding("HR has not looked over the decisions", how)
    else:
        yield Finding("HR has looked over the decisions", open=False)


def _register() -> None:
    regulations, kcsie = "School Staffing (England) Regulations 2009 reg 9", "KCSIE Part 3"
    own, practice = "Plain error", "Good practice in selection"
    rows: tuple[tuple[GateName, Callable[..., Iterator[Finding]], Force, str, str, str], ...] = (
        (GateName.PUBLISH, panel_trained_law, Force.LAW, regulations, "R01", PANEL),
        (GateName.PUBLISH, panel_trained, Force.SG, kcsie, "R01", PANEL),
        (GateName.OPEN_SIFT, panel_trained_law, Force.LAW, regulations, "R01", PANEL),
        (GateName.OPEN_SIFT, panel_trained, Force.SG, kcsie, "R01", PANEL),
        (GateName.OPEN_SIFT, two_people_shortlist, Force.SG, kcsie, "R02", PANEL),
        (GateName.OPEN_SIFT, has_chair, Force.DEFECT, own, "", PANEL),
        (GateName.OPEN_SIFT, vacancy_closed, Force.DEFECT, own, "", SIFT),
        (GateName.OPEN_SIFT, somebody_applied, Force.DEFECT, own, "", SIFT),
        (GateName.OPEN_SIFT, criteria_ready, Force.DEFECT, practice, "R39", SIFT),
        (GateName.OPEN_SIFT, plan_agreed, Force.GP, practice, "R39", SIFT),
        (GateName.RELEASE, every_sheet_in, Force.DEFECT, practice, "R40", SIFT),
        (GateName.RELEASE, conflicts_settled, Force.DEFECT, practice, "R40", SIFT),
        (GateName.RELEASE, every_outcome_decided, Force.DEFECT, practice, "R40", SIFT),
        (GateName.RELEASE, two_sheets_each, Force.SG, kcsie, "R02", SIFT),
        (GateName.RELEASE, essentials_met, Force.GP, practice, "R40", SIFT),
        (GateName.RELEASE, looked_over, Force.GP, "Disability Confident", "", SIFT),
        (GateName.INTERVIEW, panel_trained_law, Force.LAW, regulations, "R01", PANEL),
        (GateName.INTERVIEW, panel_trained, Force.SG, kcsie, "R01", PANEL),
    )
    for gate, find, force, source, rule, group in rows:
        code = find.__name__
        test = f"tests/shortlisting/test_gates.py::test_{code}"
        register(Check(gate, code, force, source, find, rule=rule, group=group, test=test))


_register()
