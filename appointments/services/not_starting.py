"""Who was appointed does not come after all: the post can be offered again."""

from __future__ import annotations

from django.db import transaction

from accounts.models import User
from applications.models import Application
from applications.services import lifecycle
from appointments.models import Offer, RecordEntry
from appointments.services.signoff import accepted_offer
from appointments.states import OFFER
from core.audit import record
from core.states import StateError
from shortlisting.models import Decision, Stage
from vacancies.models import Vacancy
from vacancies.services import vacancy as vacancies

A = Application.State


@transaction.atomic
def will_not_start(application: Application, *, by: User, reason: str) -> None:
    """End an appointment before the first day: the offer, the row of the record, the vacancy's being filled.

    Those in reserve are in reserve again. The signature stays, sealed as it was. Raises StateError without a reason
    and for anybody who is not appointed, or has started.
    """
    if application.state != A.APPOINTED:
        raise StateError("Only an appointment that has not begun can end like this.")
    vacancy, school_id = application.vacancy, application.vacancy.school_id
    offer = accepted_offer(application)
    for state in (A.ACCEPTED, A.NOT_APPOINTED):
        lifecycle.move(application, state, by=by, reason=reason)
    if offer is not None:
        OFFER.move(offer, Offer.State.TAKEN_BACK, by=by, reason=reason, school_id=school_id)
    RecordEntry.objects.filter(application=application).delete()
    record("record.removed", by=by, subject=application, school_id=school_id)
    if vacancy.state == Vacancy.State.FILLED:
        vacancies.take_up_again(vacancy, by=by, reason=reason)
    for decision in _told_that_it_is_filled(vacancy):
        lifecycle.move(decision.application, A.RESERVE, by=by, reason=reason)


def _told_that_it_is_filled(vacancy: Vacancy) -> list[Decision]:
    rows = Decision.objects.filter(
        application__vacancy=vacancy, application__state=A.NOT_APPOINTED,
        stage=Stage.INTERVIEW, outcome=Decision.Outcome.RESERVE,
    )  # fmt: skip
    return list(rows.select_related("application__vacancy"))
