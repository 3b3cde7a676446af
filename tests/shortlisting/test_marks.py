"""What is not a score yet: skipped, flagged, a note half written. Nothing of it is anybody else's."""

from __future__ import annotations

import pytest

from shortlisting.models import Score, ScoreMark
from tests.markup import Markup
from tests.shortlisting.factories import by_place, open_panel, score_all
from tests.shortlisting.pages import at, summary

pytestmark = pytest.mark.django_db


@pytest.fixture
def scoring(signed_in):
    """An open sift, its second member's browser, and the page of their first score."""
    made = open_panel(candidates=3)
    client = signed_in(by_place(made)[1].user)
    return made, client, client.get(at("criterion", made, 2)).url


def words(page) -> str:
    return Markup(page.content.decode()).one("textarea", name="note").text.strip()


def state(client, address: str) -> list[str]:
    return [
        name for each in client.get(address).context["strip"] for name in ("done", "skipped", "flagged") if each[name]
    ]


def test_skipping_goes_on_and_keeps_what_was_typed(scoring) -> None:
    _, client, address = scoring
    answer = client.post(address, {"skip": "yes", "note": "Nothing on reviews so far"})
    assert answer.status_code == 302
    assert answer.url != address
    assert state(client, address) == ["skipped"]
    assert words(client.get(address)) == "Nothing on reviews so far"
    assert not Score.objects.exists()


def test_a_flag_is_set_and_taken_away(scoring) -> None:
    _, client, address = scoring
    assert client.post(address, {"flag": "yes", "note": ""}).url == address
    assert state(client, address) == ["flagged"]
    client.post(address, {"flag": "no", "note": ""})
    assert state(client, address) == []


def test_a_score_ends_the_draft_and_keeps_the_flag(scoring) -> None:
    _, client, address = scoring
    client.post(address, {"flag": "yes", "note": "Half a sen"})
    client.post(address, {"score": "3", "note": "A whole sentence."})
    assert words(client.get(address)) == "A whole sentence."
    assert state(client, address) == ["done", "flagged"]


def test_the_page_keeps_a_note_while_it_is_typed(scoring) -> None:
    _, client, address = scoring
    answer = client.post(f"{address}keep/", {"note": "Two of the thr"})
    assert answer.content.decode().startswith("Note saved at ")
    assert words(client.get(address)) == "Two of the thr"
    client.post(f"{address}keep/", {"note": ""})
    assert words(client.get(address)) == ""


def test_a_note_that_is_too_long_is_refused_in_words(scoring) -> None:
    _, client, address = scoring
    answer = client.post(f"{address}keep/", {"note": "x" * 2001})
    assert (answer.status_code, answer.content.decode()) == (422, "Your note must be 2,000 characters or fewer")
    page = client.post(address, {"skip": "yes", "note": "x" * 2001})
    assert "Your note must be 2,000 characters or fewer" in summary(page)
    assert not ScoreMark.objects.exists()


def test_nothing_is_kept_after_the_sheets_are_in(scoring) -> None:
    made, client, address = scoring
    score_all(by_place(made)[1], submit=True)
    answer = client.post(f"{address}keep/", {"note": "Too late"})
    assert (answer.status_code, answer.content.decode()) == (
        422,
        "Your scores are submitted, so they can no longer be changed",
    )
    assert not ScoreMark.objects.exists()


def test_a_mark_is_the_members_own(scoring, signed_in) -> None:
    made, client, address = scoring
    client.post(address, {"flag": "yes", "note": "PLANTED"})
    other = signed_in(by_place(made)[0].user)
    for sheet in by_place(made)[0].sheets.all():
        page = other.get(at("score", made, 2, sheet.number))
        assert "PLANTED" not in page.content.decode()
        assert not any(each["flagged"] for each in page.context["strip"])
    assert other.post(at("score", made, 2, 9) + "keep/", {"note": "x"}).status_code == 404
