"""What the gates of this stage find: each function looks at one thing and says how we know it."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Avg, Count, Q
from django.urls import reverse
from django.utils import timezone

from applications.models import Application
from applications.on_behalf import rows_of
from appointments.models import Countersignature
from appointments.on_behalf import answered
from appointments.services.signoff import accepted_offer
from core.display import plain_date, pounds
from core.gates import Finding
from shortlisting.models import AgreedScore, Decision, PanelMember, PassFail, Score, ScoreSheet, ScoringScale, Stage


def _page(application: Application) -> str:
    return reverse("appointments:candidate", args=[application.ref])


def _chosen(application: Application) -> str:
    return reverse("appointments:chosen", args=[application.ref])


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
    where = reverse("shortlisting:panel", args=[application.vacancy.ref]) if trained is None else _chosen(application)
    return Finding("Panel trained in safer recruitment", how, open=trained is None, url=where, link="Panel")


def two_shortlisted(application: Application) -> Iterator[Finding]:
    """At least two people shortlisted (KCSIE Part 3)."""
    rows = ScoreSheet.objects.filter(application=application, stage=Stage.SIFT, set_aside_at=None)
    sheets = rows.filter(submitted_at__isnull=False).count()
    url = _chosen(application)
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
    how = "The offer has not been accepted."
    if offer and offer.answered_at:
        parts = [f"Accepted {plain_date(offer.answered_at)}", answered(offer, rows_of(application))]
        parts.append(f"{offer.pay_text}: {pounds(offer.salary)} a year")
        how = ". ".join(part for part in parts if part)
    yield Finding("Offer accepted", how, open=offer is None, url=_page(application), link="Offer")


def governors_countersigned(application: Application) -> Iterator[Finding]:
    """A governor signs beside the head where the post is on the leadership scale."""
    what = "Countersigned by a governor"
    if not application.vacancy.leadership_scale:
        yield Finding(what, "The post is not on the leadership scale.", open=False, not_needed=True)
        return
    row = Countersignature.objects.select_related("governor").filter(application=application).first()
    url = reverse("appointments:countersign_ask", args=[application.ref])
    if row and row.signed_at:
        yield Finding(what, f"{row.governor}, {plain_date(row.signed_at)}", open=False)
    elif row:
        how = f"{row.governor} was asked on {plain_date(row.asked_at)}."
        yield Finding(what, how, url=url, link="Ask somebody else")
    else:
        yield Finding(what, "Nobody has been asked.", url=url, link="Ask a governor")


def start_in_time(application: Application) -> Iterator[Finding]:
    """The start date is not past. A start before every check was done needs a reason (KCSIE Part 3)."""
    offer = accepted_offer(application)
    past = offer is not None and offer.starts_on < timezone.localdate()
    how = f"Starts {plain_date(offer.starts_on)}" if offer else "No offer."
    yield Finding("Starts after the checks", how, open=past, url=_page(application), link="Offer")


def every_essential(application: Application) -> Iterator[Finding]:
    """Each essential that the panel scored at the sift reached the pass mark: as agreed, else by the mean."""
    scale = ScoringScale.objects.filter(panel__vacancy=application.vacancy_id).first() or ScoringScale()
    scored = Score.objects.filter(
        sheet__application=application,
        sheet__stage=Stage.SIFT,
        sheet__submitted_at__isnull=False,
        criterion__importance="essential",
    )
    not_met = Count("pk", filter=Q(judgement=PassFail.NOT_MET))
    rows = list(scored.values("criterion").annotate(mean=Avg("value"), not_met=not_met))
    standing = AgreedScore.objects.current().filter(application=application, stage=Stage.SIFT, value__isnull=False)
    agreed = dict(standing.values_list("criterion", "value"))  # what the panel talked over counts as agreed
    means = [(row["not_met"], agreed.get(row["criterion"], row["mean"])) for row in rows]
    met = sum(not refused and (mean is None or mean >= scale.pass_mark) for refused, mean in means)
    how = f"{met} of {len(rows)} at the pass mark or above" if rows else "No scores are sent in."
    open_ = met < len(rows) or not rows
    yield Finding("Every essential criterion met", how, open=open_, url=_chosen(application), link="Scores")
