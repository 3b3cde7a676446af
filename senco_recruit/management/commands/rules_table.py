"""Make docs/rules.md: each rule with its gate and its test, or "not yet"."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from core.gates import registered
from senco_recruit.rules import RULES

HEAD = """# The forty rules

Made by `manage.py rules_table` from the checks that the apps register at gates. Force: LAW (act or regulation),
SG (statutory guidance), CON (contract), GP (good practice). † is not confirmed in a source at hand. A gate's check
with force LAW or DEFECT cannot be passed; one of SG can, by a named person with a typed reason.

| rule | what | force | source | where it bites | proved by |
| --- | --- | --- | --- | --- | --- |
"""


def table() -> str:
    """Return the page."""
    checks = defaultdict(list)
    for check in registered():
        if check.rule:
            checks[check.rule].append(check)
    lines = []
    for rule in RULES:
        where = [f"{check.gate}: {check.code} ({check.force})" for check in checks[rule.code]]
        where += [held.how for held in rule.held]
        tests = dict.fromkeys([check.test for check in checks[rule.code] if check.test] + [h.test for h in rule.held])
        proof = "<br>".join(f"`{test}`" for test in tests)
        place = "<br>".join(where) or "not yet"
        row = (rule.code, rule.text, rule.force, rule.source, place, proof or "not yet")
        lines.append(f"| {' | '.join(row)} |\n")
    return HEAD + "".join(lines)


class Command(BaseCommand):
    """Write docs/rules.md, or with --check fail when it is not what would be written."""

    help = "Make docs/rules.md from the registered checks."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take --check."""
        parser.add_argument("--check", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write or compare."""
        path = Path(settings.BASE_DIR) / "docs" / "rules.md"
        if options["check"]:
            if not path.exists() or path.read_text("utf-8") != table():
                raise CommandError("docs/rules.md is out of date. Run: manage.py rules_table")
            return
        path.parent.mkdir(exist_ok=True)
        path.write_text(table(), "utf-8")
        self.stdout.write(f"Wrote {path.name}: {len(RULES)} rules.")
