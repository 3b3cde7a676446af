"""Monday's e-mail to HR and heads: what is late, what is due this week, what the week brings."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone

from accounts.models import Membership, Role, User
from core import emails, ladders
from core.emails import Letter
from core.ladders import Step
from core.links import absolute
from senco_recruit.due import due_of
from senco_recruit.whose_turn import needs_of

KIND = "digest.weekly"
HOUR = time(7)
OPEN_FOR = timedelta(days=1)  # a service that was down all Monday says nothing on Wednesday
WEEK = timedelta(days=7)


def due(now: datetime) -> Iterator[Step]:
    """One step a person and week, from Monday at seven until Tuesday at seven."""
    today = timezone.localdate(now)
    monday = today - timedelta(days=today.weekday())
    at = datetime.combine(monday, HOUR, tzinfo=timezone.get_default_timezone())
    if not at <= now < at + OPEN_FOR:
        return
    roles = Membership.objects.current().filter(role__in=[Role.HR, Role.HEAD])
    for user in User.objects.filter(pk__in=roles.values("user"), is_active=True, weekly_digest=True):
        yield Step(KIND, user, monday.isoformat(), at, _send(user, monday.isoformat()))


def _send(user: User, week: str) -> Callable[[], str]:
    def act() -> str:
        emails.queue(
            "weekly_digest", {"user": user.pk, "week": week}, subject=user, once=f"weekly_digest:{user.pk}:{week}"
        )
        return "sent"

    return act


def _digest(ids: Mapping[str, Any]) -> Letter | None:
    """Nothing late, nothing due, nothing coming: no letter."""
    user = User.objects.filter(pk=ids["user"], is_active=True, weekly_digest=True).first()
    if user is None:
        return None
    needs = needs_of(user)
    end = date.fromisoformat(ids["week"]) + WEEK
    rows = [row for row in due_of(user, needs=needs) if row.late or row.on < end]
    mine = [row for row in rows if row.who == "You"]
    undated = [turn for turn in needs.mine if turn.by is None]
    days = [row for row in rows if not row.who]
    if not mine and not undated and not days:
        return None
    context = {
        "name": user.name,
        "mine": mine,
        "undated": undated,
        "days": days,
        "waiting": sum(row.late for row in rows if row.who not in ("", "You")),
        "link": absolute(reverse("home")),
        "calendar": absolute(reverse("calendar")),
    }
    return Letter(user.email, context)


emails.register("weekly_digest", _digest)
ladders.register(KIND, due)
