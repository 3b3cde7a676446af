"""The checks at the gates: before the interview, at the signature, on the first day."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import School
from applications.models import Application
from appointments.models import Check, RiskAssessment
from appointments.services import requirements, risk_assessment, starting
from appointments.services.signoff import let_pass, sign
from core import gates
from core.gates import GateName, Row
from core.states import StateError
from tests.appointments.factories import accepted, ask_dbs, assessed, clear, head_of, shortlisted
from tests.factories import SchoolFactory

pytestmark = pytest.mark.django_db


def rows(gate: GateName, application: Application, code: str) -> list[Row]:
    return [row for row in gates.run(gate, application).rows if row.check.code == code]


def is_open(gate: GateName, application: Application, code: str) -> bool:
    found = rows(gate, application, code)
    assert found
    return any(row.finding.open for row in found)


def appointed(school: School | None = None) -> Application:
    """Signed with every check clear."""
    application = accepted(school)
    clear(application)
    sign(application, by=head_of(application.vacancy.school), proved=True)
    return application


def early() -> Application:
    """Everything clear but the DBS, which is asked for; the assessment is approved; signed."""
    application = accepted()
    assessed(application)
    ask_dbs(application)
    clear(application, *_but_the_dbs(application))
    sign(application, by=head_of(application.vacancy.school), proved=True)
    return application


def _but_the_dbs(application: Application) -> list[str]:
    open_ones = application.checks.exclude(status=Check.Status.NOT_REQUIRED).exclude(code__in=["DBS", "CMP"])
    return list(open_ones.values_list("code", flat=True))


def test_shortlist_checks() -> None:
    application = shortlisted()
    requirements.require_checks(application, by=None, shortlisted_only=True)
    assert is_open(GateName.INTERVIEW, application, "shortlist_checks")
    clear(application, "ONL")
    assert not is_open(GateName.INTERVIEW, application, "shortlist_checks")


def test_declaration_in() -> None:
    application = shortlisted()
    requirements.require_checks(application, by=None, shortlisted_only=True)
    assert is_open(GateName.INTERVIEW, application, "declaration_in")
    application.checks.filter(code="SD").update(status=Check.Status.RECEIVED)
    assert not is_open(GateName.INTERVIEW, application, "declaration_in")


CODES = ["ID", "RTW", "DBS", "PROH", "QTS", "SENCO", "S128", "MED", "EMP", "SD", "CMP", "ONL"]


@pytest.mark.parametrize("code", CODES)
def test_each_check(code: str) -> None:
    """Open until it is clear; then with who, when and what was seen."""
    application = accepted()
    name = f"check_{code.lower()}"
    assert is_open(GateName.SIGN, application, name)
    clear(application, code)
    (row,) = rows(GateName.SIGN, application, name)
    assert row.finding.open is False
    assert row.finding.how.startswith("Passport. Marian Duxbury, ")


def test_a_check_that_is_not_needed_says_why_and_stops_nothing() -> None:
    application = accepted(SchoolFactory(maintained=True))
    (row,) = rows(GateName.SIGN, application, "check_s128")
    assert (row.finding.open, row.finding.not_needed) == (False, True)
    assert row.finding.how.startswith("Not needed: ")


def test_a_row_that_nobody_made_is_open_where_the_catalogue_asks_for_it() -> None:
    application = accepted()
    application.checks.filter(code__in=["EMP", "US"]).delete()
    (missing,) = rows(GateName.SIGN, application, "check_emp")
    (other,) = rows(GateName.SIGN, application, "check_us")
    assert (missing.finding.open, missing.finding.how) == (True, "Not started.")
    assert (other.finding.open, other.finding.not_needed) == (False, True)


def test_law_cannot_be_waived_and_guidance_can() -> None:
    application = accepted()
    by = application.vacancy.created_by
    with pytest.raises(ValueError, match="law"):
        gates.waive(GateName.SIGN, application, "check_dbs", by=by, reason="We are in a great hurry indeed")
    clear(application, *[code for code in CODES if code != "ONL"])
    assert not gates.run(GateName.SIGN, application).open
    gates.waive(GateName.SIGN, application, "check_onl", by=by, reason="The head decided against a search.")
    assert gates.run(GateName.SIGN, application).open


def test_check_senco_own() -> None:
    """Section 67 of the Children and Families Act 2014 does not name pupil referral units: no law there."""
    application = accepted(SchoolFactory(type_group="pru"))
    assert rows(GateName.SIGN, application, "check_senco") == []
    (row,) = rows(GateName.SIGN, application, "check_senco_own")
    assert (row.finding.open, row.waivable) == (True, True)
    clear(application, "SENCO")
    assert not is_open(GateName.SIGN, application, "check_senco_own")
    assert rows(GateName.SIGN, accepted(), "check_senco_own") == []


def test_check_s128_own() -> None:
    """A maintained school may ask for section 128 itself: guidance then, and waivable."""
    application = accepted(SchoolFactory(maintained=True))
    hr = application.vacancy.created_by
    facts = {"lived_abroad": False, "update_service": False, "recent_school_work": False}
    requirements.save_facts(application, by=hr, **facts, asks_section_128=True)
    (row,) = rows(GateName.SIGN, application, "check_s128_own")
    assert (row.finding.open, row.waivable) == (True, True)
    assert rows(GateName.SIGN, application, "check_s128") == []


def test_the_head_signs_before_the_dbs_only_with_the_barred_list_and_an_approved_assessment() -> None:
    application = accepted()
    ask_dbs(application)
    assert is_open(GateName.SIGN, application, "check_dbs")
    risk = assessed(application, approve=False)
    application.refresh_from_db()
    clear(application, "BL")
    assert is_open(GateName.SIGN, application, "check_dbs")
    risk_assessment.approve(risk, by=head_of(application.vacancy.school))
    (row,) = rows(GateName.SIGN, application, "check_dbs")
    assert row.finding.open is False
    assert "Colin Thackray supervises" in row.finding.how
    application.checks.filter(code="BL").update(status=Check.Status.TO_DO)
    assert is_open(GateName.SIGN, application, "check_dbs")


def test_start_signed() -> None:
    application = accepted()
    clear(application)
    assert is_open(GateName.START, application, "start_signed")
    assert not is_open(GateName.START, appointed(), "start_signed")


def test_start_law_checks() -> None:
    """Right to work before day one (Immigration, Asylum and Nationality Act 2006), and every other law check."""
    application = appointed()
    assert gates.run(GateName.START, application).open
    application.checks.filter(code="RTW").update(status=Check.Status.TO_DO)
    row = next(row for row in rows(GateName.START, application, "start_law_checks") if row.finding.open)
    assert (row.finding.key, row.stops, row.waivable) == ("RTW", True, False)
    with pytest.raises(gates.GateShutError):
        starting.start_work(application, by=application.vacancy.created_by)


def test_a_right_to_work_that_ends_before_the_first_day_is_none() -> None:
    """It was good when it was seen; the passport behind an identity may run out and proves it all the same."""
    application = accepted()
    clear(application)
    first = application.offers.get().starts_on
    application.checks.filter(code="ID").update(expires_on=first - timedelta(days=1))
    rtw = application.checks.filter(code="RTW")
    rtw.update(expires_on=first)
    assert gates.run(GateName.SIGN, application).open
    rtw.update(expires_on=first - timedelta(days=1))
    (row,) = rows(GateName.SIGN, application, "check_rtw")
    assert (row.stops, row.finding.link) == (True, "Record it")
    assert row.finding.how.endswith("before the first day. See one that lasts.")
    with pytest.raises(gates.GateShutError):
        sign(application, by=head_of(application.vacancy.school), proved=True)


def test_without_a_new_dbs_the_barred_list_is_looked_at_on_the_first_day() -> None:
    """Nobody else looks at it there: recent work in a school takes the place of the DBS alone."""
    application = accepted()
    facts = {"lived_abroad": False, "update_service": False, "asks_section_128": False}
    requirements.save_facts(application, by=application.vacancy.created_by, **facts, recent_school_work=True)
    application = Application.objects.get(pk=application.pk)
    clear(application)
    sign(application, by=head_of(application.vacancy.school), proved=True)
    assert gates.run(GateName.START, application).open
    application.checks.filter(code="BL").update(status=Check.Status.ASKED_FOR)
    assert [row.code for row in gates.run(GateName.START, application).stops] == ["start_law_checks:BL"]


def test_start_guidance_checks() -> None:
    application = appointed()
    application.checks.filter(code="EMP").update(status=Check.Status.TO_DO)
    assert is_open(GateName.START, application, "start_guidance_checks")


def test_what_the_head_passed_at_the_signature_stays_passed_on_the_first_day() -> None:
    application = accepted()
    clear(application, *[code for code in CODES if code != "ONL"])
    head = head_of(application.vacancy.school)
    gates.waive(GateName.SIGN, application, "check_onl", by=head, reason="The head decided against a search.")
    sign(application, by=head, proved=True)
    assert not is_open(GateName.START, application, "start_guidance_checks")


def test_the_head_passes_on_the_first_day_what_came_up_after_the_signature(client, settings) -> None:
    settings.SECOND_FACTOR_REQUIRED = False
    application = appointed()
    application.checks.filter(code="EMP").update(status=Check.Status.TO_DO)
    head = head_of(application.vacancy.school)
    url = reverse("appointments:start_pass", args=[application.ref])
    client.force_login(head)
    refused = client.post(url, {"code": "start_guidance_checks:EMP", "reason": "Short"}).content.decode()
    assert "at least 20 characters" in refused
    client.post(url, {"code": "start_guidance_checks:EMP", "reason": "Two employers have closed since 1999."})
    assert gates.run(GateName.START, application).open
    with pytest.raises(StateError, match="law does not allow"):
        let_pass(application, "start_law_checks:RTW", by=head, reason="No time for that today.", gate=GateName.START)


def test_start_early_checks() -> None:
    """Every other check, whatever the head passed at the signature."""
    signed = accepted()
    taken = {"by": head_of(signed.vacancy.school), "reason": "The head decided against a search."}
    assessed(signed)
    ask_dbs(signed)
    clear(signed, *[code for code in _but_the_dbs(signed) if code != "ONL"])
    gates.waive(GateName.SIGN, signed, "check_onl", **taken)
    sign(signed, by=taken["by"], proved=True)
    stops = [row for row in rows(GateName.START, signed, "start_early_checks") if row.stops]
    assert [(row.finding.key, row.waivable) for row in stops] == [("ONL", False)]
    clear(signed, "DBS", "CMP")
    assert not is_open(GateName.START, signed, "start_guidance_checks")


def test_start_dbs() -> None:
    application = early()
    assert gates.run(GateName.START, application).open
    found = [row.finding.key for row in rows(GateName.START, application, "start_dbs")]
    assert found == ["applied", "barred", "risk", "supervisor", "review"]


@pytest.mark.parametrize(
    ("key", "change"),
    [
        ("applied", lambda a: a.checks.filter(code="DBS").update(status="to_do")),
        ("barred", lambda a: a.checks.filter(code="BL").update(status="to_do")),
        ("risk", lambda a: RiskAssessment.objects.update(state="ended")),
        ("supervisor", lambda a: RiskAssessment.objects.all().delete()),
        ("review", lambda a: RiskAssessment.objects.update(next_review_on=timezone.localdate() - timedelta(days=1))),
    ],
)
def test_each_thing_that_an_early_start_needs_stops_it_by_law(key: str, change) -> None:
    application = Application.objects.get(pk=early().pk)
    change(application)
    application = Application.objects.get(pk=application.pk)
    stops = {row.finding.key for row in rows(GateName.START, application, "start_dbs") if row.stops}
    assert key in stops
    assert not any(row.waivable for row in rows(GateName.START, application, "start_dbs"))
    with pytest.raises(gates.GateShutError):
        starting.start_work(application, by=application.vacancy.created_by)


def test_hr_records_the_first_day_when_nothing_stops_it() -> None:
    application = appointed()
    starting.start_work(application, by=application.vacancy.created_by)
    application.refresh_from_db()
    assert application.state == Application.State.STARTED


def test_every_check_at_these_gates_names_a_test_of_this_file() -> None:
    mine = [check for check in gates.registered() if "test_check_gates.py" in check.test]
    assert len(mine) == 27
    assert {check.test.rpartition("::")[2] for check in mine} <= set(globals())
