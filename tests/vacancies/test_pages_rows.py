"""The lists of criteria and duties: every button, undo, two people at once, words that are too long or hostile."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import reverse

from core.models import AuditEvent
from tests.markup import Markup
from tests.vacancies.conftest import client_of
from tests.vacancies.factories import CriterionFactory, hr_of, published_vacancy, ready_vacancy
from vacancies.models import Criterion, Vacancy
from vacancies.services.arranging import CRITERIA, DUTIES
from vacancies.services.specification import set_criterion

pytestmark = pytest.mark.django_db
HOSTILE = (
    "<script>alert(1)</script>",
    "=HYPERLINK(1)",
    "+1",
    "@SUM(A1)",
    '"><img src=x onerror=alert(1)>',
    "{{ 7*7 }}",
)


def url(name: str, vacancy: Vacancy, *args) -> str:
    return reverse(f"vacancies:{name}", args=[vacancy.ref, *args])


@pytest.fixture
def vacancy(school, hr) -> Vacancy:
    """A draft with eight criteria and a duty."""
    return ready_vacancy(school, hr)


def row(vacancy: Vacancy, number: str) -> Criterion:
    return vacancy.criteria.select_related("section").get(number=number)


def tick(vacancy: Vacancy, number: str) -> str:
    found = row(vacancy, number)
    return f"{found.pk}:{CRITERIA.seen(found)}"


def numbers(vacancy: Vacancy) -> list[str]:
    return [each.number for each in vacancy.criteria.in_order()]


def undo(client, vacancy: Vacancy, home: str = "review"):
    """Press the undo button of a page."""
    markup = Markup(client.get(url(home, vacancy)).content.decode())
    step = markup.all("input", name="step")[-1]["value"]
    return client.post(url(f"{home}_undo", vacancy), {"step": step, "do": "undo"})


def test_a_row_is_moved_merged_and_deleted_by_its_buttons_and_all_of_it_undone(vacancy, hr_client):
    before = numbers(vacancy)
    for verb, after in (
        ("down", ["1.1", "2.2", "2.1", "2.3", "3.1", "3.2", "4.1", "4.2"]),
        ("up", before),
        ("delete", ["1.1", "2.2", "2.3", "3.1", "3.2", "4.1", "4.2"]),
    ):
        hr_client.post(url("review", vacancy), {"quick": f"{tick(vacancy, '2.1')}:{verb}:"})
        assert numbers(vacancy) == after
    answer = hr_client.post(url("review", vacancy), {"quick": f"{tick(vacancy, '2.3')}:merge:"})
    assert answer.headers["Location"].endswith(f"#row-{row(vacancy, '2.2').pk}")
    assert numbers(vacancy) == ["1.1", "2.2", "3.1", "3.2", "4.1", "4.2"]
    for _ in range(4):
        undo(hr_client, vacancy)
    assert numbers(vacancy) == before
    assert 'name="do" value="redo"' in hr_client.get(url("review", vacancy)).content.decode()


def test_after_deleting_the_next_row_has_the_focus(vacancy, hr_client):
    answer = hr_client.post(url("review", vacancy), {"quick": f"{tick(vacancy, '2.3')}:delete:"})
    place = f"row-{row(vacancy, '3.1').pk}"
    assert answer.headers["Location"].endswith(f"?at={place}#{place}")
    assert Markup(hr_client.get(answer.headers["Location"]).content.decode()).by_id("swapped")["data-focus"] == place


@pytest.mark.parametrize("at", ["x", "row-1<script>", "javascript:alert(1)", "row-1 onload=x"])
def test_a_focus_that_was_tampered_with_is_no_focus(vacancy, hr_client, at):
    page = hr_client.get(url("review", vacancy), {"at": at}).content.decode()
    assert Markup(page).by_id("swapped")["data-focus"] == ""


def test_ticked_rows_are_merged_moved_and_deleted_together(vacancy, hr_client):
    both = [tick(vacancy, "3.1"), tick(vacancy, "3.2")]
    hr_client.post(url("review", vacancy), {"rows": both, "do": "merge"})
    assert "3.2" not in numbers(vacancy)
    undo(hr_client, vacancy)
    answer = hr_client.post(url("review", vacancy), {"rows": both, "do": "move"})
    assert urlsplit(answer.headers["Location"]).path == url("review_move", vacancy)
    assert parse_qs(urlsplit(answer.headers["Location"]).query) == {"row": both}
    page = Markup(hr_client.get(answer.headers["Location"]).content.decode())
    assert [each["value"] for each in page.all("input", name="rows")] == both
    assert page.one("h1").words == "Move 2 criteria"
    place = f"{row(vacancy, '1.1').section_id}:{row(vacancy, '1.1').pk}"
    assert place in [each["value"] for each in page.all("option")]
    hr_client.post(url("review_move", vacancy), {"rows": both, "to": place})
    assert numbers(vacancy) == ["1.1", "3.1", "3.2", "2.1", "2.2", "2.3", "4.1", "4.2"]
    hr_client.post(url("review", vacancy), {"rows": [tick(vacancy, "3.1"), tick(vacancy, "3.2")], "do": "delete"})
    assert numbers(vacancy) == ["1.1", "2.1", "2.2", "2.3", "4.1", "4.2"]


def test_where_to_move_in_a_part_that_was_swapped_is_a_page_of_its_own(vacancy, hr_client):
    sent = {"rows": [tick(vacancy, "3.1")], "do": "move"}
    answer = hr_client.post(url("review", vacancy), sent, headers={"HX-Request": "true"})
    assert answer.headers["HX-Redirect"].startswith(url("review_move", vacancy))


@pytest.mark.parametrize(
    ("do", "says"),
    [
        ("merge", "Tick two or more rows to merge"),
        ("move", "Tick the rows to move"),
        ("delete", "Tick the rows to delete"),
    ],
)
def test_nothing_ticked_says_so_beside_the_bar(vacancy, hr_client, do, says):
    page = Markup(hr_client.post(url("review", vacancy), {"do": do}).content.decode())
    assert says in page.by_id("bulk_rows-error").words
    assert len(numbers(vacancy)) == 8
    assert page.broken_references() == []


def test_keys_act_on_the_row_or_on_those_ticked_and_keep_the_place(vacancy, hr_client):
    answer = hr_client.post(url("review", vacancy), {"key": f"{tick(vacancy, '2.1')}:importance:desirable"})
    assert answer.headers["Location"].endswith(f"#row-{row(vacancy, '2.1').pk}")
    assert row(vacancy, "2.1").importance == "desirable"
    both = [tick(vacancy, "3.1"), tick(vacancy, "4.1")]
    hr_client.post(url("review", vacancy), {"rows": both, "key": "ticked:toggle:interview"})
    assert [row(vacancy, each).methods for each in ("3.1", "4.1")] == ["application,interview", "interview"]
    both = [tick(vacancy, "3.1"), tick(vacancy, "4.1")]
    hr_client.post(url("review", vacancy), {"rows": both, "key": "ticked:toggle:interview"})
    assert [row(vacancy, each).methods for each in ("3.1", "4.1")] == ["application", ""]


def test_splitting_is_by_lines_and_keeps_what_was_typed_until_it_can_be_done(vacancy, hr_client):
    address = url("review_split", vacancy, row(vacancy, "2.2").pk)
    page = Markup(hr_client.get(address).content.decode())
    seen = page.one("input", name="seen")["value"]
    assert page.one("textarea").text.strip() == "Has used assessment to plan support and shown its effect"
    again = Markup(hr_client.post(address, {"texts": "One <line>", "seen": seen}).content.decode())
    assert "Press Enter where it should be cut" in again.by_id("id_texts-error").words
    assert again.one("textarea").text.strip() == "One <line>"
    long = f"{'a' * 2001}\nshort"
    assert "Line 1 has 2,001 characters" in hr_client.post(address, {"texts": long, "seen": seen}).content.decode()
    hr_client.post(address, {"texts": "Has used assessment\n\n  Has shown <its> effect ", "seen": seen})
    assert list(vacancy.criteria.in_order().values_list("text", flat=True))[2:4] == [
        "Has used assessment",
        "Has shown <its> effect",
    ]
    assert "Has shown &lt;its&gt; effect" in hr_client.get(url("review", vacancy)).content.decode()


def test_splitting_what_somebody_else_changed_keeps_what_was_typed(vacancy, hr_client, hr):
    address = url("review_split", vacancy, row(vacancy, "2.2").pk)
    seen = Markup(hr_client.get(address).content.decode()).one("input", name="seen")["value"]
    set_criterion(row(vacancy, "2.2"), by=hr, text="Newer words")
    page = hr_client.post(address, {"texts": "First part\nSecond part", "seen": seen}).content.decode()
    assert "nothing was split" in page
    assert "First part\nSecond part" in page
    assert len(numbers(vacancy)) == 8


def test_a_criterion_of_ten_thousand_characters_is_refused_and_kept_as_typed(vacancy, hr_client):
    address, long = url("criterion", vacancy, row(vacancy, "2.1").pk), "Words and more " * 667
    page = Markup(hr_client.post(address, {"text": long, "scoring": "scored"}).content.decode())
    assert "must be 2000 characters or fewer. It has" in page.by_id("id_text-error").words
    assert page.one("textarea").text.strip() == long.strip()
    assert row(vacancy, "2.1").text == "Has taught pupils with a wide range of needs well"


def test_one_that_a_pack_brought_is_shown_whole_and_asked_to_be_split(vacancy, hr_client):
    long = CriterionFactory(vacancy=vacancy, section=row(vacancy, "4.1").section, text="Long words " * 900)
    page = hr_client.get(url("review", vacancy)).content.decode()
    assert f'href="{url("review_split", vacancy, long.pk)}"' in page
    assert "It has 9,900 characters. One criterion holds at most 2,000: split it, or cut it down." in page


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_are_kept_as_typed_and_shown_as_words(vacancy, hr_client, words):
    sent = {"text": words, "section": words, "number": words[:20], "scoring": "scored"}
    hr_client.post(url("criterion", vacancy, row(vacancy, "2.1").pk), sent)
    stored = vacancy.criteria.get(text=words)
    assert (stored.section.name, stored.number) == (words, words[:20])
    for name in ("review", "review_headings"):
        page = hr_client.get(url(name, vacancy)).content.decode()
        assert "<script>alert" not in page
        assert "<img src=x" not in page
    shown = Markup(hr_client.get(url("review", vacancy)).content.decode())
    assert words in [each.words for each in shown.all("th", class_="app-criteria__t")]


def test_a_row_opens_in_its_place_with_and_without_scripts(vacancy, hr_client):
    found = row(vacancy, "2.1")
    page = Markup(hr_client.get(url("review", vacancy), {"edit": found.pk}).content.decode())
    assert page.by_id(f"edit-{found.pk}-text").text.strip() == found.text
    assert page.broken_references() == []
    page = Markup(hr_client.get(url("review", vacancy), {"edit": "987654"}).content.decode())
    assert page.all("textarea") == []


def test_an_open_row_that_is_wrong_comes_back_in_the_list_with_what_was_typed(vacancy, hr_client):
    found = row(vacancy, "2.1")
    sent = {"text": "", "section": "My <section>", "scoring": "scored"}
    answer = hr_client.post(url("criterion", vacancy, found.pk), sent, headers={"HX-Request": "true"})
    page = Markup(answer.content.decode())
    assert page.by_id(f"edit-{found.pk}-section")["value"] == "My <section>"
    assert "Enter the criterion" in page.by_id(f"edit-{found.pk}-text-error").words
    assert len(page.all("input", name="rows")) == 7  # the others are there
    assert page.broken_references() == []


def test_an_open_row_that_somebody_else_saved_shows_both_texts(vacancy, hr_client, school):
    found = row(vacancy, "2.1")
    open_row = Markup(hr_client.get(url("review", vacancy), {"edit": found.pk}).content.decode())
    seen = open_row.one("input", name="seen")["value"]
    other = hr_of(school, name="Colin Thackray")
    set_criterion(found, by=other, text="Their <words>")
    sent = {"text": "My words", "section": found.section.name, "number": "2.1", "scoring": "scored", "seen": seen,
            "importance": "essential", "methods": ["application", "interview"]}  # fmt: skip
    answer = hr_client.post(url("criterion", vacancy, found.pk), sent, headers={"HX-Request": "true"})
    page = answer.content.decode()
    assert "Colin Thackray saved this at" in page
    assert "Their &lt;words&gt;" in page
    assert Markup(page).by_id(f"edit-{found.pk}-text").text.strip() == "My words"
    assert row(vacancy, "2.1").text == "Their <words>"
    again = {**sent, "seen": Markup(page).one("input", name="seen")["value"]}
    hr_client.post(url("criterion", vacancy, found.pk), again, headers={"HX-Request": "true"})
    assert row(vacancy, "2.1").text == "My words"


def test_rows_that_somebody_else_changed_are_not_deleted_or_moved(vacancy, hr_client, hr):
    ticks = [tick(vacancy, "3.1"), tick(vacancy, "3.2")]
    set_criterion(row(vacancy, "3.1"), by=hr, text="Newer words")
    page = hr_client.post(url("review", vacancy), {"rows": ticks, "do": "delete"}, follow=True).content.decode()
    assert "Somebody else changed “Newer words”" in page
    assert numbers(vacancy) == ["1.1", "2.1", "2.2", "2.3", "3.1", "4.1", "4.2"]


def test_undo_names_who_changed_it_and_refuses_when_more_has_happened(vacancy, hr_client, school):
    other = client_of(hr_of(school, name="Colin Thackray"))
    other.post(url("review", vacancy), {"quick": f"{tick(vacancy, '2.1')}:delete:"})
    page = hr_client.get(url("review", vacancy)).content.decode()
    assert "by Colin Thackray" in page
    assert "Undo: deleted 1 criterion" in page
    step = Markup(page).one("input", name="step")["value"]
    other.post(url("review", vacancy), {"quick": f"{tick(vacancy, '2.2')}:delete:"})
    sent = {"step": step, "do": "undo"}
    page = hr_client.post(url("review_undo", vacancy), sent, follow=True).content.decode()
    assert "so nothing was undone" in page
    assert len(numbers(vacancy)) == 6


@pytest.mark.parametrize("step", ["", "x", "0", "9" * 30])
def test_undo_of_what_is_no_step_does_nothing(vacancy, hr_client, step):
    hr_client.post(url("review", vacancy), {"quick": f"{tick(vacancy, '2.1')}:delete:"})
    assert hr_client.post(url("review_undo", vacancy), {"step": step, "do": "undo"}).status_code == 302
    assert len(numbers(vacancy)) == 7


def test_headings_are_named_moved_added_and_deleted(vacancy, hr_client):
    address = url("review_headings", vacancy)
    first = row(vacancy, "1.1").section_id
    page = Markup(hr_client.get(address).content.decode())
    sent = {each["name"]: each["value"] for each in page.all("input") if each["name"].startswith(("title-", "seen-"))}
    hr_client.post(address, {**sent, f"title-{first}": "Training <and> more", "do": "save"})
    hr_client.post(address, {"do": f"down:{first}"})
    hr_client.post(address, {"do": "add", "new": "Trust"})
    assert list(vacancy.criterion_sections.values_list("name", flat=True)) == [
        "Experience", "Training <and> more", "Knowledge", "Skills", "Trust",
    ]  # fmt: skip
    assert "Training &lt;and&gt; more" in hr_client.get(address).content.decode()
    hr_client.post(address, {"do": f"delete:{first}"})
    assert numbers(vacancy) == ["2.1", "2.2", "2.3", "3.1", "3.2", "4.1", "4.2"]
    undo(hr_client, vacancy)
    assert "1.1" in numbers(vacancy)


def test_a_heading_named_by_two_keeps_what_was_typed(vacancy, hr_client):
    address, first = url("review_headings", vacancy), row(vacancy, "1.1").section
    hr_client.post(address, {f"title-{first.pk}": "Theirs", f"seen-{first.pk}": first.name, "do": "save"})
    sent = {f"title-{first.pk}": "Mine", f"seen-{first.pk}": first.name, "do": "save"}
    page = Markup(hr_client.post(address, sent).content.decode())
    assert page.by_id(f"title-{first.pk}")["value"] == "Mine"
    assert page.one("input", name=f"seen-{first.pk}")["value"] == "Theirs"


def test_duties_are_ticked_moved_merged_split_and_undone(vacancy, hr_client):
    hr_client.post(url("duties_add", vacancy), {"heading": "People", "duties": "Lead the team\nMeet <parents>"})
    first, second, third = DUTIES.rows(vacancy)
    ticks = [f"{each.pk}:{DUTIES.seen(each)}" for each in (first, second, third)]
    page = Markup(hr_client.get(url("duties", vacancy)).content.decode())
    assert [each["value"] for each in page.all("input", name="rows")] == ticks
    hr_client.post(url("duties", vacancy), {"rows": ticks[1:], "do": "merge"})
    assert [each.text for each in DUTIES.rows(vacancy)][1:] == ["Lead the team Meet <parents>"]
    undo(hr_client, vacancy, "duties")
    hr_client.post(url("duties_move", vacancy), {"rows": ticks[1:2], "to": f"{first.section_id}:"})
    assert [each.text for each in DUTIES.rows(vacancy)] == ["Lead the team", first.text, "Meet <parents>"]
    hr_client.post(url("duties_split", vacancy, third.pk), {"texts": "Meet\nparents"})
    assert [each.text for each in DUTIES.rows(vacancy)][2:] == ["Meet", "parents"]
    hr_client.post(url("duties", vacancy), {"key": f"{ticks[0]}:delete:"})
    for _ in range(3):
        undo(hr_client, vacancy, "duties")
    assert [each.text for each in DUTIES.rows(vacancy)] == [first.text, "Lead the team", "Meet <parents>"]


@pytest.mark.parametrize("name", ["review", "duties", "review_headings", "review_undo"])
def test_nothing_of_a_published_vacancy_is_changed(school, hr, hr_client, name):
    vacancy = published_vacancy(school, hr)
    before = list(vacancy.criteria.values())
    found = row(vacancy, "2.1")
    for sent in (
        {"quick": f"{tick(vacancy, '2.1')}:delete:"},
        {"rows": [tick(vacancy, "2.1")], "do": "delete"},
        {"do": f"delete:{found.section_id}"},
        {"step": "1", "do": "undo"},
    ):
        hr_client.post(url(name, vacancy), sent)
    assert list(vacancy.criteria.values()) == before
    page = hr_client.get(url("review", vacancy)).content.decode()
    assert "It was fixed" in page
    assert 'name="rows"' not in page


def test_another_schools_rows_are_not_found_and_say_nothing(hr_client):
    theirs = ready_vacancy()
    secret = theirs.criteria.first()
    Criterion.objects.filter(pk=secret.pk).update(text="Their secret criterion")
    duty = DUTIES.rows(theirs).get()
    for address in (
        url("review", theirs), url("duties", theirs), url("review_headings", theirs), url("duties_headings", theirs),
        url("review_split", theirs, secret.pk), url("duties_split", theirs, duty.pk), url("review_undo", theirs),
        f"{url('review_move', theirs)}?row={secret.pk}:0123456789abcdef",
    ):  # fmt: skip
        for answer in (hr_client.get(address), hr_client.post(address, {"do": "delete", "texts": "a\nb"})):
            assert answer.status_code in (404, 405)
            assert "Their secret criterion" not in answer.content.decode()
    assert theirs.criteria.count() == 8
    assert not AuditEvent.objects.filter(verb__startswith="specification").exists()


def test_moving_shows_nothing_of_another_vacancy(vacancy, hr_client, school, hr):
    other = ready_vacancy(school, hr)
    Criterion.objects.filter(vacancy=other).update(text="Their secret criterion")
    page = hr_client.get(url("review_move", vacancy), {"row": f"{other.criteria.first().pk}:0123456789abcdef"})
    assert "Their secret criterion" not in page.content.decode()
