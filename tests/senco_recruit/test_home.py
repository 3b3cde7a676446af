"""The home pages and the workbench: whose turn it is, in constant queries, and blind while the sift is."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Membership, Role, User
from core.models import Reminder
from senco_recruit.progress_rows import PersonProgress, Progress
from senco_recruit.turns import turns_of
from tests.applications.factories import started_application
from tests.factories import SchoolFactory, UserFactory
from tests.vacancies.factories import published_vacancy
from vacancies.models import Vacancy

pytestmark = pytest.mark.django_db
HOME_QUERIES = 18


def browser(email: str) -> Client:
    client = Client()
    client.force_login(User.objects.get(email=email))
    return client


def text(client: Client, name: str, *args: str) -> str:
    response = client.get(reverse(name, args=args))
    assert response.status_code == 200
    return response.content.decode()


def test_hr_starts_with_what_is_late(demo) -> None:
    home = text(browser("marian.duxbury@example.org"), "home")
    assert home.index("Ring Graham Tillotson") < home.index("Finish and publish the advert")
    assert "SENCo (maternity cover)" not in home  # another school's
    assert home.count("app-bar--steps") == home.count('data-label="Stage"') > 1


def test_hr_reads_what_was_done_for_them_and_who_applied_there_no_reminders_of_the_school(demo) -> None:
    hr = browser("david.renshaw@example.org")
    school = Vacancy.objects.get(title="SENCo (maternity cover)").school
    what = {"subject_id": 1, "subject_type": "shortlisting.panelmember", "school_id": school.pk, "outcome": "sent"}
    Reminder.objects.create(kind="sift.scores", step="one", due_at=timezone.now(), **what)
    Reminder.objects.create(kind="sift.scores", step="old", due_at=timezone.now(), **what)
    Reminder.objects.filter(step="old").update(decided_at=timezone.now() - timedelta(days=8))
    Reminder.objects.create(kind="digest.weekly", step="three", due_at=timezone.now(), **what)
    Reminder.objects.exclude(step__in=["one", "old", "three"]).delete()
    home = text(hr, "home")
    assert "Done for you in the last 7 days" in home
    assert "<li>1 reminder sent</li>" in home
    started_application(published_vacancy(school=school), User.objects.get(email="david.renshaw@example.org"))
    assert "reminder sent" not in text(hr, "home")


def test_the_trusts_hr_sees_every_school(demo) -> None:
    home = text(browser("gwen.pellow@example.org"), "home")
    for school in ("Alderbrook High School", "Thornmere Primary School", "Fallowfield Grange"):
        assert school in home


def test_the_head_is_asked_to_sign(demo) -> None:
    assert "Sign the appointment of Priya Lanyon" in text(browser("kwame.osei@example.org"), "home")


def test_a_panel_member_is_told_what_to_score(demo) -> None:
    home = text(browser("sunita.marlowe@example.org"), "home")
    assert "Score 4 applications" in home
    assert "Start a new vacancy" not in home


def test_a_candidate_goes_to_their_applications(demo) -> None:
    response = browser("imogen.larkfield@example.org").get(reverse("home"))
    assert (response.status_code, response["Location"]) == (302, reverse("applications:mine"))


def test_who_was_interviewed_and_not_chosen_is_told_once_the_post_is_accepted(demo) -> None:
    row = Progress(Vacancy.objects.get(title="SENCo (maternity cover)"), released_at=timezone.now(), held_finals=2)
    assert [turn.what for turn in turns_of(row)] == []
    row.people.append(PersonProgress(ref="aaaa", name="Rowan Castleford", state="accepted"))
    told = next(turn for turn in turns_of(row) if turn.what == "Tell 2 candidates how the interview went")
    assert (told.who, told.url) == ("hr", reverse("shortlisting:matrix", args=[row.vacancy.ref]))


def test_the_workbench_says_whose_turn_it_is_when_it_is_not_yours(demo) -> None:
    vacancy = Vacancy.objects.get(title="SENCo, Years 7 to 9")
    assert "The chair’s turn" in text(browser("marian.duxbury@example.org"), "workbench", vacancy.ref)


def test_a_filled_vacancy_names_who_is_appointed(demo) -> None:
    vacancy = Vacancy.objects.get(title="Lead SENCo")
    assert "Felicity Amberley</a> is appointed from" in text(
        browser("marian.duxbury@example.org"), "workbench", vacancy.ref
    )


def test_while_the_sift_is_blind_the_workbench_names_nobody(demo) -> None:
    vacancy = Vacancy.objects.get(title="SENCo (maternity cover)")
    page = text(browser("david.renshaw@example.org"), "workbench", vacancy.ref)
    assert "counts only" in page
    people = vacancy.applications.select_related("details", "candidate")
    assert people.count() == 4
    for person in people:
        for word in (person.details.last_name, person.candidate.email, person.ref):
            assert word not in page


def test_another_schools_vacancy_does_not_exist(demo) -> None:
    vacancy = Vacancy.objects.get(title="SENCo (maternity cover)")
    response = browser("marian.duxbury@example.org").get(reverse("workbench", args=[vacancy.ref]))
    assert response.status_code == 404


def test_a_deputy_is_asked_to_sign_while_the_head_is_away(demo) -> None:
    from appointments.models import SignOff

    vacancy = Vacancy.objects.get(title="Lead SENCo")
    person = vacancy.applications.get()
    SignOff.objects.all().delete()
    Vacancy.objects.filter(pk=vacancy.pk).update(state="closed")
    type(person).objects.filter(pk=person.pk).update(state="accepted")
    assert "Sign the appointment of Felicity Amberley" in text(browser("colin.thackray@example.org"), "home")


@pytest.mark.parametrize("count", [1, 3])
def test_home_takes_the_same_queries_for_one_vacancy_and_three(count: int, django_assert_num_queries) -> None:
    school = SchoolFactory()
    hr = UserFactory()
    Membership.objects.create(user=hr, school=school, role=Role.HR)
    for _ in range(count):
        published_vacancy(school=school, by=hr)
    client = Client()
    client.force_login(hr)
    client.get(reverse("home"))
    with django_assert_num_queries(HOME_QUERIES):
        client.get(reverse("home"))
