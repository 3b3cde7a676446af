"""What a candidate keeps about themselves from one application to the next."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone

from core.fields import EncryptedJSONField


class Profile(models.Model):
    """A candidate's own answers, changed since their last application. Encrypted: they hold numbers and referees.

    `answers` has the columns of each row by the name under which an application holds it; each row of a list has a
    `key` by which its page finds it: {"details": {…}, "employment": [{"key": 3, …}]}. Dates are ISO text.
    """

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="candidate_profile")
    answers: models.Field[Any, Any] = EncryptedJSONField()
    saved_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"Profile of {self.person_id}"
