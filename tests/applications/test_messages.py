"""Messages between a candidate and HR: both ways, once each, and without a name while the sift is blind."""

from __future__ import annotations

import uuid

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Role, User
from applications.models import Acquaintance, Application, Message, Thread
from applications.services.messages import (
    LONGEST,
    MOST_WAITING,
    MessageError,
    need_no_answer,
    read_by_school,
    write_to_candidate,
    write_to_school,
)
from core.models import AuditEvent, OutgoingEmail
from core.services.personal_data import export_person
from senco_recruit import erasure
from shortlisting.models import Panel, PanelMember
from shortlisting.services.panel import PanelError, add_member, panel_of
from tests.applications.factories import started_application, submitted_application
from tests.factories import MembershipFactory, UserFactory
from tests.markup import Markup
from tests.vacancies.factories import closed_vacancy, hr_of, published_vacancy

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_step")]
ASKS = "Is there a ramp at the side door?"
ANSWERS = "Yes, and we meet you there."


@pytest.fixture
def application() -> Application:
    """Sent, by Rowan Castleford; the vacancy is closed, and its sift blind."""
    return submitted_application(closed_vacancy(), UserFactory(name="Rowan Castleford"))


@pytest.fixture
def hr(application) -> User:
    return hr_of(application.vacancy.school, name="Marian Duxbury")


def ask(application: Application, text: str = ASKS, form_key: uuid.UUID | None = None) -> Message:
    return write_to_school(application, by=application.candidate, text=text, form_key=form_key or uuid.uuid4())


def answer(application: Application, by: User, text: str = ANSWERS, **more) -> Message:
    more.setdefault("form_key", uuid.uuid4())
    more.setdefault("seen", 10**9)
    return write_to_candidate(application, by=by, text=text, **more)


def sits(user: User, vacancy, role: str = PanelMember.Role.MEMBER) -> PanelMember:
    return PanelMember.objects.create(panel=panel_of(vacancy), user=user, role=role)


def release(vacancy) -> None:
    Panel.objects.filter(pk=panel_of(vacancy).pk).update(outcomes_released_at=timezone.now())


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def thread_page(thread: Thread) -> str:
    return reverse("applications:hr_thread", args=[thread.application.vacancy.ref, thread.ref])


def list_page(vacancy) -> str:
    return reverse("applications:hr_threads", args=[vacancy.ref])


def letters_to(messages, address: str) -> list[str]:
    return [f"{each['Subject']}\n{each.get_payload(0).get_payload()}" for each in messages if each["To"] == address]


# --- there and back --------------------------------------------------------------------------------------


def test_a_question_and_its_answer_through_the_pages(application, hr, post) -> None:
    candidate, page = browser(application.candidate), reverse("applications:messages", args=[application.ref])
    assert candidate.post(page, {"text": ASKS, "form_key": uuid.uuid4()}).url == page
    thread = Thread.objects.get()
    assert thread.waits_since is not None
    assert list_page(application.vacancy) in browser(hr).get(reverse("home")).content.decode()
    shown = browser(hr).get(thread_page(thread)).content.decode()
    assert ASKS in shown
    newest = Message.objects.get().pk
    data = {"text": ANSWERS, "seen": newest, "form_key": uuid.uuid4()}
    assert browser(hr).post(thread_page(thread), data).status_code == 302
    thread.refresh_from_db()
    assert thread.waits_since is None
    home = candidate.get(reverse("applications:mine")).content.decode()
    assert "1 new message about SENCo" in home
    status = candidate.get(reverse("applications:task_list", args=[application.ref])).content.decode()
    assert "Your turn: 1 thing" in status
    assert ANSWERS in candidate.get(page).content.decode()
    assert "new message" not in candidate.get(reverse("applications:mine")).content.decode()


