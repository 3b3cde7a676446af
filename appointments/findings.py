"""What the gates of this stage find: each function looks at one thing and says how we know it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from django.db.models import Avg, Count, Q
from django.urls import reverse
from django.utils import timezone

from applications.models import Application
from appointments import catalogue
from appointments.models import Check as CheckRow
from appointments.models import CheckCode, Reference, ReferenceRequest
from appointments.services import checks
from appointments.services.signoff import accepted_offer
from core.display import plain_date, pounds
from core.gates import Finding, Force
from shortlisting.models import Decision, PanelMember, PassFail, Score, ScoreSheet, ScoringScale, Stage

Find = Callable[[Application], Iterator[Finding]]


def _page(application: Application) -> str:
    return reverse("appointments:candidate", args=[application.ref])


def _references(application: Application) -> list[ReferenceRequest]:
    rows = application.reference_requests.select_related("referee", "reference")
    return [row for row in rows if row.state != ReferenceRequest.State.STOPPED]


def references_received(application: Application) -> Iterator[Finding]:
    """References are in before the interview, so that concerns can be explored there (KCSIE Part 3)."""
    requests = _references(application)
    answered = {ReferenceRequest.State.RECEIVED, ReferenceRequest.State.VERIFIED}
    missing = [request.referee.name for request in requests if request.state not in answered]
    yield Finding(
        "References before the interview",
        f"Not in yet: {', '.join(missing)}."
        if missing
        else f"{len(requests)} in."
        if requests
        else "Nobody was asked.",
        open=bool(missing) or not requests,
        url=_page(application),
        link="References",
    )


def references_verified(application: Application) -> Iterator[Finding]:
    """Each reference comes from the named person (KCSIE Part 3: never through the applicant, verify the source)."""
    requests = _references(application)
    open_ones = [request.referee.name for request in requests if request.state != ReferenceRequest.State.VERIFIED]
    yield Finding(
        "References real",
        f"Not in or not verified: {', '.join(open_ones)}."
        if open_ones
        else "Each verified with the person who gave it."
        if requests
        else "No reference was asked for.",
        open=bool(open_ones) or len(requests) < 2,
        url=_page(application),
        link="Check notes",
    )


def concerns_settled(application: Application) -> Iterator[Finding]:
    """Nothing that a referee raised is left open."""
    raised = Reference.objects.filter(request__application=application, concern=True)
    unsettled = raised.filter(concern_settled_at=None).count()
    yield Finding(
        "Concerns in references settled",
        f"{unsettled} to settle." if unsettled else "None was raised." if not raised else "Each settled with a note.",
        open=bool(unsettled),
        url=_page(application),
        link="References",
    )


def shortlist_checks(application: Application) -> Iterator[Finding]:
    """Online search considered and self-declaration asked for, before the interview (KCSIE Part 3)."""
    rows = {row.code: row for row in application.checks.filter(code__in=checks.AT_SHORTLISTING)}
    for code in checks.AT_SHORTLISTING:
        row = rows.get(code)
        done = row is not None and row.status == CheckRow.Status.CLEAR
        yield Finding(CheckCode(code).label, _how(row), open=not done, url=_check_page(application, code), link="Open",
                      key=code)  # fmt: skip


def _how(row: CheckRow | None) -> str:
    if row is None:
        return "Not started."
    if row.status == CheckRow.Status.CLEAR and row.done_on:
        return f"{row.evidence}. {row.done_by}, {plain_date(row.done_on)}"
    if row.status == CheckRow.Status.NOT_REQUIRED:
        return row.why
    return f"{row.get_status_display()}. {row.why}"


def _check_page(application: Application, code: str) -> str:
    return reverse("appointments:check", args=[application.ref, code])


def check_row(code: str, force: Force) -> Find:
    """Return the function that looks at one check where it has this force.

    Outside mainstream schools the SENCo qualification is the school's own wish, not law: such a check has two.
    """

    def find(application: Application) -> Iterator[Finding]:
        needs = catalogue.requirements(checks.facts_of(application))
        if not any(need.code == code and need.force == force for need in needs):
            return
        row = application.checks.select_related("done_by").filter(code=code).first()
        not_needed = row is not None and row.status == CheckRow.Status.NOT_REQUIRED
        clear = row is not None and row.status == CheckRow.Status.CLEAR
        link = "Why not needed" if not_needed else "Evidence" if clear else "Record it"
        url = _check_page(application, code)
        yield Finding(
            CheckCode(code).label, _how(row), open=not (clear or not_needed), url=url, link=link, not_needed=not_needed
        )

    find.__doc__ = f"The check {code} is clear or not required for this appointment."
    return find


def panel_trained(application: Application) -> Iterator[Finding]:
    """One person on the panel has done safer recruitment training (in maintained schools: panel_trained_law)."""
    if not application.vacancy.school.is_maintained:
        yield _trained(application)


def panel_trained_law(application: Application) -> Iterator[Finding]:
    """The same where the School Staffing (England) Regulations 2009 apply: law, with no way round."""
    if application.vacancy.school.is_maintained:
        yield _trained(application)


def _trained(application: Application) -> Finding:
    members = PanelMember.objects.current().filter(panel__vacancy=application.vacancy_id, trained_on__isnull=False)
    trained = members.select_related("user").order_by("-trained_on").first()
    on = trained.trained_on if trained else None
    how = f"{trained.user}, trained {plain_date(on)}" if trained and on else "Nobody on the panel is trained."
    url = reverse("shortlisting:panel", args=[application.vacancy.ref])
    return Finding("Panel trained in safer recruitment", how, open=trained is None, url=url, link="Panel")


def two_shortlisted(application: Application) -> Iterator[Finding]:
    """At least two people shortlisted (KCSIE Part 3)."""
    sheets = ScoreSheet.objects.filter(application=application, stage=Stage.SIFT, submitted_at__isnull=False).count()
    url = reverse("shortlisting:grid", args=[application.vacancy.ref])
    how = f"{sheets} score sheets, sent in before anyone saw another"
    yield Finding("Shortlisted by at least two people", how, open=sheets < 2, url=url, link="Score sheets")


def recommended(application: Application) -> Iterator[Finding]:
    """The panel recommended this person after interview, with a reason."""
    decision = application.decisions.filter(stage=Stage.INTERVIEW, outcome=Decision.Outcome.RECOMMEND).first()
    how = f"{decision.decided_by}, {plain_date(decision.decided_at)}" if decision else "No recommendation is recorded."
    url = reverse("shortlisting:interviews", args=[application.vacancy.ref])
    yield Finding("Recommended by the panel", how, open=decision is None, url=url, link="Reasons")


def equality_apart(application: Application) -> Iterator[Finding]:
    """Equality answers are out of reach of everybody who decides (design: no path from a person to an answer)."""
    yield Finding("Equality answers not used", "Nobody on the panel can open them", open=False)


def offer_accepted(application: Application) -> Iterator[Finding]:
    """The conditional offer stands accepted, with its salary."""
    offer = accepted_offer(application)
    how = (
        f"Accepted {plain_date(offer.answered_at)}. {offer.pay_text}: {pounds(offer.salary)} a year"
        if offer and offer.answered_at
        else "The offer has not been accepted."
    )
    yield Finding("Offer accepted", how, open=offer is None, url=_page(application), link="Offer")


def start_in_time(application: Application) -> Iterator[Finding]:
    """The start date is not past. A start before every check was done needs a reason (KCSIE Part 3)."""
    offer = accepted_offer(application)
    past = offer is not None and offer.starts_on < timezone.localdate()
    how = f"Starts {plain_date(offer.starts_on)}" if offer else "No offer."
    yield Finding("Starts after the checks", how, open=past, url=_page(application), link="Offer")


def every_essential(application: Application) -> Iterator[Finding]:
    """Each essential that the panel scored at the sift reached the pass mark, by the mean of the sheets sent in."""
    scale = ScoringScale.objects.filter(panel__vacancy=application.vacancy_id).first() or ScoringScale()
    scored = Score.objects.filter(
        sheet__application=application,
        sheet__stage=Stage.SIFT,
        sheet__submitted_at__isnull=False,
        criterion__importance="essential",
    )
    not_met = Count("pk", filter=Q(judgement=PassFail.NOT_MET))
    rows = list(scored.values("criterion").annotate(mean=Avg("value"), not_met=not_met))
    met = sum(not row["not_met"] and (row["mean"] is None or row["mean"] >= scale.pass_mark) for row in rows)
    how = f"{met} of {len(rows)} at the pass mark or above" if rows else "No scores are sent in."
    url = reverse("shortlisting:grid", args=[application.vacancy.ref])
    yield Finding("Every essential criterion met", how, open=met < len(rows) or not rows, url=url, link="Grid")
