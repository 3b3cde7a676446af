"""A candidate's way through the whole form, page by page, without any script."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from applications.criteria import asked
from applications.models import Application, StatementVersion
from tests.factories import UserFactory
from tests.markup import Markup
from tests.vacancies.factories import published_vacancy

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]


def month(name: str, text: str) -> dict[str, str]:
    m, _, y = text.partition("/")
    return {f"{name}_month": m, f"{name}_year": y}


DETAILS = {
    "first_names": "Imogen", "last_name": "O’Hara-Larkfield", "phone": "01632 960 777", "address": "3 Quarry Lane",
    "town": "Marlham", "postcode": "m11ae", "has_ni_number": "yes", "national_insurance_number": "ab 12 34 56 c",
    "needs_sponsorship": "no", "working_patterns": ["full_time", "part_time"], "lived_abroad": "no",
}  # fmt: skip
STATUS = {
    "qts": "yes", "qts_year": "2016", "trn": "RP12/34567", "qts_route": "england", "induction_completed": "yes",
    "senco_qualification": "none", **month("first_senco_on", "9/2024"), "senco_months": "14",
}  # fmt: skip
DEGREE = {
    "kind": "Bachelor’s degree", "subject": "English", "institution": "University of Ellerby",
    "awarded_year": "2015", **month("started_on", "9/2012"), **month("ended_on", "June/2015"),
}  # fmt: skip
JOB = {
    "employer": "Fernhollow Academy", "role": "Assistant SENCo", "is_school": "yes", "with_children": "yes",
    **month("started_on", "9/2015"), "still_there": "yes", "duties": "Teaching", "reason_for_leaving": "A wider role",
}  # fmt: skip
BREAK = {"reason": "Summer before university", **month("started_on", "7/2012"), "goes_on": "no"}
REFEREES = (
    {
        "name": "Graham Tillotson", "job_title": "Headteacher", "organisation": "Fernhollow Academy",
        "email": "head@fernhollow.example.org", "relationship": "My headteacher", "is_current_employer": "yes",
        "is_head": "yes", "knows_work_with_children": "yes",
    },
    {
        "name": "Nadia Brightwell", "job_title": "Deputy head", "organisation": "Pellbrook School",
        "email": "deputy@pellbrook.example.org", "relationship": "My line manager", "is_current_employer": "no",
        "is_head": "no", "knows_work_with_children": "yes",
    },
)  # fmt: skip
DECLARATIONS = {
    "understands_barred_offence": "on", "understands_checks": "on", "is_true": "on",
    "signed_name": "Imogen O’Hara-Larkfield",
}  # fmt: skip


def wrong(answer) -> list[str]:
    return [each.words for each in Markup(answer.content.decode()).elements if each.tag == "li" and each.children]


def send_page(client, name: str, *args, data=None, status: int = 302):
    address = reverse(f"applications:{name}", args=args)
    shown = client.get(address)
    assert shown.status_code == 200, (name, shown.status_code)
    assert Markup(shown.content.decode()).broken_references() == []
    answer = client.post(address, data or {})
    assert answer.status_code == status, (name, wrong(answer))
    return answer


def test_from_apply_to_the_receipt_without_a_script(client, post):
    vacancy = published_vacancy()
    candidate = UserFactory(name="Imogen Larkfield")
    client.force_login(candidate)
    send_page(client, "apply", vacancy.ref)
    application = Application.objects.get(candidate=candidate)
    ref = application.ref

    send_page(client, "details", ref, data=DETAILS)
    told = send_page(client, "teaching_status", ref, data=STATUS)
    assert told.url == reverse("applications:senco_date", args=[ref])
    assert "September 2027" in client.get(told.url).content.decode()
    send_page(client, "qualification_add", ref, data=DEGREE)
    send_page(client, "qualifications", ref)
    send_page(client, "left_school", ref, data=month("left_education_on", "7/2012"))
    send_page(client, "job_add", ref, data=JOB)
    refused = send_page(client, "history", ref, status=422)
    assert "Explain the gap: July to August 2012" in refused.content.decode()
    send_page(client, "break_add", ref, data={**BREAK, **month("ended_on", "8/2012")})
    gap = date(2015, 7, 1)
    send_page(client, "break_add", ref, data={**BREAK, **month("started_on", "7/2015"), **month("ended_on", "8/2015")})
    assert application.breaks.filter(started_on=gap).exists()
    send_page(client, "history", ref)
    for criterion in asked(vacancy).now:
        send_page(client, "statement", ref, criterion.pk, data={"text": "I led this.", "seen": "0"})
    send_page(client, "statements", ref)
    for referee in REFEREES:
        send_page(client, "referee_add", ref, data=referee)
    send_page(client, "referees", ref)
    send_page(client, "adjustments", ref, data={"wanted": "yes", "needed": "Questions in writing"})
    send_page(client, "links", ref, data={"related_to_school": "no"})
    send_page(client, "declarations", ref, data=DECLARATIONS)
    assert "Check your answers and send" in client.get(reverse("applications:task_list", args=[ref])).content.decode()
    sent = send_page(client, "check", ref)
    assert sent.url == reverse("applications:sent", args=[ref])

    application.refresh_from_db()
    assert application.state == Application.State.SUBMITTED
    assert application.professional_status.trn == "1234567"
    assert application.details.postcode == "M1 1AE"
    assert application.details.national_insurance_number == "AB123456C"
    assert StatementVersion.objects.filter(statement__application=application).count() == len(asked(vacancy).now)
    receipt = post()[-1]
    assert receipt["To"] == candidate.email
    assert receipt["Subject"].startswith("Application sent: SENCo")
    for name in ("sent", "task_list", "copy", "copy_text", "withdraw"):
        shown = client.get(reverse(f"applications:{name}", args=[ref]))
        assert shown.status_code == 200, name
    assert "Your application is sent" in client.get(reverse("applications:task_list", args=[ref])).content.decode()
    assert client.get(reverse("applications:copy_pdf", args=[ref])).content.startswith(b"%PDF")
