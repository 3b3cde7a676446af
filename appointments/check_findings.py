"""What the gates find of the checks: before the interview, at the signature, on the first day."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone

from applications.models import Application
from appointments import catalogue
from appointments.catalogue import Requirement
from appointments.models import Check, CheckCode, RiskAssessment
from appointments.services import requirements
from appointments.services.signoff import accepted_offer
from core.audit import subject_of
from core.display import plain_date
from core.gates import Finding, Force, GateName
from core.models import Waiver

Status = Check.Status
BEFORE_THE_RESULT = ("DBS", "CMP")  # what an approved early start waits for


@dataclass(frozen=True)
class Sight:
    """What the findings look at, read once for all of them."""

    application: Application
    rows: dict[str, Check]
    needs: dict[str, Requirement]
    risk: RiskAssessment | None
    first_day: date  # today where that is later
    passed: frozenset[str] = frozenset()  # points of guidance that the head passed with a reason at the signature

    @property
    def starts_early(self) -> bool:
        """The law lets the person start before the DBS result: applied for, barred list clear, assessment approved."""
        dbs = self.rows.get("DBS")
        return (
            self.risk is not None
            and self.risk.state == RiskAssessment.State.APPROVED
            and dbs is not None
            and dbs.status in (Status.ASKED_FOR, Status.RECEIVED)
            and self.is_clear("BL")
        )

    @property
    def waits(self) -> bool:
        """A DBS check is needed and its result is not there."""
        return self.needs["DBS"].required and not self.is_clear("DBS")

    def is_clear(self, code: str) -> bool:
        """The check is recorded as clear, and on the first day still is."""
        return code in self.rows and self.rows[code].status == Status.CLEAR and not self.ends_before(code)

    def ends_before(self, code: str) -> bool:
        """The right to work ends before the first day (an identity stays proved when the passport runs out)."""
        ends = self.rows[code].expires_on if code == "RTW" and code in self.rows else None
        return ends is not None and ends < self.first_day


Find = Callable[[Sight], Iterator[Finding]]


def look(application: Application) -> Sight:
    """Read the rows, what the catalogue says of them, and a start before the DBS result: three queries or so."""
    rows = application.checks.select_related("done_by").defer("detail", "decision")
    needs = catalogue.requirements(requirements.facts_of(application))
    risk = RiskAssessment.objects.select_related("approved_by").defer("reason", "risks", "measures")
    kind, pk = subject_of(application)
    passed = Waiver.objects.filter(gate=GateName.SIGN, subject_type=kind, subject_id=pk, taken_back_at=None)
    offer = accepted_offer(application)
    today = timezone.localdate()
    return Sight(
        application,
        {row.code: row for row in rows},
        {need.code: need for need in needs},
        risk.filter(application=application).first(),
        max(offer.starts_on, today) if offer else today,
        frozenset(passed.values_list("code", flat=True)),
    )


def _how(row: Check | None, need: Requirement) -> str:
    if row is None:
        return "Not started." if need.required else need.why
    if row.status == Status.CLEAR and row.done_on:
        return f"{row.evidence}. {row.done_by}, {plain_date(row.done_on)}"
    if row.status == Status.NOT_REQUIRED:
        return row.why
    return f"{row.get_status_display()}. {row.why}"


def _place(sight: Sight, code: str) -> str:
    """The page of the check; the list of checks while it has no row of its own yet."""
    if code in sight.rows:
        return reverse("appointments:check", args=[sight.application.ref, code])
    return reverse("appointments:checks", args=[sight.application.ref])


def shortlist_checks(sight: Sight) -> Iterator[Finding]:
    """The online search is done or decided against, before the interview (KCSIE Part 3)."""
    yield _told(sight, "ONL", sight.is_clear("ONL"), "Open")


def declaration_in(sight: Sight) -> Iterator[Finding]:
    """The self-declaration is in before the interview, so that it can be talked through there (KCSIE Part 3)."""
    row = sight.rows.get("SD")
    done = row is not None and row.status in (Status.RECEIVED, Status.CLEAR)
    yield _told(sight, "SD", done, "Open")


def _told(sight: Sight, code: str, done: bool, link: str) -> Finding:
    how = _how(sight.rows.get(code), sight.needs[code])
    return Finding(CheckCode(code).label, how, open=not done, url=_place(sight, code), link=link, key=code)


def check_row(code: str, force: Force) -> Find:
    """Return the function that looks at one check where it has this force.

    Where the law does not reach a kind of school the check is its own wish, not law: such a check has two.
    """

    def find(sight: Sight) -> Iterator[Finding]:
        if sight.needs[code].force == force:
            yield _finding(sight, code)

    find.__doc__ = f"The check {code} is clear or not required for this appointment."
    return find


def _finding(sight: Sight, code: str, key: str = "") -> Finding:
    row, need = sight.rows.get(code), sight.needs[code]
    not_needed = row.status == Status.NOT_REQUIRED if row is not None else not need.required
    clear = sight.is_clear(code)
    waits = not clear and not not_needed and code in BEFORE_THE_RESULT and sight.starts_early
    how = _early(sight, code) if waits else _how(row, need)
    if row is not None and row.expires_on and sight.ends_before(code):
        how = f"Ends on {plain_date(row.expires_on)}, before the first day. See one that lasts."
    url = _place(sight, code)
    link = "Why not needed" if not_needed else "Evidence" if clear else "Record it"
    open_ = not (clear or not_needed or waits)
    label = CheckCode(code).label
    return Finding(label, how, open=open_, url=url, link=link, not_needed=not_needed, key=key)


def _early(sight: Sight, code: str) -> str:
    risk = sight.risk
    if code == "CMP" or risk is None:
        return "When the DBS certificate is there."
    return (
        f"Not back yet. Starts under the risk assessment that {risk.approved_by} approved. "
        f"{risk.supervisor_name} supervises, and the barred list is clear."
    )


def every_law_check(sight: Sight) -> Iterator[Finding]:
    """Each check that the law asks for, but the DBS, is clear on the first day."""
    yield from _all_of(sight, "LAW")


def every_guidance_check(sight: Sight) -> Iterator[Finding]:
    """Each check that guidance asks for is clear on the first day, or was passed with a reason."""
    if not sight.waits:
        yield from _all_of(sight, "SG")


def every_other_check(sight: Sight) -> Iterator[Finding]:
    """A start before the DBS result takes each of them: there no reason stands in for one."""
    if sight.waits:
        yield from _all_of(sight, "SG")


def _all_of(sight: Sight, force: str) -> Iterator[Finding]:
    for code, need in sight.needs.items():
        row = sight.rows.get(code)
        needed = row.status != Status.NOT_REQUIRED if row is not None else need.required
        elsewhere = code == "DBS" or (code == "BL" and sight.waits)  # looked at by dbs_or_assessment
        if need.force != force or not needed or elsewhere:
            continue
        passed = sight.passed & {f"check_{code.lower()}", f"check_{code.lower()}_own"}
        if force == Force.SG and passed and not sight.waits:
            yield Finding(CheckCode(code).label, "Passed at the signature, with a reason.", open=False, key=code)
        else:
            yield _finding(sight, code, key=code)


def signed(sight: Sight) -> Iterator[Finding]:
    """The head has signed the appointment."""
    application = sight.application
    done = application.state in (Application.State.APPOINTED, Application.State.STARTED)
    how = "The head has signed." if done else "The head has not signed yet."
    url = reverse("appointments:sign", args=[application.ref])
    yield Finding("Appointed", how, open=not done, url=url, link="The head’s page")


def dbs_or_assessment(sight: Sight) -> Iterator[Finding]:
    """The DBS is clear; or applied for, with the barred list clear and an approved assessment that is under review."""
    if sight.is_clear("DBS") or not sight.needs["DBS"].required:
        yield _finding(sight, "DBS", key="DBS")
        return
    row, risk = sight.rows.get("DBS"), sight.risk
    applied = row is not None and row.status in (Status.ASKED_FOR, Status.RECEIVED)
    asked_on = row.asked_on if row is not None else None
    since = f"Asked for on {plain_date(asked_on)}." if asked_on else "Applied for." if applied else "Not applied for."
    yield Finding("DBS applied for", since, open=not applied, url=_place(sight, "DBS"), link="DBS", key="applied")
    barred = sight.is_clear("BL")
    how = _how(sight.rows.get("BL"), sight.needs["BL"])
    yield Finding(CheckCode.BL.label, how, open=not barred, url=_place(sight, "BL"), link="Record it", key="barred")
    yield from _assessment(sight.application, risk)


def _assessment(application: Application, risk: RiskAssessment | None) -> Iterator[Finding]:
    url = reverse("appointments:risk", args=[application.ref])
    approved = risk is not None and risk.state == RiskAssessment.State.APPROVED
    says = f"Approved by {risk.approved_by}." if risk and approved else "Not approved by the head." if risk else "None."
    yield Finding("Written risk assessment", says, open=not approved, url=url, link="Risk assessment", key="risk")
    supervisor = f"{risk.supervisor_name}, {risk.supervisor_job}" if risk else "Nobody is named."
    yield Finding("Named supervisor", supervisor, open=risk is None, url=url, link="Risk assessment", key="supervisor")
    late = risk is None or risk.next_review_on < timezone.localdate()
    when = f"Next on {plain_date(risk.next_review_on)}." if risk else "No date."
    yield Finding("Review dates", when, open=late, url=url, link="Risk assessment", key="review")
