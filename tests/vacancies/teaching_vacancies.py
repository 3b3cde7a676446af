"""A real HTTP server that is as strict as Teaching Vacancies: its interface for recruitment systems, version 1.

It can be stopped and started on the same port, told to be busy, and told what to do at the moment it has taken an
advert and not yet answered: that is when a worker may be killed, or the line may break.
"""

from __future__ import annotations

import json
import re
import threading
import uuid
from collections.abc import Callable
from datetime import date, datetime
from html.parser import HTMLParser
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from zoneinfo import ZoneInfo

KEY = "0123456789abcdef0123456789abcdef01234567"
BASE = "/ats-api/v1"
LONDON = ZoneInfo("Europe/London")
PER_PAGE = 100
REQUIRED = {
    "job_title", "job_advert", "external_advert_url", "external_reference", "expires_at", "salary", "job_roles",
    "working_patterns", "contract_type", "phases", "schools",
}  # fmt: skip
OPTIONAL = {
    "publish_on", "benefits_details", "starts_on", "visa_sponsorship_available", "is_job_share", "ect_suitable",
    "key_stages", "subjects",
}  # fmt: skip
LISTS = {
    "job_roles": {"teacher", "sendco", "headteacher", "teaching_assistant", "other_leadership"},
    "working_patterns": {"full_time", "part_time"},
    "phases": {"nursery", "primary", "secondary", "sixth_form_or_college", "through"},
}
CONTRACTS = {"permanent", "fixed_term", "casual"}
TAGS = {"p", "br", "strong", "em", "ul", "li", "h1", "h2", "h3", "h4", "h5", "a", "blockquote"}


