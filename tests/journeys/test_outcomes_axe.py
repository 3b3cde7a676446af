"""The pages of outcomes, all stages, fairness and challenges: axe finds nothing, and nothing stands out at 320 px."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from applications.models import AdjustmentRequest, Application
from shortlisting import sift
from shortlisting.models import Release
from tests.shortlisting.factories import decide_all, hr_of_panel, released_panel, sift_with_scores
from tests.shortlisting.pages import at
from tests.shortlisting.test_fairness import year_of
from tests.shortlisting.test_interviews import record

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
WIDTHS = (1280, 320)


@pytest.fixture
def held(settings):
    settings.OUTCOME_GRACE_MINUTES = 10
    made = sift_with_scores(candidates=3)
    decide_all(made)
    for each in sift.candidates_of(made):
        AdjustmentRequest.objects.update_or_create(application=each, defaults={"interview_scheme": "yes"})
    return made


def be(page, home: str, user) -> None:
    client = Client()
    client.force_login(user)
    cookie = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": home}])


def complaints(page, axe, too_wide) -> list[str]:
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        found += [f"{page.url} at {width}: {each}" for each in too_wide(page)]
    return found + [f"{page.url}: {each}" for each in axe(page)]


def test_hr_looks_over_the_decisions_reads_the_letters_and_stops_a_release(page, live_server, held, axe, too_wide):
    home = live_server.url
    be(page, home, hr_of_panel(held))
    found = []
    page.goto(home + at("outcomes", held))
    found += complaints(page, axe, too_wide)
    page.get_by_role("button", name="Look over the decisions").click()
    page.get_by_role("button", name="Look now").click()
    found += complaints(page, axe, too_wide)
    page.get_by_label("Candidate").first.check()
    page.get_by_role("button", name="Add to the shortlist").click()
    expect(page.get_by_text("1 candidate added to the shortlist.")).to_be_visible()
    page.get_by_role("link", name="Read the letters").click()
    found += complaints(page, axe, too_wide)
    page.goto(home + at("release", held))
    page.get_by_role("button", name="Release the outcomes").click()
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    found += complaints(page, axe, too_wide)
    page.get_by_label("How many candidates are told?").fill("3")
    page.get_by_role("button", name="Release the outcomes").click()
    page.get_by_role("button", name="Stop the release").click()
    page.get_by_label("Why?").fill("One reason is not right.")
    page.get_by_role("button", name="Stop the release").click()
    expect(page.get_by_text("Stopped. Nobody was told.")).to_be_visible()
    assert Release.objects.get().stopped_by == hr_of_panel(held)
    assert found == []


def test_the_other_pages_have_nothing_to_complain_of(page, live_server, held, axe, too_wide):
    home = live_server.url
    made = released_panel(candidates=3, shortlisted=2)
    for each in sift.shortlisted(made):
        each.vacancy = made.vacancy
        record(each, made, outcome="do_not_appoint")
    school = made.vacancy.school
    year_of(school)
    no = Application.objects.get(vacancy=made.vacancy, state="not_shortlisted")
    fairness = reverse("shortlisting:fairness", args=[school.ref])
    pages = (
        (sift.chair_of(held).user, at("words", held, sift.candidates_of(held)[1].ref)),
        (hr_of_panel(made), at("matrix", made)),
        (hr_of_panel(made), at("challenge", made, no.ref)),
        (hr_of_panel(made), fairness),
        (no.candidate, reverse("shortlisting:feedback", args=[no.ref])),
    )
    found = []
    for user, path in pages:
        be(page, home, user)
        answer = page.goto(home + path)
        assert answer is not None
        assert answer.status == 200, path
        found += complaints(page, axe, too_wide)
    assert found == []
