"""The seal of a signature, the governor beside the head, the NPQ plan and the first days."""

from __future__ import annotations

import io
import json
from datetime import date, datetime, time, timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from accounts.models import Membership
from applications.models import Application, Declaration
from appointments.induction_items import ITEMS
from appointments.models import Countersignature, InductionItem, NpqPlan, RecordEntry, SignOff
from appointments.npq import next_reminder
from appointments.seal import changed_since, faults_of
from appointments.services import countersign, induction, npq, signoff
from core import gates
from core.models import OutgoingEmail, Waiver
from core.services.tick import run
from core.states import StateError
from senco_recruit.retention.purge import purge
from shortlisting.models import PanelMember
from tests.appointments.factories import accepted, clear, head_of, hr_of
from tests.markup import Markup
from vacancies.models import Vacancy

pytestmark = pytest.mark.django_db


def ready(**columns):
    application = accepted(**columns)
    clear(application)
    return application, head_of(application.vacancy.school)


def signed() -> SignOff:
    application, head = ready()
    return signoff.sign(application, by=head, proved=True)


def verify(*words: str) -> tuple[int, list[dict]]:
    out = io.StringIO()
    try:
        call_command("verify_signoff", "--json", *words, stdout=out)
    except SystemExit as end:
        return int(end.code or 0), json.loads(out.getvalue())
    return 0, json.loads(out.getvalue())


def test_the_seal_proves_what_was_signed_and_names_nobody():
    row = signed()
    assert faults_of(row) == []
    assert changed_since(row) == []
    assert "Larkfield" in row.statement
    assert "Larkfield" not in json.dumps(row.content)
    assert verify()[0] == 0


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"statement": "I appoint somebody else."}, "the statement was changed"),
        ({"shown": {"rows": [], "pay": []}}, "the words of the page were changed"),
        ({"digest": "0" * 64}, "the seal does not fit what was signed"),
    ],
)
def test_anything_changed_later_is_found(change, says):
    row = signed()
    SignOff.objects.filter(pk=row.pk).update(**change)
    code, found = verify(row.application.ref)
    assert (code, found[0]["faults"]) == (1, [says])


def test_evidence_that_changed_later_is_named_and_is_no_fault():
    row = signed()
    row.application.checks.filter(code="DBS").update(evidence="Another certificate")
    assert verify() == (0, [{**verify()[1][0], "faults": [], "changed_since": ["check:DBS"]}])


def test_the_seal_holds_when_the_file_is_purged():
    row = signed()
    entry = row.application.record_entry
    type(entry).objects.filter(pk=entry.pk).update(left_on=date(2027, 8, 31))
    gone = list(purge(datetime(2034, 1, 1, tzinfo=timezone.get_default_timezone())))
    assert "file" in {paper.what for paper in gone}
    row.refresh_from_db()
    assert (row.statement, row.shown, row.salt) == ("", {}, "")
    code, found = verify()
    assert (code, found[0]["words"], found[0]["faults"]) == (0, False, [])
    SignOff.objects.filter(pk=row.pk).update(content={**row.content, "salary": "1.00"})
    assert verify()[0] == 1


def test_what_was_signed_is_printed(client):
    row = signed()
    client.force_login(row.signed_by)
    url = reverse("appointments:signed_pdf", args=[row.application.ref])
    assert client.get(url).content.startswith(b"%PDF-")
    client.force_login(hr_of(accepted().vacancy.school))
    assert client.get(url).status_code == 404


def leadership():
    """An accepted person whose post is on the leadership scale, and the governor on its panel."""
    application, head = ready()
    Vacancy.objects.filter(pk=application.vacancy_id).update(leadership_scale=True)
    application.vacancy.refresh_from_db()
    governor = PanelMember.objects.filter(panel__vacancy=application.vacancy, role="member").get().user
    return application, head, governor


def test_a_leadership_post_asks_for_a_governor():
    application, head, governor = leadership()
    report = gates.run(gates.GateName.SIGN, application)
    assert [row.check.code for row in report.waivable] == ["governors_countersigned"]
    row = countersign.ask(application, governor=governor, by=head)
    with pytest.raises(StateError, match="Only the governor who was asked"):
        countersign.sign(row, by=head, proved=True)
    with pytest.raises(StateError, match="Show that it is you"):
        countersign.sign(row, by=governor, proved=False)
    countersign.sign(row, by=governor, proved=True)
    with pytest.raises(StateError, match="countersigned"):
        countersign.sign(row, by=governor, proved=True)
    assert gates.run(gates.GateName.SIGN, application).open
    assert signoff.sign(application, by=head, proved=True)
    assert OutgoingEmail.objects.filter(template__startswith="countersign").count() == 2


