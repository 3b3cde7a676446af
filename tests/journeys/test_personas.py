"""People whose lives forms forget, each at a screen: they type what is different about them, send, and have a receipt.

What is the same for everybody stands there already; tests/journeys/test_whole_story.py types all of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone
from playwright.sync_api import Browser

from applications.models import Application, EmploymentRecord
from core.models import OutgoingEmail
from tests.applications.factories import complete_application
from tests.factories import SchoolFactory, UserFactory
from tests.journeys.story.letters import Mailbox
from tests.journeys.story.visitor import Findings, Visitor
from tests.load.crowd import signed_in
from tests.vacancies.factories import published_vacancy

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

Come = Callable[..., Visitor]
YEAR = timezone.localdate().year
HISTORY = "Jobs and study since you left school"
FINISHED = "This section is finished"
PHONE = 390


@pytest.fixture
def comes(browser: Browser, live_server, tmp_path: Path, too_wide) -> Iterator[Come]:
    """Return a function that opens a candidate's application in a browser of their own, at its task list."""
    findings, open_now = Findings(wide=too_wide), []

    def come(application: Application, *, width: int = 1280) -> Visitor:
        mail = Mailbox(tmp_path / "mail", live_server.url)
        person = Visitor(browser, mail, findings, name=application.candidate.name, width=width)
        open_now.append(person)
        cookie = {"name": settings.SESSION_COOKIE_NAME, "value": signed_in(application), "url": live_server.url}
        person.context.add_cookies([cookie])
        person.go(f"/applications/{application.ref}/")
        return person

    yield come
    for each in open_now:
        each.context.close()
    assert findings.lines() == []


def rowan(**kwargs) -> Application:
    return complete_application(candidate=UserFactory(name="Rowan Castleford"), **kwargs)


def sends(person: Visitor, application: Application, *words: str) -> None:
    """Check the answers, where `words` stand, and send."""
    person.go(f"/applications/{application.ref}/")
    person.press("Check your answers and send")
    person.reads(*words)
    person.press("Send your application")
    assert person.heading == "Application sent"
    assert OutgoingEmail.objects.filter(template="application_receipt", subject_id=application.pk).count() == 1


def test_the_candidate_of_a_faith_school_says_what_they_want_to_say(comes: Come) -> None:
    school = SchoolFactory(designated_faith=True, religious_character="Methodist")
    application = rowan(vacancy=published_vacancy(school))
    application.sections.pop("faith")
    application.save(update_fields=["sections"])
    person = comes(application)
    person.press("Carry on with faith")
    person.fill(ethos="I would lead worship with my class.", follows="yes", religion="Methodist", proof="referee")
    person.fill(referee_name="Revd Agnes Fernleigh", referee_email="agnes@chapel.example.org")
    person.press("Save and continue")
    sends(person, application, "Revd Agnes Fernleigh", "Methodist")


def test_the_teacher_under_notice_keeps_it_from_their_head_until_they_agree(comes: Come) -> None:
    application = rowan()
    person = comes(application, width=PHONE)
    person.follow(HISTORY)
    person.follow("Change Assistant SENCo")
    person.fill(still_there="yes", notice="Redundancy: my last day is 30 April", reason_for_leaving="My post ends")
    person.press("Save and continue")
    person.press("Come back later")
    person.follow("Referees")
    person.follow("Change Graham Tillotson")
    person.fill(asking="2")
    person.press("Save and continue")
    person.reads("Ask me first. I answer within 2 working days")
    person.press(FINISHED)
    sends(person, application, "Redundancy: my last day is 30 April", "Ask me first. I answer within 2 working days")


def test_the_returner_explains_ten_years_of_care_once(comes: Come) -> None:
    application = rowan()
    application.employment.filter(ended_on=None).delete()
    application.breaks.filter(started_on=date(2019, 4, 1)).delete()
    person = comes(application)
    person.follow(HISTORY)
    person.reads("One gap to explain")
    person.follow("Explain this gap")
    assert person.page.locator('[name="started_on_year"]').input_value() == "2019"
    person.fill(reason="Caring for my mother", goes_on="yes")
    person.press("Save and continue")
    person.press(FINISHED)
    person.follow("Referees")
    person.follow("Change Graham Tillotson")
    person.reads("or your last one if you are not working")
    person.fill(organisation="Pellbrook School")
    person.press("Save and continue")
    person.press(FINISHED)
    sends(person, application, "Caring for my mother")


def test_the_teacher_trained_overseas_has_no_number_and_hears_of_the_checks(comes: Come) -> None:
    application = rowan()
    person = comes(application)
    person.follow("Your details")
    person.fill(first_names="Amara", last_name="", phone="+353 1 234 5678", town="Galway", postcode="H91 E2R4")
    person.fill(country="Ireland", has_ni_number="no", needs_sponsorship="yes", lived_abroad="yes")
    person.press("Save and continue")
    person.follow("Teaching status")
    person.fill(qts_route="overseas")
    person.press("Save and continue")
    if person.heading == "Your SENCo qualification":
        person.press("Continue")
    sends(person, application, "Galway", "Trained in another country, and awarded QTS")
    person.reads("You have lived or worked outside the UK", "a letter from its teaching regulator")


def test_the_senco_without_the_award_learns_the_date_and_is_not_turned_away(comes: Come) -> None:
    application = rowan()
    person = comes(application, width=PHONE)
    person.follow("Teaching status")
    person.fill(senco_qualification="none", first_senco_on=date(YEAR - 1, 9, 1), senco_months=12)
    person.press("Save and continue")
    assert person.heading == "Your SENCo qualification"
    person.reads(f"until September {YEAR + 2}", "nobody is turned away because of it")
    person.press("Continue")
    sends(person, application, "I have neither yet")


def test_forty_years_and_twenty_five_posts_fit(comes: Come) -> None:
    application = rowan(left_education_on=date(YEAR - 40, 1, 1))
    for rows in (application.employment, application.breaks, application.qualifications):
        rows.all().delete()
    EmploymentRecord.objects.bulk_create(post(application, n) for n in range(24))
    person = comes(application)
    person.follow("Qualifications and training")
    person.press("Add GCSEs or A levels together")
    person.fill(kind="GCSE or other level 2", institution="Pellbrook School", awarded_year=YEAR - 41)
    person.fill(lines="English B\nMathematics C\nHistory A")
    person.press("Save and continue")
    person.press(FINISHED)
    person.follow(HISTORY)
    person.reads("One gap to explain")
    person.press("Add a job")
    person.fill(employer="Fernhollow Academy", role="SENCo", is_school="yes", with_children="yes", still_there="yes")
    person.fill(started_on=post(application, 24).started_on, duties="All of it.", reason_for_leaving="A new start")
    person.press("Save and continue")
    assert person.page.locator(".govuk-summary-card__title").count() == 25
    person.press(FINISHED)
    sends(person, application, "School number 0", "School number 23", "Mathematics")


def post(application: Application, number: int) -> EmploymentRecord:
    """The post `number` of a life in which each lasts 19 months and touches the next."""
    first, last = divmod(number * 19, 12), divmod((number + 1) * 19 - 1, 12)
    return EmploymentRecord(
        application=application, employer=f"School number {number}", role=f"Teacher {number}", duties="Teaching",
        started_on=date(YEAR - 40 + first[0], first[1] + 1, 1), ended_on=date(YEAR - 40 + last[0], last[1] + 1, 1),
        reason_for_leaving="A wider role",
    )  # fmt: skip
