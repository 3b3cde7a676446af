"""Self-declarations, online searches and checks under way, by the services that people use."""

from __future__ import annotations

from datetime import timedelta

from django.core.files.base import ContentFile
from django.utils import timezone

from accounts.models import User
from applications.models import Application
from appointments.models import Check, OnlineSearch, SelfDeclaration
from appointments.services import checks, evidence, online_search, requirements, self_declaration
from vacancies.models import Vacancy

SCAN = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n%%EOF\n"
DETAIL = (
    "In 2015, when I was 20, I was fined for driving without insurance. I had missed the renewal. "
    "Nothing like it has happened since."
)


def declared(person: Application, *, told: str = "") -> SelfDeclaration:
    """The candidate answers and sends; `told` is a yes with these words."""
    declaration = SelfDeclaration.objects.get(application=person)
    declaration.application = person
    for page in self_declaration.pages_of(declaration):
        ticked = ["unspent"] if told and page.slug == "record" else []
        self_declaration.save_page(declaration, page, ticked=ticked, by=person.candidate)
    if told:
        self_declaration.save_details(declaration, details={"unspent": told}, by=person.candidate)
    self_declaration.send(declaration, name=person.details.full_name, by=person.candidate)
    return declaration


def talked_through(person: Application, *, chair: User) -> None:
    """Sent, read by the chair, signed again at the interview, settled."""
    declaration = declared(person)
    self_declaration.read(declaration, by=chair)
    name = person.details.full_name
    self_declaration.sign_again(declaration, name=name, changes="", by=person.candidate)
    self_declaration.settle(declaration, note="", by=chair)


def agreed_search(post: Vacancy, *, by: User) -> None:
    """What is looked at, the same for everyone."""
    sites, terms = online_search.SITES, online_search.TERMS
    online_search.agree_scope(post, sites=sites, terms=terms, searcher=by, by=by)


def searched(person: Application, *, by: User) -> None:
    """Nothing relevant was found."""
    today = timezone.localdate()
    nothing = OnlineSearch.Outcome.NOTHING
    online_search.record_search(person, outcome=nothing, done_on=today, whole_scope=True, by=by)


def under_way(person: Application, *, by: User) -> None:
    """A lively list: clear, asked for, sent by the candidate, late, stuck for weeks, waiting for the head."""
    facts = {"update_service": False, "recent_school_work": False, "asks_section_128": False}
    requirements.save_facts(person, by=by, lived_abroad=True, **facts)
    checks.ask_candidate(person, codes=["DBS", "QTS", "SENCO", "MED"], by=by)
    _ago("DBS", person, days=32)
    qts = person.checks.select_related("application__vacancy__school").get(code="QTS")
    evidence.add_copy(qts, ContentFile(SCAN, name="qts-certificate.pdf"), by=person.candidate)
    abroad = person.checks.select_related("application__vacancy__school").get(code="OS")
    checks.record_check(
        abroad, status=Check.Status.NEEDS_DECISION, done_on=timezone.localdate() - timedelta(days=1),
        evidence_kind="weighed", evidence="Spain gives no certificate for a stay of seven months", by=by,
    )  # fmt: skip


def _ago(code: str, person: Application, *, days: int) -> None:
    """As if it had been asked for so many days ago, and chased since."""
    asked = timezone.localdate() - timedelta(days=days)
    tomorrow = timezone.localdate() + timedelta(days=1)
    person.checks.filter(code=code).update(
        asked_on=asked, due_on=asked + timedelta(days=28), chase_on=tomorrow, chased=2
    )
