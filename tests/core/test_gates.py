from __future__ import annotations

from collections.abc import Iterator

import pytest

from core import gates
from core.audit import subject_of
from core.gates import Check, Finding, Force, GateName, GateShutError, require, run, take_back, waive
from core.models import AuditEvent, TypedReason, Waiver
from tests.at_once import at_once
from tests.factories import SchoolFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]
REASON = "The second panel member fell ill on the day."
GATE = GateName.OFFER


class Rules:
    """The checks of one gate, for one test."""

    def add(self, code: str, force: Force, *findings: Finding) -> None:
        found = list(findings) or [Finding(f"{code} is missing")]
        gates.register(Check(GATE, code, force, "a source", lambda obj: found))

    def change(self, code: str, *findings: Finding) -> None:
        del gates._checks[GATE][code]
        self.add(code, Force.SG, *findings)


@pytest.fixture
def rules() -> Iterator[Rules]:
    before = dict(gates._checks[GATE])
    gates._checks[GATE].clear()
    yield Rules()
    gates._checks[GATE].clear()
    gates._checks[GATE].update(before)


@pytest.mark.parametrize(
    ("force", "stops"),
    [(Force.LAW, True), (Force.DEFECT, True), (Force.SG, True), (Force.CON, False), (Force.GP, False)],
)
def test_what_stops(rules, force, stops):
    school = SchoolFactory()
    rules.add("point", force)
    assert run(GATE, school).open is not stops
    if stops:
        with pytest.raises(GateShutError, match="point is missing") as shut:
            require(GATE, school)
        assert len(shut.value.report.rows) == 1
    else:
        assert require(GATE, school).open


def test_a_gate_without_findings_is_open(rules):
    assert run(GATE, SchoolFactory()).open


def test_what_is_clear_never_stops(rules):
    rules.add("point", Force.LAW, Finding("Proved", open=False), Finding("Not needed", open=False, not_needed=True))
    report = require(GATE, SchoolFactory())
    assert [row.finding.what for row in report.clear] == ["Proved", "Not needed"]


def test_guidance_is_waived_by_a_person_with_a_reason(rules):
    school, head = SchoolFactory(), UserFactory()
    rules.add("two_people", Force.SG)
    waiver = waive(GATE, school, "two_people", by=head, reason=f"  {REASON} ", school_id=school.pk)
    report = require(GATE, school)
    assert [row.waiver for row in report.waived] == [waiver]
    assert (waiver.by, waiver.reason) == (head, REASON)
    event = AuditEvent.objects.get()
    assert (event.verb, event.actor_id, event.school_id) == ("gate.waived", head.pk, school.pk)
    assert event.codes == {"gate": "offer", "code": "two_people"}
    assert TypedReason.objects.get().text == REASON


@pytest.mark.parametrize("force", [Force.LAW, Force.DEFECT, Force.CON, Force.GP])
def test_nothing_but_guidance_is_waived(rules, force):
    school = SchoolFactory()
    rules.add("point", force)
    with pytest.raises(ValueError, match="the law does not allow"):
        waive(GATE, school, "point", by=UserFactory(), reason=REASON)
    assert (Waiver.objects.count(), AuditEvent.objects.count()) == (0, 0)


def test_a_waiver_row_for_a_law_opens_nothing(rules):
    school = SchoolFactory()
    finding = Finding("No DBS certificate")
    rules.add("dbs", Force.LAW, finding)
    kind, pk = subject_of(school)
    Waiver.objects.create(
        gate=GATE, code="dbs", subject_type=kind, subject_id=pk, fingerprint=finding.fingerprint(),
        reason=REASON, by=UserFactory(),
    )  # fmt: skip
    assert not run(GATE, school).open


@pytest.mark.parametrize("reason", ["", "   ", "too short", " " * 30, "x" * (gates.REASON_LENGTH - 1)])
def test_a_reason_explains(rules, reason):
    school = SchoolFactory()
    rules.add("two_people", Force.SG)
    with pytest.raises(ValueError, match="at least 20 characters"):
        waive(GATE, school, "two_people", by=UserFactory(), reason=reason)
    assert not run(GATE, school).open


