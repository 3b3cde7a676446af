"""Papers go when their time is up, and not before; a legal hold stops it."""

from __future__ import annotations

import io
import json
from datetime import datetime, timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from accounts.models import Invitation, Role
from applications.models import Application, PersonalDetails
from appointments.models import RecordEntry
from core.audit import record
from core.models import AuditEvent, LegalHold, OutgoingEmail, StoredFile, TypedReason
from core.months import months_later
from core.personal_data import Erase, Lifetime, register
from core.services.holds import lift_hold, place_hold
from core.states import StateError
from senco_recruit.retention import papers, purge
from senco_recruit.retention.dated import DATED
from senco_recruit.retention.purge import KINDS, due
from shortlisting.models import Decision
from tests.applications.factories import complete_application, submitted_application
from tests.at_once import at_once
from tests.core.encrypted_rows import stored_pdf
from tests.factories import SchoolFactory, UserFactory
from tests.shortlisting.factories import decide_all, hr_of_panel, sift_with_scores
from tests.vacancies.factories import closed_vacancy, published_vacancy
from vacancies.models import Vacancy

S = Application.State
BLANK = {PersonalDetails: {"first_names": "", "last_name": "", "address": ""}}  # the row stays, empty
LONDON = timezone.get_default_timezone()
RELEASED = datetime(2026, 1, 15, 9, tzinfo=LONDON)
pytestmark = pytest.mark.django_db


def months(number: int, *, days: int = 1) -> datetime:
    """A time that many months and days after the outcomes were released."""
    return months_later(RELEASED, number) + timedelta(days=days)


def decided_panel():
    """Two candidates with scores, decided and released long ago: the first shortlisted, the second not."""
    from shortlisting.services.decisions import release

    panel = sift_with_scores()
    decide_all(panel)
    release(panel, by=hr_of_panel(panel))
    Decision.objects.update(released_at=RELEASED)
    return panel


def held_about(application: Application) -> set[str]:
    """The models that still hold something about it."""
    return {
        policy.model._meta.label
        for policy, path in papers.parts()
        if policy.model._base_manager.filter(**{path: application.pk}).exclude(**BLANK.get(policy.model, {})).exists()
    }


def run(at: datetime) -> list[purge.Paper]:
    return list(purge.purge(at))


def whats(at: datetime) -> list[str]:
    return [paper.what for paper in due(at)]


def test_every_personal_field_has_a_clock():
    dated = {(each.model, each.lifetime) for each in DATED}
    elsewhere = {
        Lifetime.ACCOUNT,  # goes when the account is erased
        Lifetime.VACANCY,  # equality monitoring: applications/services/monitoring.py, at the vacancy's end
    }
    by_vacancy = {"core.TypedReason", "core.Waiver", "core.StoredFile"}  # go with what they are about
    missing = []
    for label, policy in register().items():
        if papers.path_to_application(policy) or label == "applications.Application":
            allowed = papers.FILE | elsewhere | {lifetime for model, lifetime in dated if model is policy.model}
        elif label == "accounts.School":
            continue  # whom to ask: the school changes it itself
        elif label in by_vacancy:
            allowed = {Lifetime.RECRUITMENT}
        else:
            allowed = elsewhere | {lifetime for model, lifetime in dated if model is policy.model}
        missing += [
            f"{label}.{name}: {field.lifetime}"
            for name, field in policy.personal.items()
            if field.erase is not Erase.KEEP and field.lifetime not in allowed
        ]
    assert missing == []


def test_an_unsuccessful_application_goes_twelve_months_after_the_release():
    panel = decided_panel()
    loser = Application.objects.get(state=S.NOT_SHORTLISTED)
    record("application.looked_at", by=None, subject=loser, reason="Typed words")
    assert "application" not in whats(months(12, days=-2))
    gone = [paper for paper in run(months(12)) if paper.subject_id == loser.pk]
    assert [paper.what for paper in gone] == ["application"]
    assert gone[0].rows["applications.CriterionStatement"] > 0
    assert gone[0].rows["shortlisting.Score"] > 0
    assert held_about(loser) == set()
    assert not TypedReason.objects.filter(event__subject_type="applications.application").exists()
    loser.refresh_from_db()
    assert (loser.state, loser.purged_at) == (S.NOT_SHORTLISTED, months(12))
    event = AuditEvent.objects.get(verb="retention.application", subject_id=loser.pk)
    assert event.school_id == panel.vacancy.school_id
    assert [paper for paper in run(months(13)) if paper.subject_id == loser.pk] == []


