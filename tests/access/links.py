"""Following the links of the service as somebody: which of them lead nowhere."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator
from urllib.parse import urldefrag, urljoin, urlsplit

from django.http.response import HttpResponseBase
from django.urls import Resolver404, resolve
from lxml import html

from core.permissions import may_enter
from tests.access.visits import Visitors

HOST = "http://testserver"
# How many pages of one view are drawn, by app: of these two, pages differ with the stage of a vacancy. Elsewhere one.
DRAWN = {"appointments": 2, "shortlisting": 2}
FILES = ("pdf", "docx", "xlsx", "json", "ics", "xml")  # dear to make: only asked whether one may


class Walk:
    """A walk over the service from its front door. `dead` says what is wrong, a line each."""

    def __init__(self, visitors: Visitors, role: str) -> None:
        self._visitors, self._role = visitors, role
        self._request = visitors.request(role, "/")
        self._drawn: Counter[str] = Counter()
        self.dead: list[str] = []

    def go(self) -> list[str]:
        """Follow every link; return what leads nowhere."""
        seen, todo = {"/"}, deque([("/", "", "the front door")])
        while todo:
            path, words, page = todo.popleft()
            response = self._draw(path)
            if response is None:
                if not may_enter(self._request, urlsplit(path).path):
                    self.dead.append(f"closed: {path}, “{words}” on {page}")
                continue
            if response.status_code not in (200, 302):
                self.dead.append(f"{response.status_code}: {path}, “{words}” on {page}")
            for link, text in _links(response, path):
                if link not in seen:
                    seen.add(link)
                    todo.append((link, text, path))
        return self.dead

    def _draw(self, path: str) -> HttpResponseBase | None:
        """The page; None where enough like it were drawn, or it is a file."""
        address, view = urlsplit(path).path, _view(path)
        self._drawn[view] += 1
        enough = self._drawn[view] > DRAWN.get(view.partition(":")[0], 1)
        if enough or "/print/" in address or address.rpartition(".")[2] in FILES:
            return None
        return self._visitors.open(self._role, path)


def _links(response: HttpResponseBase, path: str) -> Iterator[tuple[str, str]]:
    """The addresses of the service that a page links to or sends on to, with the words of the link."""
    found: list[tuple[str, str]] = []
    if response.status_code == 302:
        found = [(response.headers["Location"], "sent on")]
    elif response.status_code == 200 and response.headers["Content-Type"].startswith("text/html"):
        page = html.fromstring(response.content)  # type: ignore[attr-defined]
        found = [(a.get("href"), " ".join(a.text_content().split())) for a in page.iter("a") if a.get("href")]
    for href, words in found:
        parts = urlsplit(urldefrag(urljoin(HOST + path, href)).url)
        if parts.netloc == "testserver":
            yield parts.path + (f"?{parts.query}" if parts.query else ""), words


def _view(path: str) -> str:
    try:
        return resolve(urlsplit(path).path).view_name
    except Resolver404:
        return path