def test_what_is_not_open_cannot_be_waived(rules):
    school, head = SchoolFactory(), UserFactory()
    rules.add("two_people", Force.SG, Finding("Two people", open=False))
    with pytest.raises(ValueError, match="no longer open"):
        waive(GATE, school, "two_people", by=head, reason=REASON)
    with pytest.raises(ValueError, match="no longer open"):
        waive(GATE, school, "no_such_point", by=head, reason=REASON)


def test_a_waiver_no_longer_fits_when_its_facts_change(rules):
    school, head = SchoolFactory(), UserFactory()
    rules.add("references", Force.SG, Finding("References", how="One of two is here."))
    first = waive(GATE, school, "references", by=head, reason=REASON)
    rules.change("references", Finding("References", how="None of two is here."))
    assert not run(GATE, school).open
    second = waive(GATE, school, "references", by=head, reason=REASON)
    assert run(GATE, school).open
    first.refresh_from_db()
    assert first.taken_back_at is not None
    assert Waiver.objects.filter(taken_back_at=None).get() == second


def test_a_waiver_fits_one_finding_of_several(rules):
    school, head = SchoolFactory(), UserFactory()
    rules.add("references", Force.SG, Finding("Reference 1", key="1"), Finding("Reference 2", key="2"))
    waive(GATE, school, "references:1", by=head, reason=REASON)
    report = run(GATE, school)
    assert [row.code for row in report.waived] == ["references:1"]
    assert [row.code for row in report.waivable] == ["references:2"]
    assert not report.open


def test_a_waiver_holds_for_one_object_and_one_gate(rules):
    school, other = SchoolFactory(), SchoolFactory()
    rules.add("two_people", Force.SG)
    waive(GATE, school, "two_people", by=UserFactory(), reason=REASON)
    assert run(GATE, school).open
    assert not run(GATE, other).open


def test_a_waiver_can_be_taken_back_once(rules):
    school, head = SchoolFactory(), UserFactory()
    rules.add("two_people", Force.SG)
    waiver = waive(GATE, school, "two_people", by=head, reason=REASON)
    take_back(waiver, school, by=head)
    take_back(waiver, school, by=head)
    assert not run(GATE, school).open
    assert AuditEvent.objects.filter(verb="gate.waiver_taken_back").count() == 1


def test_a_report_tells_what_stops_first(rules):
    school, head = SchoolFactory(), UserFactory()
    rules.add("clear", Force.LAW, Finding("clear", open=False))
    rules.add("advice", Force.GP)
    rules.add("waived", Force.SG)
    rules.add("guidance", Force.SG)
    rules.add("law", Force.LAW)
    waive(GATE, school, "waived", by=head, reason=REASON)
    report = run(GATE, school)
    assert [row.check.code for row in report.rows] == ["law", "guidance", "waived", "advice", "clear"]
    assert [row.check.code for row in report.stops] == ["law"]
    assert [row.check.code for row in report.waivable] == ["guidance"]
    assert [row.check.code for row in report.advice] == ["advice"]


def test_a_code_stands_once_at_a_gate(rules):
    rules.add("point", Force.LAW)
    with pytest.raises(ValueError, match="already has"):
        rules.add("point", Force.LAW)


def test_a_report_asks_one_question_for_its_waivers(rules, django_assert_num_queries):
    school, head = SchoolFactory(), UserFactory()
    for n in range(3):
        rules.add(f"point{n}", Force.SG)
    with django_assert_num_queries(1):
        run(GATE, school)
    for n in range(3):
        waive(GATE, school, f"point{n}", by=head, reason=REASON)
    with django_assert_num_queries(1):
        assert [row.waiver.by for row in run(GATE, school).waived] == [head] * 3


@pytest.mark.django_db(transaction=True)
def test_two_waivers_at_once_leave_one_open(rules):
    school, head = SchoolFactory(), UserFactory()
    rules.add("two_people", Force.SG)
    results = at_once(*[lambda: waive(GATE, school, "two_people", by=head, reason=REASON)] * 2)
    assert any(isinstance(result, Waiver) for result in results)
    assert Waiver.objects.filter(taken_back_at=None).count() == 1
    # Every waiver that was given is in the record, and nothing that failed is.
    given = sum(isinstance(result, Waiver) for result in results)
    assert Waiver.objects.count() == AuditEvent.objects.filter(verb="gate.waived").count() == given
