"""One text to many: fields, the letters looked at before, sent once, and nobody named who may not be."""

from __future__ import annotations

import uuid

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from applications import merge
from applications.models import Application, BulkMessage, Message
from applications.services.bulk import GROUPS, group_counts, send_bulk, usable_fields
from applications.services.messages import MessageError
from core.models import AuditEvent, OutgoingEmail
from shortlisting.models import Panel
from shortlisting.services.panel import panel_of
from tests.applications.factories import started_application, submitted_application
from tests.factories import UserFactory
from tests.vacancies.factories import hr_of, published_vacancy
from vacancies.models import Vacancy

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_step")]
TEXT = "Dear {{first name}}, the interviews for {{job}} at {{school}} are on {{Interview_Date}}."


@pytest.fixture
def vacancy() -> Vacancy:
    """Open, with two who have sent and one who is writing."""
    made = published_vacancy()
    submitted_application(made, UserFactory(name="Callum Thistlewood"))
    submitted_application(made, UserFactory(name="Rowan Castleford"))
    started_application(made, UserFactory(name="Imogen Larkfield"))
    return made


@pytest.fixture
def hr(vacancy) -> User:
    return hr_of(vacancy.school, name="Marian Duxbury")


@pytest.fixture
def client(hr) -> Client:
    client = Client()
    client.force_login(hr)
    return client


def page(vacancy) -> str:
    return reverse("applications:bulk", args=[vacancy.ref])


def form(**changes) -> dict:
    return {"text": TEXT, "groups": ["submitted"], "form_key": str(uuid.uuid4()), **changes}


def release(vacancy) -> None:
    Panel.objects.filter(pk=panel_of(vacancy).pk).update(outcomes_released_at=timezone.now())


# --- fields ----------------------------------------------------------------------------------------------


def test_a_name_is_never_read_as_a_field() -> None:
    assert merge.fill("{{first name}} {{ FIRST_NAME }}", {"first name": "{{job}}"}) == "{{job}} {{job}}"


@pytest.mark.parametrize(("text", "says"), [
    ("Dear {{sallary}}", "There is no field {{sallary}}. You can use {{first name}}"),
    ("Dear {{}}", "There is no field {{}}"),
    ("Dear {{first name", "starts with {{ and ends with }}"),
    ("Dear }}first name{{", "starts with {{ and ends with }}"),
    ("On {{interview date}}", "Take out {{interview date}}: the vacancy has no interview date"),
])  # fmt: skip
def test_a_field_that_cannot_be_filled_is_refused_beside_the_box(client, vacancy, text, says) -> None:
    Vacancy.objects.filter(pk=vacancy.pk).update(interview_on=None)
    answer = client.post(page(vacancy), form(text=text))
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert says in shown
    assert text in shown
    assert "error-message" in shown.split(says)[-2][-400:]


@pytest.mark.parametrize(("changes", "says"), [
    ({"text": " "}, "Enter your message"),
    ({"text": "x" * 5001}, "must be 5,000 characters or fewer"),
    ({"groups": []}, "Choose who you want to write to"),
    ({"groups": ["withdrawn"]}, "groups"),
    ({"groups": ["shortlisted"]}, "groups"),  # nobody is
])  # fmt: skip
def test_bad_input_sends_nothing(client, vacancy, changes, says) -> None:
    answer = client.post(page(vacancy), form(**changes, send="1"))
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert not Message.objects.exists()


# --- looking and sending ---------------------------------------------------------------------------------


def test_each_letter_is_looked_at_without_a_name_before_the_release(client, vacancy) -> None:
    shown = client.post(page(vacancy), form(groups=["submitted", "draft"])).content.decode()
    assert "Letter 1 of 3" in shown
    assert "Dear [first name], the interviews for SENCo at" in shown
    assert "Send to 3 candidates" in shown
    for name in ("Callum", "Rowan", "Imogen"):
        assert name not in shown
    assert not Message.objects.exists()


