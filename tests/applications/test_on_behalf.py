"""HR acts at the word of a candidate who applied by post: done like their own act, and marked as done for them."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from applications.models import Acquaintance, Application, Message, OnBehalf
from applications.services.lifecycle import submit
from applications.services.on_behalf import Told, ToldError, answers_of, record_told
from core.clock import database_now
from core.models import AuditEvent, OutgoingEmail, TypedReason
from shortlisting.models import PanelMember
from shortlisting.services.panel import PanelError, add_member, panel_of
from tests.applications.factories import submitted_application
from tests.applications.paper import BY_EMAIL, begin, browser, fill, release, words_of
from tests.at_once import at_once
from tests.vacancies.factories import closed_vacancy, hr_of

pytestmark = pytest.mark.usefixtures("no_second_step")
Act = OnBehalf.Act
WHY = "She has taken a post nearer home."


def sent(vacancy, hr, *sender) -> Application:
    """An application on paper that HR has entered and sent."""
    application = fill(begin(vacancy, hr, *sender), hr)
    submit(application, by=hr, arrived_at=database_now())
    return Application.objects.for_page().select_related("details", "paper").get(pk=application.pk)


def told(**changes) -> Told:
    return Told(**{"how": "phone", "heard_by": "Joan Peel", "heard_on": timezone.localdate(), "words": WHY, **changes})


def boxes(key: str, **changes) -> dict:
    day = timezone.localdate()
    return {
        "answer": key, "words": WHY, "how": "phone", "heard_on_day": day.day, "heard_on_month": day.month,
        "heard_on_year": day.year, "heard_by": "Joan Peel", "form_key": str(uuid.uuid4()), **changes,
    }  # fmt: skip


def page_of(application: Application) -> str:
    return reverse("applications:told", args=[application.vacancy.ref, application.ref])


# --- withdrawing, before and after the release ----------------------------------------------------------------


@pytest.mark.django_db
def test_hr_withdraws_for_them_and_says_so_everywhere(vacancy, hr, post) -> None:
    application = sent(vacancy, hr)
    release(vacancy)
    client, detail = browser(hr), reverse("applications:hr_detail", args=[vacancy.ref, application.ref])
    assert page_of(application) in client.get(detail).content.decode()
    assert "They withdraw their application" in client.get(page_of(application)).content.decode()
    data = boxes("withdraw")
    for _ in range(2):  # pressed twice
        client.post(page_of(application), data)
    application.refresh_from_db()
    assert application.state == Application.State.WITHDRAWN
    row = OnBehalf.objects.get()
    assert (row.act, row.how, row.heard_by, row.recorded_by, row.words) == ("withdraw", "phone", "Joan Peel", hr, "")
    withdrawn = AuditEvent.objects.get(verb="application.withdrawn")
    assert (withdrawn.actor_id, TypedReason.objects.get(event=withdrawn).text) == (hr.pk, WHY)
    done = AuditEvent.objects.get(verb="on_behalf.done")
    assert done.codes == {"act": "withdraw", "how": "phone", "about": None}

    shown = client.get(detail).content.decode()
    assert "Withdrew: by phone on" in shown
    assert "heard by Joan Peel, entered by Marian Duxbury" in shown
    listed = client.get(reverse("applications:hr_list", args=[vacancy.ref])).content.decode()
    assert "Entered by HR on their behalf" in listed
    assert client.get(page_of(application)).status_code == 404
    told_hr = [each for each in post() if "withdrawn" in each["Subject"]]
    assert "HR entered it on their behalf" in told_hr[0].get_body().get_content()


@pytest.mark.django_db
def test_the_candidate_gets_a_letter_of_what_was_entered(vacancy, hr, post) -> None:
    application = sent(vacancy, hr)
    record_told(application, by=hr, key="withdraw", told=told(how="letter"), form_key=uuid.uuid4())
    assert [each["To"] for each in post() if "invalid" in each["To"]] == []
    letter = OutgoingEmail.objects.get(template="on_behalf_done")
    assert letter.state == OutgoingEmail.State.TO_POST
    printed = browser(hr).post(reverse("applications:letter_pdf", args=[vacancy.ref, letter.pk]))
    assert {"Larkfield", "Ferry", "withdraw", "wrong"} <= words_of(printed.content)


@pytest.mark.django_db
def test_while_the_sift_is_blind_who_looks_whose_it_is_may_not_sift(vacancy, hr) -> None:
    application, colleague = sent(vacancy, hr), hr_of(vacancy.school, name="Nell Sowden")
    other = submitted_application(vacancy)
    listed = browser(colleague).get(reverse("applications:hr_list", args=[vacancy.ref])).content.decode()
    assert "Applied by post, without an e-mail address (1)" in listed
    assert "Larkfield" not in listed
    assert application.ref not in listed
    assert browser(colleague).get(page_of(application)).status_code == 404
    look = reverse("applications:look_whose", args=[vacancy.ref, application.paper.pk])
    assert browser(colleague).post(look).url == page_of(application)
    shown = browser(colleague).get(page_of(application)).content.decode()
    assert "you cannot join the panel" in shown
    assert Acquaintance.objects.filter(user=colleague, application=application).exists()
    with pytest.raises(PanelError, match="looked whose application on paper it is"):
        add_member(panel_of(vacancy), user=colleague, by=hr)
    assert browser(colleague).post(page_of(application), boxes("withdraw")).url == reverse(
        "applications:hr_list", args=[vacancy.ref]
    )
    assert Application.objects.get(pk=other.pk).state == Application.State.SUBMITTED
    assert Application.objects.get(pk=application.pk).state == Application.State.WITHDRAWN


@pytest.mark.django_db
def test_nobody_acts_for_who_has_an_address_nor_while_on_the_panel(vacancy, hr) -> None:
    by_mail, by_post = sent(vacancy, hr, BY_EMAIL), sent(vacancy, hr)
    member, elsewhere = hr_of(vacancy.school), hr_of(closed_vacancy().school)
    PanelMember.objects.create(panel=panel_of(vacancy), user=member)
    look = reverse("applications:look_whose", args=[vacancy.ref, by_post.paper.pk])
    assert browser(member).post(look).status_code == 404
    assert (
        "Applied by post"
        not in browser(member).get(reverse("applications:hr_list", args=[vacancy.ref])).content.decode()
    )
    release(vacancy)
    for user, application in ((hr, by_mail), (elsewhere, by_post), (by_mail.candidate, by_mail)):
        assert browser(user).get(page_of(application)).status_code == 404
        with pytest.raises(ToldError):
            record_told(application, by=user, key="withdraw", told=told(), form_key=uuid.uuid4())
    mail_look = reverse("applications:look_whose", args=[vacancy.ref, by_mail.paper.pk])
    assert browser(hr).post(mail_look).status_code == 404
    assert not OnBehalf.objects.exists()


@pytest.mark.django_db
def test_what_the_panel_reads_does_not_say_why(vacancy, hr) -> None:
    application = sent(vacancy, hr)
    release(vacancy)
    record_told(application, by=hr, key="withdraw", told=told(), form_key=uuid.uuid4())
    OnBehalf.objects.update(words="She is ill.")
    member = PanelMember.objects.create(panel=panel_of(vacancy), user=hr_of(closed_vacancy().school)).user
    detail = reverse("applications:hr_detail", args=[vacancy.ref, application.ref])
    assert "She is ill." in browser(hr).get(detail).content.decode()
    shown = browser(member).get(detail)
    assert shown.status_code == 200
    assert "She is ill." not in shown.content.decode()


# --- what they write -----------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_letter_that_answers_nothing_stands_with_the_messages_and_waits_for_an_answer(vacancy, hr, post) -> None:
    application, colleague = sent(vacancy, hr), hr_of(vacancy.school, name="Nell Sowden")
    data = boxes("wrote", words="Is there a lift? " + "x" * 3000, how="letter")
    for _ in range(2):  # pressed twice
        assert browser(hr).post(page_of(application), data).status_code == 302
    [message] = Message.objects.all()
    assert (message.from_school, message.author, message.text) == (False, hr, data["words"])
    row = OnBehalf.objects.get()
    assert (row.act, row.about, row.words) == ("wrote", message.pk, "")
    thread = reverse("applications:hr_thread", args=[vacancy.ref, message.thread.ref])
    shown = browser(colleague).get(thread).content.decode()
    assert "Is there a lift?" in shown
    assert "By letter on" in shown
    assert "Entered by HR on their behalf" in shown
    assert "Larkfield" not in shown  # the sift is blind
    assert [each["To"] for each in post() if "has written" in each["Subject"]] == [colleague.email]
    browser(colleague).post(thread, {"text": "Yes, by the hall.", "form_key": str(uuid.uuid4()), "seen": message.pk})
    templates = set(OutgoingEmail.objects.values_list("template", flat=True))
    assert templates == {"application_receipt", "on_behalf_done", "message_to_school", "message_to_candidate"}


@pytest.mark.django_db
def test_beside_an_answer_a_few_words_are_enough(vacancy, hr) -> None:
    application = sent(vacancy, hr)
    for key, words, says in (("withdraw", "x" * 2001, "2000 characters"), ("wrote", "x" * 5001, "5000 characters")):
        answer = browser(hr).post(page_of(application), boxes(key, words=words))
        assert answer.status_code == 422
        assert says in answer.content.decode()
    assert not OnBehalf.objects.exists()
    assert not Message.objects.exists()


# --- bad input ---------------------------------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize(("changes", "says"), [
    ({"answer": ""}, "Choose what they told you"),
    ({"answer": "accept.99"}, "That cannot be recorded any more"),
    ({"how": ""}, "Choose how they told you"),
    ({"heard_by": " "}, "Enter who took the call or opened the letter"),
    ({"heard_on_day": "31", "heard_on_month": "2"}, "must be a real date"),
    ({"heard_on_year": "2099"}, "today or in the past"),
    ({"heard_on_year": "2001"}, "before they applied"),
    ({"words": f"{WHY}\x00"}, "hidden character"),
    ({"words": WHY + "x" * 3000}, "2000 characters or fewer"),
])  # fmt: skip
def test_bad_input_is_told_beside_the_field_and_nothing_typed_is_lost(vacancy, hr, changes, says) -> None:
    application = sent(vacancy, hr)
    answer = browser(hr).post(page_of(application), boxes("withdraw", **changes))
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert says in shown
    assert WHY in shown
    assert Application.objects.get(pk=application.pk).state == Application.State.SUBMITTED
    assert not OnBehalf.objects.exists()


@pytest.mark.django_db
def test_they_cannot_have_told_before_they_applied(vacancy, hr) -> None:
    application = sent(vacancy, hr)
    early = told(heard_on=timezone.localdate(application.submitted_at) - timedelta(days=1))
    with pytest.raises(ToldError, match="before they applied"):
        record_told(application, by=hr, key="withdraw", told=early, form_key=uuid.uuid4())


@pytest.mark.django_db(transaction=True)
def test_pressed_by_two_at_once_it_is_done_once(vacancy, hr) -> None:
    application, key = sent(vacancy, hr), uuid.uuid4()

    def press() -> OnBehalf:
        own = Application.objects.for_page().select_related("details", "paper").get(pk=application.pk)
        return record_told(own, by=hr, key="withdraw", told=told(), form_key=key)

    found = at_once(press, press)
    assert [getattr(each, "pk", each) for each in found] == [OnBehalf.objects.get().pk] * 2
    assert AuditEvent.objects.filter(verb="application.withdrawn").count() == 1
    assert OutgoingEmail.objects.filter(template="on_behalf_done").count() == 1


@pytest.mark.django_db
def test_nothing_of_a_refused_act_stays(vacancy, hr) -> None:
    application = sent(vacancy, hr)
    assert [each.key for each in answers_of(application)] == ["wrote", "withdraw"]
    stale = Application.objects.for_page().select_related("paper").get(pk=application.pk)
    record_told(application, by=hr, key="withdraw", told=told(), form_key=uuid.uuid4())
    with pytest.raises(Exception, match=r"cannot enter this|changed this"):
        record_told(stale, by=hr, key="withdraw", told=told(), form_key=uuid.uuid4())
    assert OnBehalf.objects.count() == 1
