"""Making the demo school: the same services that people use, then dates moved back so that things are under way.

Only here are rows moved in time; nothing outside the demo and the tests can.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from accounts.models import School, User
from accounts.services.calendar import working_day
from accounts.services.people import find_or_create_user
from applications.models import AdjustmentRequest, Application
from appointments.models import Check, Offer, ReferenceRequest
from appointments.services import checks, offers, references
from appointments.services.references import chasing
from core.services import tick
from senco_recruit.demo import adverts, apply, interviews, last_year, letters, packs, papers, sift, staff
from senco_recruit.demo.schools import make_schools
from shortlisting.models import Decision, Stage
from shortlisting.services import decisions, panel
from vacancies.models import KeyDate, Vacancy
from vacancies.services import specification, vacancy

HR = {
    "Alderbrook High School": "marian.duxbury@example.org",
    "Thornmere Primary School": "david.renshaw@example.org",
    "Fallowfield Grange": "gwen.pellow@example.org",
}
TRUST_HR = "gwen.pellow@example.org"
CHAIR, SECOND, OBSERVER = (
    "ruth.penhallow@example.org",
    "sunita.marlowe@example.org",
    "colin.thackray@example.org",
)


class Builder:
    """Builds everything; `seed` decides scores, so that the same seed gives the same demo."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self.today = timezone.localdate()

    def build(self) -> None:
        """Make the whole demo in one transaction: all of it or nothing."""
        with transaction.atomic():
            self.schools = make_schools()
            last_year.make(self.schools.values(), by=find_or_create_user(TRUST_HR), seed=self.seed)
            self.draft()
            self.open_for_applications()
            self.half_scored()
            self.waits_for_chair()
            self.references_overdue()
            self.checks_under_way()
            self.waits_for_signature()
            self.filled()

    # --- the vacancies, one at each stage ------------------------------------------------------

    def draft(self) -> None:
        """A draft from a pack that lost its importance and methods."""
        school = self.schools["Alderbrook High School"]
        made = vacancy.start_vacancy(school, title="Assistant SENCo", by=self.hr(school))
        specification.import_pack(made, by=self.hr(school), text=packs.ASSISTANT)

    def open_for_applications(self) -> None:
        """Open for another twelve days: one draft, one sent. Another like it is half written."""
        post = self.published("Alderbrook High School", "SENCo, sixth form", closes_in=12)
        adverts.started_from_template(post.school, like=post, by=self.hr(post.school))
        apply.draft(post, "Larkfield")
        apply.send(post, "Thistlewood")
        hr = self.hr(post.school)
        letters.asks(post, "Imogen Larkfield", "Could the job be done in four days a week?")
        letters.asks(
            post, "Callum Thistlewood", "May I see the school before the interview?", by=hr,
            answer="Yes. Come on any Wednesday at 4pm: tell the office the day before.",
        )  # fmt: skip
        letters.on_paper(post, by=hr)
        apply.send_by_post(post, "Holloway", by=hr)

    def half_scored(self) -> None:
        """The sift is open; one member has sent in, one has scored about half, one knows a candidate."""
        title = "SENCo (maternity cover)"
        post = self.published("Thornmere Primary School", title, closes_in=2, observer=None, third=OBSERVER)
        for name in ("Wren", "Okafor", "Pym", "Siddall"):
            apply.send(post, name)
        self.close(post, days_ago=2)
        board = sift.opened(post, by=self.hr(post.school))
        sift.score(board, CHAIR, seed=self.seed)
        sift.score(board, SECOND, seed=self.seed, sheets=2)
        sift.knows(board, OBSERVER, "Wren", how="Her sister teaches with me, and we meet at their home now and then.")

    def waits_for_chair(self) -> None:
        """Every score is in, by the plan that was agreed: the chair decides about three places."""
        title = "SENCo, Years 7 to 9"
        post = self.published("Alderbrook High School", title, closes_in=2, observer=None, third=OBSERVER)
        for name in sift.SCORED:
            apply.send(post, name)
        self.close(post, days_ago=5)
        sift.agree_plan(post, by=self.hr(post.school), chair=find_or_create_user(CHAIR))
        board = sift.opened(post, by=self.hr(post.school))
        for place, email in enumerate((CHAIR, SECOND, OBSERVER)):
            sift.score_as_written(board, email, place=place)
        asks = post.applications.get(details__last_name="Siddall")  # meets each essential: HR adds her after the chair
        AdjustmentRequest.objects.update_or_create(application=asks, defaults={"interview_scheme": "yes"})

    def references_overdue(self) -> None:
        """Shortlisted, asked, and no answer for eight working days."""
        post = self.published("Alderbrook High School", "SENCo", closes_in=2)
        for name in ("Larkfield", "Thistlewood", "Dunmore", "Holloway"):
            apply.send(post, name)
        self.close(post, days_ago=14)
        self.shortlist(post, chosen={"Larkfield", "Thistlewood"})
        papers.agreed_search(post, by=self.hr(post.school))
        people = {each.details.last_name: each for each in post.applications.select_related("details", "candidate")}
        papers.declared(people["Larkfield"], told=papers.DETAIL)
        asked = timezone.now() - timedelta(days=12)
        rows = ReferenceRequest.objects.filter(application__vacancy=post)
        rows.update(requested_at=asked)
        for request in rows.select_related("application__vacancy__school", "referee"):
            chasing.plan(request)
        for days in range(12, -1, -1):
            tick.run(timezone.now() - timedelta(days=days))  # the ladder climbs as it would have
        came = rows.get(application=people["Thistlewood"], referee__name="Vera Coldwell")
        said = {"job": "Teacher and head of year", "leaving": "The end of a fixed-term contract"}
        references.save_page(came, answers={**apply.reference_answers(came.referee), **said})
        references.send(came)  # it differs from the form in two points, which HR has not settled
        on = post.interview_on or timezone.localdate() + timedelta(days=9)
        day = interviews.planned(post, on=on, by=self.hr(post.school))
        interviews.sent(day, adjusted="Larkfield", comes="Thistlewood", by=self.hr(post.school))

    def checks_under_way(self) -> None:
        """The offer is accepted; some checks are clear, one is late."""
        post = self.published("Thornmere Primary School", "SENCo", closes_in=2)
        for name in ("Castleford", "Amberley"):
            apply.send(post, name)
        self.close(post, days_ago=30)
        person = self.accepted(post, "Castleford")
        for code in ("ID", "RTW"):
            self.clear(person, code)
        papers.under_way(person, by=self.hr(post.school))
        late = person.checks.get(code="PROH")
        Check.objects.filter(pk=late.pk).update(due_on=self.today - timedelta(days=3))

    def waits_for_signature(self) -> None:
        """Everything is clear: the head of the PRU can sign."""
        post = self.published("Fallowfield Grange", "SENCo", closes_in=2)
        apply.send(post, "Lanyon")
        self.close(post, days_ago=40)
        person = self.accepted(post, "Lanyon")
        self.clear_all(person)

    def filled(self) -> None:
        """Signed last month: the row is in the record."""
        from appointments.services.signoff import sign

        post = self.published("Alderbrook High School", "Lead SENCo", closes_in=2)
        apply.send(post, "Amberley")
        self.close(post, days_ago=60)
        person = self.accepted(post, "Amberley")
        self.clear_all(person)
        sign(person, by=find_or_create_user("helen.ashgrove@example.org"), proved=True)
        staff.worked_here(post.school, by=self.hr(post.school), today=self.today)

    # --- steps ----------------------------------------------------------------------------------

    def hr(self, school: School) -> User:
        """The HR person of the school."""
        return find_or_create_user(HR[school.name])

    def published(
        self, school_name: str, title: str, *, closes_in: int, observer: str | None = OBSERVER, third: str | None = None
    ) -> Vacancy:
        """A vacancy from the demo's pack, whole, with its panel, published."""
        school = self.schools[school_name]
        by = self.hr(school)
        post = adverts.written(school, title=title, by=by, closes_in=closes_in)
        board = panel.panel_of(post)
        people = ((CHAIR, "chair", 200), (SECOND, "member", None), (third, "member", 90), (observer, "observer", None))
        for email, role, days in people:
            if email is None:
                continue
            trained = self.today - timedelta(days=days) if days else None
            user = find_or_create_user(email)
            panel.add_member(board, user=user, role=role, trained_on=trained, training_provider="", by=by)
        vacancy.publish(post, by=by)
        return post

    def close(self, post: Vacancy, *, days_ago: int) -> None:
        """Close it as if `days_ago` days ago; everything before moves back with it."""
        now = timezone.now()
        shift = timedelta(days=days_ago + 21)
        day = self.today - timedelta(days=days_ago)
        while working_day(post.school, day, 0) != day:
            day -= timedelta(days=1)
        closed = datetime.combine(day, time(9), tzinfo=timezone.get_default_timezone())
        sooner = timezone.localdate(post.closes_at) - day
        for row in post.key_dates.all():
            KeyDate.objects.filter(pk=row.pk).update(on=working_day(post.school, row.on - sooner, 0))
        Vacancy.objects.filter(pk=post.pk).update(
            closes_at=closed,
            published_at=now - shift,
            interview_on=working_day(post.school, self.today - timedelta(days=days_ago - 20), 0),
        )
        Application.objects.filter(vacancy=post, submitted_at__isnull=False).update(
            submitted_at=closed - timedelta(days=1), created_at=closed - timedelta(days=9)
        )
        post.refresh_from_db()
        vacancy.close(post)

    def shortlist(self, post: Vacancy, *, chosen: set[str]) -> None:
        """Score, decide and release."""
        board = sift.opened(post, by=self.hr(post.school))
        sift.score(board, CHAIR, seed=self.seed)
        sift.score(board, SECOND, seed=self.seed)
        chair = find_or_create_user(CHAIR)
        for person in Application.objects.submitted().filter(vacancy=post).select_related("details"):
            yes = person.details.last_name in chosen
            decisions.decide(
                person,
                stage=Stage.SIFT,
                outcome=Decision.Outcome.SHORTLIST if yes else Decision.Outcome.DO_NOT_SHORTLIST,
                reason="Clear evidence on every essential criterion."
                if yes
                else "Too little evidence on the essential criteria for experience.",
                criteria=() if yes else list(post.criteria.filter(number__in=["2.1", "2.2"])),
                by=chair,
            )
        decisions.release(board, by=self.hr(post.school))

    def accepted(self, post: Vacancy, name: str) -> Application:
        """Shortlist `name`, take references, interview, offer, accept."""
        self.shortlist(post, chosen={name})
        person = Application.objects.select_related("details", "candidate", "vacancy__school").get(
            vacancy=post, details__last_name=name
        )
        by = self.hr(post.school)
        for request in person.reference_requests.select_related("referee", "application__vacancy__school"):
            references.save_page(request, answers=apply.reference_answers(request.referee))
            reference = references.send(request)
            call = {"number": "01632 960 200", "number_found": "website", "spoke_with": "The school office"}
            references.verify(reference, how="call_back", note="Rang the school’s main number.", by=by, **call)
        papers.talked_through(person, chair=find_or_create_user(CHAIR))
        papers.agreed_search(post, by=by)
        papers.searched(person, by=by)
        decisions.decide(
            person,
            stage=Stage.INTERVIEW,
            outcome=Decision.Outcome.RECOMMEND,
            reason="Strongest at interview and in the task, with evidence on every criterion.",
            criteria=(),
            interviewed_on=self.today - timedelta(days=4),
            by=find_or_create_user(CHAIR),
        )
        person.refresh_from_db()
        words, salary = adverts.salary_at(post, "U1")
        offer = offers.make_offer(
            person, by=by, pay_text=words, salary=salary, starts_on=adverts.starts(),
            hours_text="Full time", reply_by=self.today + timedelta(days=5),
        )  # fmt: skip
        offers.accept(Offer.objects.get(pk=offer.pk), by=person.candidate)
        person.refresh_from_db()
        return person

    def clear(self, person: Application, code: str) -> None:
        """Record one check as clear."""
        check = person.checks.select_related("application__vacancy").get(code=code)
        seen = {"ID": "Passport", "RTW": "Passport", "DBS": "Certificate"}.get(code, "Record read")
        checks.record_check(
            check,
            status=Check.Status.CLEAR,
            done_on=self.today - timedelta(days=2),
            evidence=seen,
            number="001234567890" if code == "DBS" else "",
            by=self.hr(person.vacancy.school),
        )

    def clear_all(self, person: Application) -> None:
        """Record every required check that is open as clear."""
        done = [Check.Status.CLEAR, Check.Status.NOT_REQUIRED]
        for check in person.checks.exclude(status__in=done):
            self.clear(person, check.code)
