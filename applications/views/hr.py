"""HR's side: counts while the sift is blind, names and full applications after release."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.views.generic import TemplateView

from accounts.models import User
from applications import document, on_behalf, reveal
from applications.criteria import asked
from applications.models import Acquaintance, Application, LateRequest, PaperApplication, SectionName
from applications.received import counts, named_rows
from applications.status import LIST_WORDS
from applications.views.address import AtApplication
from core.audit import record
from core.components import Cell, Column, Line, Table
from core.display import plain_date
from vacancies.models import Vacancy
from vacancies.views.address import AtVacancy

S = Application.State


class ApplicationsView(AtVacancy, TemplateView):
    """The applications of one vacancy, and those on paper that HR is entering."""

    permission_required = "applications.list"
    template_name = "applications/hr_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the counts; names only once they may be known."""
        released_at = reveal.released_at(self.vacancy)
        return super().get_context_data(
            vacancy=self.vacancy,
            school=self.vacancy.school,
            tab="applications",
            counts=counts(self.vacancy),
            late=LateRequest.objects.filter(
                application__vacancy=self.vacancy, application__state=S.DRAFT, decided_at=None
            ),
            released_at=released_at,
            table=_table(self.vacancy, named_rows(self.vacancy, released_at)) if released_at else None,
            may_enter=self.user.has_perm("applications.enter_paper", self.vacancy),
            kept_from_names=released_at is None and reveal.is_sifter(self.user, self.vacancy),
            by_post=self._by_post() if released_at is None else (),
            papers=PaperApplication.objects.filter(
                application__vacancy=self.vacancy, application__state=S.DRAFT
            ).select_related("application", "entered_by"),
            **kwargs,
        )

    def _by_post(self) -> QuerySet[Application]:
        """Who applied by post and may write or ring to be acted for; whose each is, for who knows it already."""
        if not self.user.has_perm("applications.post_letters", self.vacancy):
            return Application.objects.none()
        mine = Acquaintance.objects.filter(application=OuterRef("pk"), user=self.user)
        rows = Application.objects.submitted().filter(vacancy=self.vacancy, paper__by_post=True)
        return rows.annotate(known=Exists(mine)).select_related("details", "paper").order_by("paper__pk")


def _table(vacancy: Vacancy, rows: QuerySet[Application]) -> Table:
    lines = []
    for row in rows.prefetch_related("on_behalf"):
        word, colour = LIST_WORDS[row.state]
        url = reverse("applications:hr_detail", args=[vacancy.ref, row.ref])
        sent = plain_date(row.submitted_at) if row.submitted_at else ""
        hint = "On paper" if row.on_paper_at else ""
        if row.state == S.WITHDRAWN and row.on_behalf.all():
            hint = f"{hint}. {on_behalf.ENTERED}"
        name = Cell(row.details.full_name, hint=hint, url=url)
        lines.append(Line(cells=[name, Cell(sent), Cell(tag=word, colour=colour)]))
    return Table("Applications", [Column("Name"), Column("Sent"), Column("Where it is")], lines)


class ApplicationView(AtApplication, TemplateView):
    """One full application, after release. Adjustments are for HR alone, and every reading is recorded."""

    under_vacancy = True
    permission_required = "applications.read"
    template_name = "applications/hr_detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add every part this reader may see."""
        application = self.application
        adjustments = self.request.user.has_perm("applications.read_adjustments", application)
        whole = Application.objects.whole(adjustments=adjustments).get(pk=application.pk)
        record_reading(application, by=self.request.user, adjustments=adjustments)
        return super().get_context_data(
            application=whole,
            vacancy=whole.vacancy,
            school=whole.vacancy.school,
            person=whole.details,
            parts=document.parts(whole, asked(whole.vacancy).now, adjustments=adjustments),
            clock=document.senco_clock_of(whole),
            may_write=self.request.user.has_perm("applications.write_to", whole),
            may_tell=self.request.user.has_perm("applications.speak_for", whole),
            told=on_behalf.shown_to(self.by, whole),
            scan=PaperApplication.objects.filter(application=whole, scan__isnull=False).exists(),
            may_list=self.request.user.has_perm("applications.list", whole.vacancy),
            may_give_copy=self.request.user.has_perm("papers.subject_access", whole),
            **kwargs,
        )


def record_reading(application: Application, *, by: Any, adjustments: bool) -> None:
    """Record that sensitive fields were read, in a transaction of its own."""
    faith = SectionName.FAITH in application.section_names
    fields = ["national_insurance_number", *(["adjustments"] if adjustments else []), *(["faith"] if faith else [])]
    reader: User = by
    with transaction.atomic():
        school_id = application.vacancy.school_id
        record("application.read", by=reader, subject=application, school_id=school_id, fields=fields)
