"""A person's copy of everything held, and erasing the account: what goes, what stays with a school, and why."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from applications.models import (
    Application,
    CriterionStatement,
    MonitoringDraft,
    MonitoringHeld,
    PersonalDetails,
    StatementVersion,
)
from applications.services import monitoring
from applications.services.profile import save_answers
from appointments.models import RecordEntry
from appointments.record_table import told
from core.models import AuditEvent
from core.states import StateError
from senco_recruit.erasure import erase_account, kept_of
from senco_recruit.views.your_data import in_words
from shortlisting.models import Panel, PanelMember
from tests.applications.factories import complete_application, submitted_application
from tests.appointments.factories import answered, asked, declaration_of, shortlisted
from tests.factories import MembershipFactory, UserFactory
from tests.markup import Markup
from tests.vacancies.factories import closed_vacancy

pytestmark = pytest.mark.django_db


@pytest.fixture
def candidate() -> User:
    return UserFactory(name="Imogen Larkfield", email="imogen@example.org")


def held(client) -> dict:
    answer = client.get(reverse("your_data_json"))
    assert "attachment" in answer["Content-Disposition"]
    return json.loads(answer.content)


def test_the_copy_holds_all_that_is_ones_own_and_nothing_of_others(client, candidate):
    mine = complete_application(candidate=candidate, adjustments="Questions in writing", statement="Mine to read")
    complete_application(mine.vacancy, statement="Not mine to read")
    client.force_login(candidate)
    text = json.dumps(held(client), ensure_ascii=False)
    for mark in ("imogen@example.org", "Questions in writing", "AB123456C", "Mine to read", "Caring for a parent"):
        assert mark in text
    assert "Not mine to read" not in text
    assert AuditEvent.objects.filter(verb="person.exported", actor_id=candidate.pk).count() == 1


def test_the_pdf_is_one(client, candidate):
    complete_application(candidate=candidate, statement="<b>Mine</b> 🙂")
    client.force_login(candidate)
    answer = client.get(reverse("your_data_pdf"))
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (True, "Yes"), (False, "No"), (None, ""), (date(2026, 3, 1), "1 March 2026"), ([1, "a"], "1, a"),
        ({"a": None, "b": True}, "a: \nb: Yes"), (7, "7"),
    ],
)  # fmt: skip
def test_values_in_words(value, words):
    assert in_words(value) == words


# --- erasing -------------------------------------------------------------------------------------------------


def test_what_was_never_sent_goes_at_once_and_nobody_can_sign_in(client, candidate):
    mine = complete_application(candidate=candidate)
    client.force_login(candidate)
    page = Markup(client.get(reverse("erase_account")).content.decode())
    assert f"{mine.vacancy.title}, {mine.vacancy.school.name} (not sent)" in [each.words for each in page.all("li")]
    answer = client.post(reverse("erase_account"), {"sure": "1"})
    assert answer.status_code == 302
    for model in (CriterionStatement, StatementVersion):
        assert not model.objects.exists(), model
    kept = PersonalDetails.objects.get()
    assert (kept.first_names, kept.last_name, kept.phone, kept.address) == ("", "", "", "")
    mine.refresh_from_db()
    assert mine.state == Application.State.WITHDRAWN
    assert mine.left_education_on is None
    candidate.refresh_from_db()
    assert (candidate.name, candidate.is_active) == ("", False)
    assert "imogen" not in candidate.email
    assert client.get(reverse("applications:mine")).status_code == 302


def test_what_was_sent_is_withdrawn_and_kept_for_the_schools_time(candidate):
    sent = submitted_application(candidate=candidate, statement="Kept for a time")
    done = submitted_application(closed_vacancy(), candidate=candidate, state=Application.State.NOT_SHORTLISTED)
    vacancy = done.vacancy
    vacancy.state, vacancy.ended_at = "filled", timezone.now() - timedelta(days=10)
    vacancy.save()
    kept = {row.application.pk: row.until for row in kept_of(candidate)}
    assert kept[sent.pk] is None
    assert kept[done.pk] is not None
    assert 340 < (kept[done.pk] - timezone.localdate()).days < 366
    erase_account(candidate, by=candidate)
    sent.refresh_from_db()
    assert sent.state == Application.State.WITHDRAWN
    assert CriterionStatement.objects.filter(application=sent, text="Kept for a time").exists()
    done.refresh_from_db()
    assert done.state == Application.State.NOT_SHORTLISTED


def test_the_answers_for_equality_monitoring_go_as_well_where_they_can_be_found(candidate):
    early, late = submitted_application(candidate=candidate), submitted_application(closed_vacancy(), candidate)
    other = submitted_application(late.vacancy)
    for each in (early, late, other):
        MonitoringDraft.objects.create(application=each, answers={"sex": "female"})
    monitoring.part(late.vacancy)
    assert MonitoringHeld.objects.count() == 2
    erase_account(candidate, by=candidate)
    assert [row.tie for row in MonitoringHeld.objects.all()] == [monitoring.tie_of(other.pk)]
    assert not MonitoringDraft.objects.exists()


def test_it_asks_once(client, candidate):
    complete_application(candidate=candidate)
    client.force_login(candidate)
    answer = client.post(reverse("erase_account"), {})
    assert answer.status_code == 422
    assert "Tick to say that you are sure" in answer.content.decode()
    candidate.refresh_from_db()
    assert candidate.is_active


@pytest.mark.parametrize("role", ["hr", "panel"])
def test_who_works_with_a_school_ends_that_first(client, candidate, role):
    if role == "hr":
        MembershipFactory(user=candidate)
    else:
        panel = Panel.objects.create(vacancy=closed_vacancy())
        PanelMember.objects.create(panel=panel, user=candidate, role=PanelMember.Role.MEMBER)
    with pytest.raises(StateError, match="end your roles"):
        erase_account(candidate, by=candidate)
    candidate.refresh_from_db()
    assert candidate.is_active


def test_others_keep_all_of_theirs(candidate):
    other = complete_application(statement="Of somebody else")
    complete_application(other.vacancy, candidate=candidate)
    erase_account(candidate, by=candidate)
    assert CriterionStatement.objects.filter(application=other).exists()
    assert PersonalDetails.objects.filter(application=other).exists()
    assert other.candidate.is_active


def test_ones_profile_shows_what_is_copied_and_no_declaration(client, candidate):
    client.force_login(candidate)
    assert "Nothing here yet" in client.get(reverse("applications:profile")).content.decode()
    complete_application(candidate=candidate, statement="A statement for one school", adjustments="Extra time")
    shown = client.get(reverse("applications:profile")).content.decode()
    assert "Fernhollow Academy" in shown
    for never in ("A statement for one school", "Extra time", "Offence to apply if barred"):
        assert never not in shown
    assert "Your next application" in client.get(reverse("your_data")).content.decode()


def test_the_copy_says_questions_and_not_their_keys(client):
    application = shortlisted()
    answered(asked(application)[0], share="yes")
    declaration_of(application, told="A caution in 2003.")
    save_answers(by=application.candidate, name="details", values={"town": "Marlham"})
    client.force_login(application.candidate)
    rows = {each["about"]: each["rows"][0]["answers"] for each in held(client)["held"] if "answers" in each["rows"][0]}
    reference = rows["What your referees said, and how the school checked that it came from them"]
    assert reference["Would you employ Imogen again?"] == "Yes"
    assert "again" not in reference
    declared = rows["Your self-declaration after you were shortlisted"]
    assert "Yes. A caution in 2003." in declared.values()
    assert declared["I have been dismissed for misconduct"] == "No"
    assert "Marlham" in rows["Your profile, with which your next application can start"]["Your details"]


def test_the_single_central_record_is_told_in_words():
    seen = {"status": "clear", "on": "2026-11-20", "by": "Marian Duxbury", "note": "Passport"}
    words = told(RecordEntry(cells={"ID": seen}))
    assert words["Identity"] == "20 November 2026, Marian Duxbury, Passport"
    assert words["Right to work"] == "Missing"
