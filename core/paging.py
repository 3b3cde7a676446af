"""Long lists, a page at a time, keeping the rest of the address."""

from __future__ import annotations

from django.core.paginator import Page, Paginator
from django.http import QueryDict

from core.components import PageLink, Pages


def pages(page: Page, query: QueryDict, *, noun: str = "results", key: str = "page") -> Pages | None:
    """The links of `page`, each with the other parts of `query` kept; None where one page holds it all.

    `noun` is what is counted, in the plural: "Showing 1 to 20 of 68 applications".
    """
    paginator = page.paginator
    if paginator.num_pages < 2:
        return None

    def url(number: int) -> str:
        changed = query.copy()
        changed[key] = str(number)
        return f"?{changed.urlencode()}"

    links = [
        PageLink(None)
        if str(number) == str(Paginator.ELLIPSIS)
        else PageLink(int(number), url(int(number)), current=number == page.number)
        for number in paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    ]
    return Pages(
        links=links,
        previous_url=url(page.previous_page_number()) if page.has_previous() else "",
        next_url=url(page.next_page_number()) if page.has_next() else "",
        says=f"Showing {page.start_index():,} to {page.end_index():,} of {paginator.count:,} {noun}",
    )
