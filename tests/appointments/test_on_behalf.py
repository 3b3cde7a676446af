"""What a candidate without an e-mail address told by letter or phone after the shortlist, and HR entered for them."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from applications.models import Application, OnBehalf, PaperApplication
from applications.services.on_behalf import answers_of
from appointments import declaration as questions
from appointments.models import Offer, OnlineSearch, ReferenceRequest, SelfDeclaration
from appointments.services import online_search, references, requirements, self_declaration
from core.gates import GateName, run
from core.models import AuditEvent, OutgoingEmail
from shortlisting.models import PanelMember
from tests.appointments.factories import answered, asked, offered, shortlisted, verified
from tests.appointments.test_views import signed_in

pytestmark = pytest.mark.django_db
WORDS = "She needs the letter on paper as well."


@pytest.fixture(autouse=True)
def no_second_step(settings) -> None:
    settings.SECOND_FACTOR_REQUIRED = False


def by_post(application: Application | None = None) -> Application:
    """A shortlisted person who applied on paper and has no e-mail address."""
    application = application or shortlisted()
    hr, candidate = application.vacancy.created_by, application.candidate
    candidate.email, candidate.is_active = f"paper{candidate.pk}@post.invalid", False
    candidate.save()
    Application.objects.filter(pk=application.pk).update(on_paper_at=timezone.now() - timedelta(days=6))
    PaperApplication.objects.create(
        application=application, entered_by=hr, by_post=True, postal_address="9 Ferry Lane", form_key=uuid.uuid4()
    )
    return Application.objects.get(pk=application.pk)


def tell(application: Application, answer: str, *, words: str = WORDS) -> str:
    """HR enters it on the page; the page they come to."""
    day, hr = timezone.localdate(), signed_in(application.vacancy.created_by)
    data = {
        "answer": answer, "words": words, "how": "phone", "heard_on_day": day.day, "heard_on_month": day.month,
        "heard_on_year": day.year, "heard_by": "Joan Peel", "form_key": str(uuid.uuid4()),
    }  # fmt: skip
    answer_page = reverse("applications:told", args=[application.vacancy.ref, application.ref])
    reply = hr.post(answer_page, data)
    assert reply.status_code == 302, reply.content.decode()
    return hr.get(reply.url).content.decode()


def persons_page(application: Application) -> str:
    url = reverse("appointments:candidate", args=[application.ref])
    return signed_in(application.vacancy.created_by).get(url).content.decode()


MARK = "heard by Joan Peel. Entered by HR on their behalf"


def with_offer() -> Offer:
    application = shortlisted()
    for request in asked(application):
        verified(answered(request))
    return offered(by_post(application))


def test_they_accept_the_offer(post) -> None:
    offer = with_offer()
    application = offer.application
    assert f"accept.{offer.pk}" in [each.key for each in answers_of(application)]
    assert "Accepted the offer: by phone on" in tell(application, f"accept.{offer.pk}")
    offer.refresh_from_db()
    application.refresh_from_db()
    assert (offer.state, application.state) == (Offer.State.ACCEPTED, Application.State.ACCEPTED)
    assert AuditEvent.objects.get(verb="offer.accepted").actor_id == application.vacancy.created_by_id
    assert MARK in persons_page(application)
    finding = next(row for row in run(GateName.SIGN, application).rows if row.code == "offer_accepted")
    assert MARK in finding.finding.how
    sign = signed_in(application.vacancy.created_by).get(reverse("appointments:sign", args=[application.ref]))
    assert MARK in sign.content.decode()
    told_hr = next(each for each in post() if "has accepted the offer" in each["Subject"])
    assert "HR entered it on their behalf" in told_hr.get_body().get_content()
    # What they said beside it has no place of its own.
    assert OnBehalf.objects.get().words == WORDS
    assert WORDS not in persons_page(application)


def test_they_decline_with_a_reason() -> None:
    offer = with_offer()
    tell(offer.application, f"decline.{offer.pk}", words="The drive is too long.")
    offer.refresh_from_db()
    assert (offer.state, offer.answer_reason) == (Offer.State.DECLINED, "The drive is too long.")
    assert OnBehalf.objects.get().words == ""
    assert MARK in persons_page(offer.application)


def test_an_answer_that_came_too_late_is_refused_and_leaves_nothing() -> None:
    from appointments.services import offers

    offer = with_offer()
    answers = {each.key: each for each in answers_of(offer.application)}
    offers.lapse(offer)
    hr, page = (
        signed_in(offer.application.vacancy.created_by),
        reverse("applications:told", args=[offer.application.vacancy.ref, offer.application.ref]),
    )
    assert f"accept.{offer.pk}" in answers
    day = timezone.localdate()
    reply = hr.post(page, {
        "answer": f"accept.{offer.pk}", "words": WORDS, "how": "phone", "heard_on_day": day.day,
        "heard_on_month": day.month, "heard_on_year": day.year, "heard_by": "Joan Peel",
    })  # fmt: skip
    assert reply.status_code == 422
    assert "cannot be recorded any more" in reply.content.decode()
    assert WORDS in reply.content.decode()
    assert not OnBehalf.objects.exists()


def waiting_for_consent() -> ReferenceRequest:
    application = by_post()
    application.referees.update(ask_me_first=True)
    return asked(application)[0]


def test_whether_a_referee_may_be_asked() -> None:
    request = waiting_for_consent()
    application = Application.objects.get(pk=request.application_id)
    tell(application, f"not_yet.{request.pk}", words="My head does not know.")
    request.refresh_from_db()
    assert (request.state, request.consent_reason) == (ReferenceRequest.State.WAITING, "My head does not know.")
    assert request.consent_refused_at is not None
    assert persons_page(application).count(MARK) == 1
    tell(application, f"may_ask.{request.pk}")
    request.refresh_from_db()
    assert request.state == ReferenceRequest.State.REQUESTED
    assert f"{MARK}. The job description goes with it." in persons_page(application)
    assert OutgoingEmail.objects.filter(template="reference_request").count() == 1


def test_another_referee_is_named_on_the_page_for_that() -> None:
    application = by_post()
    request = asked(application)[0]
    references.ask_for_another(request, by=application.vacancy.created_by)
    page = reverse("applications:told", args=[application.vacancy.ref, application.ref])
    shown = signed_in(application.vacancy.created_by).get(page).content.decode()
    assert reverse("appointments:replace_referee", args=[application.ref, request.ref]) in shown


def test_what_they_say_to_what_was_found_online() -> None:
    application = by_post()
    search = OnlineSearch.objects.create(
        application=application, outcome=OnlineSearch.Outcome.RELEVANT, done_on=timezone.localdate(),
        done_by=application.vacancy.created_by, finding="A post.", relevance="It is about pupils.",
    )  # fmt: skip
    online_search.ask_candidate(search, by=application.vacancy.created_by)
    tell(application, f"search.{search.pk}", words="It was a colleague of the same name.")
    search.refresh_from_db()
    assert search.response == "It was a colleague of the same name."
    assert OnBehalf.objects.get().words == ""
    shown = signed_in(application.vacancy.created_by).get(reverse("appointments:search", args=[application.ref]))
    assert MARK in shown.content.decode()


# --- the self-declaration on paper ------------------------------------------------------------------------------


def asked_to_declare() -> SelfDeclaration:
    application = by_post()
    requirements.require_checks(application, by=None, shortlisted_only=True)
    declaration = self_declaration.ask(application, by=None)
    assert declaration is not None
    return declaration


def enter(client: Client, declaration: SelfDeclaration) -> str:
    """HR copies the paper, page by page; the text of the last page."""
    ref = declaration.application.ref
    for each in self_declaration.pages_of(declaration):
        url = reverse("appointments:my_declaration_page", args=[ref, each.slug])
        shown = client.get(url).content.decode()
        assert "You are entering the self-declaration of Imogen Larkfield from paper" in shown
        assert client.post(url, {"ticked": ["spent"] if each.slug == "record" else ["none"]}).status_code == 302
    explain = reverse("appointments:my_declaration_explain", args=[ref])
    client.post(explain, {"spent": "A caution in 2009 for taking a bicycle."})
    return client.get(reverse("appointments:my_declaration_check", args=[ref])).content.decode()


def test_the_form_is_printed_posted_and_what_comes_back_is_entered(post) -> None:
    declaration = asked_to_declare()
    application = Application.objects.get(pk=declaration.application_id)
    hr = signed_in(application.vacancy.created_by)
    printed = reverse("appointments:declaration_form", args=[application.ref])
    assert hr.get(printed)["Content-Type"] == "application/pdf"
    post()
    letters = hr.get(reverse("applications:letters", args=[application.vacancy.ref])).content.decode()
    assert printed in letters
    shown = hr.get(reverse("appointments:declaration", args=[application.ref])).content.decode()
    assert printed in shown
    assert "Enter what came back" in shown

    assert "A caution in 2009" in enter(hr, declaration)
    day = timezone.localdate()
    data = {
        "agree": [key for key, _ in questions.PROMISES], "name": "I. Larkfield", "how": "letter",
        "heard_by": "Joan Peel", "heard_on_day": day.day, "heard_on_month": day.month, "heard_on_year": day.year,
        "form_key": str(uuid.uuid4()),
    }  # fmt: skip
    check = reverse("appointments:my_declaration_check", args=[application.ref])
    unsigned = hr.post(check, {**data, "name": ""})
    assert "Enter the name signed on the paper" in unsigned.content.decode()
    assert hr.post(check, data).url == reverse("appointments:declaration", args=[application.ref])
    declaration.refresh_from_db()
    assert (declaration.state, declaration.sent_name) == (SelfDeclaration.State.SENT, "I. Larkfield")
    after = hr.get(reverse("appointments:declaration", args=[application.ref])).content.decode()
    assert "By letter on" in after
    assert MARK in after
    assert "Read by" in after
    assert AuditEvent.objects.filter(verb="on_behalf.done", codes__act="declared").count() == 1
    assert hr.get(reverse("appointments:my_declaration", args=[application.ref])).status_code == 302


def test_nobody_but_hr_enters_it_and_for_nobody_who_has_an_address() -> None:
    declaration = asked_to_declare()
    chair = PanelMember.objects.get(panel__vacancy=declaration.application.vacancy, role="chair").user
    urls = [
        reverse("appointments:my_declaration", args=[declaration.application.ref]),
        reverse("appointments:my_declaration_page", args=[declaration.application.ref, "record"]),
        reverse("appointments:declaration_form", args=[declaration.application.ref]),
    ]
    for url in urls:
        assert signed_in(chair).get(url).status_code == 404
    online = shortlisted()
    requirements.require_checks(online, by=None, shortlisted_only=True)
    self_declaration.ask(online, by=None)
    hr = signed_in(online.vacancy.created_by)
    assert hr.get(reverse("appointments:my_declaration", args=[online.ref])).status_code == 404
    assert hr.get(reverse("appointments:declaration_form", args=[online.ref])).status_code == 404
