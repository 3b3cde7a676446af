"""Showing adverts on Teaching Vacancies. Any number of workers may do it at once; any may be killed at any instant.

A wish is a row, written with what gave rise to it. A worker claims the row by a conditional UPDATE, talks to the
service outside any transaction, and marks what came of it, unless the wish changed meanwhile: then the row waits
again. A worker killed between the service's acceptance and our mark leaves the row claimed. When the claim has
outlived its lease another worker asks again; the service answers that it knows our reference, and we take that
posting for ours. So a kill loses nothing and makes nothing twice.
"""

from __future__ import annotations

import logging
from collections import Counter
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Case, F, Q, QuerySet, Value, When
from django.utils import timezone

from accounts.models import User
from core import emails, tasks
from core.audit import record
from vacancies.audience import leaders
from vacancies.models import Vacancy, VacancyPosting
from vacancies.posting_advert import advert_for
from vacancies.teaching_vacancies.advert import payload, problems, takes
from vacancies.teaching_vacancies.client import Client, RefusedError, UnavailableError

logger = logging.getLogger(__name__)
State, Wanted = VacancyPosting.State, VacancyPosting.Wanted

BACKOFF = tuple(timedelta(minutes=minutes) for minutes in (1, 2, 5, 15, 30, 60, 120, 240))
ATTEMPTS = 20  # about two and a half days
LEASE = timedelta(minutes=10)  # longer than the slowest conversation
NOT_READY, UNREACHABLE = "not-ready", "unreachable"


def enabled() -> bool:
    """Tell whether this installation has a key."""
    return bool(settings.TEACHING_VACANCIES_API_KEY)


def want(vacancy: Vacancy, wanted: str, *, by: User | None = None) -> bool:
    """Write that `vacancy` should be shown (or be taken off); return whether anything is to be done.

    Nothing is without a key, or for a school whose jobs the service does not take. Call it within the transaction of
    what gives rise to it. `by` is a person who asked for it by a button; their wish outlasts later events.
    """
    if not enabled() or not takes(vacancy.school.type_group):
        return False
    with transaction.atomic():
        rows = VacancyPosting.objects.filter(vacancy=vacancy)
        if by is not None:
            rows.update(kept_off=wanted == Wanted.REMOVED)
        if wanted == Wanted.LIVE:
            _, made = VacancyPosting.objects.get_or_create(vacancy=vacancy)
            changed = made or _change(rows.filter(kept_off=False), wanted)
        else:
            changed = _change(rows, wanted)
        if changed:
            codes = {"wanted": str(wanted)}
            record("posting.wanted", by=by, subject=vacancy, school_id=vacancy.school_id, codes=codes)
            transaction.on_commit(_wake)
    return bool(changed)


def _change(rows: QuerySet[VacancyPosting], wanted: str) -> int:
    """A row in a worker's hands stays there: its mark will see that the wish has moved on."""
    waiting = Case(When(state=State.SENDING, then=Value(State.SENDING)), default=Value(State.WAITING))
    return rows.update(
        wanted=wanted, wanted_version=F("wanted_version") + 1, state=waiting, due_at=timezone.now(), attempts=0
    )


def _wake() -> None:
    from vacancies.tasks import post_adverts

    tasks.wake(post_adverts)


def post_due(now: datetime | None = None, *, limit: int = 200) -> Counter[str]:
    """Do what is due at `now`; return how many ended in each state. `now` is for operators and tests."""
    outcomes: Counter[str] = Counter()
    if not enabled():
        return outcomes
    at = now or timezone.now()
    with Client(settings.TEACHING_VACANCIES_URL, settings.TEACHING_VACANCIES_API_KEY) as client:
        for pk in list(due(at).order_by("due_at", "pk").values_list("pk", flat=True)[:limit]):
            posting = _claim(pk, at)
            if posting is not None:
                outcomes[_see_to(posting, client)] += 1
    return outcomes


def due(now: datetime) -> QuerySet[VacancyPosting]:
    """Return the postings that wait and are due, or whose worker died holding them."""
    return VacancyPosting.objects.filter(
        Q(state=State.WAITING, due_at__lte=now) | Q(state=State.SENDING, claimed_at__lte=now - LEASE)
    )


def _claim(pk: int, now: datetime) -> VacancyPosting | None:
    free = due(now).filter(pk=pk)
    if not free.update(state=State.SENDING, claimed_at=now, attempts=F("attempts") + 1):
        return None
    return VacancyPosting.objects.select_related("vacancy__school__trust", "vacancy__pay").get(pk=pk)


def _see_to(posting: VacancyPosting, client: Client) -> str:
    """Do what one claimed posting asks for; return the state it ended in."""
    try:
        done = _show(posting, client) if posting.wanted == Wanted.LIVE else _take_off(posting, client)
    except UnavailableError as error:
        return _put_off(posting, error.code)
    except RefusedError as error:
        logger.warning("Posting %s was refused: %s", posting.pk, error)
        answer = {"errors": error.errors, "link": error.link}
        return _finish(posting, state=State.REFUSED, error_code=str(error), answer=answer)
    except Exception as error:  # a mistake in one posting must not hold up the others
        logger.exception("Posting %s could not be made", posting.pk)
        return _put_off(posting, f"posting-{type(error).__name__}"[:40])
    return done