def test_the_notices_hold_a_link_and_no_words_and_hr_is_not_told_who(application, hr, post) -> None:
    ask(application)
    [to_hr] = letters_to(post(), hr.email)
    for telling in (ASKS, "Rowan", "Castleford", application.candidate.email, application.ref):
        assert telling not in to_hr
    assert Thread.objects.get().ref in to_hr
    answer(application, hr)
    [to_candidate] = letters_to(post(), application.candidate.email)
    assert ANSWERS not in to_candidate
    assert reverse("applications:messages", args=[application.ref]) in to_candidate
    for row in OutgoingEmail.objects.all():
        assert ASKS not in str(row.ids)
        assert ANSWERS not in str(row.ids)


def test_hr_hears_once_until_it_answers(application, hr, post) -> None:
    for n in range(3):
        ask(application, f"Question {n}")
    assert len(letters_to(post(), hr.email)) == 1
    answer(application, hr)
    ask(application, "And another thing")
    assert len(letters_to(post(), hr.email)) == 2


def test_a_notice_of_what_was_read_meanwhile_is_not_sent(application, hr, post) -> None:
    ask(application)
    need_no_answer(Thread.objects.get(), by=hr, seen=10**9)
    answer(application, hr)
    browser(application.candidate).get(reverse("applications:messages", args=[application.ref]))
    assert letters_to(post(), hr.email) == []
    assert letters_to(post(), application.candidate.email) == []


def test_what_is_written_while_hr_answers_still_waits(application, hr) -> None:
    first = ask(application)
    second = ask(application, "One more question")
    answer(application, hr, seen=first.pk)
    assert Thread.objects.get().waits_since == second.sent_at
    need_no_answer(Thread.objects.get(), by=hr, seen=second.pk)
    assert Thread.objects.get().waits_since is None


def test_pressed_twice_it_is_sent_once(application, hr) -> None:
    key = uuid.uuid4()
    assert ask(application, form_key=key) == ask(application, form_key=key)
    key = uuid.uuid4()
    assert answer(application, hr, form_key=key) == answer(application, hr, form_key=key)
    assert Message.objects.count() == 2
    assert OutgoingEmail.objects.filter(template="message_to_candidate").count() == 1


def test_the_words_are_not_in_the_database_as_they_are(application) -> None:
    ask(application)
    with connection.cursor() as cursor:
        cursor.execute("select text from applications_message")
        [(stored,)] = cursor.fetchall()
    assert "ramp" not in stored
    assert Message.objects.get().text == ASKS


# --- bad input -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("text", "says"), [
    ("", "Enter your message"),
    ("   ", "Enter your message"),
    ("x" * (LONGEST + 1), "must be 5,000 characters or fewer"),
    ("a\x00b", "hidden character"),
])  # fmt: skip
def test_bad_text_is_told_beside_the_box_and_nothing_typed_is_lost(application, text, says) -> None:
    answered = browser(application.candidate).post(
        reverse("applications:messages", args=[application.ref]), {"text": text, "form_key": "not a key"}
    )
    assert answered.status_code == 422
    shown = answered.content.decode()
    assert says in shown
    assert text.strip().replace("\x00", "") in shown
    assert not Message.objects.exists()


def test_markup_is_shown_as_typed(application, hr) -> None:
    ask(application, "<script>alert(1)</script> 😀 العربية")
    shown = browser(hr).get(thread_page(Thread.objects.get())).content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt; 😀 العربية" in shown


def test_one_candidate_cannot_fill_the_box_for_ever(application) -> None:
    for n in range(MOST_WAITING):
        ask(application, str(n))
    with pytest.raises(MessageError, match="Wait until the school answers"):
        ask(application)


# --- who may read ----------------------------------------------------------------------------------------


def test_while_the_sift_is_blind_hr_answers_without_a_name(application, hr) -> None:
    ask(application)
    pages = [list_page(application.vacancy), thread_page(Thread.objects.get())]
    for page in pages:
        shown = browser(hr).get(page).content.decode()
        assert "Conversation 1" in shown
        for telling in ("Rowan", "Castleford", application.candidate.email, application.ref):
            assert telling not in shown
    release(application.vacancy)
    for page in pages:
        assert "Rowan Castleford" in browser(hr).get(page).content.decode()


