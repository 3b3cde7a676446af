"""What can be done with a vacancy in each state, besides filling it in: one list for every page that offers it."""

from __future__ import annotations

from django.urls import reverse

from vacancies.models import Vacancy

S = Vacancy.State
EXTEND = ("Extend the closing date", "vacancies:extend")
AGAIN = ("Advertise this job again", "vacancies:again")
TEMPLATE = ("Save as a template", "vacancies:save_template")  # in every state
WITHDRAW = ("Withdraw the vacancy", "vacancies:withdraw")
STEPS: dict[str, tuple[tuple[str, str], ...]] = {
    S.DRAFT: (
        ("Bring in a job pack", "vacancies:import"),
        ("Publish at a later time", "vacancies:schedule"),
        WITHDRAW,
    ),
    S.SCHEDULED: (("Make it a draft again", "vacancies:unschedule"), WITHDRAW),
    S.PUBLISHED: (
        EXTEND,
        ("Close for applications now", "vacancies:close"),
        ("Put right the person specification", "vacancies:correct"),
        WITHDRAW,
    ),
    S.CLOSED: (
        ("Open for applications again", "vacancies:reopen"),
        ("End without an appointment", "vacancies:end"),
        AGAIN,
        WITHDRAW,
    ),
    S.FILLED: (("Take this vacancy up again", "vacancies:take_up"), AGAIN),
    S.UNFILLED: (("Take this vacancy up again", "vacancies:take_up"), AGAIN),
    S.WITHDRAWN: (AGAIN,),
}


def steps_of(vacancy: Vacancy) -> list[tuple[str, str]]:
    """Return the steps of HR as (words, address). A draft of a school that asks for it: the head's approval first."""
    steps = STEPS[vacancy.state]
    if vacancy.state == S.DRAFT and vacancy.school.head_approves_adverts:
        steps = (("The head’s approval", "vacancies:approval"), *steps)
    copy = ("Copy it into a new vacancy", f"{reverse('vacancies:new')}?copy={vacancy.ref}")
    return [*((words, reverse(name, args=[vacancy.ref])) for words, name in (*steps, TEMPLATE)), copy]