def _show(posting: VacancyPosting, client: Client) -> str:
    """Create or update, and mark it."""
    vacancy = posting.vacancy
    if not vacancy.is_open(timezone.now()):  # closed while the row waited
        return _finish(posting, state=State.DONE, posted_version=posting.wanted_version)
    advert = advert_for(vacancy, posting.reference)
    wrong = problems(advert, today=timezone.localdate())
    if wrong:
        answer = {"errors": [f"{each.field}: {each.says}" for each in wrong], "link": ""}
        return _finish(posting, state=State.REFUSED, error_code=NOT_READY, answer=answer)
    body = payload(advert)
    if not posting.remote_id:
        _remember(posting, remote_id=_created(posting, client, body))
    try:
        public_url = client.update(posting.remote_id, body)
    except RefusedError as error:
        if error.status != 404:
            raise
        # Taken off on their side. A new posting takes its place, under a reference of its own.
        _remember(posting, remote_id="", offered=False, number=posting.number + 1)
        _remember(posting, remote_id=_created(posting, client, payload(advert_for(vacancy, posting.reference))))
        public_url = ""
    return _finish(
        posting,
        state=State.DONE,
        verb="posting.shown",
        posted_version=posting.wanted_version,
        public_url=public_url or str(client.read(posting.remote_id).get("public_url") or ""),
        expires_at=advert.expires_at,
        posted_at=timezone.now(),
    )


def _created(posting: VacancyPosting, client: Client, body: dict[str, Any]) -> str:
    """Create, or find what an earlier try created without our learning of it."""
    _remember(posting, offered=True)
    try:
        return client.create(body)
    except RefusedError as error:
        if error.status == 409 and (found := client.find(posting.reference)):
            return found
        raise


def _take_off(posting: VacancyPosting, client: Client) -> str:
    """Delete, and mark it. A try to create that was never answered may have made one."""
    remote_id = posting.remote_id or (client.find(posting.reference) if posting.offered else "")
    if remote_id:
        client.delete(remote_id)
    # The next posting, if there is one, is another: theirs keeps the old reference.
    return _finish(
        posting,
        state=State.DONE,
        verb="posting.taken_off" if remote_id else "",
        posted_version=posting.wanted_version,
        remote_id="",
        public_url="",
        expires_at=None,
        offered=False,
        number=posting.number + 1 if posting.offered or remote_id else posting.number,
    )


def _put_off(posting: VacancyPosting, code: str) -> str:
    """Let it wait for another try, or leave it to a person after many."""
    logger.warning("Posting %s has to wait: %s", posting.pk, code)
    if posting.attempts >= ATTEMPTS:
        return _finish(posting, state=State.REFUSED, error_code=UNREACHABLE, answer={})
    wait = BACKOFF[min(posting.attempts, len(BACKOFF)) - 1]
    return _finish(posting, state=State.WAITING, due_at=timezone.now() + wait, error_code=code)


def _remember(posting: VacancyPosting, **values: Any) -> None:
    """Write what a later worker must know, whatever becomes of this one."""
    _ours(posting).update(**values)
    for name, value in values.items():
        setattr(posting, name, value)


def _finish(posting: VacancyPosting, *, state: VacancyPosting.State, verb: str = "", **values: Any) -> str:
    """Write the end of our claim, and `verb` to the audit.

    If the wish changed meanwhile the row waits again, with what was done.
    """
    values = {"error_code": "", "answer": {}} | values
    vacancy = posting.vacancy
    with transaction.atomic():
        unchanged = _ours(posting).filter(wanted_version=posting.wanted_version)
        if not unchanged.update(state=state, claimed_at=None, **values):
            done = values if state == State.DONE else {}
            state = State.WAITING
            if not _ours(posting).update(**done | {"state": state, "claimed_at": None, "due_at": timezone.now()}):
                return str(state)
        if verb:
            record(verb, by=None, subject=vacancy, school_id=vacancy.school_id)
        if state == State.REFUSED:
            _tell(posting)
    return str(state)


def _tell(posting: VacancyPosting) -> None:
    """Write to HR that a person must act: once for each wish that was refused."""
    vacancy = posting.vacancy
    for person in leaders(vacancy, heads=False):
        emails.queue(
            "posting_refused",
            {"vacancy": vacancy.pk, "user": person.pk},
            subject=vacancy,
            school_id=vacancy.school_id,
            once=f"posting_refused:{posting.pk}:{posting.wanted_version}:{person.pk}",
        )


def _ours(posting: VacancyPosting) -> QuerySet[VacancyPosting]:
    """The row while it is in our hands; if our claim outlived its lease, another's word counts."""
    return VacancyPosting.objects.filter(pk=posting.pk, state=State.SENDING, claimed_at=posting.claimed_at)