class _Tags(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.add(tag)


def schema_errors(body: Any) -> list[str]:
    """What the schema says of a request's body: 400."""
    vacancy = body.get("vacancy") if isinstance(body, dict) else None
    if not isinstance(vacancy, dict) or set(body) != {"vacancy"}:
        return ["The body must be {vacancy: {…}}"]
    errors = [f"{name}: is missing" for name in sorted(REQUIRED - set(vacancy))]
    errors += [f"{name}: is not known" for name in sorted(set(vacancy) - REQUIRED - OPTIONAL)]
    for name, allowed in LISTS.items():
        values = vacancy.get(name)
        if not isinstance(values, list) or not values or not set(values) <= allowed:
            errors.append(f"{name}: must be some of {sorted(allowed)}")
    if vacancy.get("contract_type") not in CONTRACTS:
        errors.append(f"contract_type: must be one of {sorted(CONTRACTS)}")
    texts = ("job_title", "job_advert", "salary", "external_reference", "external_advert_url", "starts_on")
    errors += [f"{name}: must be a text" for name in texts if not isinstance(vacancy.get(name, ""), str)]
    for name in ("visa_sponsorship_available", "is_job_share", "ect_suitable"):
        if not isinstance(vacancy.get(name, False), bool):
            errors.append(f"{name}: must be true or false")
    return errors + _school_errors(vacancy.get("schools"))


def _school_errors(schools: Any) -> list[str]:
    if not isinstance(schools, dict) or not schools or set(schools) - {"trust_uid", "school_urns"}:
        return ["schools: must have trust_uid, school_urns or both"]
    urns = schools.get("school_urns", [])
    if not all(isinstance(urn, str) for urn in urns) or not isinstance(schools.get("trust_uid", ""), str):
        return ["schools: must be texts"]
    return [] if urns or "trust_uid" in schools else ["schools: name one"]


class TeachingVacancies:
    """The service: what it holds (`adverts` by id), what it was asked (`requests`), and how it behaves."""

    def __init__(self) -> None:
        self.adverts: dict[str, dict[str, Any]] = {}
        self.requests: list[str] = []
        self.busy: list[int] = []  # statuses of the next answers
        self.refused_urns: set[str] = set()  # independent schools and the like
        self.taken: Callable[[], str | None] | None = None  # at the moment of taking: "drop" breaks the line
        self._server: ThreadingHTTPServer | None = None
        self._port = 0

    @property
    def address(self) -> str:
        """Where it is."""
        return f"http://127.0.0.1:{self._port}{BASE}"

    @property
    def references(self) -> list[str]:
        """The external references of the adverts it shows."""
        return sorted(each["external_reference"] for each in self.adverts.values())

    def start(self) -> None:
        """Be there, at the same port as before."""
        service = self

        class Handler(_Handler):
            owner = service

        self._server = ThreadingHTTPServer(("127.0.0.1", self._port), Handler)
        self._port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()

    def stop(self) -> None:
        """Be gone: who asks is refused a connection."""
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
            self._server = None

    def answer(self, method: str, path: str, key: str | None, body: Any) -> tuple[int, Any]:
        """Return the status and what is said."""
        self.requests.append(f"{method} {path}")
        if self.busy:
            return self.busy.pop(0), {"errors": ["There was an internal error processing this request"]}
        if key != KEY:
            return 401, {"errors": ["Invalid API key"]}
        found = re.fullmatch(rf"{BASE}/vacancies(?:/([^/?]+))?(?:\?page=(\d+))?", path)
        if not found:
            return 404, {"errors": ["No such path"]}
        remote_id, page = found.groups()
        if remote_id is not None and remote_id not in self.adverts:
            return 404, {"errors": ["The given ID does not match any vacancy for your ATS"]}
        if method == "GET":
            return (200, self._shown(remote_id)) if remote_id else (200, self._page(int(page or 1)))
        if method == "DELETE":
            del self.adverts[remote_id]
            return 204, None
        return self._write(remote_id, body)

    def _write(self, remote_id: str | None, body: Any) -> tuple[int, Any]:
        if errors := schema_errors(body):
            return 400, {"errors": errors}
        vacancy = body["vacancy"]
        if refused := sorted(self.refused_urns & set(vacancy["schools"].get("school_urns", []))):
            return 422, {"errors": [f"No valid organisations found for {refused}"]}
        others = {key: each for key, each in self.adverts.items() if key != remote_id}
        for key, other in others.items():
            if _same(other, vacancy):
                link = f"https://teaching-vacancies.example.org/jobs/{key}"
                return 409, {"errors": ["A vacancy with these details exists"], "meta": {"link": link}}
        if errors := self._meaning(vacancy):
            return 422, {"errors": errors}
        made = remote_id is None
        remote_id = remote_id or str(uuid.uuid4())
        self.adverts[remote_id] = vacancy
        return (201, {"id": remote_id}) if made else (200, self._shown(remote_id))

    def _meaning(self, vacancy: dict[str, Any]) -> list[str]:
        errors = []
        publish = date.fromisoformat(vacancy.get("publish_on", datetime.now(LONDON).date().isoformat()))
        expires = datetime.fromisoformat(vacancy["expires_at"])
        local = expires.astimezone(LONDON) if expires.tzinfo else expires
        if local.date() <= publish:
            errors.append("expires_at: must be after the publish date")
        if len(vacancy["job_title"]) > 75:
            errors.append("job_title: must be 75 characters or fewer")
        if extra := sorted(_Tags(vacancy["job_advert"]).found - TAGS):
            errors.append(f"job_advert: {', '.join(extra)} is not allowed")
        errors += [f"{name}: can't be blank" for name in ("job_title", "job_advert", "salary") if not vacancy[name]]
        return errors

    def _shown(self, remote_id: str) -> dict[str, Any]:
        url = f"https://teaching-vacancies.example.org/jobs/{remote_id}"
        return {"id": remote_id, "public_url": url, **self.adverts[remote_id]}

    def _page(self, page: int) -> dict[str, Any]:
        keys = list(self.adverts)[(page - 1) * PER_PAGE : page * PER_PAGE]
        pages = max(1, -(-len(self.adverts) // PER_PAGE))
        meta = {"totalPages": pages, "count": len(self.adverts)}
        return {"vacancies": [self._shown(key) for key in keys], "meta": meta}


def _same(other: dict[str, Any], vacancy: dict[str, Any]) -> bool:
    """The same reference, or the same job in other words."""
    if other["external_reference"] == vacancy["external_reference"]:
        return True
    names = ("job_title", "expires_at", "contract_type", "working_patterns", "phases", "salary", "schools")
    return all(other[name] == vacancy[name] for name in names)


class _Handler(BaseHTTPRequestHandler):
    owner: TeachingVacancies
    protocol_version = "HTTP/1.1"

    def _do(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        raw = self.rfile.read(length)
        body = json.loads(raw) if raw else None
        status, said = self.owner.answer(self.command, self.path, self.headers.get("X-Api-Key"), body)
        if status == 201 and self.owner.taken is not None and self.owner.taken() == "drop":
            self.close_connection = True
            return  # the advert is there, and nobody is told
        content = b"" if said is None else json.dumps(said).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    do_GET = do_POST = do_PUT = do_DELETE = _do  # noqa: N815

    def log_message(self, *args: object) -> None:
        """Say nothing."""
