"""A vacancy and its dates."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Count, F, Max, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from accounts.models import School
from core.models import AuditEvent
from core.refs import new_ref

SAYS_ANEW = (  # what is recorded when the page that everybody reads says something else
    "vacancy.published",
    "vacancy.extended",
    "vacancy.changed",
    "vacancy.dates_changed",
    "specification.corrected",
)


class ContractType(models.TextChoices):
    """How long the post lasts."""

    PERMANENT = "permanent", "Permanent"
    FIXED_TERM = "fixed_term", "Fixed term"


class WorkingPattern(models.TextChoices):
    """How much of the week."""

    FULL_TIME = "full_time", "Full time"
    PART_TIME = "part_time", "Part time"
    EITHER = "either", "Full time or part time"


class AgainReason(models.TextChoices):
    """Why a job is advertised once more."""

    NOBODY = "nobody", "Nobody applied"
    NOT_FOUND = "not_found", "We did not find the right person"
    FELL_THROUGH = "fell_through", "The person we appointed does not come"
    NEW_NEED = "new_need", "The same job has come up again"


class VacancyQuerySet(models.QuerySet["Vacancy"]):
    """Named reads of vacancies."""

    def live(self, at: datetime) -> VacancyQuerySet:
        """Published and open for applications at the instant `at`."""
        return self.filter(state=Vacancy.State.PUBLISHED, closes_at__gt=at)

    def for_public_list(self, at: datetime) -> VacancyQuerySet:
        """What the public list shows, soonest to close first."""
        return self.live(at).select_related("school", "school__trust").order_by("closes_at", "pk")

    def with_changed_at(self) -> VacancyQuerySet:
        """With `changed_at`: when the public page last changed. Readers of feeds and search engines come back by it."""
        changes = _changes_told(OuterRef("pk"), OuterRef("published_at"))
        last = Subquery(changes.order_by("-at").values("at")[:1])
        return self.annotate(changed_at=Coalesce(last, F("published_at")))

    def matching(self, words: str) -> VacancyQuerySet:
        """Those that have every word of `words` in the title, the overview, or the school's name or place."""
        found = self
        for word in words.split()[:10]:
            found = found.filter(
                Q(title__icontains=word)
                | Q(overview__icontains=word)
                | Q(school__name__icontains=word)
                | Q(school__town__icontains=word)
                | Q(school__county__icontains=word)
                | Q(school__postcode__istartswith=word)
            )
        return found

    def due_to_close(self, at: datetime) -> VacancyQuerySet:
        """Published, and the closing time has come."""
        return self.filter(state=Vacancy.State.PUBLISHED, closes_at__lte=at)

    def due_to_publish(self, at: datetime) -> VacancyQuerySet:
        """Scheduled, and the time to publish has come."""
        return self.filter(state=Vacancy.State.SCHEDULED, publish_at__lte=at)


def _changes_told(pk: Any, since: Any) -> models.QuerySet[AuditEvent]:
    """What was recorded of changes to the public page of the vacancy `pk`, from its publication at `since`."""
    told = AuditEvent.objects.filter(verb__in=SAYS_ANEW, at__gte=since)
    return told.filter(subject_type=Vacancy._meta.label_lower, subject_id=pk)


