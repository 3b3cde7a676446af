"""One world for the access table: everybody there is, and a vacancy at every stage of a recruitment.

At Alderbrook, a school of a trust, the same people meet six vacancies. The candidate is the one whose application each
vacancy is about; the internal candidate is HR of Alderbrook who applied for every vacancy that was published.
"""

from __future__ import annotations

import io
import uuid
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image

from accounts.models import Delegation, Invitation, Role, School, TermDate, Trust, User
from accounts.services.schools import set_logo
from applications.models import Application, Profile, Thread
from applications.services.paper import Sender, begin_paper
from appointments.models import ReferenceRequest
from appointments.services import checks, evidence, offers, record_import, references, risk_assessment
from appointments.services.references import heads
from appointments.services.signoff import sign
from core import links
from core.models import StoredFile
from shortlisting import sift
from shortlisting.models import Others, PanelMember, ProbePoint, ScoreSheet
from shortlisting.services import bookings, challenge, timetable
from shortlisting.services.conflicts import declare
from shortlisting.services.decisions import release
from shortlisting.services.panel import open_sift, panel_of
from tests.access.passkey import registered
from tests.applications.factories import started_application, submitted_application
from tests.appointments.factories import answered, assessed, clear, declaration_of, found_online, offered, verified
from tests.factories import MembershipFactory, SchoolFactory, TrustFactory, UserFactory
from tests.shortlisting.factories import decide_all, knows_nobody, recently, score_all
from tests.shortlisting.interviews import factories as interviews
from tests.vacancies.factories import closed_vacancy, published_vacancy, ready_vacancy
from vacancies.models import Duty, ImportedPack, LevelTable, Vacancy, VacancyDocument, VacancyStatement, VacancyTemplate
from vacancies.services.specification import freeze

ROLES = (
    "anonymous", "candidate", "other_candidate", "internal_candidate", "hr", "other_hr", "member", "chair", "observer",
    "other_member", "head", "deputy", "referee", "trust_hr",
)  # fmt: skip
SIGNED_OUT = ("anonymous", "referee")
NAMES = {
    "candidate": "Imogen Larkfield",
    "other_candidate": "Callum Thistlewood",
    "internal_candidate": "Rowan Castleford",
    "hr": "Marian Duxbury",
    "other_hr": "David Renshaw",
    "member": "Sunita Marlowe",
    "chair": "Ruth Penhallow",
    "observer": "Edith Fairburn",
    "other_member": "Tobias Wren",
    "head": "Dr Helen Ashgrove",
    "deputy": "Colin Thackray",
    "trust_hr": "Gwen Pellow",
}


@dataclass(frozen=True)
class Link:
    """A token in an address. Only who was sent the link has the right one; the others guess."""

    right: str

    @property
    def guessed(self) -> str:
        """The same token with another signature."""
        return f"{self.right[:-6]}{self.right[-6:].swapcase()[::-1]}"


