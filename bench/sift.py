"""What the ranking and the grid of a large sift cost beyond reading its scores: 200 candidates, 20 criteria, 5 members.

Each is compared, turn by turn in one process, with the one aggregate query over the 20,000 scores and a bare loop over
its rows. Processor time, and the least of many turns, since neighbours on the machine only ever add. Then the same at
1,000 × 30 × 7: what a row costs must not grow with their number.
"""

from __future__ import annotations

import json
import random
from typing import Any

from bench import Result, figure, in_own_process, least, prepare, queries

SMALL, LARGE = (200, 20, 5), (1000, 30, 7)
REPETITIONS, LARGE_REPETITIONS = 25, 4
RANKING, GRID, GROWTH = 3.0, 4.0, 1.3  # limits; growth: of the cost of a row
CHUNK = 2000


def run() -> list[Result]:
    """Measure in a process of its own, over a database of its own."""
    return in_own_process("bench.sift")


def _measure() -> list[dict[str, Any]]:
    prepare()
    panel = _fill(*SMALL)
    bare, ranking, grid = least(REPETITIONS, lambda: _bare(panel), lambda: _ranking(panel), lambda: _grid(panel))
    large = _fill(*LARGE)
    (large_ranking,) = least(LARGE_REPETITIONS, lambda: _ranking(large))
    small_rows, large_rows = SMALL[0] * SMALL[1], LARGE[0] * LARGE[1]
    return [
        _figure("sift of 20,000 scores, bare loop", bare * 1000, "ms"),
        _figure("sift of 20,000 scores, ranking", ranking * 1000, "ms"),
        _figure("ranking, ratio", ranking / bare, "x", RANKING),
        _figure("grid, ratio", grid / bare, "x", GRID),
        _figure("ranking, queries", queries(lambda: _ranking(panel)), ""),
        _figure("sift of 210,000 scores, ranking", large_ranking * 1000, "ms"),
        _figure("ranking, growth of a row's cost", large_ranking / large_rows / (ranking / small_rows), "x", GROWTH),
    ]


def _figure(name: str, value: float, unit: str, limit: float | None = None) -> dict[str, Any]:
    return figure(name, value, unit, REPETITIONS, limit)


def _fill(candidates: int, criteria: int, members: int) -> Any:
    """A sift that is scored and submitted; most members agree, as members do."""
    from django.utils import timezone

    from accounts.models import User
    from applications.models import Application
    from shortlisting.models import Panel, PanelMember, ScoringScale
    from tests.vacancies.factories import closed_vacancy

    vacancy, now, start = closed_vacancy(), timezone.now(), User.objects.count()
    people = User.objects.bulk_create(
        User(email=f"p{start + n}@example.org", name=f"Person {n}") for n in range(candidates + members)
    )
    applications = Application.objects.bulk_create(
        Application(vacancy=vacancy, candidate=person, state="submitted", submitted_at=now)
        for person in people[:candidates]
    )
    panel = Panel.objects.create(vacancy=vacancy, sift_opened_at=now)
    ScoringScale.objects.create(panel=panel)
    judges = PanelMember.objects.bulk_create(
        PanelMember(panel=panel, user=person, role="member" if n else "chair")
        for n, person in enumerate(people[candidates:])
    )
    _score(applications, judges, _points(vacancy, criteria), now)
    return panel


def _points(vacancy: Any, criteria: int) -> list[int]:
    """The ids of so many scored criteria, in place of the vacancy's own."""
    from vacancies.models import Criterion, CriterionSection

    vacancy.criteria.all().delete()
    section = CriterionSection.objects.create(vacancy=vacancy, name="Experience", position=1)
    Criterion.objects.bulk_create(
        Criterion(
            vacancy=vacancy, section=section, text=f"Has shown point {n}", methods="application", position=n,
            importance="essential" if n % 4 else "desirable", weight=1 + (n % 5 == 0),
        )
        for n in range(criteria)
    )  # fmt: skip
    return list(vacancy.criteria.values_list("pk", flat=True))


def _score(applications: list[Any], judges: list[Any], points: list[int], now: Any) -> None:
    """Submitted sheets of every member for every candidate, near what each candidate is worth."""
    from shortlisting.models import Score, ScoreSheet

    chance = random.Random(7)
    sheets = ScoreSheet.objects.bulk_create(
        [
            ScoreSheet(member=judge, application=each, number=n, submitted_at=now)
            for judge in judges
            for n, each in enumerate(applications, 1)
        ],
        batch_size=CHUNK,
    )
    usual = {(each.pk, point): chance.choice((1, 2, 2, 3, 3, 4)) for each in applications for point in points}
    Score.objects.bulk_create(
        (
            Score(sheet=sheet, criterion_id=point, value=_near(usual[sheet.application_id, point], chance), note="Seen")
            for sheet in sheets
            for point in points
        ),
        batch_size=CHUNK,
    )


def _near(value: int, chance: random.Random) -> int:
    return min(4, max(0, value + chance.choice((-1, 0, 0, 0, 0, 1))))


def _bare(panel: Any) -> int:
    from django.db.models import Count, Sum

    from shortlisting.models import Score, ScoreSheet

    sheets = ScoreSheet.objects.of_sift(panel).filter(submitted_at__isnull=False)
    rows = Score.objects.filter(sheet__in=sheets.order_by().values("pk")).order_by()
    found = rows.values_list("sheet__application", "criterion").annotate(total=Sum("value"), n=Count("pk"))
    return sum(1 for _ in found)


def _ranking(panel: Any) -> Any:
    from shortlisting.standing import standing_of

    return standing_of(panel).line.above


def _grid(panel: Any) -> str:
    from django.template.loader import render_to_string

    from shortlisting.grid import grid_of

    return render_to_string(
        "shortlisting/_grid_table.html", {"grid": grid_of(panel), "vacancy": panel.vacancy, "decides": True}
    )


if __name__ == "__main__":
    print(json.dumps(_measure()))
