"""What HR answers for a candidate who applied by post: the offer, whether a referee may be asked, the online search."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from applications.models import Application, OnBehalf
from applications.on_behalf import Answer, Do, Elsewhere, Marks, Words, in_words, register
from applications.services.post import enclose
from appointments.models import Offer, OnlineSearch, ReferenceRequest, SelfDeclaration
from appointments.services import offers, online_search, references
from appointments.services.references.asking import UNANSWERED

Act = OnBehalf.Act


def answers(application: Application) -> Iterator[Answer | Elsewhere]:
    """Yield what the candidate may answer after the shortlist; four queries."""
    yield from _offers(application)
    yield from _referees(application)
    yield from _searches(application)
    if SelfDeclaration.objects.filter(application=application, state=SelfDeclaration.State.ASKED).exists():
        url = reverse("appointments:my_declaration", args=[application.ref])
        yield Elsewhere("Enter the self-declaration that came on paper", url)


def _offers(application: Application) -> Iterator[Answer]:
    for offer in application.offers.filter(state=Offer.State.MADE):
        offer.application = application
        yield Answer(Act.ACCEPT, "They accept the offer", _accept(offer), offer.pk)
        yield Answer(
            Act.DECLINE, "They decline the offer", _decline(offer), offer.pk, Words.TAKEN,
            hint="They may give a reason and need not.",
        )  # fmt: skip


def _accept(offer: Offer) -> Do:
    return lambda by, _: offers.accept(offer, by=by)


def _decline(offer: Offer) -> Do:
    return lambda by, words: offers.decline(offer, by=by, reason=words)


def _referees(application: Application) -> Iterator[Answer | Elsewhere]:
    for request in application.reference_requests.select_related("referee"):
        request.application = application
        name = request.referee.name
        if request.state == ReferenceRequest.State.WAITING:
            yield Answer(Act.MAY_ASK, f"We may ask {name} for a reference", _may_ask(request), request.pk)
            if request.consent_refused_at is None:
                yield Answer(
                    Act.NOT_YET, f"We may not ask {name} before an offer", _not_yet(request), request.pk, Words.TAKEN
                )
        elif request.another_asked_at and request.state in UNANSWERED:
            url = reverse("appointments:replace_referee", args=[application.ref, request.ref])
            yield Elsewhere(f"Enter another referee in place of {name}", url)


def _may_ask(request: ReferenceRequest) -> Do:
    return lambda by, _: references.give_consent(request, by=by)


def _not_yet(request: ReferenceRequest) -> Do:
    return lambda by, words: references.refuse_consent(request, by=by, reason=words)


def _searches(application: Application) -> Iterator[Answer]:
    waiting = OnlineSearch.objects.filter(
        application=application, asked_at__isnull=False, responded_at=None, settled_at=None
    )
    for search in waiting:
        search.application = application
        yield Answer(
            Act.SEARCH, "They answer about what we found online", _respond(search), search.pk, Words.NEEDED,
            hint="Enter what they say in the box below.",
        )  # fmt: skip


def _respond(search: OnlineSearch) -> Do:
    return lambda by, words: online_search.respond(search, response=words, by=by)


def answered(offer: Offer, marks: Marks) -> str:
    """Return who heard the candidate's answer to the offer, where HR entered it; "" where they answered themselves."""
    found = marks.get((Act.ACCEPT, offer.pk)) or marks.get((Act.DECLINE, offer.pk))
    return in_words(found) if found else ""


register(answers)
enclose("declaration_asked", "the self-declaration form (PDF)", "appointments:declaration_form")
enclose("offer_made", "the offer (PDF)", "appointments:offer_pdf")
