"""Making the demo: the same for a seed, and once."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from accounts.models import School
from applications.models import Application
from appointments.models import ReferenceRequest
from core.emails import POSTED_AT
from senco_recruit.demo.build import Builder
from shortlisting.models import Score
from vacancies.models import Vacancy

pytestmark = pytest.mark.django_db


def portrait() -> dict[str, Any]:
    """What the demo holds, without ids, references and times."""
    return {
        "schools": sorted(School.objects.values_list("name", "phase", "type_group")),
        "vacancies": sorted(Vacancy.objects.values_list("title", "school__name", "state")),
        "applications": sorted(
            (title, school, "by post" if email.endswith(POSTED_AT) else email, state)
            for title, school, email, state in Application.objects.values_list(
                "vacancy__title", "vacancy__school__name", "candidate__email", "state"
            )
        ),
        "scores": sorted(
            Score.objects.values_list(
                "sheet__application__vacancy__title", "sheet__application__candidate__email",
                "sheet__member__user__email", "criterion__number", "value", "judgement",
            ),
            key=str,
        ),
        "references": sorted(ReferenceRequest.objects.values_list("referee__name", "state")),
    }  # fmt: skip


def test_the_same_seed_makes_the_same_demo_and_another_does_not() -> None:
    portraits = []
    for seed in (1, 1, 2):
        with transaction.atomic():
            Builder(seed).build()
            portraits.append(portrait())
            transaction.set_rollback(True)
    assert portraits[0] == portraits[1]
    assert portraits[0]["scores"] != portraits[2]["scores"]
    assert School.objects.count() == 0


def test_the_command_makes_it_once(settings, capsys) -> None:
    settings.DEMO_MODE = True
    call_command("demo_school")
    call_command("demo_school", "--if-empty")
    with pytest.raises(CommandError, match="There is a school already"):
        call_command("demo_school")
    assert School.objects.count() == 3
    assert "Marian Duxbury" in capsys.readouterr().out
