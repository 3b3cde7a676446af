"""Page components and filters for every template (a builtin library: nothing to load).

Blocks hold what the page writes: {% turn "Your turn: 2 things" %}…{% endturn %}, and in the same way note,
inset, warning, details, side. Drawn from rows of `core.components`: task_list, summary_list, data_table,
timeline, key_dates, stages, steps, gates, pagination, breadcrumbs, sub_navigation; from a gate's report:
gate_report. Small: tag, button, back_link, progress, empty_state, error_summary, title_prefix.
Filters: day_date, day_month, short_date, plain_date, month_year, clock, when, pounds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from core import display
from core.components import Crumb, Event, Fact, GateLine, KeyDate, NavItem, Pages, Stage, Step, Table, Task
from core.forms.errors import ErrorLine, error_lines
from core.gate_lines import sections
from core.gates import GateReport
from core.permissions import may_enter

register = template.Library()


def _or_empty(write: Callable[[Any], str]) -> Callable[[Any], str]:
    """A filter that leaves nothing where there is nothing, instead of failing the page."""

    def filtered(value: Any) -> str:
        return "" if value in (None, "") else write(value)

    filtered.__doc__ = write.__doc__
    return filtered


for _write in (
    display.clock,
    display.day_date,
    display.day_month,
    display.month_year,
    display.plain_date,
    display.pounds,
    display.short_date,
    display.when,
):
    register.filter(_write.__name__, _or_empty(_write))


@register.filter
def beside(cells: Iterable[Any], columns: Iterable[Any]) -> list[tuple[Any, Any]]:
    """Each column with its cell, for a row of a table."""
    return list(zip(columns, cells, strict=False))


# --- blocks: the page writes what is inside ------------------------------------------------------------


def _block(name: str, content: str, **context: Any) -> SafeString:
    return render_to_string(f"_components/{name}.html", {"content": content, **context})


@register.simple_block_tag
def turn(content: str, label: str, kind: str = "yours", heading: int = 2) -> SafeString:
    """Whose turn it is. `kind`: yours (accent), theirs (grey), stop (red), done (green)."""
    return _block("turn", content, label=label, kind=kind, heading=heading)


@register.simple_block_tag
def note(content: str, title: str, heading: int = 2) -> SafeString:
    """A framed note beside a task, never an error."""
    return _block("note", content, title=title, heading=heading)


@register.simple_block_tag
def inset(content: str) -> SafeString:
    """Text set in with a bar."""
    return _block("inset", content)


@register.simple_block_tag
def warning(content: str) -> SafeString:
    """A warning with its mark, for what has a consequence."""
    return _block("warning", content)


@register.simple_block_tag
def details(content: str, summary: str, is_open: bool = False) -> SafeString:
    """Text behind a line that opens it."""
    return _block("details", content, summary=summary, is_open=is_open)


@register.simple_block_tag
def side(content: str, title: str, heading: int = 2) -> SafeString:
    """A block of the side column, under its accent line."""
    return _block("side", content, title=title, heading=heading)


# --- drawn from rows ------------------------------------------------------------------------------------


def _rows(name: str) -> Callable[[Callable[..., dict[str, Any]]], Any]:
    return register.inclusion_tag(f"_components/{name}.html")


@_rows("task_list")
def task_list(tasks: Iterable[Task], id_prefix: str = "task") -> dict[str, Any]:
    """A list of sections with their states. `id_prefix` keeps several lists on a page apart."""
    return {"tasks": tasks, "id_prefix": id_prefix}


@_rows("summary_list")
def summary_list(facts: Iterable[Fact], title: str = "", heading: int = 2) -> dict[str, Any]:
    """Labels and values, with links to change them; with a `title` as a card."""
    facts = list(facts)
    return {
        "facts": facts,
        "title": title,
        "heading": heading,
        "any_change": any(fact.change for fact in facts),
    }


@_rows("table")
def data_table(table: Table) -> dict[str, Any]:
    """A table that stacks on phones."""
    return {"table": table, "span": len(table.columns)}


@_rows("timeline")
def timeline(events: Iterable[Event]) -> dict[str, Any]:
    """What happened, what is now and what follows."""
    return {"events": events}


@_rows("key_dates")
def key_dates(dates: Iterable[KeyDate]) -> dict[str, Any]:
    """The dates of a recruitment, down a line."""
    return {"dates": dates}


@_rows("stages")
def stages(stages: Iterable[Stage]) -> dict[str, Any]:
    """Where a recruitment is, across its stages."""
    return {"stages": stages}


@_rows("steps")
def steps(steps: Iterable[Step], title: str, steps_id: str = "steps") -> dict[str, Any]:
    """The pages of a form, the one in hand marked."""
    return {"steps": steps, "title": title, "steps_id": steps_id}


@_rows("gates")
def gates(lines: Iterable[GateLine]) -> dict[str, Any]:
    """What must be true, and the proof of it."""
    return {"lines": lines}


@register.inclusion_tag("_components/gate_report.html", takes_context=True)
def gate_report(
    context: dict[str, Any],
    report: GateReport,
    stops: str = "Stops this",
    waive_url: str = "",
    take_back_url: str = "",
    heading: int = 2,
) -> dict[str, Any]:
    """Everything a gate says, under its headings.

    With `waive_url`, open guidance carries the form that passes it (posts `code` and `reason`); with
    `take_back_url`, a passed one the button that opens it again (posts `code`). A view that refuses a reason
    puts failed_code, typed and message in the context, and nothing typed is lost. A link stands only where its
    reader may open the page.
    """
    request = context.get("request")
    leads_to = partial(may_enter, request) if request is not None else None
    return {
        "sections": sections(report, stops=stops, leads_to=leads_to),
        "waive_url": waive_url,
        "take_back_url": take_back_url,
        "heading": heading,
        "csrf_token": context.get("csrf_token", ""),
        "failed_code": context.get("failed_code", ""),
        "typed": context.get("typed", ""),
        "message": context.get("message", ""),
    }


@_rows("pagination")
def pagination(pages: Pages | None) -> dict[str, Any]:
    """The pages of a long list; nothing where there is one page."""
    return {"pages": pages}


@_rows("breadcrumbs")
def breadcrumbs(crumbs: Iterable[Crumb]) -> dict[str, Any]:
    """The way down to this page, without the page itself."""
    return {"crumbs": crumbs}


@_rows("sub_navigation")
def sub_navigation(items: Iterable[NavItem], label: str) -> dict[str, Any]:
    """The pages of one thing, as tabs that are links. `label` names the group."""
    return {"items": items, "label": label}


# --- small ----------------------------------------------------------------------------------------------


@_rows("tag")
def tag(text: str, colour: str = "blue", small: bool = False) -> dict[str, Any]:
    """A state that needs an eye."""
    return {"text": text, "colour": colour, "small": small}


@_rows("button")
def button(
    text: str,
    href: str = "",
    kind: str = "primary",
    name: str = "",
    value: str = "",
    about: str = "",
    form: str = "",
    formaction: str = "",
    disabled: bool = False,
) -> dict[str, Any]:
    """A button that says what happens, or with `href` a link that looks like one.

    `kind`: primary, secondary, warning, start, inverse. `about` is read out only. A second press
    within a second is ignored.
    """
    return {
        "text": text,
        "href": href,
        "kind": kind,
        "name": name,
        "value": value,
        "about": about,
        "form": form,
        "formaction": formaction,
        "disabled": disabled,
    }


@_rows("back_link")
def back_link(href: str, text: str = "Back") -> dict[str, Any]:
    """The way back, in a landmark of its own."""
    return {"href": href, "text": text}


@_rows("progress")
def progress(done: int, total: int, label: str, now: int = 0) -> dict[str, Any]:
    """A bar of `done` (and of `now`, lighter) out of `total`. `label` says it in words."""
    total = max(total, 1)
    done = min(max(done, 0), total)
    now = min(max(now, 0), total - done)
    return {"done": done * 10, "now": now * 10, "total": total * 10, "label": label}


@_rows("empty_state")
def empty_state(title: str, text: str = "", href: str = "", action: str = "") -> dict[str, Any]:
    """A list with nothing in it yet: what to do next."""
    return {"title": title, "text": text, "href": href, "action": action}


# --- errors ---------------------------------------------------------------------------------------------


def _forms(context: dict[str, Any], given: tuple[Any, ...]) -> tuple[Any, ...]:
    """The forms named in the tag, or those the page has under the usual names."""
    if given:
        return given
    found = [context.get(name) for name in ("form", "formset") if context.get(name)]
    return (*found, *(context.get("forms") or ()))


def _lines(context: dict[str, Any], given: tuple[Any, ...]) -> list[ErrorLine]:
    lines = [line for form in _forms(context, given) for line in error_lines(form)]
    if not given and (code := context.get("failed_code")):  # a reason refused in a gate_report
        lines.append(ErrorLine(str(context.get("message", "")), f"reason-{code}"))
    return lines


@register.inclusion_tag("_components/error_summary.html", takes_context=True)
def error_summary(context: dict[str, Any], *forms: Any) -> dict[str, list[ErrorLine]]:
    """What is wrong, each line a link to its field. Without arguments: the page's form, formset and forms."""
    return {"lines": _lines(context, forms)}


@register.simple_tag(takes_context=True)
def title_prefix(context: dict[str, Any], *forms: Any) -> str:
    """The start of a page's title when its form came back with errors."""
    return "Error: " if _lines(context, forms) else ""
