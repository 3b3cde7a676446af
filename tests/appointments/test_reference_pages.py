"""The pages of references: the referee's, the head's, the candidate's, HR's."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from appointments.models import Call, Reference, ReferenceRequest
from appointments.services import references
from appointments.services.references import heads
from core.models import AuditEvent
from tests.appointments.factories import ANSWERS, answered, asked, shortlisted
from tests.factories import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("rate_limits")]
State = ReferenceRequest.State
AUTOSAVE = {"X-Autosave": "1"}
HEAD = {"head": "ask", "head_name": "Iris Fell", "head_email": "iris@school.example.org"}


def page(name: str, *args) -> str:
    return reverse(f"appointments:{name}", args=args)


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def request_() -> ReferenceRequest:
    (request,) = asked(shortlisted(referees=1))
    return request


def hr_at(request: ReferenceRequest) -> Client:
    return signed_in(request.application.vacancy.created_by)


def text_of(response) -> str:
    return response.content.decode()


# --- the referee ----------------------------------------------------------------------------------------


def test_typing_is_saved_by_itself_also_when_half_of_it_is_wrong(request_, client: Client) -> None:
    url = page("referee_page", references.token(request_), "work")
    data = {"capacity": "Their head sin", "from_month": "13", "from_year": "2019"}
    saved = client.post(url, data, headers=AUTOSAVE)
    assert re.fullmatch(r"Saved at .+", saved.json()["saved"])
    request_.refresh_from_db()
    assert request_.draft["capacity"] == "Their head sin"
    assert "from" not in request_.draft


def test_what_saves_itself_is_counted_apart_from_pages(request_, client: Client) -> None:
    url = page("referee_page", references.token(request_), "work")
    codes = [client.post(url, {"capacity": "H"}, headers=AUTOSAVE).status_code for _ in range(121)]
    assert set(codes) == {200, 429}  # more than two windows hold
    assert client.get(url).status_code == 200


def test_one_who_tries_links_through_the_proxy_shuts_nobody_else_out(request_, rate_limits, settings) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    behind = {"REMOTE_ADDR": "10.0.0.2"}  # the proxy's own connection, the same for everybody
    guessed = page("referee", "made~up~token")
    for _ in range(121):  # more than two windows hold
        said = Client(headers={"X-Forwarded-For": "198.51.100.7, 203.0.113.9"}, **behind).get(guessed)
    assert said.status_code == 429
    other = Client(headers={"X-Forwarded-For": "203.0.113.10"}, **behind)
    assert other.get(page("referee", references.token(request_))).status_code == 200


def test_another_device_saves_nothing_by_itself(request_, client: Client) -> None:
    references.save_page(request_, answers={"capacity": "Head"})
    url = page("referee_page", references.token(request_), "work")
    assert client.post(url, {"capacity": "Thief"}, headers=AUTOSAVE).status_code == 302
    request_.refresh_from_db()
    assert request_.draft["capacity"] == "Head"


def test_saving_after_the_school_stopped_says_so(request_, client: Client) -> None:
    url = page("referee_page", references.token(request_), "work")
    references.stop_all(request_.application, by=None, reason="Withdrew")
    assert client.post(url, {"capacity": "H"}, headers=AUTOSAVE).status_code == 410


def test_every_dead_link_gets_one_answer(request_, client: Client) -> None:
    sent, forged = references.token(request_), "AAAA.1~bbb~ccc"
    answered(request_)
    (withdrawn,) = asked(shortlisted(referees=1))
    stopped = references.token(withdrawn)
    references.stop_all(withdrawn.application, by=None, reason="Withdrew")
    with_head = answered(asked(shortlisted(referees=1))[0], **HEAD).reference.head
    told = heads.token(with_head)
    heads.answer(with_head, answer="right")
    urls = [page("referee", token) for token in (sent, forged, stopped)] + [page("head_confirms", told)]
    pages = {(client.get(url).status_code, client.get(url).content) for url in urls}
    assert len(pages) == 1
    (only,) = pages
    assert (only[0], b"Larkfield" in only[1]) == (410, False)
    response = client.get(urls[0])
    assert (response["Cache-Control"], response["Referrer-Policy"]) == ("no-store, private", "same-origin")


def test_declining_names_somebody_else(request_, client: Client) -> None:
    url = page("referee_decline", references.token(request_))
    half = client.post(url, {"reason": "I left", "name": "Iris Fell"})
    assert "Enter their e-mail address at work" in text_of(half)
    client.post(url, {"reason": "I left", "name": "Iris Fell", "email": "iris@school.example.org"})
    request_.refresh_from_db()
    assert (request_.state, request_.named_email) == (State.DECLINED, "iris@school.example.org")
    assert client.get(url).status_code == 410


def test_the_referee_takes_a_copy_before_and_for_an_hour_after_sending(request_, client: Client) -> None:
    token = references.token(request_)
    client.post(page("referee_page", token, "start"), ANSWERS)
    draft = client.get(page("referee_draft", token))
    assert (draft.status_code, draft.content[:5]) == (200, b"%PDF-")
    request_.refresh_from_db()
    references.save_page(request_, answers=ANSWERS)
    assert client.post(page("referee_check", token))["Location"] == page("referee_sent")
    assert "Save your copy (PDF)" in text_of(client.get(page("referee_sent")))
    assert client.get(page("referee_copy")).content[:5] == b"%PDF-"
    stranger = Client()
    assert stranger.get(page("referee_copy")).status_code == 410
    assert "Save your copy" not in text_of(stranger.get(page("referee_sent")))
    session = client.session
    session["reference_copy"] = {**session["reference_copy"], "until": 1.0}
    session.save()
    assert client.get(page("referee_copy")).status_code == 410


def test_the_referee_hears_that_it_was_sent(request_, post) -> None:
    answered(request_)
    subjects = [m["Subject"] for m in post() if m["To"] == "head0@school.example.org"]
    assert "Your reference for Imogen Larkfield has been sent" in subjects


def test_the_criteria_of_the_vacancy_are_asked(client: Client) -> None:
    application = shortlisted(referees=1)
    application.vacancy.criteria.update(methods="references")
    (request,) = asked(application)
    text = text_of(client.get(page("referee_page", references.token(request), "points-1")))
    assert "Has led: does Imogen show this?" in text
    assert "I have not seen this" in text


# --- the head -------------------------------------------------------------------------------------------


def test_the_head_shows_who_they_are_reads_those_answers_alone_and_confirms(request_, client: Client, post) -> None:
    answered(request_, **HEAD, strengths="For the school alone")
    token = heads.token(request_.reference.head)
    url = page("head_confirms", token)
    assert client.get(url)["Location"] == page("head_code", token)
    assert client.post(url, {"answer": "right", "is_head": "on"})["Location"] == page("head_code", token)
    client.post(page("head_code", token), {"send": "1"})
    mail = [m for m in post() if m["To"] == "iris@school.example.org"]
    code = re.search(r"\d{3} \d{3}", " ".join(m["Subject"] for m in mail))[0]
    assert client.post(page("head_code", token), {"code": code})["Location"] == url
    text = text_of(client.get(url))
    assert "Is Imogen suitable to work with children?" in text
    assert "For the school alone" not in text
    refused = client.post(url, {"answer": "different", "is_head": "on"})
    assert "Say what is different" in text_of(refused)
    assert client.post(url, {"answer": "right", "is_head": "on"})["Location"] == page("head_done")
    assert client.get(url).status_code == 410
    assert request_.reference.discrepancies.filter(settled_at=None).count() == 0


# --- the candidate --------------------------------------------------------------------------------------


def test_the_candidate_says_not_before_an_offer() -> None:
    application = shortlisted(referees=1)
    application.referees.update(ask_me_first=True)
    (request,) = asked(application)
    url = page("consent", request.ref)
    assert signed_in(UserFactory()).get(url).status_code == 404
    browser = signed_in(application.candidate)
    assert "May the school write to them?" in text_of(browser.get(url))
    browser.post(url, {"answer": "no", "reason": "They do not know"})
    browser.post(url, {"answer": "no"})  # pressed twice
    request.refresh_from_db()
    assert (request.state, request.consent_reason) == (State.WAITING, "They do not know")
    text = text_of(hr_at(request).get(page("candidate", application.ref)))
    assert "Not before an offer" in text
    assert "Ask the candidate again" in text


def test_the_candidate_names_another_referee_by_the_rules_of_the_form(request_) -> None:
    url = page("another", request_.ref)
    browser = signed_in(request_.application.candidate)
    assert browser.get(url).status_code == 404  # nobody asked
    references.ask_for_another(request_, by=None)
    data = {"name": "Nadia Brightwell", "job_title": "Head", "organisation": "Castlemead", "email": "n@c.example.org"}
    refused = browser.post(url, {**data, "relationship": "My sister"})
    assert "not a relative or friend" in text_of(refused)
    assert "Nadia Brightwell" in text_of(refused)
    for _ in range(2):
        browser.post(url, {**data, "relationship": "My line manager"})
    assert ReferenceRequest.objects.filter(referee__name="Nadia Brightwell").count() == 1


# --- HR -------------------------------------------------------------------------------------------------


def test_hr_rings_by_a_script_and_writes_the_call_down(request_) -> None:
    browser = hr_at(request_)
    url = page("phone_script", request_.application.ref, request_.ref)
    text = text_of(browser.get(url))
    assert "May I speak with Graham Tillotson 0?" in text
    assert "Do not ask about health" in text
    browser.post(url, {"outcome": "message", "note": "With the office"})
    assert Call.objects.get().note == "With the office"
    assert "Rung: i left a message" in text_of(browser.get(page("candidate", request_.application.ref)))


def test_hr_enters_a_paper_reference(request_) -> None:
    browser = hr_at(request_)
    url = page("enter_reference", request_.application.ref, request_.ref)
    said = {"channel": "paper", "job": "Teacher", "concern": "no", "note": "Rang them", "outcome": "confirmed"}
    refused = browser.post(url, {**said, "how": "call_back"})
    for says in ("Choose the scan", "Enter the number you rang", "Say where you found the number"):
        assert says in text_of(refused)
    assert 'value="Teacher"' in text_of(refused)
    scan = SimpleUploadedFile("scan.pdf", b"%PDF-1.7")
    call = {"how": "call_back", "number": "01632 960 200", "number_found": "website", "spoke_with": "The head"}
    assert browser.post(url, {**said, **call, "scan": scan}).status_code == 302
    reference = Reference.objects.get()
    assert (reference.channel, reference.answers["job"], reference.scan.name) == ("paper", "Teacher", "scan.pdf")
    out = browser.post(page("reference_scan", request_.application.ref, request_.ref))
    assert (out.content, out["Content-Disposition"]) == (b"%PDF-1.7", 'attachment; filename="scan.pdf"')


def test_hr_reads_what_differs_settles_it_and_raises_it(request_) -> None:
    answered(request_, job="Cook", suitable="no", details="They shouted at a class")
    browser = hr_at(request_)
    card = text_of(browser.get(page("candidate", request_.application.ref)))
    assert "Cook" not in card  # an answer is read on its own page, which records it
    text = text_of(browser.get(page("reference", request_.application.ref, request_.ref)))
    assert "Cook" in text
    assert "1 to settle" in text
    row = request_.reference.discrepancies.get()
    url = page("difference", request_.application.ref, request_.ref, row.pk)
    reads = AuditEvent.objects.filter(verb="reference.read")
    before = reads.count()
    assert "Cook" in text_of(browser.get(url))
    assert reads.count() == before + 1
    assert "Enter what you found out" in text_of(browser.post(url, {"note": ""}))
    browser.post(url, {"note": "A slip"})
    row.refresh_from_db()
    assert (row.note, row.settled_by_id) == ("A slip", request_.application.vacancy.created_by_id)


def test_hr_approves_whom_the_referee_named(request_) -> None:
    instead = {"name": "Iris Fell", "job_title": "Head", "email": "iris@school.example.org"}
    references.decline(request_, instead=instead)
    browser = hr_at(request_)
    assert "Ask Iris Fell" in text_of(browser.get(page("candidate", request_.application.ref)))
    url = page("replace_referee", request_.application.ref, request_.ref)
    form = browser.get(url).context["form"]
    assert form.initial["email"] == "iris@school.example.org"
    browser.post(url, form.initial)
    assert ReferenceRequest.objects.get(referee__name="Iris Fell").state == State.REQUESTED


def test_hr_saves_the_reference_for_the_file(request_) -> None:
    answered(request_)
    out = hr_at(request_).post(page("reference_pdf", request_.application.ref, request_.ref))
    assert out.content[:5] == b"%PDF-"
    assert AuditEvent.objects.filter(verb="reference.read").count() == 1


@pytest.mark.parametrize("name", ["reference", "concern", "head_again", "reference_pdf", "reference_scan"])
def test_nothing_of_a_reference_that_did_not_come_in(name: str, request_) -> None:
    browser = hr_at(request_)
    url = page(name, request_.application.ref, request_.ref)
    response = browser.post(url) if name in ("reference_pdf", "reference_scan") else browser.get(url)
    assert response.status_code == 404
