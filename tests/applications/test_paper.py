"""Applications on paper: entered by HR, marked so, in time by when they arrived, and read like every other."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from applications.blind import blind_view
from applications.letters import called
from applications.models import Acquaintance, Application, PaperApplication
from applications.services.lifecycle import submit
from applications.services.paper import PaperError, Sender, begin_paper
from applications.services.post import letters_to_post
from core import gates
from core.clock import database_now
from core.gates import GateName, GateShutError
from core.models import AuditEvent, OutgoingEmail, StoredFile, TypedReason
from core.services.personal_data import erase
from shortlisting.models import PanelMember
from shortlisting.services.panel import PanelError, add_member, panel_of
from tests.applications.factories import complete_application, submitted_application
from tests.applications.paper import BY_EMAIL, BY_POST, address, begin, browser, fill, release, words_of
from tests.factories import MembershipFactory, UserFactory
from tests.vacancies.factories import closed_vacancy, hr_of
from vacancies.models import Vacancy

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_step")]
WHY = "The postal strike held it for four days."
PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\n"


# --- beginning -------------------------------------------------------------------------------------------


def boxes(**changes) -> dict:
    day = timezone.localtime() - timedelta(hours=3)
    return {
        "first_names": "Imogen", "last_name": "Larkfield", "email": "", "address": "9 Ferry Lane",
        "arrived_on_day": day.day, "arrived_on_month": day.month, "arrived_on_year": day.year,
        "arrived_time": f"{day:%H:%M}", "late_reason": "", "form_key": str(uuid.uuid4()), **changes,
    }  # fmt: skip


def test_from_the_list_to_the_form_and_pressed_twice_it_is_one(vacancy, hr) -> None:
    client, page = browser(hr), reverse("applications:paper_begin", args=[vacancy.ref])
    assert page in client.get(reverse("applications:hr_list", args=[vacancy.ref])).content.decode()
    data = boxes()
    Vacancy.objects.filter(pk=vacancy.pk).update(published_at=timezone.now() - timedelta(days=9))
    first = client.post(page, data)
    assert first.status_code == 302, first.content.decode()
    assert client.post(page, data).url == first.url
    application = Application.objects.get()
    shown = client.get(first.url).content.decode()
    assert "Application on paper: Imogen Larkfield" in shown
    assert "in time" in shown
    section = client.get(address("details", application)).content.decode()
    assert "You are entering Imogen Larkfield’s application from paper." in section
    assert AuditEvent.objects.get(verb="paper.begun").codes == {"by_post": True, "late": False}


@pytest.mark.parametrize(("changes", "says"), [
    ({"first_names": ""}, "Enter their first names"),
    ({"email": "", "address": " "}, "Enter an e-mail address, or the address to post letters to"),
    ({"email": "not an address"}, "e-mail address"),
    ({"arrived_on_day": "31", "arrived_on_month": "2"}, "must be a real date"),
    ({"arrived_on_year": "2099"}, "today or in the past"),
    ({"arrived_time": "tea time"}, "must be a time"),
    ({"arrived_on_year": "2001"}, "before the job was advertised"),
    ({"first_names": "Imo\x00gen"}, "hidden character"),
])  # fmt: skip
def test_bad_input_is_told_beside_the_field_and_nothing_typed_is_lost(vacancy, hr, changes, says) -> None:
    page = reverse("applications:paper_begin", args=[vacancy.ref])
    answer = browser(hr).post(page, boxes(**changes))
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert says in shown
    assert "Larkfield" in shown
    assert not Application.objects.exists()


def test_by_the_closing_rule_of_all_others(vacancy, hr) -> None:
    with pytest.raises(PaperError, match=r"It arrived late\. Applications closed at") as refused:
        begin_paper(vacancy, by=hr, sender=BY_POST, arrived_at=vacancy.closes_at, form_key=uuid.uuid4())
    assert refused.value.field == "late_reason"
    late = begin(vacancy, hr, hours=0.5, late_reason=WHY)
    in_time = begin(vacancy, hr, BY_EMAIL, late_reason="not needed")
    assert late.paper.late_reason == WHY
    assert in_time.paper.late_reason == ""
    assert [each.may_be_sent(timezone.now()) for each in (late, in_time)] == [True, True]
    event = AuditEvent.objects.get(verb="late.allowed")
    assert event.subject_id == late.pk
    assert TypedReason.objects.get(event=event).text == WHY


def test_one_person_has_one_application(vacancy, hr) -> None:
    theirs = submitted_application(vacancy, UserFactory(email="rowan@castleford.example.org"))
    with pytest.raises(PaperError, match="has an application for this job already"):
        begin(vacancy, hr, BY_EMAIL)
    # Who has been told so knows of one, so they are kept off the panel.
    assert Acquaintance.objects.get(user=hr).application == theirs


def test_hrs_own_address_is_refused(vacancy, hr) -> None:
    with pytest.raises(PaperError, match="your own address"):
        begin(vacancy, hr, Sender("Rowan", "", hr.email.upper()))


# --- who knows, does not choose --------------------------------------------------------------------------


def test_who_entered_it_cannot_join_the_panel(vacancy, hr) -> None:
    begin(vacancy, hr)
    with pytest.raises(PanelError, match="entered an application from paper"):
        add_member(panel_of(vacancy), user=hr, by=hr)


def test_who_is_on_the_panel_cannot_enter_one(vacancy, hr) -> None:
    PanelMember.objects.create(panel=panel_of(vacancy), user=hr)
    assert browser(hr).get(reverse("applications:paper_begin", args=[vacancy.ref])).status_code == 404
    shown = browser(hr).get(reverse("applications:hr_list", args=[vacancy.ref])).content.decode()
    assert "a colleague in HR must enter it" in shown
    with pytest.raises(PaperError):
        begin(vacancy, hr)


def test_nobody_else_sees_it_while_it_is_entered(vacancy, hr) -> None:
    application = begin(vacancy, hr, BY_EMAIL)
    colleague = hr_of(vacancy.school)
    for user in (application.candidate, colleague, hr_of(closed_vacancy().school)):
        assert browser(user).get(address("task_list", application)).status_code == 404
    mine = browser(application.candidate).get(reverse("applications:mine")).content.decode()
    assert "The school is entering it" in mine
    assert application.ref not in mine
    listed = browser(colleague).get(reverse("applications:hr_list", args=[vacancy.ref])).content.decode()
    assert "Castleford" not in listed
    assert application.ref not in listed


def test_who_sent_paper_and_applies_online_as_well_is_told_that_it_is_being_entered(vacancy, hr) -> None:
    application = begin(vacancy, hr, BY_EMAIL)
    client, page = browser(application.candidate), reverse("applications:apply", args=[vacancy.ref])
    for answer in (client.get(page), client.post(page)):
        assert answer.url == reverse("applications:mine")
    assert "The school is entering the application" in client.get(reverse("applications:mine")).content.decode()
    assert Application.objects.count() == 1


def test_a_colleague_may_go_on_with_it_and_then_knows_too(vacancy, hr) -> None:
    application, colleague = begin(vacancy, hr), hr_of(vacancy.school)
    page = reverse("applications:paper_take_over", args=[vacancy.ref, application.paper.pk])
    assert browser(colleague).post(page).url == address("task_list", application)
    assert browser(colleague).get(address("task_list", application)).status_code == 200
    assert browser(hr).get(address("task_list", application)).status_code == 404
    with pytest.raises(PanelError):
        add_member(panel_of(vacancy), user=colleague, by=hr)


def test_hr_never_answers_the_equality_questions_for_anybody(vacancy, hr) -> None:
    application = begin(vacancy, hr)
    assert browser(hr).get(address("monitoring", application)).status_code == 404
    assert "monitoring" not in browser(hr).get(address("task_list", application)).content.decode()


# --- what was signed, the scan ---------------------------------------------------------------------------


def test_the_declarations_bear_the_name_and_date_on_the_paper(vacancy, hr) -> None:
    application = begin(vacancy, hr)
    page, signed = address("declarations", application), timezone.localdate() - timedelta(days=5)
    ticks = dict.fromkeys(("understands_barred_offence", "understands_checks", "is_true"), "on")
    without = browser(hr).post(page, {**ticks, "signed_name": "I. Larkfield"})
    assert "Enter the date beside the signature" in without.content.decode()
    date = {"signed_on_day": signed.day, "signed_on_month": signed.month, "signed_on_year": signed.year}
    assert browser(hr).post(page, {**ticks, "signed_name": "I. Larkfield", **date}).status_code == 302
    row = PaperApplication.objects.get()
    assert (row.signed_name, row.signed_on) == ("I. Larkfield", signed)
    assert timezone.localdate(application.declaration.signed_at) == signed


@pytest.mark.parametrize(("content", "says"), [
    (b"", "The file is empty"),
    (b"MZ\x90\x00 a program", "The file must be"),
    (b"just words", "The file must be"),
])  # fmt: skip
def test_a_file_of_another_kind_is_refused(vacancy, hr, content, says) -> None:
    application = begin(vacancy, hr)
    upload = SimpleUploadedFile("form.pdf", content)
    answer = browser(hr).post(address("paper_scan", application), {"file": upload})
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert not StoredFile.objects.exists()


def test_the_scan_is_encrypted_replaced_and_read_by_hr_after_the_release(vacancy, hr) -> None:
    application = begin(vacancy, hr)
    for name in ("first.pdf", "second.pdf"):
        answer = browser(hr).post(address("paper_scan", application), {"file": SimpleUploadedFile(name, PDF)})
        assert answer.status_code == 302, answer.content.decode()
    stored = StoredFile.objects.get()
    assert stored.name == "second.pdf"
    assert b"%PDF" not in stored.file.storage.read_raw(stored.file.name)
    submit(_passed(application, hr), by=hr, arrived_at=database_now())
    page = reverse("applications:scan_file", args=[vacancy.ref, application.ref])
    assert browser(hr).get(page).status_code == 404
    release(vacancy)
    member = UserFactory()
    PanelMember.objects.create(panel=panel_of(vacancy), user=member)
    assert browser(member).get(page).status_code == 404
    assert browser(hr).get(page).content == PDF
    assert AuditEvent.objects.filter(verb="file.read", actor_id=hr.pk).count() == 1
    erase(PaperApplication.objects.all(), by=None)
    assert not StoredFile.objects.exists()


# --- sending ---------------------------------------------------------------------------------------------


def _passed(application: Application, hr: User) -> Application:
    """What the paper leaves out is let pass."""
    application = Application.objects.select_related("vacancy__school__trust").get(pk=application.pk)
    for row in gates.run(GateName.SUBMIT, application).rows:
        if row.stops:
            gates.waive(
                GateName.SUBMIT, application, row.code, by=hr, reason="The paper does not say it. Asked at interview."
            )
    return application


def test_what_the_paper_leaves_out_stops_until_it_is_let_pass_with_a_reason(vacancy, hr) -> None:
    application = begin(vacancy, hr)
    with pytest.raises(GateShutError):
        submit(application, by=hr, arrived_at=database_now())
    client, check = browser(hr), address("check", application)
    shown = client.get(check).content.decode()
    assert "The paper leaves out things that the form asks for" in shown
    refused = client.post(address("paper_pass", application), {"code": "form_complete:paper", "reason": "no"})
    assert refused.status_code == 422
    assert "Give a reason of at least" in refused.content.decode()
    for row in gates.run(GateName.SUBMIT, application).rows:
        if row.stops:
            client.post(address("paper_pass", application), {"code": row.code, "reason": "The paper does not say it."})
    assert "Send it for the candidate" in client.get(check).content.decode()
    client.post(address("paper_open", application), {"code": "form_complete:paper"})
    assert "Send it for the candidate" not in client.get(check).content.decode()


def test_online_nobody_lets_anything_pass(vacancy, hr) -> None:
    own = complete_application(vacancy)
    assert browser(own.candidate).post(address("paper_pass", own), {"code": "form_complete"}).status_code == 404


def test_it_is_sent_at_the_time_it_arrived_and_marked_section_by_section(vacancy, hr) -> None:
    application = fill(begin(vacancy, hr, BY_EMAIL), hr)
    answer = browser(hr).post(address("check", application))
    assert answer.url == reverse("applications:hr_list", args=[vacancy.ref])
    application.refresh_from_db()
    assert application.state == Application.State.SUBMITTED
    assert application.submitted_at == application.on_paper_at
    assert browser(hr).get(address("task_list", application)).status_code == 404
    copy = browser(application.candidate).get(address("copy", application)).content.decode()
    assert copy.count("Entered by HR on behalf of the candidate") == len(application.section_names)
    assert "I. Larkfield, on paper dated" in copy
    assert OutgoingEmail.objects.filter(template="application_receipt").count() == 1
    release(vacancy)
    detail = reverse("applications:hr_detail", args=[vacancy.ref, application.ref])
    assert "entered by HR on behalf of the candidate" in browser(hr).get(detail).content.decode()


def test_the_blind_view_does_not_tell_that_it_came_on_paper(vacancy, hr) -> None:
    on_paper = fill(begin(vacancy, hr, Sender("Imogen", "Larkfield", "i@larkfield.example.org")), hr)
    online = complete_application(vacancy, UserFactory(name="Imogen Larkfield"))
    assert blind_view(on_paper) == blind_view(online)


def test_nothing_is_released_before_it_is_entered(vacancy, hr) -> None:
    application = begin(vacancy, hr)
    board = panel_of(vacancy)

    def findings() -> list[bool]:
        return [row.stops for row in gates.run(GateName.RELEASE, board).rows if row.code == "paper_entered"]

    assert findings() == [True]
    browser(hr).post(address("withdraw", application), {"reason": ""})
    assert findings() == [False]


def test_a_paper_is_not_reminded_of_the_closing_time_nor_told_of_more(vacancy, hr) -> None:
    from core.services import tick
    from vacancies.services.vacancy import withdraw as withdraw_vacancy

    begin(vacancy, hr, BY_EMAIL)
    tick.run()
    withdraw_vacancy(vacancy, by=hr, reason="The post is cut.")
    templates = set(OutgoingEmail.objects.values_list("template", flat=True))
    assert not templates & {"application_reminder", "application_vacancy_withdrawn"}


# --- letters by post -------------------------------------------------------------------------------------


def test_without_an_address_hr_is_told_to_print_and_post(vacancy, hr, post) -> None:
    application = fill(begin(vacancy, hr), hr)
    submit(application, by=hr, arrived_at=database_now())
    assert not application.candidate.is_active
    assert [each["To"] for each in post() if "invalid" in each["To"]] == []
    assert OutgoingEmail.objects.get(template="application_receipt").state == OutgoingEmail.State.TO_POST
    home = browser(hr).get(reverse("home")).content.decode()
    page = reverse("applications:letters", args=[vacancy.ref])
    assert "Print and post a letter" in home
    assert page in browser(hr).get(reverse("applications:hr_threads", args=[vacancy.ref])).content.decode()
    listed = browser(hr).get(page).content.decode()
    assert "Application receipt" in listed
    assert called(application) not in listed  # blind
    letter = OutgoingEmail.objects.get(template="application_receipt")
    printed = browser(hr).post(reverse("applications:letter_pdf", args=[vacancy.ref, letter.pk]))
    assert printed["Content-Type"] == "application/pdf"
    assert words_of(printed.content) >= {"Larkfield", "Ferry", application.ref}
    posted = reverse("applications:letter_posted", args=[vacancy.ref, letter.pk])
    browser(hr).post(posted)
    assert browser(hr).post(posted).status_code == 404
    letter.refresh_from_db()
    assert letter.state == OutgoingEmail.State.SENT
    assert letters_to_post([vacancy.pk]) == {}
    assert AuditEvent.objects.filter(verb="letter.posted").count() == 1


def test_a_message_to_them_is_a_letter_with_its_words(vacancy, hr, post) -> None:
    from applications.services.messages import write_to_candidate

    application = fill(begin(vacancy, hr), hr)
    submit(application, by=hr, arrived_at=database_now())
    release(vacancy)
    write_to_candidate(application, by=hr, text="Please bring your passport.", form_key=uuid.uuid4())
    post()
    letter = OutgoingEmail.objects.get(template="message_to_candidate")
    printed = browser(hr).post(reverse("applications:letter_pdf", args=[vacancy.ref, letter.pk]))
    assert "passport" in words_of(printed.content)


def test_hr_on_the_panel_sees_no_letter_before_the_release(vacancy, hr, post) -> None:
    application = fill(begin(vacancy, hr), hr)
    submit(application, by=hr, arrived_at=database_now())
    post()
    member = MembershipFactory(school=vacancy.school).user
    PanelMember.objects.create(panel=panel_of(vacancy), user=member)
    assert browser(member).get(reverse("applications:letters", args=[vacancy.ref])).status_code == 404
    told = browser(member).get(reverse("applications:hr_threads", args=[vacancy.ref])).content.decode()
    assert "1 letter to candidates without an e-mail address waits" in told
    letter = OutgoingEmail.objects.get(template="application_receipt")
    other = closed_vacancy(school=vacancy.school)
    wrong = reverse("applications:letter_pdf", args=[other.ref, letter.pk])
    assert browser(hr).post(wrong).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_letters_cost_the_same_for_one_and_three(vacancy, hr, post, count, django_assert_num_queries) -> None:
    for _ in range(count):
        submit(_passed(begin(vacancy, hr), hr), by=hr, arrived_at=database_now())
    post()
    client, page = browser(hr), reverse("applications:letters", args=[vacancy.ref])
    client.get(page)
    with django_assert_num_queries(LETTER_QUERIES):
        assert f"Letters to post ({count})" in client.get(page).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_one_paper_and_three(vacancy, hr, count, django_assert_num_queries) -> None:
    for _ in range(count):
        begin(vacancy, hr)
    client, page = browser(hr), reverse("applications:hr_list", args=[vacancy.ref])
    client.get(page)
    with django_assert_num_queries(LIST_QUERIES):
        client.get(page)


LETTER_QUERIES, LIST_QUERIES = 11, 16
