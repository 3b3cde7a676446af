"""How long a candidate stays signed in: each page of the form makes it longer, and says until when.

A time limit that nobody is told of takes words away from slow writers (WCAG 2.2, criterion 2.2.1).
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

KEY = "stays_from"
EVERY = timedelta(minutes=30)  # how often the session is written anew: not with every page


@receiver(user_logged_in, dispatch_uid="applications.staying")
def begin(request: HttpRequest | None, **kwargs: Any) -> None:
    """A session that begins lasts its full time."""
    if request is not None:
        request.session[KEY] = timezone.now().timestamp()


def stay(request: HttpRequest) -> None:
    """Make the session of somebody signed in last its full time from now, if half an hour of it has gone."""
    if not request.user.is_authenticated:
        return
    if timezone.now() - _from(request) >= EVERY:
        request.session[KEY] = timezone.now().timestamp()  # a session that is written lives its full age again


def until(request: HttpRequest) -> datetime:
    """When somebody who opens no further page is signed out."""
    return _from(request) + timedelta(seconds=settings.SESSION_COOKIE_AGE)


def _from(request: HttpRequest) -> datetime:
    return datetime.fromtimestamp(request.session.get(KEY, 0), tz=timezone.get_default_timezone())
