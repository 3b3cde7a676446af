"""What stops an interview, an offer, the signature: each check open and clear."""

from __future__ import annotations

import pytest
from django.utils import timezone

from appointments.models import Check, ReferenceRequest
from appointments.services import countersign, references
from core import gates
from core.gates import GateName, Row
from shortlisting.models import AgreedScore, PanelMember, Score, ScoreSheet
from tests.appointments.factories import accepted, answered, asked, clear, recommended, shortlisted
from tests.factories import SchoolFactory
from vacancies.models import Vacancy

pytestmark = pytest.mark.django_db


def rows(gate: GateName, application, code: str) -> list[Row]:
    return [row for row in gates.run(gate, application).rows if row.check.code == code]


def is_open(gate: GateName, application, code: str) -> bool:
    found = rows(gate, application, code)
    assert found
    return any(row.finding.open for row in found)


def test_references_received() -> None:
    application = shortlisted()
    assert is_open(GateName.INTERVIEW, application, "references_received")
    first, second = asked(application)
    answered(first)
    (row,) = rows(GateName.INTERVIEW, application, "references_received")
    assert row.finding.how == f"Not in yet: {second.referee.name}."
    answered(second)
    assert not is_open(GateName.INTERVIEW, application, "references_received")


def test_references_agree() -> None:
    application = shortlisted(referees=1)
    (request,) = asked(application)
    answered(request, job="Cook", **{"from": "2021-09-01"})
    (row,) = rows(GateName.SIGN, application, "references_agree")
    assert (row.finding.open, row.waivable, row.finding.how) == (True, True, "2 to settle.")
    for difference in request.reference.discrepancies.all():
        references.settle(difference, note="Asked the candidate.", by=application.vacancy.created_by)
    assert not is_open(GateName.SIGN, application, "references_agree")


def test_recommended() -> None:
    application = shortlisted()
    assert is_open(GateName.OFFER, application, "recommended")
    with pytest.raises(gates.GateShutError):
        gates.require(GateName.OFFER, application)
    assert not is_open(GateName.OFFER, recommended(application), "recommended")


def test_panel_trained() -> None:
    application = accepted()
    assert not is_open(GateName.SIGN, application, "panel_trained")
    PanelMember.objects.update(trained_on=None)
    (row,) = rows(GateName.SIGN, application, "panel_trained")
    assert (row.finding.open, row.waivable) == (True, True)
    assert rows(GateName.SIGN, application, "panel_trained_law") == []


def test_panel_trained_law() -> None:
    """School Staffing (England) Regulations 2009, regulation 9, binds maintained schools."""
    application = accepted(SchoolFactory(maintained=True))
    assert not is_open(GateName.SIGN, application, "panel_trained_law")
    PanelMember.objects.update(trained_on=None)
    (row,) = rows(GateName.SIGN, application, "panel_trained_law")
    assert (row.stops, row.waivable) == (True, False)
    assert rows(GateName.SIGN, application, "panel_trained") == []


def test_two_shortlisted() -> None:
    application = accepted()
    assert not is_open(GateName.SIGN, application, "two_shortlisted")
    ScoreSheet.objects.filter(pk=ScoreSheet.objects.first().pk).update(submitted_at=None)
    assert is_open(GateName.SIGN, application, "two_shortlisted")


def test_every_essential() -> None:
    application = accepted()
    (row,) = rows(GateName.SIGN, application, "every_essential")
    assert (row.finding.open, row.finding.how) == (False, "1 of 1 at the pass mark or above")
    Score.objects.update(value=1)
    (row,) = rows(GateName.SIGN, application, "every_essential")
    assert (row.finding.open, row.finding.how, row.stops) == (True, "0 of 1 at the pass mark or above", False)
    member = PanelMember.objects.get(role="chair")
    criterion = application.vacancy.criteria.get()
    AgreedScore.objects.create(
        application=application, criterion=criterion, value=2, reason="Page 3 shows it.", agreed_by=member.user
    )
    assert not is_open(GateName.SIGN, application, "every_essential"), "what was agreed stands"
    AgreedScore.objects.update(value=1)
    assert is_open(GateName.SIGN, application, "every_essential")
    AgreedScore.objects.all().delete()
    Score.objects.all().delete()
    assert is_open(GateName.SIGN, application, "every_essential")


def test_equality_apart() -> None:
    assert not is_open(GateName.SIGN, accepted(), "equality_apart")


def test_references_verified() -> None:
    application = accepted()
    assert not is_open(GateName.SIGN, application, "references_verified")
    ReferenceRequest.objects.filter(pk=ReferenceRequest.objects.first().pk).update(state="received")
    assert is_open(GateName.SIGN, application, "references_verified")


def test_concerns_settled() -> None:
    application = shortlisted()
    request, _ = asked(application)
    assert not is_open(GateName.SIGN, application, "concerns_settled")
    answered(request, concern="yes", details="What happened.")
    assert is_open(GateName.SIGN, application, "concerns_settled")
    references.settle_concern(request.reference, note="Talked.", by=application.vacancy.created_by)
    assert not is_open(GateName.SIGN, application, "concerns_settled")


def test_offer_accepted() -> None:
    assert is_open(GateName.SIGN, shortlisted(), "offer_accepted")
    assert not is_open(GateName.SIGN, accepted(), "offer_accepted")


def test_governors_countersigned() -> None:
    application = accepted()
    (row,) = rows(GateName.SIGN, application, "governors_countersigned")
    assert (row.finding.open, row.finding.not_needed) == (False, True)
    Vacancy.objects.filter(pk=application.vacancy_id).update(leadership_scale=True)
    application.vacancy.refresh_from_db()
    (row,) = rows(GateName.SIGN, application, "governors_countersigned")
    assert (row.finding.open, row.waivable) == (True, True)
    governor = PanelMember.objects.filter(panel__vacancy=application.vacancy, role="member").get().user
    asked_for = countersign.ask(application, governor=governor, by=application.vacancy.created_by)
    assert is_open(GateName.SIGN, application, "governors_countersigned")
    countersign.sign(asked_for, by=governor, proved=True)
    assert not is_open(GateName.SIGN, application, "governors_countersigned")


def test_start_in_time() -> None:
    application = accepted()
    assert not is_open(GateName.SIGN, application, "start_in_time")
    application.offers.update(starts_on=timezone.localdate() - timezone.timedelta(days=1))
    (row,) = rows(GateName.SIGN, application, "start_in_time")
    assert (row.finding.open, row.waivable) == (True, True)


def test_nothing_open_opens_the_gate() -> None:
    application = accepted()
    clear(application)
    report = gates.require(GateName.SIGN, application)
    assert (report.stops, report.waivable) == ([], [])
    assert Check.objects.filter(status=Check.Status.TO_DO).count() == 0


def test_every_check_at_these_gates_names_a_test_of_this_file() -> None:
    mine = [check for check in gates.registered() if check.test.startswith("tests/appointments/test_gates.py")]
    assert len(mine) == 13
    assert {check.test.rpartition("::")[2] for check in mine} <= set(globals())
