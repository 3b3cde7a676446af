"""What the page tests of shortlisting share."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from shortlisting.models import ScoreSheet
from tests.markup import Markup

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def signed_in() -> Callable[[User], Client]:
    """Return a function that gives a browser in which a person is signed in."""

    def sign_in(user: User) -> Client:
        client = Client()
        client.force_login(user, backend=BACKEND)
        return client

    return sign_in


@pytest.fixture(autouse=True)
def no_second_step(settings) -> None:
    """HR's second step is tested with the accounts; here it would stand before every page."""
    settings.SECOND_FACTOR_REQUIRED = False


def crawl(client: Client, *starts: str, limit: int = 300) -> dict[str, str]:
    """Every page reached by links and form addresses from `starts`, as address → body. Only GET; 404s are left out."""
    found: dict[str, str] = {}
    todo = list(starts)
    while todo:
        path = todo.pop(0)
        if path in found or not path.startswith("/") or path.startswith(("/static/", "/accounts/")):
            continue
        assert len(found) < limit, "the crawl does not end"
        answer = client.get(path, follow=True)
        if answer.status_code in (404, 405):
            continue
        assert answer.status_code == 200, f"{path}: {answer.status_code}"
        body = answer.content.decode() if "text" in answer["Content-Type"] else ""
        found[path] = body
        page = Markup(body)
        links = [each.get("href") or "" for each in page.all("a")]
        links += [each.get("action") or "" for each in page.all("form")]
        todo += [urlsplit(link)._replace(fragment="").geturl() for link in links if link.startswith("/")]
    return found


def every_address(panel) -> list[str]:
    """Every address of shortlisting for one panel, linked or not."""
    ref = panel.vacancy.ref
    applications = list(panel.vacancy.applications.values_list("ref", flat=True))
    numbers = sorted(set(ScoreSheet.objects.filter(member__panel=panel).values_list("number", flat=True)))
    plain = (
        "panel", "panel_add", "panel_due", "open_sift", "outcomes", "release", "interviews", "sift", "submit", "grid",
        "names", "calibration", "conflicts", "paper", "moderation", "agreement",
    )  # fmt: skip
    found = [reverse(f"shortlisting:{name}", args=[ref]) for name in plain]
    for name in ("scores", "decide", "interview"):
        found += [reverse(f"shortlisting:{name}", args=[ref, each]) for each in applications]
    found += [reverse("shortlisting:candidate", args=[ref, number]) for number in numbers]
    found += [reverse("shortlisting:criterion", args=[ref, n]) for n in (1, 2)]
    for number in numbers:
        for n in (1, 2):
            found.append(reverse("shortlisting:score", args=[ref, n, number]))
            found.append(reverse("shortlisting:score_candidate", args=[ref, number, n]))
    found += [reverse("shortlisting:feedback", args=[a]) for a in applications]
    return found
