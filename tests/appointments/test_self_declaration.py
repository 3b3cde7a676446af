"""The self-declaration: asked only of the shortlisted, read by the chair and HR alone, signed again, settled."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Membership, Role, User
from accounts.services import proof
from applications.models import Application
from appointments import declaration as questions
from appointments.models import Check, SelfDeclaration
from appointments.services import requirements, self_declaration, ties
from core.models import AuditEvent
from core.personal_data import Lifetime, register
from core.states import StateError
from shortlisting.models import Panel, PanelMember, ProbePoint
from tests.appointments.factories import head_of, shortlisted
from tests.appointments.test_views import page, signed_in
from tests.factories import SchoolFactory, UserFactory

pytestmark = pytest.mark.django_db
S = SelfDeclaration.State
SECRET = "A caution in 2009 for taking a bicycle that was not mine."


@pytest.fixture
def no_second_factor(settings) -> None:
    settings.SECOND_FACTOR_REQUIRED = False


@pytest.fixture
def demo(settings, no_second_factor) -> None:
    """Where a press of a button shows who is at the keyboard."""
    settings.DEMO_MODE = True


def asked_of(application: Application | None = None) -> SelfDeclaration:
    application = application or shortlisted()
    requirements.require_checks(application, by=None, shortlisted_only=True)
    declaration = self_declaration.ask(application, by=None)
    assert declaration is not None
    return declaration


def sent(application: Application | None = None, *, told: str = "") -> SelfDeclaration:
    declaration = asked_of(application)
    candidate = declaration.application.candidate
    for each in self_declaration.pages_of(declaration):
        ticked = ["spent"] if told and each.slug == "record" else []
        self_declaration.save_page(declaration, each, ticked=ticked, by=candidate)
    if told:
        self_declaration.save_details(declaration, details={"spent": told}, by=candidate)
    self_declaration.send(declaration, name="Imogen Larkfield", by=candidate)
    return declaration


def interview_today(declaration: SelfDeclaration) -> None:
    vacancy = declaration.application.vacancy
    vacancy.interview_on = timezone.localdate()
    vacancy.save(update_fields=["interview_on"])


def chair_of(application: Application) -> User:
    return PanelMember.objects.get(panel__vacancy=application.vacancy, role="chair").user


def check_of(declaration: SelfDeclaration) -> Check:
    return Check.objects.get(application=declaration.application, code="SD")


def test_it_is_asked_with_a_letter_when_the_person_is_shortlisted(post) -> None:
    declaration = asked_of()
    assert check_of(declaration).status == Check.Status.ASKED_FOR
    assert [m["Subject"] for m in post()] == ["Your self-declaration: SENCo"]
    assert self_declaration.ask(declaration.application, by=None) is None


@pytest.mark.parametrize(
    ("school", "early", "extra"),
    [
        ({}, False, {"section_128"}),
        ({"maintained": True}, False, set()),
        ({"maintained": True}, True, {"childcare"}),
    ],
)
def test_section_128_and_childcare_are_asked_only_where_they_are_in_scope(school, early, extra) -> None:
    application = shortlisted(SchoolFactory(**school))
    application.vacancy.early_years = early
    application.vacancy.save()
    keys = {q.key for each in self_declaration.pages_of(asked_of(application)) for q in each.questions}
    assert keys & {"section_128", "childcare"} == extra
    assert {"unspent", "spent", "barred", "dismissed", "prohibited"} <= keys


def test_nothing_asks_for_what_is_protected() -> None:
    spent = next(q for each in questions.PAGES for q in each.questions if q.key == "spent")
    assert "not protected" in spent.text
    assert "need not tell us about anything that is protected" in questions.PAGES[0].lead


def test_before_shortlisting_there_is_no_such_page(no_second_factor) -> None:
    declaration = sent(told=SECRET)
    application = declaration.application
    Application.objects.filter(pk=application.pk).update(state="submitted")
    assert signed_in(application.candidate).get(page("my_declaration", application.ref)).status_code == 404
    for user in (application.vacancy.created_by, chair_of(application)):
        assert signed_in(user).get(page("declaration_answers", application.ref)).status_code == 404


def test_the_candidate_answers_page_by_page_and_each_page_is_kept(no_second_factor) -> None:
    declaration = asked_of()
    ref = declaration.application.ref
    browser = signed_in(declaration.application.candidate)
    assert "Cannot start yet" in browser.get(page("my_declaration", ref)).content.decode()
    refused = browser.post(page("my_declaration_page", ref, "record"), {})
    assert "Tick what is true of you" in refused.content.decode()
    both = browser.post(page("my_declaration_page", ref, "record"), {"ticked": ["none", "spent"]})
    assert "not both" in both.content.decode()
    assert browser.post(page("my_declaration_page", ref, "record"), {"ticked": ["spent"]}).status_code == 302
    for slug in ("children", "work"):
        last = browser.post(page("my_declaration_page", ref, slug), {"ticked": ["none"]})
    assert last["Location"] == page("my_declaration_page", ref, "explain")
    short = browser.post(page("my_declaration_explain", ref), {"spent": "Yes"})
    assert "Say a little more" in short.content.decode()
    later = browser.post(page("my_declaration_explain", ref), {"spent": "Half", "later": "1"})
    assert later["Location"] == page("my_declaration", ref)
    assert "Half" in browser.get(page("my_declaration_explain", ref)).content.decode()
    assert browser.post(page("my_declaration_explain", ref), {"spent": SECRET})["Location"] == page(
        "my_declaration_check", ref
    )
    assert SECRET in browser.get(page("my_declaration_check", ref)).content.decode()
    unsigned = browser.post(page("my_declaration_check", ref), {"agree": ["true"], "name": ""}).content.decode()
    assert "Tick each of the five sentences" in unsigned
    assert "Enter your full name" in unsigned
    signed = {"agree": [key for key, _ in questions.PROMISES], "name": "Imogen Larkfield"}
    assert browser.post(page("my_declaration_check", ref), signed).status_code == 302
    declaration.refresh_from_db()
    assert (declaration.state, declaration.something_told, declaration.draft) == (S.SENT, True, None)
    assert declaration.answers["spent"] == {"yes": True, "detail": SECRET}
    assert declaration.answers["barred"] == {"yes": False, "detail": ""}
    assert check_of(declaration).status == Check.Status.RECEIVED
    browser.post(page("my_declaration_check", ref), signed)  # pressed twice
    assert AuditEvent.objects.filter(verb="self_declaration.sent").count() == 1


def test_it_cannot_be_sent_while_something_is_missing() -> None:
    declaration = asked_of()
    candidate = declaration.application.candidate
    with pytest.raises(StateError, match="Answer: Your criminal record"):
        self_declaration.send(declaration, name="Imogen", by=candidate)
    for each in self_declaration.pages_of(declaration):
        self_declaration.save_page(declaration, each, ticked=["spent"], by=candidate)
    with pytest.raises(StateError, match="Explain: I have a spent conviction"):
        self_declaration.send(declaration, name="Imogen", by=candidate)
    with pytest.raises(StateError, match="Only the candidate"):
        self_declaration.send(declaration, name="Imogen", by=UserFactory())


def test_the_words_are_encrypted_and_stand_nowhere_else() -> None:
    declaration = sent(told=SECRET)
    with connection.cursor() as cursor:
        cursor.execute("SELECT answers, sent_name FROM appointments_selfdeclaration WHERE id = %s", [declaration.pk])
        stored = " ".join(cursor.fetchone())
    assert "bicycle" not in stored
    assert "Larkfield" not in stored
    self_declaration.raise_at_interview(declaration, by=chair_of(declaration.application))
    assert "bicycle" not in str(list(AuditEvent.objects.values()) + list(ProbePoint.objects.values()))


def test_the_chair_and_hr_read_it_and_each_reading_is_recorded_and_shown(demo) -> None:
    declaration = sent(told=SECRET)
    application = declaration.application
    chair, hr = chair_of(application), application.vacancy.created_by
    User.objects.filter(pk=chair.pk).update(name="Ruth Penhallow")
    for reader in (chair, hr):
        overview = signed_in(reader).get(page("declaration", application.ref)).content.decode()
        assert SECRET not in overview
        answers = page("declaration_answers", application.ref)
        browser = signed_in(reader)
        assert browser.get(answers).url == proof.ask_again_url(answers), "who is at the keyboard is asked first"
        assert not AuditEvent.objects.filter(verb="self_declaration.read", actor_id=reader.pk).exists()
        browser.post(reverse("accounts:ask_again"))
        assert SECRET in browser.get(answers).content.decode()
    read = AuditEvent.objects.filter(verb="self_declaration.read").order_by("pk")
    assert [event.actor_id for event in read] == [chair.pk, hr.pk]
    text = signed_in(hr).get(page("declaration", application.ref)).content.decode()
    assert text.index("Read by Ruth Penhallow at ") < text.index("Read by Marian Duxbury at ")


def test_no_other_member_of_the_panel_nor_the_head_nor_the_candidate_reads_it(no_second_factor) -> None:
    declaration = sent(told=SECRET)
    application = declaration.application
    member = PanelMember.objects.get(panel__vacancy=application.vacancy, role="member").user
    observer = UserFactory()
    PanelMember.objects.create(panel=Panel.objects.get(vacancy=application.vacancy), user=observer, role="observer")
    others = (member, observer, head_of(application.vacancy.school), application.candidate, UserFactory())
    for user in others:
        for name in ("declaration", "declaration_answers", "declaration_sign"):
            response = signed_in(user).get(page(name, application.ref))
            assert response.status_code == 404, (user, name)
        assert signed_in(user).get(page("declarations", application.vacancy.ref)).status_code == 404
    assert AuditEvent.objects.filter(verb="self_declaration.read").count() == 0


def test_a_chair_who_is_close_to_the_candidate_does_not_read_it(no_second_factor) -> None:
    declaration = sent(told=SECRET)
    chair = chair_of(declaration.application)
    ties.say(declaration.application, close=True, by=chair)
    assert signed_in(chair).get(page("declaration_answers", declaration.application.ref)).status_code == 404
    with pytest.raises(StateError, match="relative or close friend"):
        self_declaration.read(declaration, by=chair)


def test_the_point_for_the_interview_says_nothing_of_what_it_is(no_second_factor) -> None:
    declaration = sent(told=SECRET)
    browser = signed_in(chair_of(declaration.application))
    for _ in range(2):
        browser.post(page("declaration_raise", declaration.application.ref))
    (point,) = ProbePoint.objects.filter(source="self_declaration")
    assert point.text == self_declaration.POINT


def test_it_is_signed_again_on_the_day_and_not_before(no_second_factor) -> None:
    declaration = sent()
    candidate, ref = declaration.application.candidate, declaration.application.ref
    early = signed_in(candidate).post(page("my_declaration_sign", ref), {"same": "yes", "name": "Imogen Larkfield"})
    assert "It is signed again on the day of the interview" in early.content.decode()
    interview_today(declaration)
    browser = signed_in(candidate)
    assert "Your turn: sign it again" in browser.get(page("my_declaration", ref)).content.decode()
    wrong = browser.post(page("my_declaration_sign", ref), {"same": "no", "name": "Imogen Larkfield"})
    assert "Say what has changed" in wrong.content.decode()
    browser.post(page("my_declaration_sign", ref), {"same": "yes", "name": "Imogen Larkfield"})
    declaration.refresh_from_db()
    assert (declaration.state, declaration.signed_on, declaration.signed_name) == (S.SIGNED, "own", "Imogen Larkfield")
    assert timezone.localdate(declaration.signed_at) == timezone.localdate()


def test_it_is_signed_on_the_schools_device_which_shows_no_answer(demo) -> None:
    declaration = sent(told=SECRET)
    interview_today(declaration)
    hr = declaration.application.vacancy.created_by
    url = page("declaration_sign", declaration.application.ref)
    assert SECRET not in signed_in(hr).get(url).content.decode()
    signed_in(hr).post(url, {"same": "no", "changes": "I was fined in March.", "name": "Imogen Larkfield"})
    declaration.refresh_from_db()
    assert (declaration.signed_on, declaration.signed_with, declaration.changes) == (
        "device", hr, "I was fined in March.",
    )  # fmt: skip
    browser = signed_in(hr)
    browser.post(reverse("accounts:ask_again"))
    answers = browser.get(page("declaration_answers", declaration.application.ref))
    assert "I was fined in March." in answers.content.decode()


def test_a_change_at_the_interview_counts_as_something_told() -> None:
    declaration = sent()
    interview_today(declaration)
    assert declaration.something_told is False
    self_declaration.sign_again(
        declaration, name="Imogen Larkfield", changes="Charged on Monday.", by=declaration.application.candidate
    )
    assert declaration.something_told is True


def test_settling_needs_a_reading_a_second_signature_and_words_where_something_was_told() -> None:
    declaration = sent(told=SECRET)
    chair = chair_of(declaration.application)
    with pytest.raises(StateError, match="Read it first"):
        self_declaration.settle(declaration, note="Talked.", by=chair)
    self_declaration.read(declaration, by=chair)
    with pytest.raises(StateError, match="cannot be done now"):
        self_declaration.settle(declaration, note="Talked.", by=chair)
    interview_today(declaration)
    self_declaration.sign_again(declaration, name="Imogen", changes="", by=declaration.application.candidate)
    with pytest.raises(StateError, match="Write what was talked about"):
        self_declaration.settle(declaration, note=" ", by=chair)
    self_declaration.settle(declaration, note="Talked through, no risk.", by=chair)
    check = check_of(declaration)
    assert (check.status, check.evidence) == (Check.Status.CLEAR, "Read, talked through and signed again")
    assert check.done_by == chair


def test_a_withdrawn_candidate_is_asked_nothing(no_second_factor) -> None:
    declaration = asked_of()
    Application.objects.filter(pk=declaration.application_id).update(state="withdrawn")
    browser = signed_in(declaration.application.candidate)
    assert browser.get(page("my_declaration", declaration.application.ref)).status_code == 404


def test_the_rules_of_what_is_protected_stand_on_a_page_for_everybody() -> None:
    text = Client().get(page("filtering")).content.decode()
    for words in ("11 years", "5 and a half years", "6 years", "always protected", "28 November 2020"):
        assert words in text


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_has_constant_queries(count: int, no_second_factor, django_assert_num_queries) -> None:
    first = sent().application
    for _ in range(count - 1):
        other = sent(shortlisted(first.vacancy.school)).application
        Application.objects.filter(pk=other.pk).update(vacancy=first.vacancy)
    browser = signed_in(first.vacancy.created_by)
    browser.get(page("declarations", first.vacancy.ref))
    with django_assert_num_queries(9):
        browser.get(page("declarations", first.vacancy.ref))


def test_trust_hr_of_another_school_finds_nothing(no_second_factor) -> None:
    declaration = sent(told=SECRET)
    stranger = UserFactory()
    Membership.objects.create(user=stranger, school=SchoolFactory(), role=Role.HR)
    assert signed_in(stranger).get(page("declaration_answers", declaration.application.ref)).status_code == 404


def test_it_is_destroyed_with_the_recruitment() -> None:
    policy = register()["appointments.SelfDeclaration"]
    assert policy.personal["answers"].lifetime is Lifetime.RECRUITMENT
