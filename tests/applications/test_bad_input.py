"""Whatever is typed in any box of any page of the form: an answer beside the box, and nothing of it lost."""

from __future__ import annotations

import pytest
from django.urls import reverse

from applications.models import Application
from tests.applications.factories import started_application
from tests.factories import SchoolFactory
from tests.markup import Markup
from tests.vacancies.factories import published_vacancy

pytestmark = pytest.mark.django_db

PAGES = (
    "details", "teaching_status", "qualification_add", "sitting", "training_add", "membership_add", "left_school",
    "job_add", "break_add", "referee_add", "faith", "adjustments", "links", "declarations",
)  # fmt: skip
TYPED = {
    "emoji": "🙂👩🏽‍🏫",
    "right to left": "محمد בן דוד \u202eabc",
    "script": "<script>alert(1)</script>",
    "quotes": 'O\'Neill-D’Arcy "x" {{ 7|add:1 }} %s',
    "nul": "before\x00after",
    "lone surrogate's neighbour": "\ufffd\ufeff",
    "number": "99999999999999999999",
    "negative": "-1",
    "other digits": "١٢٣٤٥٦٧",
    "long": "Smart “quotes” – and dashes… " * 1400,
}


@pytest.fixture
def application(client) -> Application:
    school = SchoolFactory(designated_faith=True)  # so that every page of the form exists
    found = started_application(published_vacancy(school))
    client.force_login(found.candidate)
    return found


def boxes(html: str) -> dict[str, str]:
    """What stands in each box a person types in."""
    shown = Markup(html)
    found = {each["name"]: each.get("value") or "" for each in shown.all("input", type="text")}
    found |= {each["name"]: each.get("value") or "" for each in shown.all("input", type="email")}
    return found | {each["name"]: each.text.removeprefix("\n") for each in shown.all("textarea")}


@pytest.mark.parametrize("kind", TYPED)
def test_nothing_typed_is_lost_and_no_page_fails(client, application, kind):
    for name in PAGES:
        fill_with(client, reverse(f"applications:{name}", args=[application.ref]), kind)


def fill_with(client, page: str, kind: str) -> None:
    shown = Markup(client.get(page).content.decode())
    typed = dict.fromkeys(boxes(client.get(page).content.decode()), TYPED[kind])
    choices = {each["name"]: each["value"] for each in shown.all("input", type="radio")}
    answer = client.post(page, {**choices, **typed})
    assert answer.status_code in (302, 422)
    if answer.status_code == 422:
        html = answer.content.decode()
        assert "<script>alert" not in html, page
        kept = boxes(html)
        for box in typed:
            assert kept[box].strip() == TYPED[kind].replace("\x00", "").replace("\ufeff", "").strip(), (page, box)
        wrong = [each for each in Markup(html).elements if (each.get("id") or "").endswith("-error")]
        assert wrong
    again = client.get(page)
    assert again.status_code == 200
    assert "<script>alert" not in again.content.decode()


@pytest.mark.parametrize("typed", ["\u200b", "\u00ad\ufeff", " \u2060\n\u200f", "\u3164\u2800"])
def test_what_nobody_can_see_is_no_answer(client, application, typed):
    for name, box, says in (
        ("declarations", "signed_name", "Type your full name"),
        ("break_add", "reason", "Say what you were doing"),
        ("referee_add", "organisation", "Enter the school or organisation they work for"),
    ):
        page = reverse(f"applications:{name}", args=[application.ref])
        assert says in client.post(page, {box: typed}).content.decode(), name


def test_marks_that_break_lines_hide_no_name_and_joiners_stay(client, application):
    page = reverse("applications:referee_add", args=[application.ref])
    shown = client.post(page, {"relationship": "my mo\u00adther"}).content.decode()
    assert "not a relative or friend" in shown
    details = reverse("applications:details", args=[application.ref])
    shown = client.post(details, {"first_names": "می\u200cخواهم 👩🏽\u200d🏫"}).content.decode()
    assert boxes(shown)["first_names"] == "می\u200cخواهم 👩🏽\u200d🏫"


def test_an_empty_page_left_for_later_is_no_error(client, application):
    for name in PAGES:
        page = reverse(f"applications:{name}", args=[application.ref])
        assert client.post(page, {"later": "1"}).status_code == 302, page
        assert client.get(page).status_code == 200, page
