"""The pages of keeping papers: what goes next, legal holds, and the file for somebody who asks what is held."""

from __future__ import annotations

import json
from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.services.proof import ask_again_url
from applications.models import Application
from appointments.models import Reference, ReferenceRequest
from appointments.services import ties
from core.display import plain_date
from core.models import AuditEvent, LegalHold
from core.months import months_later
from senco_recruit.access import addresses
from senco_recruit.retention.purge import purge
from tests.applications.factories import submitted_application
from tests.factories import MembershipFactory, SchoolFactory
from tests.markup import Markup
from tests.shortlisting.factories import released_panel
from tests.vacancies.factories import closed_vacancy

pytestmark = pytest.mark.django_db


@pytest.fixture
def school():
    return SchoolFactory(contact_name="Marian Duxbury")


@pytest.fixture
def hr(school, client):
    user = MembershipFactory(school=school).user
    client.force_login(user)
    return user


@pytest.fixture
def closed(school):
    vacancy = closed_vacancy(school=school, title="SENCo")
    submitted_application(vacancy)
    return vacancy


def words(client, name: str, *args: str) -> str:
    return Markup(client.get(reverse(name, args=args)).content.decode()).one("main").words


def test_what_is_deleted_next_and_from_when(client, hr, school, closed):
    text = words(client, "papers", school.ref)
    assert "1 application" in text
    assert plain_date(months_later(closed.closes_at, 12)) in text
    assert "12 months after the outcomes were told" in text
    assert "up to 30 days more" in text


def test_a_hold_is_placed_and_lifted_with_a_reason(client, hr, school, closed):
    place, lift = reverse("place_hold", args=[closed.ref]), reverse("lift_hold", args=[closed.ref])
    assert client.get(lift).status_code == 404
    assert "copies of DBS certificates, six months after they were added" in words(client, "place_hold", closed.ref)
    assert "Say why" in client.post(place, {"reason": " "}).content.decode()
    for _ in range(2):  # pressed twice, it is one
        assert client.post(place, {"reason": "A letter before claim."}).status_code == 302
    assert LegalHold.objects.get().reason == "A letter before claim."
    text = words(client, "papers", school.ref)
    assert "Legal hold" in text
    assert list(purge(timezone.now() + timedelta(days=900))) == []
    assert "A letter before claim." in words(client, "lift_hold", closed.ref)
    for _ in range(2):
        assert client.post(lift, {"reason": "Settled."}).status_code == 302
    assert LegalHold.objects.get().lifted_by == hr
    assert [p.what for p in purge(timezone.now() + timedelta(days=900))][:1] == ["application"]
    assert "An application with its scores and letters" in words(client, "papers", school.ref)


def test_it_asks_the_same_queries_for_one_recruitment_and_for_three(
    client, hr, school, closed, django_assert_num_queries
):
    url = reverse("papers", args=[school.ref])
    client.get(url)
    with django_assert_num_queries(8):
        client.get(url)
    for _ in range(2):
        submitted_application(closed_vacancy(school=school))
    with django_assert_num_queries(8):
        client.get(url)


def test_nobody_of_another_school_sees_or_holds(client, hr, closed):
    other = submitted_application(closed_vacancy(school=SchoolFactory(name="Fallowfield Grange"))).vacancy
    for name, args in (("papers", other.school.ref), ("place_hold", other.ref), ("lift_hold", other.ref)):
        assert client.get(reverse(name, args=[args])).status_code == 404
    assert "Fallowfield" not in words(client, "papers", closed.school.ref)


@pytest.fixture
def asked(client, school, hr, settings) -> Application:
    """A shortlisted person with a reference in confidence and one that may be shared; HR has shown who they are."""
    settings.DEMO_MODE = True
    client.post(reverse("accounts:ask_again"))
    application = Application.objects.get(vacancy=released_panel(school=school).vacancy, state="shortlisted")
    for request, share in zip(ReferenceRequest.objects.filter(application=application), (True, False), strict=True):
        text = "Fair and warm" if share else "Quietly doubtful"
        Reference.objects.create(request=request, answers={"strengths": text}, may_share=share)
    return application


