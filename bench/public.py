"""What everybody's pages cost beyond drawing them: the list with 500 jobs open, and one job.

Each page is asked for through the whole stack (middleware, queries, template) and compared, turn by turn in the same
process, with its own template drawn from data that is already in memory. Processor time, and the least of many turns,
since neighbours on the machine only ever add. The number of queries must not depend on the number of jobs.
"""

from __future__ import annotations

import json
from typing import Any

from bench import Result, in_own_process, least, prepare

REPETITIONS = 150
JOBS = 500
MOST = 3.0  # times the bare template


def run() -> list[Result]:
    """Measure in a process of its own, over a database of its own."""
    return in_own_process("bench.public")


def _measure() -> list[dict[str, Any]]:
    from django.conf import settings

    settings.ALLOWED_HOSTS = ["testserver"]
    prepare()
    address = _fill()
    return [*_page("the list of 500 jobs", "/jobs/?page=3"), *_page("one job", address)]


def _fill() -> str:
    """Five hundred open jobs with pay, one of them whole; return the address of that one."""
    from datetime import timedelta
    from decimal import Decimal

    from django.urls import reverse
    from django.utils import timezone

    from tests.factories import SchoolFactory
    from tests.vacancies.factories import published_vacancy
    from vacancies.models import HoursOption, PayScale, Vacancy, VacancyPay

    schools: list[Any] = [SchoolFactory() for _ in range(20)]
    whole = published_vacancy(schools[0])
    now = timezone.now()
    others = Vacancy.objects.bulk_create(
        Vacancy(
            school=schools[n % 20], title=f"SENCo {n}", created_by=whole.created_by, state=Vacancy.State.PUBLISHED,
            published_at=now, closes_at=now + timedelta(days=20, minutes=n), hours_text="Full time, or 3 days a week",
            contract_type="permanent", working_pattern="either",
        )
        for n in range(1, JOBS)
    )  # fmt: skip
    pays = VacancyPay.objects.bulk_create(
        VacancyPay(
            vacancy=vacancy, scale=PayScale.MAIN_UPPER, edition="2026/27", area="england", point_from="M1",
            point_to="U3", salary_from=Decimal(34069), salary_to=Decimal(52835), full_week=Decimal("32.5"),
        )
        for vacancy in (whole, *others)
    )  # fmt: skip
    shares = enumerate(("1", "0.6"))
    options = [(Decimal(share), position) for position, share in shares]
    HoursOption.objects.bulk_create(HoursOption(pay=pay, share=s, position=p) for pay in pays for s, p in options)
    return reverse("vacancies:public_detail", args=[whole.ref])


def _page(name: str, address: str) -> list[dict[str, Any]]:
    from django.contrib.auth.models import AnonymousUser
    from django.db import connection
    from django.template.loader import get_template
    from django.test import Client, RequestFactory
    from django.test.utils import CaptureQueriesContext

    client = Client()
    shown: Any = client.get(address)
    template = get_template(shown.template_name[0])
    # The bare template draws everything from data; what the page keeps drawn would flatter it.
    kept = ("view", "body", "filters")
    data = {key: value for key, value in shown.context_data.items() if key not in kept}
    request = RequestFactory().get(address)
    request.user = AnonymousUser()
    page, bare = least(REPETITIONS, lambda: client.get(address), lambda: template.render(dict(data), request))
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    return [
        {"name": f"{name}, whole", "value": page * 1000, "unit": "ms", "repetitions": REPETITIONS},
        {"name": f"{name}, bare template", "value": bare * 1000, "unit": "ms", "repetitions": REPETITIONS},
        {"name": f"{name}, ratio", "value": page / bare, "unit": "x", "repetitions": REPETITIONS, "limit": MOST},
        {"name": f"{name}, queries", "value": len(queries), "unit": "", "repetitions": 1, "limit": 4},
    ]


if __name__ == "__main__":
    print(json.dumps(_measure()))