class World:
    """`who[role]` is the person (None for who is signed out); `at[word]` is what a word stands for in an address."""

    def __init__(self) -> None:
        self.at: dict[str, str | int | Link] = {}
        self.who: dict[str, User | None] = dict.fromkeys(ROLES)
        for role, name in NAMES.items():
            self.who[role] = UserFactory(name=name, email=f"{role}@access.example.org")
        self._schools()
        self._people()
        self._elsewhere()
        self._draft()
        self._open()
        self._sifting()
        self._held()
        self._released()
        self._accepted()
        self._signed()
        self._profile()

    def user(self, role: str) -> User:
        """The person of a role that signs in."""
        found = self.who[role]
        assert found is not None
        return found

    def args(self, where: str, role: str) -> list[str | int]:
        """What stands in the address `where` names ("open open.app") when this role goes there."""
        found = [self.at.get(word, word) for word in where.split()]
        return [_in_address(each, role) if isinstance(each, Link) else each for each in found]

    # --- schools and people ---------------------------------------------------------------------------

    def _schools(self) -> None:
        self.trust: Trust = TrustFactory(name="Bramblewick Learning Trust")
        self.school: School = SchoolFactory(name="Alderbrook High School", trust=self.trust)
        self.sister: School = SchoolFactory(name="Thornmere Academy", trust=self.trust)
        self.lone: School = SchoolFactory(maintained=True, name="Fallowfield Grange")
        self.at |= {"school": self.school.ref, "sister": self.sister.ref, "lone": self.lone.ref}
        picture = io.BytesIO()
        Image.new("RGB", (4, 4), "#14474f").save(picture, "PNG")
        set_logo(self.school, data=picture.getvalue(), by=self.user("hr"))
        today = timezone.localdate()
        closed = TermDate.objects.create(
            school=self.school, kind=TermDate.Kind.CLOSED, name="Training day", starts_on=today, ends_on=today
        )
        self.at["closed_day"] = closed.pk

    def _people(self) -> None:
        school, hr, head, deputy = self.school, self.user("hr"), self.user("head"), self.user("deputy")
        for role in ("hr", "internal_candidate"):
            MembershipFactory(user=self.user(role), school=school, role=Role.HR)
        for other in (self.sister, self.lone):
            MembershipFactory(user=self.user("other_hr"), school=other, role=Role.HR)
        MembershipFactory(user=head, school=school, role=Role.HEAD)
        for role in ("deputy", "member", "other_member"):
            staff = MembershipFactory(user=self.user(role), school=school, role=Role.STAFF)
        office = MembershipFactory(user=self.user("trust_hr"), school=None, trust=self.trust, role=Role.HR)
        today = timezone.localdate()
        stands_in = Delegation.objects.create(
            school=school, head=head, deputy=deputy, starts_on=today, ends_on=today + timedelta(days=7)
        )
        asked = {"name": "Bethan Quarrie", "email": "quarrie@access.example.org", "role": Role.STAFF, "invited_by": hr}
        invited = Invitation.objects.create(school=school, **asked)
        to_trust = Invitation.objects.create(trust=self.trust, **asked)
        self.at |= {
            "staff": staff.pk,
            "office": office.pk,
            "stands_in": stands_in.pk,
            "invited": invited.ref,
            "invited_to_trust": to_trust.ref,
            "invitation": links.sign("invitation", invited.ref),
        }
        self._second_steps(hr)

    def _second_steps(self, user: User) -> None:
        """HR alone has set up an app, a passkey and recovery codes."""
        TOTP.activate(user, generate_totp_secret())
        RecoveryCodes.activate(user)
        kind, data = Authenticator.Type.WEBAUTHN, {"name": "My passkey", "credential": registered()}
        self.at["passkey"] = Authenticator.objects.create(user=user, type=kind, data=data).pk

    def _elsewhere(self) -> None:
        """A vacancy of each other school, and one at Alderbrook with a panel of its own."""
        for name, school in (("sister", self.sister), ("lone", self.lone)):
            self.at[f"{name}.vacancy"] = published_vacancy(school, self.user("other_hr")).ref
        another = closed_vacancy(self.school, self.user("hr"), title="Teacher of art")
        self._place(another, "other_member", PanelMember.Role.CHAIR)
        self.at["another"] = another.ref
        content: dict[str, Any] = {"title": "SENCo", "fields": {}, "criteria": []}
        for name, owner in (("template", {"school": self.school}), ("trust_template", {"trust": self.trust})):
            self.at[name] = VacancyTemplate.objects.create(name="SENCo", content=content, **owner).ref

    # --- vacancies, one at each stage ------------------------------------------------------------------

    def _draft(self) -> None:
        post = ready_vacancy(self.school, self.user("hr"))
        self._pages_of("draft", post)
        self._extras_of("draft", post)
        started = started_application(published_vacancy(self.lone), self.user("candidate"))
        self.at["elsewhere.app"] = started.ref

    def _open(self) -> None:
        """Published: the candidate has a draft with something in every section."""
        post = published_vacancy(self.school, self.user("hr"))
        self._pages_of("open", post)
        self._extras_of("open", post)
        self._corrected()
        self._panel(post)
        submitted_application(post, self.user("internal_candidate"))
        started_application(post, self.user("other_candidate"))
        mine = submitted_application(post, self.user("candidate"), state=Application.State.DRAFT, submitted_at=None)
        sent_in = Sender("Bethan", "Quarrie", "", "9 Ferry Lane")
        on_paper = begin_paper(
            post, by=self.user("hr"), sender=sent_in, arrived_at=timezone.now(), form_key=uuid.uuid4()
        )
        self.at |= {"open.paper": on_paper.ref, "open.entering": on_paper.paper.pk}
        self.at |= {
            "open.app": mine.ref,
            "open.qualification": _first(mine.qualifications),
            "open.training": _first(mine.training),
            "open.membership": _first(mine.memberships),
            "open.job": _first(mine.employment),
            "open.break": _first(mine.breaks),
            "open.referee": _first(mine.referees),
            "open.answer": post.criteria.assessed_by("application")[0].pk,
        }

    def _extras_of(self, word: str, post: Vacancy) -> None:
        """A statement, a level table and a document."""
        statement = VacancyStatement.objects.create(vacancy=post, heading="Data", text="Kept safely.", position=0)
        levels = LevelTable.objects.create(vacancy=post, title="Levels", position=0)
        file = StoredFile(name="letter.pdf", kind="application/pdf", size=5, school_id=post.school_id)
        file.file.save(file.ref, ContentFile(b"%PDF-"))
        document = VacancyDocument.objects.create(vacancy=post, file=file, title="A letter")
        self.at |= {f"{word}.statement": statement.pk, f"{word}.levels": levels.pk, f"{word}.document": document.pk}

    def _corrected(self) -> None:
        """Published, and its person specification put right since."""
        post = published_vacancy(self.school, self.user("hr"))
        freeze(post)
        self.at["corrected"] = post.ref

    def _sifting(self) -> None:
        """The sift is open: the chair has submitted, the member has not begun."""
        post = self._closed("sifting")
        self._open_sift(post)
        score_all(self._seat(post, "chair"), submit=True)
        member = self._seat(post, "member")
        for place in (member, self._seat(post, "chair")):  # the same number in both their addresses
            ScoreSheet.objects.filter(pk=place.sheets.order_by("pk")[0].pk).update(number=1)
        declare(member, known={sift.candidates_of(member.panel)[0].pk: "We taught together."}, by=member.user)
        self.at["sifting.conflict"] = member.conflicts.get(knows=True).pk
        mine = Application.objects.get(vacancy=post, candidate=self.user("candidate"))
        self.at["sifting.thread"] = Thread.objects.create(application=mine).ref

    def _held(self) -> None:
        """Every sheet is in and nothing is decided."""
        self._scored(self._closed("held"))

    def _released(self) -> None:
        """Shortlisted and told; the referees are asked, the third only once the candidate agrees."""
        post = self._closed("released", ask_me_first=True)
        mine = self._shortlist(post)
        waiting = mine.reference_requests.get(state=ReferenceRequest.State.WAITING)
        by_employer, other = mine.reference_requests.filter(state=ReferenceRequest.State.REQUESTED)
        answered(by_employer, head="ask", head_name="Iris Fell", head_email="head@access.example.org")
        reference = by_employer.reference
        reference.scan = StoredFile.objects.create(file=ContentFile(b"%PDF-", "scan.pdf"), name="scan.pdf", size=5)
        reference.save()
        references.ask_for_another(other, by=self.user("hr"))
        declaration_of(mine, told="A caution in 2009, long ago.")
        found_online(mine)
        point = ProbePoint.objects.create(application=mine, source="history.gap", key="1", text="Five months in 2019")
        self._interviews(mine)
        self.at |= {
            "released.reference": by_employer.ref,
            "released.asked": other.ref,
            "released.waiting": waiting.ref,
            "released.point": point.pk,
            "released.order": challenge.ask(mine, others=Others.NUMBERS, key="order", by=self.user("hr")).pk,
            "released.difference": reference.discrepancies.get(code="head_unconfirmed").pk,
            "token": Link(references.token(other)),
            "head_token": Link(heads.token(reference.head)),
            "first_page": "start",
        }

    def _interviews(self, mine: Application) -> None:
        """A day that everybody was told of: an interview by the chair and the member, and pupils, with the observer."""
        day = interviews.day(panel_of(mine.vacancy))
        kit = interviews.activity(day)
        watching = day.panel.members.filter(role=PanelMember.Role.OBSERVER)
        pupils = interviews.activity(day, kind="student_panel", title="Student panel", members=watching)
        timetable.make_timetable(day, by=self.user("hr"))
        bookings.send(day, by=self.user("hr"))
        asked = bookings.Booking.objects.get(day=day, application=mine)
        bookings.ask(asked, text="After 11am", by=self.user("candidate"))
        self.at |= {
            "released.day": day.pk,
            "released.slot": _first(kit.slots),
            "released.kit": kit.pk,
            "released.pupils": pupils.pk,
            "released.question": _first(kit.questions),
        }

    def _accepted(self) -> None:
        """The offer is accepted; the checks are to do, and a start before the DBS result is approved."""
        mine = self._take_on(self._closed("accepted"))
        declaration_of(mine, told="A caution in 2009, long ago.", send=False)
        risk_assessment.approve(assessed(mine, approve=False), by=self.user("head"))
        checks.ask_candidate(mine, codes=["QTS"], by=self.user("hr"))
        row = mine.checks.select_related("application__vacancy__school").get(code="ID")
        self.at["accepted.copy"] = evidence.add_copy(row, ContentFile(b"%PDF-", "id.pdf"), by=self.user("hr")).pk

    def _signed(self) -> None:
        """Signed by the head: the row is in the record."""
        mine = self._take_on(self._closed("signed"))
        clear(mine)
        sign(mine, by=self.user("head"), proved=True)
        self.at["row"] = mine.record_entry.pk
        content = ContentFile(b"Surname,Post,Start date\nWren,Teacher,01/09/2019\n", "staff.csv")
        self.at["import"] = record_import.begin(self.school, upload=content, by=self.user("hr")).ref

    def _profile(self) -> None:
        """The candidate has changed their profile since their last application."""
        row, month = {"key": 4242, "kind": "PGCE", "title": "A course", "body": "A body"}, {"started_on": "2015-09-01"}
        answers = {name: [row] for name in ("qualifications", "training", "memberships", "referees")}
        answers |= {name: [{**row, **month}] for name in ("employment", "breaks")}
        Profile.objects.create(person=self.user("candidate"), answers=answers)
        self.at["profile.row"] = row["key"]

    # --- steps ---------------------------------------------------------------------------------------------

    def _pages_of(self, name: str, post: Vacancy) -> None:
        """What the addresses of a vacancy need, and a pack that was uploaded."""
        hr = self.user("hr")
        text = b"Person specification"
        file = StoredFile(name="pack.txt", kind="text/plain", size=len(text), school_id=self.school.pk, uploaded_by=hr)
        file.file.save(f"{file.ref}.txt", ContentFile(text), save=False)
        file.save()
        ImportedPack.objects.create(vacancy=post, state="read", file=file, source_text=text.decode(), imported_by=hr)
        self.at |= {
            name: post.ref,
            f"{name}.criterion": _first(post.criteria),
            f"{name}.duties": _first(post.duty_sections),
            f"{name}.duty": _first(Duty.objects.filter(section__vacancy=post)),
        }

    def _closed(self, name: str, *, ask_me_first: bool = False) -> Vacancy:
        """A closed vacancy with its panel and the applications of the three who applied."""
        post = closed_vacancy(self.school, self.user("hr"))
        self._panel(post)
        mine = submitted_application(post, self.user("candidate"))
        if ask_me_first:
            third = mine.referees.all()[0]
            third.pk, third.email, third.ask_me_first = None, "third@referee.example.org", True
            third.save()
        for role in ("other_candidate", "internal_candidate"):
            submitted_application(post, self.user(role))
        self.at |= {name: post.ref, f"{name}.app": mine.ref, f"{name}.member": self._seat(post, "member").pk}
        return post

    def _panel(self, post: Vacancy) -> None:
        for role in ("chair", "member", "observer"):
            self._place(post, role, PanelMember.Role(role))

    def _place(self, post: Vacancy, role: str, place: PanelMember.Role) -> None:
        trained = recently() if place == PanelMember.Role.CHAIR else None
        PanelMember.objects.create(panel=panel_of(post), user=self.user(role), role=place, trained_on=trained)

    def _seat(self, post: Vacancy, role: str) -> PanelMember:
        return PanelMember.objects.select_related("panel__vacancy", "user").get(
            panel__vacancy=post, user=self.user(role)
        )

    def _open_sift(self, post: Vacancy) -> None:
        open_sift(panel_of(post), by=self.user("hr"))
        knows_nobody(panel_of(post))

    def _scored(self, post: Vacancy) -> None:
        self._open_sift(post)
        for role in ("chair", "member"):
            score_all(self._seat(post, role), submit=True)

    def _shortlist(self, post: Vacancy) -> Application:
        """The candidate goes on, the two others are told why not; the release asks the referees."""
        self._scored(post)
        mine = Application.objects.get(vacancy=post, candidate=self.user("candidate"))
        decide_all(panel_of(post), shortlisted=[mine])
        release(panel_of(post), by=self.user("hr"))
        return self._fresh(mine)

    def _take_on(self, post: Vacancy) -> Application:
        """Shortlisted, both references verified, offered, accepted."""
        mine = self._shortlist(post)
        for request in mine.reference_requests.select_related("application__vacancy__school", "referee"):
            answered(request)
            verified(request)
        clear(mine)  # what belongs before the interview
        offers.accept(offered(mine), by=self.user("candidate"))
        return self._fresh(mine)

    def _fresh(self, application: Application) -> Application:
        return Application.objects.select_related("vacancy__school__trust", "details", "candidate").get(
            pk=application.pk
        )


def _first(rows: Any) -> int:
    return rows.order_by("pk").first().pk  # type: ignore[no-any-return]


def _in_address(link: Link, role: str) -> str:
    return link.right if role == "referee" else link.guessed
