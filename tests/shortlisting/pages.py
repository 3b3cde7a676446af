"""Addresses of shortlisting, and what a page says is wrong."""

from __future__ import annotations

from django.urls import reverse

from tests.markup import Markup


def at(name: str, made, *args: object) -> str:
    return reverse(f"shortlisting:{name}", args=[made.vacancy.ref, *args])


def summary(page) -> list[str]:
    """The lines of the error summary, each with the field it leads to, which must be there."""
    markup = Markup(page.content.decode())
    assert markup.broken_references() == []
    lists = [each for each in markup.all("ul") if "govuk-error-summary__list" in (each.get("class") or "")]
    return [item.words for each in lists for item in each.children if item.tag == "li"]
