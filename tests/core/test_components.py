"""Page components, how dates and sums read, and the pages for what went wrong."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Paginator
from django.http import QueryDict
from django.template import Context, Template
from django.template.loader import render_to_string

from accounts.models import User
from core import display
from core.components import (
    Cell,
    Change,
    Column,
    Crumb,
    Event,
    Fact,
    GateLine,
    KeyDate,
    Line,
    NavItem,
    Stage,
    Step,
    Table,
    Task,
)
from core.gates import Check, Finding, Force, GateName, GateReport, Row
from core.models import Waiver
from core.paging import pages
from tests.markup import Markup

ATTACK = "<script>alert('&')</script>"


def drawn(source: str, **context: Any) -> Markup:
    return Markup(Template(source).render(Context(context)))


# --- how dates, times and sums read ---------------------------------------------------------------------

WINTER = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)
SUMMER = datetime(2026, 6, 30, 16, 30, 59, tzinfo=UTC)  # an hour later in London


@pytest.mark.parametrize(
    ("write", "value", "text"),
    [
        (display.day_date, date(2026, 12, 10), "Thursday 10 December 2026"),
        (display.day_date, datetime(2026, 6, 30, 23, 30, tzinfo=UTC), "Wednesday 1 July 2026"),
        (display.day_month, date(2026, 12, 1), "Tuesday 1 December"),
        (display.short_date, date(2026, 12, 1), "Tue 1 Dec"),
        (display.plain_date, date(2026, 12, 1), "1 December 2026"),
        (display.month_year, date(2019, 3, 1), "March 2019"),
        (display.clock, WINTER, "9am"),
        (display.clock, SUMMER, "5:30pm"),
        (display.clock, time(12), "midday"),
        (display.clock, time(0), "midnight"),
        (display.clock, time(12, 5), "12:05pm"),
        (display.clock, time(0, 5), "12:05am"),
        (display.clock, time(11, 59, 59), "11:59am"),
        (display.when, WINTER, "9am on Monday 30 November 2026"),
        (display.pounds, 45127, "£45,127"),
        (display.pounds, Decimal("45127.50"), "£45,127.50"),
        (display.pounds, Decimal("5820.00"), "£5,820"),
        (display.pounds, -5, "\N{MINUS SIGN}£5"),
    ],
)
def test_how_it_reads(write: Any, value: Any, text: str) -> None:
    assert write(value) == text
    assert Template(f"{{{{ value|{write.__name__} }}}}").render(Context({"value": value})) == text


def test_nothing_reads_as_nothing() -> None:
    assert Template("{{ value|when }}{{ value|pounds }}{{ other|clock }}").render(Context({"value": None})) == ""


def test_words_are_no_sum() -> None:
    with pytest.raises(ValueError, match="not a sum"):
        display.pounds("plenty")


# --- components -----------------------------------------------------------------------------------------


def test_a_turn_says_whose_and_holds_what_the_page_writes() -> None:
    markup = drawn('{% turn label kind="stop" heading=3 %}<p class="x">{{ label }}</p>{% endturn %}', label=ATTACK)
    assert markup.one("div")["class"] == "app-turn app-turn--stop"
    assert markup.one("h3").text == ATTACK
    assert markup.one("p", class_="x").text == ATTACK
    assert markup.all("script") == []


def test_a_task_without_address_cannot_be_opened() -> None:
    tasks = [Task("Details", "Completed", "/a/"), Task("Send", "Cannot start yet", hint="Finish first")]
    markup = drawn("{% task_list tasks %}", tasks=tasks)
    assert [each["href"] for each in markup.all("a")] == ["/a/"]
    assert markup.all("strong") == []
    assert markup.by_id("task-2-hint").text == "Finish first"
    assert markup.broken_references() == []


def test_a_summary_shows_gaps_lines_and_what_each_link_changes() -> None:
    facts = [
        Fact("Address", "Mill Lane\nMarlham", Change("/a/")),
        Fact("Trust"),
        Fact("Name", "A", Change("/b/", about="your name")),
    ]
    markup = drawn("{% summary_list facts %}", facts=facts)
    assert [each.words for each in markup.all("a")] == ["Change Address", "Change your name"]
    assert len(markup.all("br")) == 1
    assert markup.all("dd")[2].words == "Not given"


def test_a_table_can_be_read_as_cards() -> None:
    table = Table(
        "Who waits",
        [Column("What"), Column("Left", numeric=True), Column("Action", hidden=True)],
        [
            Line(group="Panel"),
            Line([Cell("Sift", "Late"), Cell("7"), Cell("Remind", url="/r/", about="Colin")], mine=True),
        ],
    )
    markup = drawn("{% data_table table %}", table=table)
    assert [each.words for each in markup.all("th")] == ["What", "Left", "Panel", "SiftLate"]
    assert [each.get("data-label") for each in markup.all("td")] == [None, "Left", None]
    assert markup.one("a").words == "Remind Colin"
    assert markup.one("caption").words == "Who waits"


def test_every_component_escapes_what_it_is_given() -> None:
    change = Change("/x/", ATTACK, ATTACK)
    context = {
        "bad": ATTACK,
        "tasks": [Task(ATTACK, ATTACK, "/x/", ATTACK, "red"), Task(ATTACK, ATTACK)],
        "facts": [Fact(ATTACK, ATTACK, change), Fact(ATTACK, ATTACK, url="/x/", missing=ATTACK)],
        "table": Table(
            ATTACK,
            [Column(ATTACK)],
            [Line([Cell(ATTACK, ATTACK, "/x/", ATTACK, ATTACK)]), Line(group=ATTACK)],
        ),
        "events": [Event(ATTACK, ATTACK, ATTACK, url="/x/")],
        "dates": [KeyDate(ATTACK, ATTACK)],
        "stage_list": [Stage(ATTACK, ATTACK, ATTACK)],
        "step_list": [Step(ATTACK, "/x/", "done", ATTACK)],
        "gate_lines": [GateLine(ATTACK, "stop", ATTACK, change, [ATTACK], ATTACK, ATTACK, [change])],
        "crumbs": [Crumb(ATTACK, "/x/")],
        "items": [NavItem(ATTACK, "/x/", True)],
    }
    source = (
        "{% task_list tasks %}{% summary_list facts bad %}{% data_table table %}{% timeline events %}"
        "{% key_dates dates %}{% stages stage_list %}{% steps step_list bad %}{% gates gate_lines %}"
        "{% breadcrumbs crumbs %}{% sub_navigation items bad %}{% tag bad %}{% back_link '/x/' bad %}"
        "{% button bad about=bad name=bad value=bad %}{% button bad href='/x/' kind='start' %}"
        "{% progress 1 2 bad %}{% empty_state bad bad '/x/' bad %}{% note bad %}{{ bad }}{% endnote %}"
        "{% details bad %}{{ bad }}{% enddetails %}{% side bad %}{{ bad }}{% endside %}"
        "{% inset %}{{ bad }}{% endinset %}{% warning %}{{ bad }}{% endwarning %}"
    )
    markup = drawn(source, **context)
    assert markup.all("script") == []
    assert sum(each.text.count(ATTACK) for each in markup.elements) > 40


@pytest.mark.parametrize(
    ("done", "total", "now", "widths"),
    [
        (6, 11, 0, ["110", "60"]),
        (10, 20, 3, ["200", "100", "30"]),
        (5, 0, 0, ["10", "10"]),
        (9, 5, 2, ["50", "50"]),
    ],
)
def test_a_bar_never_leaves_its_frame(done: int, total: int, now: int, widths: list[str]) -> None:
    markup = drawn("{% progress done total 'x' now=now %}", done=done, total=total, now=now)
    assert [each["width"] for each in markup.all("rect")] == widths


def test_a_button_is_pressed_once() -> None:
    button = drawn('{% button "Send" kind="warning" name="to" value="all" %}').one("button")
    assert button.attrs == {
        "type": "submit",
        "class": "govuk-button govuk-button--warning",
        "data-module": "govuk-button",
        "data-prevent-double-click": "true",
        "name": "to",
        "value": "all",
    }


def test_pages_keep_the_rest_of_the_address() -> None:
    page = Paginator(range(118), 20).page(5)
    found = pages(page, QueryDict("state=late&page=5"), noun="applications")
    assert found is not None
    assert found.says == "Showing 81 to 100 of 118 applications"
    assert [(link.number, link.url) for link in found.links][:2] == [(1, "?state=late&page=1"), (None, "")]
    assert (found.previous_url, found.next_url) == ("?state=late&page=4", "?state=late&page=6")
    markup = drawn("{% pagination pages %}", pages=found)
    assert markup.one("a", aria_current="page").words == "5"


def test_one_page_needs_no_links() -> None:
    assert pages(Paginator(range(3), 20).page(1), QueryDict()) is None
    assert drawn("{% pagination pages %}", pages=None).elements == []


# --- gates ----------------------------------------------------------------------------------------------


def row(force: Force, finding: Finding, waiver: Waiver | None = None) -> Row:
    check = Check(GateName.SIGN, f"code_{force.lower()}", force, "KCSIE", lambda obj: [], group="Checks")
    return Row(check, finding, waiver)


def report() -> GateReport:
    helen = User(name="Dr Helen Ashgrove", email="head@example.org")
    waiver = Waiver(reason="I rang him.", by=helen, at=datetime(2027, 1, 5, 16, 12, tzinfo=UTC))
    return GateReport(
        GateName.SIGN,
        [
            row(Force.LAW, Finding("Overseas check", "Not here yet.", url="/o/")),
            row(Force.SG, Finding("References before the interview", "One came after.")),
            row(Force.SG, Finding("Online search", "Late."), waiver),
            row(Force.GP, Finding("Two visits", "One planned.")),
            row(Force.LAW, Finding("Identity", "Passport seen", open=False)),
            row(Force.LAW, Finding("Childcare", "No early years", open=False, not_needed=True)),
        ],
    )


def test_a_gate_is_shown_in_the_order_people_need() -> None:
    markup = drawn("{% gate_report report stops='Stops the signature' %}", report=report())
    assert [each.words for each in markup.all("h2")] == [
        "Stops the signature (1)",
        "Mend it or give a reason (1)",
        "Passed with a reason (1)",
        "Advice (1)",
        "Clear: checks (2)",
    ]
    assert [each.words.split(":")[0] for each in markup.all("p", class_="app-gates__what")] == [
        "Stops this",
        "Stops this",
        "Passed with a reason",
        "Advice",
        "Clear",
        "Not needed",
    ]
    quote = markup.one("blockquote").words
    assert quote == "“I rang him.”Dr Helen Ashgrove, Tuesday 5 January 2027, 4:12pm"
    assert markup.all("form") == []


def test_guidance_can_be_passed_and_taken_back_where_the_page_allows() -> None:
    source = "{% gate_report report waive_url='/waive/' take_back_url='/back/' %}"
    markup = drawn(source, report=report(), csrf_token="t0ken")
    assert [each["action"] for each in markup.all("form")] == ["/waive/", "/back/"]
    assert [each["value"] for each in markup.all("input", name="code")] == ["code_sg", "code_sg"]
    assert len(markup.all("input", name="csrfmiddlewaretoken")) == 2
    assert markup.broken_references() == []


def test_a_refused_reason_is_kept_and_the_summary_leads_to_it() -> None:
    source = "{% title_prefix %}{% error_summary %}{% gate_report report waive_url='/waive/' %}"
    context = {"failed_code": "code_sg", "typed": "Too short", "message": "Give a reason"}
    markup = drawn(source, report=report(), **context)
    assert markup.one("a", href="#reason-code_sg").text == "Give a reason"
    assert markup.by_id("reason-code_sg").text == "Too short"
    assert "open" in markup.one("details").attrs
    assert markup.broken_references() == []


# --- whole pages ----------------------------------------------------------------------------------------


def page(**context: Any) -> Markup:
    return Markup(render_to_string("layouts/page.html", {"user": AnonymousUser(), **context}))


def test_the_frame_without_a_school() -> None:
    markup = page(navigation=[NavItem("Jobs", "/jobs/", True), NavItem("Sign in", "/in/")])
    assert markup.one("span", class_="app-header__school").text == "SENCo Recruit"
    assert markup.one("a", aria_current="true")["href"] == "/jobs/"
    assert [each.words for each in markup.all("a", class_="govuk-footer__link")] == [
        "Help",
        "How we use your information",
        "Accessibility",
    ]
    assert markup.all("form") == []
    assert markup.broken_references() == []


def test_the_frame_of_a_school_for_somebody_signed_in() -> None:
    school = SimpleNamespace(name=ATTACK, ref="ah", logo_id=None, accent="#14474f")
    user = SimpleNamespace(is_authenticated=True)
    markup = page(school=school, user=user, who="Marian Duxbury, HR")
    assert markup.one("span", class_="app-header__school").text == ATTACK
    assert ATTACK in markup.one("title").text
    assert markup.one("span", class_="app-header__role").words.startswith("Marian Duxbury, HR")
    assert markup.one("form")["method"] == "post"


def test_no_page_holds_script_or_style_of_its_own() -> None:
    for markup in (page(), Markup(render_to_string("500.html"))):
        assert [each.attrs for each in markup.all("script") if not each.get("src")] == []
        assert markup.all("style") == []
        assert [each.tag for each in markup.elements if "style" in each.attrs] == []
        assert [name for each in markup.elements for name in each.attrs if name.startswith("on")] == []


@pytest.mark.parametrize("name", ["400", "403_csrf", "429", "500"])
def test_pages_for_what_went_wrong_need_nothing(name: str) -> None:
    markup = Markup(render_to_string(f"{name}.html"))
    assert len(markup.all("h1")) == 1
    assert markup.all("script") == []


def test_a_missing_page_says_what_to_do(client, db) -> None:
    response = client.get("/no-such-place/")
    assert response.status_code == 404
    assert Markup(response.content.decode()).one("h1").words == "Page not found"


def test_the_page_of_components_holds_together(client, db) -> None:
    response = client.get("/dev/components/")
    assert response.status_code == 200
    markup = Markup(response.content.decode())
    assert markup.broken_references() == []
    assert markup.one("title").words.startswith("Error: Components")