@pytest.mark.parametrize("role", PanelMember.Role.values)
def test_hr_on_the_panel_is_kept_out_until_the_release(application, hr, post, role) -> None:
    colleague = MembershipFactory(school=application.vacancy.school, user=UserFactory(name="Gwen Pellow")).user
    sits(hr, application.vacancy, role)
    ask(application)
    assert browser(hr).get(thread_page(Thread.objects.get())).status_code == 404
    shown = browser(hr).get(list_page(application.vacancy)).content.decode()
    assert "Gwen Pellow can answer" in shown
    assert ASKS not in shown
    assert Thread.objects.get().ref not in shown
    sent = post()
    assert letters_to(sent, hr.email) == []
    assert len(letters_to(sent, colleague.email)) == 1
    release(application.vacancy)
    assert ASKS in browser(hr).get(thread_page(Thread.objects.get())).content.decode()


def test_where_all_hr_is_on_the_panel_they_hear_that_a_colleague_must_answer(application, hr, post) -> None:
    sits(hr, application.vacancy)
    ask(application)
    [letter] = letters_to(post(), hr.email)
    assert "a colleague in HR must read and answer" in " ".join(letter.split())
    assert Thread.objects.get().ref not in letter
    assert "Nobody else in HR can answer" in browser(hr).get(list_page(application.vacancy)).content.decode()


def test_who_has_read_a_thread_cannot_join_the_panel_before_the_release(application, hr) -> None:
    ask(application)
    browser(hr).get(thread_page(Thread.objects.get()))
    assert Acquaintance.objects.get().user == hr
    with pytest.raises(PanelError, match="has read what a candidate wrote to HR"):
        add_member(panel_of(application.vacancy), user=hr, by=hr)
    assert AuditEvent.objects.filter(verb="thread.read", actor_id=hr.pk).count() == 1


def test_reading_after_the_release_keeps_nobody_off_a_panel(application, hr) -> None:
    ask(application)
    release(application.vacancy)
    read_by_school(Thread.objects.get(), by=hr)
    assert not Acquaintance.objects.exists()


def test_panel_head_other_schools_and_applicants_find_nothing(application, hr) -> None:
    ask(application)
    thread = Thread.objects.get()
    member, head = UserFactory(), MembershipFactory(school=application.vacancy.school, role=Role.HEAD).user
    sits(member, application.vacancy)
    internal = MembershipFactory(school=application.vacancy.school).user
    started_application(application.vacancy, internal)
    other = closed_vacancy()
    release(application.vacancy)
    for user in (member, head, internal, hr_of(other.school), application.candidate):
        assert browser(user).get(thread_page(thread)).status_code == 404
    wrong = reverse("applications:hr_thread", args=[closed_vacancy(school=application.vacancy.school).ref, thread.ref])
    assert browser(hr).get(wrong).status_code == 404
    own = reverse("applications:messages", args=[application.ref])
    assert browser(UserFactory()).get(own).status_code == 404
    assert browser(hr).get(own).status_code == 404


def test_somebody_still_writing_may_ask_and_stays_unnamed_for_good(hr) -> None:
    draft = started_application(published_vacancy(hr.memberships.get().school), UserFactory(name="Imogen Larkfield"))
    write_to_school(draft, by=draft.candidate, text=ASKS, form_key=uuid.uuid4())
    release(draft.vacancy)
    shown = browser(hr).get(thread_page(Thread.objects.get())).content.decode()
    assert ASKS in shown
    assert "Imogen" not in shown
    assert "Larkfield" not in shown


def test_hr_writes_first_only_to_who_has_a_name(application, hr) -> None:
    page = reverse("applications:write_to", args=[application.vacancy.ref, application.ref])
    assert browser(hr).get(page).status_code == 404
    release(application.vacancy)
    assert "Rowan Castleford" in browser(hr).get(page).content.decode()
    assert browser(hr).post(page, {"text": "Can you come at 9?"}).status_code == 302
    assert browser(hr).get(page).url == thread_page(Thread.objects.get())


