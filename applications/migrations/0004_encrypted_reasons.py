"""Encrypts what was typed about breaks, and about why something came late; backwards it is plain text again.

And one more thing that HR may enter for a candidate: what they wrote.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import migrations, models

import core.fields
from core.fields import decrypt, encrypt

COLUMNS = (("Break", "reason"), ("LateRequest", "reason"), ("LateRequest", "answer"), ("PaperApplication", "late_reason"))

ACTS = [
    ("withdraw", "Withdrew"), ("wrote", "Wrote to the school"), ("comes", "Comes to the interview"),
    ("other_time", "Asked for another interview time"), ("takes_time", "Chose an interview time"),
    ("accept", "Accepted the offer"), ("decline", "Declined the offer"), ("may_ask", "Let the school ask a referee"),
    ("not_yet", "Did not let the school ask a referee before an offer"),
    ("declared", "Sent the self-declaration on paper"), ("search", "Answered about the online search"),
]  # fmt: skip


def rewrite(change: Callable[[str], str]) -> Callable[[Any, Any], None]:
    """Return a step that changes every value; it runs while the columns are plain text to Django."""

    def step(apps: Any, schema_editor: Any) -> None:
        for model, column in COLUMNS:
            rows = apps.get_model("applications", model)._base_manager.using(schema_editor.connection.alias)
            for pk, text in rows.exclude(**{column: ""}).values_list("pk", column).iterator():
                rows.filter(pk=pk).update(**{column: change(text)})

    return step


class Migration(migrations.Migration):
    dependencies = [("applications", "0003_on_behalf")]

    operations = [
        migrations.AlterField("onbehalf", "act", models.CharField(choices=ACTS, max_length=10)),
        # Longer than 300 characters once encrypted.
        migrations.AlterField("break", "reason", models.TextField()),
        migrations.RunPython(rewrite(encrypt), rewrite(decrypt)),
        # In the database an encrypted column is a text column: nothing is altered there.
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterField("break", "reason", core.fields.EncryptedTextField()),
                migrations.AlterField("laterequest", "reason", core.fields.EncryptedTextField()),
                migrations.AlterField("laterequest", "answer", core.fields.EncryptedTextField(blank=True)),
                migrations.AlterField("paperapplication", "late_reason", core.fields.EncryptedTextField(blank=True)),
            ]
        ),
    ]