def test_a_school_sets_its_own_months():
    panel = decided_panel()
    panel.vacancy.school.retention_months = 24
    panel.vacancy.school.save()
    other = submitted_application(closed_vacancy(closes_at=RELEASED, published_at=RELEASED - timedelta(days=20)))
    assert [paper.subject_id for paper in due(months(12)) if paper.what == "application"] == [other.pk]
    assert len([paper for paper in due(months(24)) if paper.what == "application"]) == 3


@pytest.mark.parametrize(("state", "goes"), [(S.OFFERED, False), (S.ACCEPTED, False), (S.WITHDRAWN, True)])
def test_nothing_goes_while_an_offer_is_out(state, goes):
    decided_panel()
    Application.objects.update(state=state)
    assert ("application" in whats(months(30))) is goes


def test_of_somebody_appointed_only_the_selection_goes_and_the_file_six_years_after_leaving():
    panel = decided_panel()
    appointed = Application.objects.get(state=S.SHORTLISTED)
    Application.objects.filter(pk=appointed.pk).update(state=S.STARTED)
    run(months(12))
    left = held_about(appointed)
    assert {"applications.PersonalDetails", "applications.EmploymentRecord"} <= left
    assert not left & {"applications.CriterionStatement", "shortlisting.Score", "shortlisting.Decision"}
    entry = RecordEntry.objects.create(
        school=panel.vacancy.school, application=appointed, surname="Larkfield", date_of_birth="1990-03-02",
        job_title="SENCo", starts_on="2026-09-01", left_on="2027-08-31", cells={"dbs": {"note": "Seen"}},
    )  # fmt: skip
    run(datetime(2027, 9, 1, 3, tzinfo=LONDON))
    entry.refresh_from_db()
    assert (entry.surname, entry.date_of_birth, entry.cells) == ("", None, {})
    assert "file" not in whats(datetime(2033, 8, 30, 3, tzinfo=LONDON))
    run(datetime(2033, 9, 2, 3, tzinfo=LONDON))
    assert "applications.PersonalDetails" not in held_about(appointed)
    appointed.refresh_from_db()
    assert appointed.left_education_on is None
    assert "file" not in whats(datetime(2034, 9, 2, 3, tzinfo=LONDON))


def test_a_draft_goes_six_months_after_closing():
    draft = complete_application(closed_vacancy(closes_at=RELEASED, published_at=RELEASED - timedelta(days=20)))
    open_still = complete_application(published_vacancy(closes_at=timezone.now() + timedelta(days=3650)))
    assert "draft" not in whats(months(6, days=-2))
    assert [(p.what, p.subject_id) for p in run(months(6)) if p.what == "draft"] == [("draft", draft.pk)]
    assert held_about(draft) == set()
    assert held_about(open_still)


@pytest.mark.parametrize("on", ["vacancy", "application"])
def test_a_legal_hold_stops_it_until_it_is_lifted(on):
    panel = decided_panel()
    loser, hr = Application.objects.get(state=S.NOT_SHORTLISTED), hr_of_panel(panel)
    subject = panel.vacancy if on == "vacancy" else loser
    hold = place_hold(subject, by=hr, reason="A letter before claim came.", school_id=panel.vacancy.school_id)
    with pytest.raises(StateError, match="already"):
        place_hold(subject, by=hr, reason="Again", school_id=panel.vacancy.school_id)
    run(months(14))
    assert held_about(loser)
    lift_hold(hold, by=hr, reason="Settled.")
    with pytest.raises(StateError, match="lifted already"):
        lift_hold(hold, by=hr, reason="Settled.")
    run(months(14))
    assert not held_about(loser)
    with pytest.raises(StateError, match="already deleted"):
        place_hold(loser, by=hr, reason="Too late", school_id=panel.vacancy.school_id)


