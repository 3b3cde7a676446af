"""The school's own rule that the head approves an advert, at the publish gate."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from core.display import day_month
from core.gates import Check, Finding, Force, GateName, register
from vacancies.models import Approval, Vacancy
from vacancies.services.approval import holds, standing

S = Approval.State
CODE = "head_approves"


def head_approves(vacancy: Vacancy) -> Iterator[Finding]:
    """Where the school asks for it, the head has approved the advert as it reads now."""
    if not vacancy.school.head_approves_adverts or vacancy.published_at is not None:
        return
    url, approval = reverse("vacancies:approval", args=[vacancy.ref]), standing(vacancy)
    if approval is None:
        how = "Your school asks for it before an advert is published."
        yield Finding("The head has not approved the advert", how, url=url, link="Ask the head")
    elif approval.state == S.ASKED:
        how = f"Asked by {approval.asked_by} on {day_month(approval.asked_at)}."
        yield Finding("The head has not answered yet", how, url=url, link="See it")
    elif approval.state == S.SENT_BACK:
        how = f"{approval.decided_by}: “{approval.reason}”"
        yield Finding("The head sent the advert back", how, url=url, link="Ask again")
    elif not holds(approval, vacancy):
        how = f"{approval.decided_by} approved other words, on {day_month(approval.asked_at)}."
        yield Finding("The advert has changed since the head approved it", how, url=url, link="Ask again")
    else:
        how = f"{approval.decided_by}, on {day_month(approval.decided_at or approval.asked_at)}."
        yield Finding("The head has approved the advert", how, open=False)


register(
    Check(
        GateName.PUBLISH,
        CODE,
        Force.DEFECT,
        "The school’s own rule",
        head_approves,
        group="the advert",
        test="tests/vacancies/test_approval.py::test_gate",
    )
)