class Vacancy(models.Model):
    """A post to fill. States and who may move them: vacancies/states.py."""

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        SCHEDULED = "scheduled", "Scheduled"
        PUBLISHED = "published", "Published"
        CLOSED = "closed", "Closed"
        FILLED = "filled", "Filled"
        UNFILLED = "unfilled", "Not filled"
        WITHDRAWN = "withdrawn", "Withdrawn"

    ref = models.CharField(max_length=10, unique=True, default=new_ref)
    # Of the showing of the form that started it: pressed twice, it is one vacancy.
    start_key = models.CharField(max_length=40, unique=True, null=True)  # noqa: DJ001 - none has no key to share
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="vacancies")
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    title = models.CharField("job title", max_length=150)

    contract_type = models.CharField(max_length=10, choices=ContractType.choices, blank=True)
    fixed_term_until = models.DateField("last day of a fixed term", null=True, blank=True)
    fixed_term_reason = models.CharField(max_length=200, blank=True)
    working_pattern = models.CharField(max_length=9, choices=WorkingPattern.choices, blank=True)
    hours_text = models.CharField("hours", max_length=200, blank=True)
    job_share = models.BooleanField("can be shared by two people", null=True, blank=True)
    parental_leave_cover = models.BooleanField("covers parental leave", null=True, blank=True)
    start_note = models.CharField("about the start", max_length=200, blank=True)
    pay_text = models.CharField("pay", max_length=300, blank=True)
    reports_to = models.CharField(max_length=200, blank=True)
    responsible_for = models.CharField(max_length=200, blank=True)
    working_closely_with = models.TextField(blank=True)  # one a line
    overview = models.TextField("about the job", blank=True)
    subjects = models.CharField("teaching that goes with the job", max_length=200, blank=True)
    school_offer = models.TextField("what the school offers", blank=True)
    benefits = models.TextField("benefits besides pay", blank=True)
    flexible_working = models.BooleanField("flexible working is possible", null=True, blank=True)
    flexible_working_text = models.TextField("what flexible working is possible", blank=True)
    visa_sponsorship = models.BooleanField("the school can sponsor a visa", null=True, blank=True)
    further_details = models.TextField("anything else about the job", blank=True)
    visits_welcome = models.BooleanField("visits are welcome", null=True, blank=True)
    visits = models.TextField("visits to the school", blank=True)
    contact_name = models.CharField(max_length=150, blank=True)
    contact_email = models.EmailField(blank=True)
    contact_phone = models.CharField(max_length=30, blank=True)
    leads_team = models.BooleanField("leads a team, a budget or sits on the leadership team", default=True)
    early_years = models.BooleanField("works with nursery or Reception, or manages that provision", default=False)
    leadership_scale = models.BooleanField("is paid on the leadership scale", default=False)

    # Copied from the school when the vacancy starts, so that a later change does not rewrite an advert.
    safeguarding_statement = models.TextField(blank=True)
    exemption_statement = models.TextField("Rehabilitation of Offenders Act statement", blank=True)
    equality_statement = models.TextField(blank=True)
    checks_statement = models.TextField("online search and references statement", blank=True)

    # What a pack carries at its end.
    conditions = models.TextField("conditions of employment", blank=True)
    last_reviewed = models.CharField("last review of the job description", max_length=100, blank=True)
    next_review = models.CharField("next review of the job description", max_length=100, blank=True)
    signed_by = models.TextField("who signs the job description", blank=True)  # one a line

    how_to_apply = models.TextField(blank=True)
    selection_process = models.TextField("what happens on the interview day", blank=True)

    publish_at = models.DateTimeField("publication time", null=True, blank=True)  # while it is scheduled
    scheduled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    closes_at = models.DateTimeField(null=True, blank=True)
    earlier_closes_at = models.DateTimeField(null=True, blank=True)  # before it was extended or opened again
    starts_on = models.DateField("start date", null=True, blank=True)
    interview_on = models.DateField("interview date", null=True, blank=True)
    statement_words = models.PositiveSmallIntegerField("most words for each criterion", default=300)

    again_of = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="advertised_again"
    )
    again_reason = models.CharField(
        "why it is advertised again", max_length=12, choices=AgainReason.choices, blank=True
    )

    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    published_at = models.DateTimeField(null=True, blank=True)
    # From which moment its papers' time counts, kept once the first of them went (senco_recruit/retention/clocks.py).
    counted_from = models.DateTimeField(null=True, blank=True)
    purged_at = models.DateTimeField(null=True, blank=True)  # its source packs and typed reasons were erased
    ended_at = models.DateTimeField(null=True, blank=True)  # filled, not filled or withdrawn

    objects = VacancyQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        indexes = [models.Index(fields=["state", "closes_at"], name="vacancy_live")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["draft", "scheduled", "withdrawn"])
                | Q(published_at__isnull=False, closes_at__isnull=False),
                name="vacancy_published_with_closing",
            ),
            models.CheckConstraint(
                condition=~Q(state="scheduled") | Q(publish_at__isnull=False, scheduled_by__isnull=False),
                name="vacancy_scheduled_with_time",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def changes_told(self) -> tuple[int, datetime]:
        """How often the public page has changed since publication, and when last."""
        since = self.published_at or self.created_at
        found = _changes_told(self.pk, since).aggregate(count=Count("pk"), last=Max("at"))
        return found["count"], found["last"] or since

    def is_open(self, at: datetime) -> bool:
        """Whether an application may still be sent at the instant `at` (at the closing second it is late)."""
        return self.state == self.State.PUBLISHED and self.closes_at is not None and at < self.closes_at


class KeyDate(models.Model):
    """A date of the process that people are told: visits, sift, interview, outcome."""

    class Kind(models.TextChoices):
        VISITS = "visits", "Visits to the school"
        SIFT = "sift", "The panel reads applications"
        SHORTLIST = "shortlist", "We tell you if you are shortlisted"
        INTERVIEW = "interview", "Interviews"
        OUTCOME = "outcome", "We tell you the outcome"

    vacancy = models.ForeignKey(Vacancy, on_delete=models.CASCADE, related_name="key_dates")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    on = models.DateField()
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["on", "pk"]
        constraints = [models.UniqueConstraint(fields=["vacancy", "kind", "on"], name="key_date_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.on}"
