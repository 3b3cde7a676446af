"""Sessions that are over: what they hold of a person goes with them."""

from __future__ import annotations

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.utils import timezone


def forget_ended() -> int:
    """Delete sessions that have run out, and the connections and browsers they were opened from; return how many.

    Nothing else does: a browser that never comes back leaves its row, with the address of whoever asked for a code.
    """
    count, _ = Session.objects.filter(expire_date__lt=timezone.now()).delete()
    UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()
    return count