def made(client, application: Application, **data: object) -> tuple[dict, bytes]:
    response = client.post(reverse("subject_access", args=[application.vacancy.ref, application.ref]), data)
    assert response.headers["Content-Type"] == "application/zip"
    packed = ZipFile(BytesIO(response.content))
    return json.loads(packed.read("what-we-hold.json")), packed.read("what-we-hold.pdf")


def test_the_file_holds_what_is_theirs_and_says_what_it_leaves_out(client, asked):
    held, pdf = made(client, asked)
    text = json.dumps(held)
    assert "Fair and warm" in text
    assert "Quietly doubtful" not in text
    why = {row["why"] for row in held["withheld"]}
    assert "Given in confidence: Data Protection Act 2018, schedule 2, paragraph 24" in why
    assert pdf.startswith(b"%PDF")
    event = AuditEvent.objects.get(verb="subject_access.made")
    assert event.subject_id == asked.pk


def test_what_hr_reads_there_is_asked_for_and_recorded_as_on_its_own_page(client, asked, hr):
    url = reverse("subject_access", args=[asked.vacancy.ref, asked.ref])
    client.get(url)
    assert AuditEvent.objects.get(verb="subject_access.read").actor_id == hr.pk
    client.logout()
    client.force_login(hr)
    for answer in (client.get(url), client.post(url)):  # a new session has proved nothing
        assert answer.url == ask_again_url(url)
    assert AuditEvent.objects.filter(verb__startswith="subject_access").count() == 1


def test_who_is_close_to_the_person_does_not_read_their_self_declaration_there(client, asked, hr):
    ties.say(asked, close=True, by=hr)
    assert client.get(reverse("subject_access", args=[asked.vacancy.ref, asked.ref])).status_code == 404


def test_it_holds_nothing_of_other_candidates_or_other_schools(client, asked):
    elsewhere = submitted_application(
        closed_vacancy(), asked.candidate, statement="What I wrote for quite another school."
    )
    other = Application.objects.exclude(pk__in=[asked.pk, elsewhere.pk]).get()
    text = json.dumps(made(client, asked)[0])
    assert "quite another school" not in text
    assert other.candidate.name not in text


def test_hr_leaves_out_a_row_and_the_file_says_so(client, asked):
    page = Markup(client.get(reverse("subject_access", args=[asked.vacancy.ref, asked.ref])).content.decode())
    keys = [
        box["value"] for box in page.all("input", type="checkbox") if box["value"].startswith("shortlisting.Score:")
    ]
    before, _ = made(client, asked)
    after, _ = made(client, asked, leave_out=keys[:1])

    def scores(held: dict) -> int:
        return sum(
            len(group["rows"]) for group in held["held"] if group["about"].startswith("What panel members scored")
        )

    assert scores(after) == scores(before) - 1
    assert "The school left it out: it names somebody else" in {row["why"] for row in after["withheld"]}


def test_after_the_purge_every_page_of_the_recruitment_still_answers(client, asked, hr):
    """What is gone is left out; nothing fails on it."""
    vacancy = asked.vacancy
    assert {paper.what for paper in purge(timezone.now() + timedelta(days=900))} >= {"application", "vacancy"}
    _all_answer(client, "/vacancies/<str:ref>/", vacancy.ref)
    assert client.get(reverse("home")).status_code == 200
    assert client.get(reverse("subject_access", args=[vacancy.ref, asked.ref])).status_code == 404
    client.force_login(asked.candidate)
    _all_answer(client, "/applications/<str:ref>/", asked.ref)
    for name in ("applications:mine", "your_data", "your_data_json"):
        assert client.get(reverse(name)).status_code == 200


def _all_answer(client, under: str, ref: str) -> None:
    """Every address under a path that names one thing."""
    names = [each.name for each in addresses() if each.path.startswith(under) and each.path.count("<") == 1]
    assert len(names) > 5
    for name in names:
        assert client.get(reverse(name, args=[ref])).status_code in (200, 302, 404, 405), name
