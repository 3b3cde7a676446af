"""Talking to Teaching Vacancies. No Django: the address and the key are given.

Two things can go wrong: it is not there (UnavailableError: try again later), or it says no (RefusedError: a person
must act).
"""

from __future__ import annotations

from typing import Any

import requests

TIMEOUT = (5, 30)  # seconds: to connect, to wait for each part of an answer
# Errors that pass by themselves. Everything else is an answer.
LOST = (
    requests.exceptions.ConnectionError,
    requests.exceptions.Timeout,
    requests.exceptions.ChunkedEncodingError,
    requests.exceptions.ContentDecodingError,
)
BUSY = frozenset({429, 500, 502, 503, 504})
MOST_PAGES = 20  # of a hundred postings each
MOST_ERRORS, LONGEST_ERROR = 20, 300


class UnavailableError(Exception):
    """It did not answer, or is not able to now. `code` for logs and rows: "ConnectTimeout", "http-503"."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class RefusedError(Exception):
    """It said no. `status` is its code; `errors` its own words; `link` what it points to, "" for none."""

    def __init__(self, status: int, errors: list[str] | None = None, link: str = "") -> None:
        super().__init__(f"http-{status}")
        self.status = status
        self.errors = errors or []
        self.link = link


class Client:
    """One conversation. Close it, or use it as a context manager."""

    def __init__(self, base: str, key: str) -> None:
        self._base = base.rstrip("/")
        self._session = requests.Session()
        self._session.headers.update({"X-Api-Key": key, "Accept": "application/json"})

    def __enter__(self) -> Client:
        return self

    def __exit__(self, *error: object) -> None:
        self._session.close()

    def create(self, payload: dict[str, Any]) -> str:
        """Post an advert; return its id there."""
        return str(self._ask("POST", "/vacancies", payload).get("id", ""))

    def update(self, remote_id: str, payload: dict[str, Any]) -> str:
        """Put the advert as it reads now; return its public address there, "" where it gives none."""
        return str(self._ask("PUT", f"/vacancies/{remote_id}", payload).get("public_url") or "")

    def read(self, remote_id: str) -> dict[str, Any]:
        """Return a posting as it stands there."""
        return self._ask("GET", f"/vacancies/{remote_id}")

    def delete(self, remote_id: str) -> None:
        """Take the advert off. One that is gone already is no error."""
        try:
            self._ask("DELETE", f"/vacancies/{remote_id}")
        except RefusedError as error:
            if error.status != 404:
                raise

    def find(self, reference: str) -> str:
        """Return the id of our own posting with this external reference, "" when there is none."""
        for page in range(1, MOST_PAGES + 1):
            answer = self._ask("GET", f"/vacancies?page={page}")
            rows = _rows(answer)
            for row in rows:
                if row.get("external_reference") == reference:
                    return str(row.get("id", ""))
            if not rows or page >= _pages(answer):
                break
        return ""

    def _ask(self, method: str, path: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        try:
            answer = self._session.request(
                method, f"{self._base}{path}", json=body, timeout=TIMEOUT, allow_redirects=False
            )
        except LOST as error:
            raise UnavailableError(type(error).__name__) from error
        if answer.status_code in BUSY:
            raise UnavailableError(f"http-{answer.status_code}")
        said = _said(answer)
        if not 200 <= answer.status_code < 300:
            raise RefusedError(answer.status_code, _errors(said), _link(said))
        return said


def _said(answer: requests.Response) -> dict[str, Any]:
    try:
        said = answer.json() if answer.content else {}
    except requests.exceptions.JSONDecodeError:
        return {}
    return said if isinstance(said, dict) else {"data": said}


def _rows(answer: dict[str, Any]) -> list[dict[str, Any]]:
    for name in ("vacancies", "data"):
        if isinstance(answer.get(name), list):
            return [row for row in answer[name] if isinstance(row, dict)]
    return []


def _pages(answer: dict[str, Any]) -> int:
    meta = answer.get("meta")
    return int(meta.get("totalPages", 1)) if isinstance(meta, dict) else 1


def _errors(said: dict[str, Any]) -> list[str]:
    """Its own words, whichever of its forms they come in: error, errors as texts, errors as {"error": text}."""
    found = said.get("errors", said.get("error", []))
    rows = found if isinstance(found, list) else [found]
    words = [str(row.get("error", "")) if isinstance(row, dict) else str(row) for row in rows]
    return [text[:LONGEST_ERROR] for text in words if text][:MOST_ERRORS]


def _link(said: dict[str, Any]) -> str:
    meta = said.get("meta")
    link = str(said.get("link") or (meta.get("link", "") if isinstance(meta, dict) else ""))
    return link if link.startswith(("https://", "http://")) else ""
