"""Encrypts what was written about a candidate's times, their absence, and what to explore with them at interview.

Backwards it is plain text again.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import migrations, models
from django.db.models import Q

import core.fields
from core.fields import decrypt, encrypt

COLUMNS = {"Booking": ("asked", "answer", "absent_reason"), "ProbePoint": ("text", "explored_note")}
ABSENT = "booking_absent_by_and_at"


def rewrite(change: Callable[[str], str]) -> Callable[[Any, Any], None]:
    """Return a step that changes every value; it runs while the columns are plain text to Django."""

    def step(apps: Any, schema_editor: Any) -> None:
        for model, column in [(model, column) for model, columns in COLUMNS.items() for column in columns]:
            rows = apps.get_model("shortlisting", model)._base_manager.using(schema_editor.connection.alias)
            for pk, text in rows.exclude(**{column: ""}).values_list("pk", column).iterator():
                rows.filter(pk=pk).update(**{column: change(text)})

    return step


class Migration(migrations.Migration):
    dependencies = [("shortlisting", "0003_day_and_files")]

    operations = [
        # What is encrypted cannot be compared in the database.
        migrations.RemoveConstraint("booking", ABSENT),
        migrations.AddConstraint(
            "booking",
            models.CheckConstraint(
                condition=Q(absent_at=None, absent_by=None)
                | Q(absent_at__isnull=False, absent_by__isnull=False, application__isnull=False),
                name=ABSENT,
            ),
        ),
        migrations.RunPython(rewrite(encrypt), rewrite(decrypt)),
        # In the database an encrypted column is a text column: nothing is altered there.
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterField(model, column, core.fields.EncryptedTextField(blank=column != "text"))
                for model, columns in COLUMNS.items()
                for column in columns
            ]
        ),
    ]
