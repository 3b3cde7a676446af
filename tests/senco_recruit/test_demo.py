"""The demo: the same for a seed, a vacancy at every stage, and nowhere but in demo mode."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import Client
from django.urls import reverse

from accounts.models import School, User
from applications.models import Application
from appointments.models import RecordEntry, ReferenceRequest
from senco_recruit.demo.build import Builder
from senco_recruit.demo.people import PEOPLE
from shortlisting.models import Score, ScoreSheet
from vacancies.models import Vacancy

pytestmark = pytest.mark.django_db


def portrait() -> dict[str, Any]:
    """What the demo holds, without ids, references and times."""
    return {
        "schools": sorted(School.objects.values_list("name", "phase", "type_group")),
        "vacancies": sorted(Vacancy.objects.values_list("title", "school__name", "state")),
        "applications": sorted(
            Application.objects.values_list("vacancy__title", "vacancy__school__name", "candidate__email", "state")
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


def test_there_is_a_vacancy_at_every_stage() -> None:
    Builder(1).build()
    schools = {(s.name, s.phase, s.type_group, s.trust.name) for s in School.objects.select_related("trust")}
    trust = "Bramblewick Learning Trust"
    assert schools == {
        ("Alderbrook High School", "secondary", "academy", trust),
        ("Thornmere Primary School", "primary", "maintained", trust),
        ("Fallowfield Grange", "all_through", "pru", trust),
    }
    assert Counter(Vacancy.objects.values_list("state", flat=True)) == {
        "draft": 1, "published": 1, "closed": 4, "filled": 1,
    }  # fmt: skip
    assert Application.objects.count() == 14
    sheets = ScoreSheet.objects.filter(application__vacancy__title="SENCo (maternity cover)")
    sent = sheets.filter(submitted_at__isnull=False).count()
    assert (sent, sheets.count()) == (4, 8)
    assert ReferenceRequest.objects.filter(with_hr_at__isnull=False).count() == 4
    assert RecordEntry.objects.count() == 1


def test_everybody_can_be_somebody_and_reach_their_home(settings) -> None:
    settings.DEMO_MODE = True
    Builder(1).build()
    for person in PEOPLE:
        client = Client()
        client.force_login(User.objects.get(email=person.email))
        response = client.get(reverse("home"), follow=True)
        assert response.status_code == 200, person.email


def test_outside_demo_mode_there_is_no_demo(settings, client) -> None:
    settings.DEMO_MODE = False
    with pytest.raises(CommandError, match="DEMO_MODE"):
        call_command("demo_school")
    for path in ("/demo/", "/demo/letters/"):
        assert client.get(path).status_code == 404
    assert b"Every person and school here is invented" not in client.get("/jobs/").content


def test_the_command_makes_it_once(settings, capsys) -> None:
    settings.DEMO_MODE = True
    call_command("demo_school")
    call_command("demo_school", "--if-empty")
    with pytest.raises(CommandError, match="There is a school already"):
        call_command("demo_school")
    assert School.objects.count() == 3
    assert "Marian Duxbury" in capsys.readouterr().out
