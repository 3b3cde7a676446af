"""Faith: asked of teachers where a school is designated with a religious character, and nowhere else."""

from __future__ import annotations

import pytest
from django.db import connection
from django.urls import reverse

from applications.blind import blind_view
from applications.models import Application, FaithAnswer
from applications.services.sections import save_faith
from core.states import StateError
from tests.applications.factories import complete_application, started_application
from tests.factories import SchoolFactory
from tests.markup import Markup
from tests.vacancies.factories import published_vacancy

pytestmark = pytest.mark.django_db
ANSWER = {
    "ethos": "I would lead prayers by turns and know every family.", "follows": "yes", "religion": "Methodist",
    "place_of_worship": "Quarry Lane Chapel", "proof": "referee", "referee_name": "Idris Vaughan",
    "referee_email": "minister@chapel.example.org", "referee_role": "Minister", "referee_phone": "01632 960 001",
}  # fmt: skip


@pytest.fixture
def designated():
    school = SchoolFactory(designated_faith=True, religious_character="Methodist")
    return complete_application(published_vacancy(school))


def page(application: Application) -> str:
    return reverse("applications:faith", args=[application.ref])


@pytest.mark.parametrize(("faith", "status"), [(True, 200), (False, 404)])
def test_only_a_designated_school_asks(client, faith, status):
    school = SchoolFactory(designated_faith=faith, religious_character="Methodist")
    application = started_application(published_vacancy(school))
    client.force_login(application.candidate)
    assert client.get(page(application)).status_code == status
    listed = client.get(reverse("applications:task_list", args=[application.ref])).content.decode()
    assert (">Faith<" in listed) is faith
    assert client.post(page(application), ANSWER).status_code == (302 if faith else 404)
    assert FaithAnswer.objects.exists() is faith


def test_elsewhere_the_service_refuses_too():
    application = started_application()
    with pytest.raises(StateError):
        save_faith(application, by=application.candidate, values={"ethos": "x"}, done=True)


def test_it_is_encrypted_and_the_sift_never_sees_it(client, designated):
    client.force_login(designated.candidate)
    client.post(page(designated), ANSWER)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM applications_faithanswer")
        stored = str(cursor.fetchall())
    shown = str(blind_view(designated))
    for word in ANSWER.values():
        if len(word) > 3:
            assert word not in stored
            assert word not in shown


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({**ANSWER, "ethos": ""}, "ethos"),
        ({**ANSWER, "follows": ""}, "follows"),
        ({**ANSWER, "religion": ""}, "religion"),
        ({**ANSWER, "proof": ""}, "proof"),
        ({**ANSWER, "referee_email": "nobody"}, "referee_email"),
        ({**ANSWER, "referee_name": ""}, "referee_name"),
    ],
)
def test_what_is_missing_is_told_beside_its_field(client, designated, typed, field):
    client.force_login(designated.candidate)
    answer = client.post(page(designated), typed)
    assert answer.status_code == 422
    assert Markup(answer.content.decode()).by_id(f"id_{field}-error").words


@pytest.mark.parametrize("follows", ["no", "unsaid"])
def test_nobody_has_to_say_more(client, designated, follows):
    client.force_login(designated.candidate)
    assert client.post(page(designated), {**ANSWER, "follows": follows}).status_code == 302
    row = FaithAnswer.objects.get()
    assert (row.religion, row.proof, row.referee_name) == ("", "", "")


def test_it_is_needed_before_sending_there(client, designated):
    client.force_login(designated.candidate)
    designated.sections.pop("faith")
    designated.save(update_fields=["sections"])
    check = reverse("applications:check", args=[designated.ref])
    assert client.post(check).status_code == 409
    client.post(page(designated), ANSWER)
    assert client.post(check).url == reverse("applications:sent", args=[designated.ref])
