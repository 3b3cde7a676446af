"""The candidate's page after sending: where it stands, what comes by when, why, and a copy that can be read aloud."""

from __future__ import annotations

import io
from datetime import date, timedelta

import pikepdf
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from applications.models import Application
from applications.status import NEXT, WORDS, dates_of, turn_table
from applications.turns import CandidateTurn, OthersTurn
from core.display import day_month
from tests.applications.factories import submitted_application
from tests.appointments.factories import answered, asked, shortlisted
from tests.factories import UserFactory
from tests.markup import Markup
from tests.shortlisting.factories import released_panel
from tests.vacancies.factories import closed_vacancy

pytestmark = pytest.mark.django_db


def browser(application: Application) -> Client:
    client = Client()
    client.force_login(application.candidate)
    return client


def test_who_was_told_no_reads_why_from_their_page() -> None:
    panel = released_panel()
    told = Application.objects.filter(vacancy=panel.vacancy, state=Application.State.NOT_SHORTLISTED).first()
    client, feedback = browser(told), reverse("shortlisting:feedback", args=[told.ref])
    assert feedback in client.get(reverse("applications:task_list", args=[told.ref])).content.decode()
    assert client.get(feedback).status_code == 200


def test_nobody_is_led_to_reasons_before_the_release() -> None:
    waiting = submitted_application(closed_vacancy())
    shown = browser(waiting).get(reverse("applications:task_list", args=[waiting.ref])).content.decode()
    assert reverse("shortlisting:feedback", args=[waiting.ref]) not in shown


def test_the_interview_stays_in_sight_of_who_is_shortlisted() -> None:
    state = Application.State.SHORTLISTED
    shortlisted = submitted_application(closed_vacancy(), state=state)
    assert "Interviews" in [each.when for each in dates_of(shortlisted)]
    gone = submitted_application(closed_vacancy(), state=Application.State.NOT_SHORTLISTED)
    assert [each.when for each in dates_of(gone)] == ["Sent", "Read by the panel", "Not shortlisted"]


def test_every_state_that_goes_on_says_what_is_next() -> None:
    ended = {"declined", "appointed", "started", "withdrawn"}
    assert set(NEXT) == set(WORDS) - ended


def test_the_copy_carries_tags_language_and_title() -> None:
    application = submitted_application(
        closed_vacancy(), UserFactory(name="Rowan Castleford"), submitted_at=timezone.now() - timedelta(days=1)
    )
    answer = browser(application).get(reverse("applications:copy_pdf", args=[application.ref]))
    with pikepdf.open(io.BytesIO(answer.content)) as pdf:
        assert str(pdf.Root.Lang) == "en-GB"
        assert bool(pdf.Root.MarkInfo.Marked)
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        with pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert metadata["dc:title"].startswith("Application for SENCo, ")


def test_the_page_says_who_is_asked_for_what_and_since_when() -> None:
    application = shortlisted()
    asked_of, came = asked(application)
    answered(came)
    page = Markup(browser(application).get(reverse("applications:task_list", args=[application.ref])).content.decode())
    rows = [[cell.words for cell in row.children if cell.tag in ("th", "td")] for row in page.all("tr")]
    today = day_month(timezone.localdate())
    assert ["Reference", asked_of.referee.name, f"Asked {today}"] in rows
    assert ["Reference", came.referee.name, f"Received {today}"] in rows
    waiting = submitted_application(closed_vacancy())
    shown = browser(waiting).get(reverse("applications:task_list", args=[waiting.ref])).content.decode()
    assert "Whose turn it is" not in shown


def test_what_the_candidate_owes_stands_first_and_lateness_is_said() -> None:
    today = date(2026, 12, 10)
    turns = [
        CandidateTurn("Answer the offer", "Answer", "/", date(2026, 12, 9)),
        CandidateTurn("Bring one thing", "See what", "/"),
        CandidateTurn("Sign it", "Sign", "/", date(2026, 12, 10)),
    ]
    table = turn_table(turns, [OthersTurn("Reference", "Graham Tillotson", "Asked Thursday 3 December")], today)
    assert [[cell.text for cell in line.cells] for line in table.lines] == [
        ["Answer the offer", "You", "It was due on Wednesday 9 December"],
        ["Bring one thing", "You", "No set day"],
        ["Sign it", "You", "Thursday 10 December"],
        ["Reference", "Graham Tillotson", "Asked Thursday 3 December"],
    ]
    assert turn_table(turns, [], today) is None


@pytest.mark.parametrize(("days", "says"), [(3, "You hear by"), (-3, "and needs longer"), (None, "We e-mail you when")])
def test_a_day_that_has_passed_is_no_promise(days, says) -> None:
    application = submitted_application(closed_vacancy())
    application.vacancy.key_dates.filter(kind="shortlist").delete()
    if days is not None:
        application.vacancy.key_dates.create(kind="shortlist", on=timezone.localdate() + timedelta(days=days))
    for name in ("task_list", "sent"):
        assert (
            says in browser(application).get(reverse(f"applications:{name}", args=[application.ref])).content.decode()
        )
