"""The head's word on an advert, where the school asks for it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Delegation, Role
from core import gates
from core.gates import GateName, GateShutError
from core.models import OutgoingEmail
from core.states import StateError
from tests.at_once import at_once
from tests.factories import MembershipFactory, UserFactory
from tests.markup import Markup
from tests.vacancies.conftest import client_of
from tests.vacancies.factories import ready_vacancy
from tests.vacancies.test_pages_saving import errors, url
from vacancies.advert_digest import NOT_SAID, digest_of
from vacancies.models import Approval, KeyDate, Vacancy
from vacancies.services.advert import save_details
from vacancies.services.approval import approve, ask, send_back, standing, take_back
from vacancies.services.scheduling import schedule
from vacancies.services.vacancy import publish

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("only_our_checks")]
A = Approval.State


@pytest.fixture
def school(school):
    """A school that asks for it."""
    school.head_approves_adverts = True
    school.save()
    return school


def finding(vacancy: Vacancy) -> str:
    """What the gate says of it: "" when the check is silent."""
    fresh = Vacancy.objects.select_related("school").get(pk=vacancy.pk)
    rows = [row for row in gates.run(GateName.PUBLISH, fresh).rows if row.check.code == "head_approves"]
    return f"{'open' if rows[0].stops else 'clear'}: {rows[0].finding.what}" if rows else ""


def test_gate(school, hr, head):
    vacancy = ready_vacancy(school, hr)
    assert finding(vacancy) == "open: The head has not approved the advert"
    approval = ask(vacancy, by=hr)
    assert finding(vacancy) == "open: The head has not answered yet"
    send_back(approval, by=head, reason="The pay is wrong.")
    assert finding(vacancy) == "open: The head sent the advert back"
    approve(ask(vacancy, by=hr), by=head, seen=digest_of(vacancy))
    assert finding(vacancy) == "clear: The head has approved the advert"
    save_details(vacancy, by=hr, values={"overview": "Other words."})
    assert finding(vacancy) == "open: The advert has changed since the head approved it"


def test_a_school_that_does_not_ask_for_it(school, hr):
    school.head_approves_adverts = False
    school.save()
    assert finding(ready_vacancy(school, hr)) == ""


def test_nothing_goes_out_without_it(school, hr, head):
    vacancy = ready_vacancy(school, hr)
    with pytest.raises(GateShutError):
        publish(vacancy, by=hr)
    with pytest.raises(GateShutError):
        schedule(vacancy, publish_at=timezone.now() + timedelta(days=1), by=hr)
    approve(ask(vacancy, by=hr), by=head, seen=digest_of(vacancy))
    publish(vacancy, by=hr)
    assert vacancy.state == Vacancy.State.PUBLISHED


def test_the_head_approves_what_they_read_and_nothing_else(school, hr, head):
    vacancy = ready_vacancy(school, hr)
    approval, read = ask(vacancy, by=hr), digest_of(vacancy)
    save_details(vacancy, by=hr, values={"overview": "Other words."})
    with pytest.raises(StateError, match="has been changed since you opened this page"):
        approve(approval, by=head, seen=read)
    assert standing(vacancy).state == A.ASKED


@pytest.mark.parametrize(
    "change",
    [
        lambda vacancy: vacancy.criteria.update(text="Other"),
        lambda vacancy: vacancy.duty_sections.first().duties.update(text="Other"),
        lambda vacancy: vacancy.further_statements.create(heading="Data", text="Kept.", position=0),
        lambda vacancy: vacancy.level_tables.create(title="Levels", position=0),
        lambda vacancy: KeyDate.objects.create(vacancy=vacancy, kind="visits", on=timezone.localdate()),
        lambda vacancy: Vacancy.objects.filter(pk=vacancy.pk).update(closes_at=timezone.now()),
    ],
)
def test_every_part_of_an_advert_is_in_what_is_approved(school, hr, change):
    vacancy = ready_vacancy(school, hr)
    before = digest_of(vacancy)
    change(vacancy)
    assert digest_of(vacancy) != before


def test_a_column_of_the_vacancy_is_said_or_named_as_not_said():
    assert {field.name for field in Vacancy._meta.concrete_fields} >= NOT_SAID


def test_asked_twice_is_asked_once(school, hr, head):
    vacancy = ready_vacancy(school, hr)
    assert ask(vacancy, by=hr) == ask(vacancy, by=hr)
    assert OutgoingEmail.objects.filter(template="vacancy_approval_asked").count() == 1


def test_a_school_without_a_head(school, hr):
    with pytest.raises(StateError, match="Invite the head first"):
        ask(ready_vacancy(school, hr), by=hr)


def test_an_answer_stands(school, hr, head):
    approval = ask(ready_vacancy(school, hr), by=hr)
    send_back(approval, by=head, reason="The pay is wrong.")
    with pytest.raises(StateError, match="decided already"):
        send_back(approval, by=head, reason="Again.")
    with pytest.raises(StateError, match="Say what has to change"):
        send_back(approval, by=head, reason=" ")


@pytest.mark.sqlite
@pytest.mark.django_db(transaction=True)
def test_two_answers_at_once_are_one(school, hr, head):
    vacancy = ready_vacancy(school, hr)
    approval = ask(vacancy, by=hr)
    pages = [Approval.objects.get(pk=approval.pk) for _ in range(2)]
    done = at_once(
        lambda: send_back(pages[0], by=head, reason="No."), lambda: send_back(pages[1], by=head, reason="No, no.")
    )
    assert sorted(type(each).__name__ for each in done) == ["NoneType", "StateError"]


def test_letters(school, hr, head, post):
    vacancy = ready_vacancy(school, hr)
    approval = ask(vacancy, by=hr)
    (letter,) = post()
    assert (letter["To"], letter["Subject"]) == (head.email, "Please approve the advert: SENCo")
    send_back(approval, by=head, reason="Say <b>where</b> to park.")
    letter = post()[-1]
    assert (letter["To"], letter["Subject"]) == (hr.email, "Sent back: the advert for SENCo")
    assert "Say <b>where</b> to park." in letter.get_body(("plain",)).get_content()
    assert "Say &lt;b&gt;where" in letter.get_body(("html",)).get_content()


def test_no_letter_when_it_was_taken_back(school, hr, head, post):
    vacancy = ready_vacancy(school, hr)
    ask(vacancy, by=hr)
    take_back(vacancy, by=hr)
    assert (post(), finding(vacancy)) == ([], "open: The head has not approved the advert")


# --- pages --------------------------------------------------------------------------------------------------


def test_from_asking_to_publishing(hr_client, school, hr, head):
    vacancy = ready_vacancy(school, hr)
    assert "The head’s approval" in hr_client.get(url("advert", vacancy)).content.decode()
    before = Markup(hr_client.get(url("publish", vacancy)).content.decode())
    assert "the head approves it next" in before.one("h2", class_="app-turn__label").words
    assert before.one("form", action=url("approval_ask", vacancy)).words.startswith("Send it to the head to approve")
    page = hr_client.post(url("approval_ask", vacancy), follow=True).content.decode()
    assert "The head’s turn" in page
    asked = hr_client.get(url("publish", vacancy)).content.decode()
    assert "The head’s turn" in asked
    assert "Must be mended</a>" not in asked
    his = client_of(head)
    home = his.get(reverse("home")).content.decode()
    assert "Approve the advert" in home
    assert url("approval", vacancy) in home
    markup = Markup(his.get(url("approval", vacancy)).content.decode())
    seen = markup.one("input", name="seen")["value"]
    assert his.post(url("approval_approve", vacancy), {"seen": seen}).status_code == 302
    assert "Approve the advert" not in his.get(reverse("home")).content.decode()
    assert "approved the advert at" in hr_client.get(url("approval", vacancy)).content.decode()


def test_the_head_reads_what_hr_let_through(hr_client, school, hr, head):
    vacancy = ready_vacancy(school, hr, equality_statement="", checks_statement="", safeguarding_statement="We care.")
    fresh = Vacancy.objects.select_related("school").get(pk=vacancy.pk)
    row = gates.run(GateName.PUBLISH, fresh).waivable[0]
    reason = "The governors read <b>each</b> advert."
    gates.waive(GateName.PUBLISH, fresh, row.code, by=hr, reason=reason, school_id=school.pk)
    ask(vacancy, by=hr)
    page = client_of(head).get(url("approval", vacancy)).content.decode()
    assert f"{row.finding.what}: “The governors read &lt;b&gt;each&lt;/b&gt; advert.” {hr}" in page
    assert "let through" not in hr_client.get(url("approval", vacancy)).content.decode()


def test_sent_back_with_a_reason(hr_client, school, hr, head):
    vacancy = ready_vacancy(school, hr)
    ask(vacancy, by=hr)
    his = client_of(head)
    assert errors(his.post(url("approval_send_back", vacancy), {"reason": ""})) == ["Say what has to change"]
    his.post(url("approval_send_back", vacancy), {"reason": "Say <b>where</b>."})
    page = hr_client.get(url("approval", vacancy)).content.decode()
    assert "Say &lt;b&gt;where&lt;/b&gt;." in page
    assert "Ask the head again" in page
    history = hr_client.get(url("history", vacancy)).content.decode()
    assert "Sent the advert back" in history
    assert "Say &lt;b&gt;where" in history


def test_hr_may_not_approve_and_the_head_may_not_ask(hr_client, school, hr, head):
    vacancy = ready_vacancy(school, hr)
    ask(vacancy, by=hr)
    assert hr_client.post(url("approval_approve", vacancy), {"seen": digest_of(vacancy)}).status_code == 404
    assert hr_client.post(url("approval_send_back", vacancy), {"reason": "No"}).status_code == 404
    assert client_of(head).post(url("approval_ask", vacancy)).status_code == 404
    assert standing(vacancy).state == A.ASKED


def test_an_acting_deputy_sees_the_vacancy_and_approves_and_only_while_they_act(school, hr, head):
    vacancy = ready_vacancy(school, hr)
    deputy = MembershipFactory(school=school, role=Role.STAFF, user=UserFactory(name="Colin Thackray")).user
    theirs = client_of(deputy)
    pages = [
        reverse("workbench", args=[vacancy.ref]),
        *(url(name, vacancy) for name in ("advert", "history", "preview")),
    ]
    assert {theirs.get(page).status_code for page in pages} == {404}
    today = timezone.localdate()
    acting = Delegation.objects.create(school=school, head=head, deputy=deputy, starts_on=today, ends_on=today)
    assert {theirs.get(page).status_code for page in pages} == {200}
    ask(vacancy, by=hr)
    assert theirs.post(url("approval_approve", vacancy), {"seen": digest_of(vacancy)}).status_code == 302
    assert standing(vacancy).decided_by == deputy
    acting.delete()
    assert {theirs.get(page).status_code for page in pages} == {404}


def test_other_schools_head_finds_nothing(school, hr):
    vacancy = ready_vacancy(school, hr)
    stranger = client_of(MembershipFactory(role=Role.HEAD).user)
    assert stranger.get(url("approval", vacancy)).status_code == 404
    assert stranger.post(url("approval_approve", vacancy), {"seen": digest_of(vacancy)}).status_code == 404


def test_the_school_sets_it(hr_client, school):
    address = reverse("accounts:school_section", args=[school.ref, "approval"])
    assert hr_client.post(address, {"head_approves_adverts": "no"}).status_code == 302
    school.refresh_from_db()
    assert school.head_approves_adverts is False
