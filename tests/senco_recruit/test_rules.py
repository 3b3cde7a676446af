"""docs/rules.md is what the registered checks say, and every test it names is there."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

from core.gates import registered
from senco_recruit.rules import RULES


def test_the_page_is_fresh() -> None:
    call_command("rules_table", "--check")


def test_there_are_forty_rules_in_order() -> None:
    assert [rule.code for rule in RULES] == [f"R{number:02}" for number in range(1, 41)]


def test_every_rule_that_a_check_names_exists() -> None:
    assert {check.rule for check in registered() if check.rule} <= {rule.code for rule in RULES}


NAMED = sorted({c.test for c in registered() if c.test} | {h.test for rule in RULES for h in rule.held})


@pytest.mark.parametrize("test", NAMED)
def test_every_test_that_the_page_names_is_there(test: str) -> None:
    file, _, name = test.partition("::")
    path = Path(settings.BASE_DIR) / file
    assert path.is_file(), f"{file} does not exist"
    assert f"def {name}(" in path.read_text("utf-8"), f"{file} has no {name}"
