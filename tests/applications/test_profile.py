"""The profile: the newest of what somebody wrote of themselves, changed in one place, for the next application."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from applications.models import Application, Profile
from applications.services import profile
from applications.services.lifecycle import start_application
from applications.services.sections import MOST_ITEMS
from core.models import AuditEvent
from senco_recruit.erasure import erase_account
from tests.applications.factories import submitted_application
from tests.applications.test_journey import BREAK, DEGREE, DETAILS, JOB, REFEREES, STATUS, month
from tests.at_once import at_once
from tests.factories import UserFactory
from tests.markup import Markup
from tests.vacancies.factories import published_vacancy

pytestmark = pytest.mark.django_db

PAGES = {
    "profile_details": DETAILS,
    "profile_teaching_status": STATUS,
    "profile_left_school": month("left_education_on", "7/2012"),
    "profile_qualification_add": DEGREE,
    "profile_sitting": {
        "kind": "GCSE or other level 2",
        "institution": "Pellbrook",
        "awarded_year": "2008",
        "lines": "Maths A\nArt B",
    },
    "profile_training_add": {"title": "Leading reviews", "year": "2024"},
    "profile_membership_add": {"body": "Ellerby SEND Network", "by_exam": "no"},
    "profile_job_add": JOB,
    "profile_break_add": {**BREAK, **month("ended_on", "8/2012")},
    "profile_referee_add": REFEREES[0],
}


def address(name: str, *args) -> str:
    return reverse(f"applications:{name}", args=args)


@pytest.fixture
def person(client) -> User:
    found = UserFactory(name="Imogen Larkfield")
    client.force_login(found)
    return found


def fills_in(client, pages=PAGES) -> None:
    for name, typed in pages.items():
        assert Markup(client.get(address(name)).content.decode()).broken_references() == []
        answer = client.post(address(name), typed)
        assert (name, answer.status_code) == (name, 302)
        assert answer.url == address("profile")


def test_it_can_be_filled_in_before_there_is_any_application(client, person):
    assert "Fill this in" in client.get(address("profile")).content.decode()
    fills_in(client)
    shown = client.get(address("profile")).content.decode()
    for words in ("O’Hara-Larkfield", "Bachelor’s degree", "Leading reviews", "Ellerby SEND", "Graham Tillotson"):
        assert words in shown
    assert "July 2012" in shown
    art = profile.profile_of(person).qualifications.all()[-1]
    assert (art.subject, art.grade) == ("Art", "B")
    assert address("profile_qualification_change", art.pk) in shown
    assert not Application.objects.exists()


def test_the_next_application_starts_with_it(client, person):
    fills_in(client)
    client.post(address("apply", published_vacancy().ref), {"copy": "1"})
    made = Application.objects.get()
    assert made.details.last_name == "O’Hara-Larkfield"
    assert made.details.national_insurance_number == "AB123456C"
    assert made.professional_status.first_senco_on == date(2024, 9, 1)
    assert made.left_education_on == date(2012, 7, 1)
    assert [str(row) for row in made.employment.all()] == ["Assistant SENCo, Fernhollow Academy"]
    assert made.breaks.get().started_on == date(2012, 7, 1)
    assert made.referees.get().email == "head@fernhollow.example.org"
    assert set(made.sections.values()) == {"copied"}


def test_what_was_sent_stays_as_it_is_while_the_profile_changes(client):
    sent = submitted_application()
    client.force_login(sent.candidate)
    job = sent.employment.first()
    typed = {**JOB, "role": "Head of department"}
    assert client.post(address("profile_job_change", job.pk), typed).url == address("profile")
    assert sent.employment.first().role == job.role
    after = start_application(published_vacancy(), candidate=sent.candidate, copying=profile.profile_of(sent.candidate))
    assert sorted(after.employment.values_list("role", flat=True)) == ["Head of department", "Teacher of English"]
    assert after.qualifications.count() == sent.qualifications.count()


def test_the_newest_of_both_counts(client, person):
    fills_in(client, {"profile_details": DETAILS})
    newer = submitted_application(candidate=person)
    assert profile.profile_of(person).details.last_name == "Larkfield"
    Application.objects.filter(pk=newer.pk).update(saved_at=timezone.now() - timedelta(days=1))
    assert profile.profile_of(person).details.last_name == "O’Hara-Larkfield"


def test_a_row_is_changed_and_taken_out_and_its_neighbour_stays(client, person):
    fills_in(client, {"profile_job_add": JOB})
    client.post(address("profile_job_add"), {**JOB, "role": "Cook", "employer": "The Corner House"})
    first, second = profile.profile_of(person).employment.all()
    assert JOB["duties"] in client.get(address("profile_job_change", first.pk)).content.decode()
    for _ in range(2):
        client.post(address("profile_job_change", first.pk), {"remove": "1"})
    gone = client.get(address("profile_job_change", first.pk))
    assert gone.status_code == 404
    assert "perhaps in another tab" in gone.content.decode()
    client.post(address("profile_job_change", second.pk), {**JOB, "role": "Head cook"})
    assert [row.role for row in profile.profile_of(person).employment.all()] == ["Head cook"]


def test_a_row_removed_in_another_tab_is_told_and_nothing_typed_is_lost(client, person):
    fills_in(client, {"profile_job_add": JOB})
    page = address("profile_job_change", profile.profile_of(person).employment.all()[0].pk)
    client.post(page, {"remove": "1"})
    wrong = client.post(page, {**JOB, "employer": "", "duties": "Ran the nurture group."})
    assert wrong.status_code == 422
    assert "It was removed meanwhile" in wrong.content.decode()
    assert "Ran the nurture group." in wrong.content.decode()
    right = client.post(page, {**JOB, "duties": "Ran the nurture group."}, follow=True)
    assert "It is added again, as you have just written it." in right.content.decode()
    assert [row.duties for row in profile.profile_of(person).employment.all()] == ["Ran the nurture group."]


def test_a_page_sent_twice_adds_one_row(client, person):
    fills_in(client, {"profile_job_add": JOB})
    fills_in(client, {"profile_job_add": JOB})
    assert len(profile.profile_of(person).employment.all()) == 1


def test_what_is_wrong_is_told_and_kept(client, person):
    answer = client.post(address("profile_details"), {**DETAILS, "phone": "12", "first_names": "محمد 🙂"})
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "Enter a phone number, like" in html
    assert "محمد 🙂" in html
    assert not Profile.objects.exists()


def test_too_many_rows_are_refused(client, person):
    for n in range(MOST_ITEMS):
        profile.save_item(by=person, name="training", values={"title": f"Course {n}", "year": 2024}, key=None)
    answer = client.post(address("profile_training_add"), {"title": "One more", "year": "2024"})
    assert answer.status_code == 422
    assert "There are already 60 of these" in answer.content.decode()
    assert "One more" in answer.content.decode()
    assert len(profile.profile_of(person).training.all()) == MOST_ITEMS


def test_it_is_encrypted_audited_without_words_and_ones_own(client, person):
    fills_in(client)
    assert "Larkfield" not in str(Profile.objects.extra(select={"raw": "answers"}).values_list("raw", flat=True)[0])
    event = AuditEvent.objects.filter(verb="profile.saved").first()
    assert "Larkfield" not in str(event.__dict__)
    client.force_login(UserFactory())
    shown = client.get(address("profile")).content.decode()
    assert "Fernhollow" not in shown
    assert client.get(address("profile_job_change", 1)).status_code == 404


def test_it_goes_with_the_account(client, person):
    fills_in(client, {"profile_details": DETAILS})
    erase_account(person, by=person)
    assert not Profile.objects.exists()


@pytest.mark.sqlite
@pytest.mark.django_db(transaction=True)
def test_two_tabs_at_the_same_moment_add_both_rows():
    person = UserFactory()

    def add(title: str) -> None:
        profile.save_item(by=person, name="training", values={"title": title, "year": 2024}, key=None)

    assert at_once(lambda: add("One"), lambda: add("Two")) == [None, None]
    assert {row.title for row in profile.profile_of(person).training.all()} == {"One", "Two"}
