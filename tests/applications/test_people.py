"""People whose lives forms forget: each fills in what is different about them, and sends."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from applications.models import Application, Break, EmploymentRecord
from tests.applications.factories import complete_application
from tests.applications.test_journey import BREAK, DETAILS, JOB, REFEREES, STATUS, month
from tests.factories import UserFactory
from tests.markup import Markup

pytestmark = pytest.mark.django_db
YEAR = timezone.localdate().year


def page(name: str, application: Application, *args) -> str:
    return reverse(f"applications:{name}", args=[application.ref, *args])


@pytest.fixture
def application(client) -> Application:
    found = complete_application(candidate=UserFactory(name="Rowan Castleford"))
    client.force_login(found.candidate)
    return found


def fills(client, application: Application, name: str, data: dict[str, str], *args) -> None:
    answer = client.post(page(name, application, *args), data)
    errors = [each.words for each in Markup(answer.content.decode()).elements if "-error" in (each.get("id") or "")]
    assert answer.status_code == 302, (name, errors)


def sends(client, application: Application) -> None:
    shown = Markup(client.get(page("check", application)).content.decode())
    stops = [each.words for each in shown.elements if (each.get("class") or "") == "govuk-error-summary"]
    assert stops == []
    assert client.post(page("check", application)).url == page("sent", application)


def test_the_teacher_under_notice_still_works_there_and_is_asked_before_their_head(client, application):
    job = application.employment.get(ended_on=None)
    typed = {**JOB, **month("started_on", "9/2019"), "reason_for_leaving": "Redundancy. I leave at Easter"}
    fills(client, application, "job_change", typed, job.pk)
    head = application.referees.get(is_head=True)
    fills(client, application, "referee_change", {**REFEREES[0], "asking": "2"}, head.pk)
    assert "Ask me first. I answer within 2 working days" in client.get(page("check", application)).content.decode()
    sends(client, application)


def test_the_returner_with_ten_years_of_care_explains_one_long_break(client, application):
    application.employment.filter(ended_on=None).delete()
    application.breaks.filter(started_on=date(2019, 4, 1)).delete()
    listed = client.get(page("history", application)).content.decode()
    assert "One gap to explain" in listed
    typed = {**BREAK, "reason": "Caring for my mother", **month("started_on", "4/2019"), "goes_on": "yes"}
    fills(client, application, "break_add", typed)
    head = application.referees.get(is_head=True)
    words = client.get(page("referees", application)).content.decode()
    assert "or your last one if you are not working" in words
    fills(client, application, "referee_change", {**REFEREES[0], "organisation": "Pellbrook School"}, head.pk)
    fills(client, application, "history", {})
    sends(client, application)


def test_the_teacher_trained_overseas_has_no_ni_number_yet(client, application):
    abroad = {
        **DETAILS, "first_names": "Amara", "last_name": "", "phone": "+353 1 234 5678", "town": "Galway",
        "postcode": "H91 E2R4", "country": "Ireland", "has_ni_number": "no", "national_insurance_number": "",
        "needs_sponsorship": "yes", "lived_abroad": "yes",
    }  # fmt: skip
    fills(client, application, "details", abroad)
    fills(client, application, "teaching_status", {**STATUS, "qts_route": "overseas"})
    sends(client, application)
    application.details.refresh_from_db()
    assert application.details.national_insurance_number == ""
    assert (application.details.lived_abroad, application.details.needs_sponsorship) == (True, True)
    copy = client.get(page("copy", application)).content.decode()
    assert "Ireland" in copy
    assert "Trained in another country, and awarded QTS" in copy


def test_the_senco_without_the_award_is_told_the_date_and_sends(client, application):
    typed = {**STATUS, "senco_qualification": "none", **month("first_senco_on", f"9/{YEAR - 1}"), "senco_months": "12"}
    answer = client.post(page("teaching_status", application), typed)
    assert answer.url == page("senco_date", application)
    assert f"until September {YEAR + 2}" in client.get(answer.url).content.decode()
    sends(client, application)


def test_who_is_taking_the_course_says_since_when(client, application):
    taking = {**STATUS, "senco_qualification": "nasenco_in_progress", **month("senco_course_started_on", "10/2024")}
    answer = client.post(page("teaching_status", application), taking)
    assert "counts only if the course started before September 2024" in answer.content.decode()
    fills(client, application, "teaching_status", {**taking, **month("senco_course_started_on", "1/2024")})


def test_a_career_of_forty_years_with_twenty_five_posts(client, application):
    EmploymentRecord.objects.filter(application=application).delete()
    Break.objects.filter(application=application).delete()
    application.qualifications.all().delete()
    first = YEAR - 40
    for n in range(25):
        start, end = divmod(n * 19, 12), divmod((n + 1) * 19 - 1, 12)
        typed = {
            **JOB, "employer": f"School number {n}", "role": f"Teacher {n}",
            **month("started_on", f"{start[1] + 1}/{first + start[0]}"), "still_there": "yes" if n == 24 else "no",
            **(month("ended_on", f"{end[1] + 1}/{first + end[0]}") if n < 24 else {}),
        }  # fmt: skip
        fills(client, application, "job_add", typed)
    fills(client, application, "left_school", month("left_education_on", f"1/{first}"))
    kept = {"kind": "Bachelor’s degree", "institution": "University of Ellerby", "awarded_year": str(first)}
    fills(client, application, "qualification_add", kept)
    shown = Markup(client.get(page("history", application)).content.decode())
    assert sum(each.get("fill") == "#14474f" for each in shown.all("rect")) == 26  # every post, and the key
    sends(client, application)
    assert client.get(page("copy_pdf", application)).content.startswith(b"%PDF")