def test_a_vacancy_loses_its_source_pack_with_its_file():
    vacancy = closed_vacancy(closes_at=RELEASED, published_at=RELEASED - timedelta(days=20))
    file = stored_pdf()
    pack = vacancy.packs.create(state="read", source_text="The whole pack", result={"title": "SENCo"}, file=file)
    run(months(12))
    pack.refresh_from_db()
    assert (pack.source_text, pack.result, pack.file) == ("", {}, None)
    assert not StoredFile.objects.filter(pk=file.pk).exists()
    assert Vacancy.objects.get(pk=vacancy.pk).purged_at == months(12)


def test_rows_with_a_date_of_their_own_go_by_it():
    school = SchoolFactory()
    Invitation.objects.create(
        email="new@example.org", school=school, role=Role.HR, invited_by=UserFactory(), invited_at=RELEASED
    )
    for state in (OutgoingEmail.State.SENT, OutgoingEmail.State.WAITING):
        OutgoingEmail.objects.create(template="x", message_id=state, state=state, queued_at=RELEASED)
    file = stored_pdf()
    StoredFile.objects.filter(pk=file.pk).update(delete_after=RELEASED.date())
    gone = {paper.what for paper in run(months(6))}
    assert gone == {"accounts.Invitation", "core.OutgoingEmail", "core.StoredFile"}
    assert [mail.state for mail in OutgoingEmail.objects.all()] == [OutgoingEmail.State.WAITING]
    assert not Invitation.objects.exists()


def test_a_run_that_dies_leaves_each_paper_whole_or_gone(monkeypatch):
    decided_panel()
    Application.objects.update(state=S.NOT_APPOINTED)
    erase, calls = purge.erase_unrecorded, []

    def dies(rows):
        calls.append(rows)
        if len(calls) == 15:
            raise RuntimeError("the power went")
        return erase(rows)

    monkeypatch.setattr(purge, "erase_unrecorded", dies)
    with pytest.raises(RuntimeError):
        run(months(12))
    for application in Application.objects.all():
        assert bool(held_about(application)) is (application.purged_at is None)
    monkeypatch.setattr(purge, "erase_unrecorded", erase)
    run(months(12))
    assert [held_about(application) for application in Application.objects.all()] == [set(), set()]


def test_the_command_shows_and_does():
    decided_panel()
    at = months(12).date().isoformat()

    def told(*words: str) -> str:
        out = io.StringIO()
        call_command("retention", "--at", at, *words, stdout=out)
        return out.getvalue()

    shown = json.loads(told("--dry-run", "--json"))
    assert {row["what"] for row in shown} >= {"application", "vacancy"}
    assert "12 months after the outcomes" in shown[0]["why"]
    assert not Application.objects.filter(purged_at__isnull=False).exists()
    assert told("--dry-run").endswith(f"{len(shown)} due.\n")
    assert len(json.loads(told("--json"))) == len(shown)
    assert json.loads(told("--json")) == []


def test_what_is_due_takes_a_query_a_kind(django_assert_num_queries):
    decided_panel()
    with django_assert_num_queries(len(KINDS) + len(DATED) + 2):  # the two of the schools' months
        list(due(months(12)))
    submitted_application(closed_vacancy(closes_at=RELEASED, published_at=RELEASED - timedelta(days=20)))
    with django_assert_num_queries(len(KINDS) + len(DATED) + 2):
        assert len(list(due(months(13)))) > 3


@pytest.mark.sqlite
@pytest.mark.django_db(transaction=True)
def test_a_hold_and_a_purge_at_once_never_leave_a_hold_on_nothing():
    panel = decided_panel()
    loser, hr = Application.objects.get(state=S.NOT_SHORTLISTED), hr_of_panel(panel)

    def hold() -> None:
        place_hold(loser, by=hr, reason="A claim", school_id=panel.vacancy.school_id)

    at_once(hold, lambda: run(months(12)))
    stands = LegalHold.objects.filter(subject_id=loser.pk, lifted_at=None).exists()
    assert bool(held_about(loser)) is stands


def test_the_retention_schedule_is_the_register():
    call_command("retention_table", "--check")