def test_after_the_release_the_letter_bears_the_name_but_a_drafts_never(client, vacancy) -> None:
    release(vacancy)
    shown = [
        client.post(page(vacancy), form(groups=["submitted", "draft"], show=str(n))).content.decode()
        for n in (1, 2, 3, 9)
    ]
    assert "Dear Callum" in shown[0]
    assert "To <b>Callum Thistlewood</b>" in shown[0]
    assert "Dear Rowan" in shown[1]
    assert "Dear [first name]" in shown[2]
    assert "Imogen" not in shown[2]
    assert "Letter 3 of 3" in shown[3]


def test_it_is_sent_as_rows_of_the_outbox_and_stands_in_each_thread(client, vacancy, hr, post) -> None:
    data = form(send="1")
    assert client.post(page(vacancy), data).status_code == 302
    assert client.post(page(vacancy), data).status_code == 302  # pressed twice
    assert OutgoingEmail.objects.filter(template="message_to_candidate").count() == 2
    assert sorted(each.text[:11] for each in Message.objects.all()) == ["Dear Callum", "Dear Rowan,"]
    rowan = Application.objects.get(candidate__name="Rowan Castleford")
    [letter] = [each for each in post() if each["To"] == rowan.candidate.email]
    assert "interviews" not in str(letter)
    own = Client()
    own.force_login(rowan.candidate)
    assert "Dear Rowan, the interviews" in own.get(reverse("applications:messages", args=[rowan.ref])).content.decode()
    event = AuditEvent.objects.get(verb="message.to_many")
    assert event.codes == {"recipients": 2, "groups": "submitted"}
    assert "to 2 candidates" in client.get(reverse("applications:hr_threads", args=[vacancy.ref])).content.decode()


def test_those_who_write_are_reached_and_not_named(client, vacancy) -> None:
    sent = client.post(page(vacancy), form(groups=["draft"], send="1"), follow=True)
    assert Message.objects.get().text.startswith("Dear Imogen")
    assert "Imogen" not in sent.content.decode()


def test_who_withdraws_meanwhile_gets_nothing_and_nobody_left_is_told(client, vacancy, hr) -> None:
    vacancy.applications.update(state=Application.State.WITHDRAWN, withdrawn_at=timezone.now())
    with pytest.raises(MessageError, match="Nobody is in these groups now"):
        send_bulk(vacancy, by=hr, text="Hello", groups=["submitted"], form_key=uuid.uuid4())
    assert not BulkMessage.objects.exists()


def test_a_question_still_waits_after_a_text_to_all(vacancy, hr) -> None:
    from applications.services.messages import write_to_school

    rowan = Application.objects.get(candidate__name="Rowan Castleford")
    write_to_school(rowan, by=rowan.candidate, text="When?", form_key=uuid.uuid4())
    send_bulk(vacancy, by=hr, text="Hello", groups=["submitted"], form_key=uuid.uuid4())
    rowan.thread.refresh_from_db()
    assert rowan.thread.waits_since is not None


def test_every_state_that_can_be_written_to_is_a_group() -> None:
    offered = {"offered", "accepted", "declined", "appointed", "started", "withdrawn"}
    assert set(GROUPS) == set(Application.State.values) - offered


def test_only_hr_of_the_school(vacancy) -> None:
    other = Client()
    other.force_login(hr_of(published_vacancy().school))
    assert other.get(page(vacancy)).status_code == 404


def test_fields_the_advert_cannot_fill_are_not_offered(client, vacancy) -> None:
    Vacancy.objects.filter(pk=vacancy.pk).update(contact_name="")
    vacancy.refresh_from_db()
    assert usable_fields(vacancy)["contact"]
    assert "{{contact}}" not in client.get(page(vacancy)).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_looking_and_choosing_cost_the_same_for_one_and_three(hr, count, django_assert_num_queries) -> None:
    vacancy = published_vacancy(hr.memberships.get().school)
    for _ in range(count):
        submitted_application(vacancy)
    with django_assert_num_queries(1):
        assert group_counts(vacancy) == {"submitted": count}
    client = Client()
    client.force_login(hr)
    client.get(page(vacancy))
    with django_assert_num_queries(PREVIEW_QUERIES):
        client.post(page(vacancy), form())


PREVIEW_QUERIES = 10