def test_the_governor_reads_what_was_passed_and_why(client):
    application, head, governor = leadership()
    application.checks.filter(code="ONL").update(status="to_do")
    reason = "The head decided against a search."
    gates.waive(gates.GateName.SIGN, application, "check_onl", by=head, reason=reason)
    countersign.ask(application, governor=governor, by=head)
    client.force_login(governor)
    page = client.get(reverse("appointments:countersign", args=[application.ref]))
    stands = {what: (state, why) for what, _, state, why in page.context["lines"]}
    assert stands["Online search"] == ("passed", f"{reason} ({head})")
    assert stands["Identity"] == ("clear", "")
    assert "Countersigned by a governor" not in stands  # it is open until this page is signed
    assert f"Passed with a reason: {reason}" in page.content.decode()


def test_only_people_of_the_school_are_asked_and_another_replaces_the_first(client):
    application, head, governor = leadership()
    chair = PanelMember.objects.filter(panel__vacancy=application.vacancy, role="chair").get().user
    outsider = hr_of(accepted().vacancy.school)
    with pytest.raises(StateError, match="Choose a governor"):
        countersign.ask(application, governor=outsider, by=head)
    countersign.ask(application, governor=governor, by=head)
    countersign.ask(application, governor=chair, by=head)
    url = reverse("appointments:countersign", args=[application.ref])
    client.force_login(governor)
    assert client.get(url).status_code == 404
    client.force_login(chair)
    page = Markup(client.get(url).content.decode()).one("main").words
    assert "Countersign the appointment of Imogen Larkfield" in page
    assert "we ask you to show that it is you" in page
    assert client.post(url, {"agree": "on"}).status_code == 302
    assert Countersignature.objects.get().signed_at is None
    assert "Countersign the appointment" in client.get(reverse("home")).content.decode()


def test_a_relative_does_not_sign_and_clears_no_way(client):
    application, head = ready()
    application.checks.filter(code="ONL").update(status="to_do")
    said = {"related_to_school": True, "relationship": "The head is my aunt."}
    Declaration.objects.create(application=application, **said)
    client.force_login(head)
    sign = reverse("appointments:sign", args=[application.ref])
    before = Markup(client.get(sign).content.decode())
    assert "says that they are close to somebody at the school: “The head is my aunt.”" in before.one("main").words
    client.post(reverse("appointments:checks_close", args=[application.ref]), {"close": "1"})
    whole = Markup(client.get(reverse("appointments:sign", args=[application.ref])).content.decode())
    assert "you do not sign and pass no point here" in whole.one("main").words
    assert "Sign the appointment" not in [each.words for each in whole.all("button")]
    client.post(
        reverse("appointments:waive", args=[application.ref]), {"code": "check_onl", "reason": "We decided against it."}
    )
    assert not Waiver.objects.filter(code="check_onl").exists()
    with pytest.raises(StateError, match="relative or close friend"):
        signoff.let_pass(application, "check_onl", by=head, reason="We decided against a search.")
    with pytest.raises(StateError, match="relative or close friend"):
        signoff.sign(application, by=head, proved=True)


@pytest.mark.parametrize(
    ("due", "after", "expected"),
    [
        (date(2029, 9, 1), date(2026, 11, 1), date(2027, 9, 1)),
        (date(2029, 9, 1), date(2027, 9, 1), date(2028, 9, 1)),
        (date(2029, 9, 1), date(2029, 7, 1), date(2029, 8, 1)),
        (date(2029, 9, 1), date(2029, 8, 1), date(2029, 9, 1)),
        (date(2029, 9, 1), date(2029, 9, 1), date(2029, 10, 1)),
        (date(2029, 9, 1), date(2031, 3, 15), date(2031, 4, 1)),
        (date(2029, 8, 31), date(2031, 1, 31), date(2031, 2, 28)),
    ],
)
def test_when_the_npq_is_reminded_of(due, after, expected):
    assert next_reminder(due, after) == expected


