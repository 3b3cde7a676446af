"""People who have been shortlisted, at each point from there to the signature."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from django.utils import timezone

from accounts.models import Membership, Role, School, User
from applications.models import Application, EmploymentRecord, PersonalDetails, ProfessionalStatus, Referee
from appointments.models import Check, Offer, OnlineSearch, ReferenceRequest, RiskAssessment, SelfDeclaration
from appointments.reference_pages import RATING
from appointments.services import checks, offers, online_search, references, risk_assessment, self_declaration
from shortlisting.models import Decision, Panel, PanelMember, Score, ScoreSheet, Stage
from tests.factories import SchoolFactory, UserFactory
from vacancies.models import Criterion, CriterionSection, Vacancy

PLACES = ("Wetherby Vale Academy", "Old Mill School", "Copperfield School")
ANSWERS = {
    "give": "yes", "share": "yes", "capacity": "I am their headteacher", "job": "Teacher", "from": "2019-09-01",
    "employer": "Wetherby Vale Academy", "still": "yes", "leaving": "Promotion", "again": "yes", "suitable": "yes",
    "concern": "no", "enquiry": "no", "capability": "no",
    "strengths": "Leads reviews well.", "name": "Graham Tillotson", "job_title": "Headteacher",
    "organisation": "Wetherby Vale Academy", "phone": "01632 960 200", "head": "head", "faith": True,
}  # fmt: skip


def hr_of(school: School) -> User:
    """An HR person of the school."""
    user = UserFactory(name="Marian Duxbury")
    Membership.objects.create(user=user, school=school, role=Role.HR)
    return user


def head_of(school: School) -> User:
    """The head of the school."""
    user = UserFactory(name="Dr Helen Ashgrove")
    Membership.objects.create(user=user, school=school, role=Role.HEAD)
    return user


def shortlisted(school: School | None = None, *, referees: int = 2, **columns: object) -> Application:
    """A shortlisted person with referees, at a school with HR, a trained panel and sheets sent in."""
    school = school or SchoolFactory(contact_name="Marian Duxbury")
    application = Application.objects.create(
        vacancy=_closed_vacancy(school),
        candidate=UserFactory(name="Imogen Larkfield"),
        state=Application.State.SHORTLISTED,
        submitted_at=timezone.now() - timedelta(days=6),
    )
    PersonalDetails.objects.create(
        application=application, first_names="Imogen", last_name="Larkfield", **{"lived_abroad": False, **columns}
    )
    ProfessionalStatus.objects.create(application=application, qts="yes", senco_qualification="npq_held")
    for number in range(referees):
        _worked_for(application, number)
    _judged(application)
    return application


def _closed_vacancy(school: School) -> Vacancy:
    today = timezone.localdate()
    vacancy = Vacancy.objects.create(
        school=school,
        title="SENCo",
        state=Vacancy.State.CLOSED,
        created_by=hr_of(school),
        closes_at=timezone.now() - timedelta(days=5),
        published_at=timezone.now() - timedelta(days=25),
        interview_on=today + timedelta(days=10),
        starts_on=today + timedelta(days=100),
        pay_text="U1 + TLR 2b",
        hours_text="Full time",
    )
    section = CriterionSection.objects.create(vacancy=vacancy, name="Experience", position=0)
    Criterion.objects.create(
        vacancy=vacancy, section=section, text="Has led", importance="essential", methods="application", position=0
    )
    return vacancy


def _worked_for(application: Application, number: int) -> None:
    """A post, and its head as referee."""
    place = PLACES[number % len(PLACES)]
    EmploymentRecord.objects.create(
        application=application,
        employer=place,
        role="Teacher",
        started_on=date(2019, 9, 1),
        reason_for_leaving="Promotion",
    )
    Referee.objects.create(
        application=application,
        name=f"Graham Tillotson {number}",
        job_title="Headteacher",
        organisation=place,
        email=f"head{number}@school.example.org",
        phone="01632 960 200",
        relationship="My headteacher",
    )


def _judged(application: Application) -> None:
    panel = Panel.objects.create(vacancy=application.vacancy, outcomes_released_at=timezone.now())
    for role in ("chair", "member"):
        trained = date(2026, 1, 5) if role == "chair" else None
        member = PanelMember.objects.create(panel=panel, user=UserFactory(), role=role, trained_on=trained)
        sheet = ScoreSheet.objects.create(member=member, application=application, number=1, submitted_at=timezone.now())
        for criterion in application.vacancy.criteria.all():
            Score.objects.create(sheet=sheet, criterion=criterion, value=3)
    Decision.objects.create(
        application=application,
        stage=Stage.SIFT,
        outcome=Decision.Outcome.SHORTLIST,
        reason="Evidence on each",
        decided_by=member.user,
    )


def asked(application: Application) -> list[ReferenceRequest]:
    """Ask the referees."""
    return references.ask(application, by=None)


def answered(request: ReferenceRequest, **answers: object) -> ReferenceRequest:
    """The referee answers, in agreement with the form unless `answers` say otherwise, and sends."""
    referee = request.referee
    own = {"name": referee.name, "organisation": referee.organisation, "employer": referee.organisation}
    rated = {RATING.format(each.id): "fully" for each in references.criteria_of(request.application.vacancy)}
    references.save_page(request, answers={**ANSWERS, **own, **rated, **answers})
    references.send(request)
    return request


def verified(request: ReferenceRequest) -> ReferenceRequest:
    """HR rings the main number, and settles what the comparison with the form left open."""
    hr = request.application.vacancy.created_by
    call = {"number": "01632 960 200", "number_found": "website", "spoke_with": "The head’s PA"}
    references.verify(request.reference, how="call_back", note="Rang the school.", by=hr, **call)
    for row in request.reference.discrepancies.filter(settled_at=None):
        references.settle(row, note="Talked through with the candidate.", by=hr)
    return request


def recommended(application: Application) -> Application:
    """The panel recommends the person after interview."""
    Decision.objects.create(
        application=application,
        stage=Stage.INTERVIEW,
        outcome=Decision.Outcome.RECOMMEND,
        reason="Strongest",
        decided_by=application.vacancy.created_by,
        interviewed_on=timezone.localdate(),
    )
    Application.objects.filter(pk=application.pk).update(state=Application.State.RECOMMENDED)
    application.refresh_from_db()
    return application


def offered(application: Application) -> Offer:
    """An offer to a recommended person."""
    today = timezone.localdate()
    return offers.make_offer(
        recommended(application),
        by=application.vacancy.created_by,
        pay_text="U1 + TLR 2b",
        salary=Decimal("54954.00"),
        starts_on=today + timedelta(days=100),
        hours_text="Full time",
        reply_by=today + timedelta(days=5),
    )


def accepted(school: School | None = None, **columns: object) -> Application:
    """A person who accepted, with both references verified; the checks are to do."""
    application = shortlisted(school, **columns)
    for request in asked(application):
        answered(request)
        verified(request)
    offer = offered(application)
    offers.accept(offer, by=application.candidate)
    application.refresh_from_db()
    return application


def clear(application: Application, *codes: str) -> None:
    """Record the checks with these codes, or every one that is open, as clear."""
    rows = application.checks.exclude(status__in=[Check.Status.CLEAR, Check.Status.NOT_REQUIRED])
    for check in rows.filter(code__in=codes) if codes else rows:
        checks.record_check(
            check,
            status=Check.Status.CLEAR,
            done_on=timezone.localdate(),
            evidence="Passport",
            number="001234567890" if check.code == "DBS" else "",
            by=application.vacancy.created_by,
        )


def ask_dbs(application: Application) -> None:
    """The DBS check is asked for."""
    check = application.checks.select_related("application__vacancy__school").get(code="DBS")
    checks.record_check(check, status=Check.Status.ASKED_FOR, by=application.vacancy.created_by)


def assessed(application: Application, *, approve: bool = True, **values: object) -> RiskAssessment:
    """A start before the DBS result, written by HR and approved by the head."""
    today = timezone.localdate()
    starts_on = today + timedelta(days=7)
    given = {
        "reason": "The post is empty from Monday and two reviews are due.",
        "risks": "One-to-one work with pupils.",
        "measures": "Never alone with a pupil, doors open.",
        "supervisor_name": "Colin Thackray",
        "supervisor_job": "Deputy head",
        "supervisor_email": "colin.thackray@example.org",
        "starts_on": starts_on,
        "review_days": 14,
        "next_review_on": starts_on + timedelta(days=14),
        "by": application.vacancy.created_by,
    }
    risk = risk_assessment.write(application, **{**given, **values})  # type: ignore[arg-type]
    if approve:
        risk_assessment.approve(risk, by=head_of(application.vacancy.school))
    return risk


def declaration_of(application: Application, *, told: str = "", send: bool = True) -> SelfDeclaration:
    """The self-declaration, asked for if it was not, answered (`told`: a yes with these words) and sent."""
    self_declaration.ask(application, by=None)
    declaration = SelfDeclaration.objects.select_related("application__vacancy__school").get(application=application)
    candidate = application.candidate
    for page in self_declaration.pages_of(declaration):
        ticked = ["spent"] if told and page.slug == "record" else []
        self_declaration.save_page(declaration, page, ticked=ticked, by=candidate)
    if told:
        self_declaration.save_details(declaration, details={"spent": told}, by=candidate)
    if send:
        self_declaration.send(declaration, name="Imogen Larkfield", by=candidate)
    return declaration


def found_online(application: Application) -> OnlineSearch:
    """Something relevant was found, and the candidate is asked what they say to it."""
    hr = application.vacancy.created_by
    online_search.agree_scope(application.vacancy, sites="A search engine", terms="Name", searcher=hr, by=hr)
    search = online_search.record_search(
        application,
        outcome=OnlineSearch.Outcome.RELEVANT,
        done_on=timezone.localdate(),
        whole_scope=True,
        finding="A public post that mocks a pupil by name.",
        relevance="It shows contempt for pupils.",
        by=hr,
    )
    online_search.ask_candidate(search, by=hr)
    return search