# --- the end ---------------------------------------------------------------------------------------------


def test_who_has_withdrawn_can_read_and_nobody_can_write(application, hr) -> None:
    answer(application, hr)
    Application.objects.filter(pk=application.pk).update(state=Application.State.WITHDRAWN, withdrawn_at=timezone.now())
    page = reverse("applications:messages", args=[application.ref])
    shown = browser(application.candidate).get(page).content.decode()
    assert ANSWERS in shown
    assert "<textarea" not in shown
    assert browser(application.candidate).post(page, {"text": "Wait"}).status_code == 422
    with pytest.raises(MessageError, match="withdrawn"):
        answer(application, hr)
    assert Message.objects.count() == 1


def test_nobody_writes_to_a_closed_account_and_no_notice_follows(application, hr, post) -> None:
    answer(application, hr)
    erasure.erase_account(application.candidate, by=application.candidate)
    with pytest.raises(MessageError):
        answer(application, hr)
    assert [each["To"] for each in post() if "Rowan" in str(each) or "erased" in each["To"]] == []


def test_erasing_an_account_takes_the_messages_of_what_was_never_sent(hr) -> None:
    draft = started_application(published_vacancy(hr.memberships.get().school))
    ask(draft)
    erasure.erase_account(draft.candidate, by=draft.candidate)
    assert not Message.objects.exists()
    assert not Thread.objects.exists()


def test_a_person_gets_a_copy_of_both_sides(application, hr) -> None:
    ask(application)
    answer(application, hr)
    rows = export_person(application.candidate, by=application.candidate)["applications.Message"]["rows"]
    assert [row["text"] for row in rows] == [ASKS, ANSWERS]
    assert "author" not in rows[0]


# --- cost ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 3])
def test_hrs_list_costs_the_same_for_one_and_three(hr, application, count, django_assert_num_queries) -> None:
    release(application.vacancy)
    for place in range(count):
        each = application if place == 0 else submitted_application(application.vacancy)
        ask(each)
        answer(each, hr)
        ask(each)
    client = browser(hr)
    client.get(list_page(application.vacancy))
    with django_assert_num_queries(LIST_QUERIES):
        assert client.get(list_page(application.vacancy)).status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_a_thread_costs_the_same_for_one_message_and_three(hr, application, count, django_assert_num_queries) -> None:
    for n in range(count):
        ask(application, str(n))
    candidate, school = browser(application.candidate), browser(hr)
    page = thread_page(Thread.objects.get())
    school.get(page)
    with django_assert_num_queries(SCHOOL_QUERIES):
        school.get(page)
    own = reverse("applications:messages", args=[application.ref])
    candidate.get(own)
    with django_assert_num_queries(CANDIDATE_QUERIES):
        candidate.get(own)


@pytest.mark.parametrize("count", [1, 3])
def test_ones_own_list_costs_the_same_for_one_and_three(hr, application, count, django_assert_num_queries) -> None:
    person = application.candidate
    for place in range(count):
        each = application if place == 0 else submitted_application(closed_vacancy(), person)
        answer(each, hr)
    client = browser(person)
    client.get(reverse("applications:mine"))
    with django_assert_num_queries(MINE_QUERIES):
        client.get(reverse("applications:mine"))


LIST_QUERIES, SCHOOL_QUERIES, CANDIDATE_QUERIES, MINE_QUERIES = 13, 19, 8, 5


def test_what_is_written_after_the_session_ended_stands_in_the_box_again(client, application) -> None:
    page = reverse("applications:messages", args=[application.ref])
    answer = client.post(page, {"text": "May I see the school first?", "form_key": str(uuid.uuid4())})
    assert "What you typed is kept" in client.get(answer.url).content.decode()
    assert not Message.objects.exists()
    client.force_login(application.candidate)
    for expected in ("May I see the school first?", ""):
        assert Markup(client.get(page).content.decode()).by_id("id_text").words == expected