def test_the_plan_counts_three_years_and_reminds_after_the_recruitment_is_over():
    application, head = ready()
    hr = application.vacancy.created_by
    plan = npq.write_plan(application, by=hr, became_senco_on=date(2027, 1, 4), provider="An NPQ provider")
    assert (plan.due_on, plan.remind_on) == (date(2030, 1, 4), date(2028, 1, 4))
    signoff.sign(application, by=head, proved=True)
    late = datetime(2030, 1, 4, 9, tzinfo=timezone.get_default_timezone())
    run(late)
    assert OutgoingEmail.objects.filter(template="npq_reminder").count() == 2  # HR and head
    plan.refresh_from_db()
    assert plan.remind_on == date(2030, 2, 4)
    npq.mark_award(plan, by=hr, done_on=timezone.localdate())
    with pytest.raises(StateError, match="already"):
        npq.mark_award(plan, by=hr, done_on=timezone.localdate())
    run(late + timedelta(days=60))
    assert OutgoingEmail.objects.filter(template="npq_reminder").count() == 2


def test_the_link_of_a_reminder_opens_for_head_and_hr(client, post):
    application, head = ready()
    hr = application.vacancy.created_by
    plan = npq.write_plan(application, by=hr, became_senco_on=timezone.localdate() - timedelta(days=1000))
    run(datetime.combine(plan.remind_on, time(9), tzinfo=timezone.get_default_timezone()))
    letters = {m["To"]: m.get_body(("plain",)).get_content() for m in post() if "NPQ for SENCOs" in m["Subject"]}
    assert set(letters) == {hr.email, head.email}
    for person in (hr, head):
        client.force_login(person)
        assert client.get(reverse("appointments:npq", args=[application.ref])).status_code == 200


@pytest.mark.parametrize("gone", ["left", "no role", "not appointed"])
def test_nobody_is_reminded_of_an_npq_that_is_not_theirs_any_more(post, gone):
    """Who has left takes the plan to the next school; a head without a role is asked nothing, also when the letter
    was in the outbox by then; and a plan made for an offer that fell through is nobody's."""
    application, head = ready()
    plan = npq.write_plan(application, by=head, became_senco_on=timezone.localdate() - timedelta(days=1000))
    at = datetime.combine(plan.remind_on, time(9), tzinfo=timezone.get_default_timezone())
    if gone == "not appointed":
        Application.objects.filter(pk=application.pk).update(state=Application.State.NOT_APPOINTED)
        run(at)
        assert not OutgoingEmail.objects.filter(template="npq_reminder").exists()
        return
    run(at)
    assert OutgoingEmail.objects.filter(template="npq_reminder").count() == 2
    if gone == "left":
        today = timezone.localdate()
        left = {"starts_on": today, "left_on": today, "job_title": "SENCo", "surname": "Larkfield"}
        RecordEntry.objects.create(school=application.vacancy.school, application=application, **left)
    else:
        Membership.objects.filter(user=head).update(ended_at=timezone.now())
    told = [m["To"] for m in post() if "NPQ for SENCOs" in m["Subject"]]
    assert told == ([] if gone == "left" else [application.vacancy.created_by.email])


def test_the_plan_is_written_on_its_page(client):
    application, _ = ready()
    client.force_login(application.vacancy.created_by)
    url = reverse("appointments:npq", args=[application.ref])
    assert "third anniversary" in Markup(client.get(url).content.decode()).one("main").words or npq.has_award(
        application
    )
    day = {"became_senco_on_day": "31", "became_senco_on_month": "2", "became_senco_on_year": "2027"}
    page = client.post(url, {**day, "note": "Two mornings a month"}).content.decode()
    assert "Two mornings a month" in page
    assert not NpqPlan.objects.exists()
    assert client.post(url, {**day, "became_senco_on_day": "1", "note": ""}).status_code == 302
    assert NpqPlan.objects.get().due_on == date(2030, 2, 1)


def test_the_first_days_are_ticked_and_printed(client):
    row = signed()
    application = row.application
    client.force_login(application.vacancy.created_by)
    url = reverse("appointments:induction", args=[application.ref])
    assert client.post(url, {"done": ["kcsie", "team"]}).status_code == 302
    done = InductionItem.objects.filter(done_on__isnull=False)
    assert {item.code for item in done} == {"kcsie", "team"}
    assert client.post(url, {"done": ["team"]}).status_code == 302
    assert [item.code for item in done.all()] == ["team"]
    assert f"1 of {len(ITEMS)} done" in Markup(client.get(url).content.decode()).one("main").words
    pdf = client.get(reverse("appointments:induction_pdf", args=[application.ref]))
    assert pdf.content.startswith(b"%PDF-")


def test_there_is_no_list_before_the_signature(client):
    application, _ = ready()
    client.force_login(application.vacancy.created_by)
    assert client.get(reverse("appointments:induction", args=[application.ref])).status_code == 404
    with pytest.raises(StateError, match="when the head signs"):
        induction.tick(application, done={"kcsie": True}, by=application.vacancy.created_by)
