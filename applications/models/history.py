"""Everything since leaving school. Dates are to the month and stored as its first day."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from applications.models.application import Application
from core.fields import EncryptedTextField


def _ends_after_start(name: str) -> models.CheckConstraint:
    ended = Q(ended_on__isnull=True) | Q(started_on__isnull=True)
    return models.CheckConstraint(condition=ended | Q(ended_on__gte=F("started_on")), name=name)


class EmploymentRecord(models.Model):
    """A post, paid or voluntary."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="employment")
    employer = models.CharField(max_length=200)
    town = models.CharField(max_length=100, blank=True)
    role = models.CharField("job title", max_length=150)
    phase = models.CharField("age range or phase taught", max_length=80, blank=True)
    with_children = models.BooleanField("worked with children", default=True)
    is_school = models.BooleanField("a school or college", default=True)
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)  # None: still there
    duties = models.TextField("main duties", blank=True)
    reason_for_leaving = models.CharField(max_length=300, blank=True)
    notice = models.CharField("notice, or last day", max_length=150, blank=True)  # of the present post

    class Meta:
        ordering = [F("ended_on").desc(nulls_first=True), "-started_on", "pk"]
        constraints = [_ends_after_start("employment_ends_after_start")]

    def __str__(self) -> str:
        return f"{self.role}, {self.employer}"


class Break(models.Model):
    """Time without a post, explained. Encrypted: people write here about illness and about those they care for."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="breaks")
    reason = EncryptedTextField()
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-started_on", "pk"]
        constraints = [_ends_after_start("break_ends_after_start")]

    def __str__(self) -> str:
        return self.reason


class Qualification(models.Model):
    """A qualification. One with both dates counts as study in the search for gaps."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="qualifications")
    kind = models.CharField("qualification", max_length=150)
    subject = models.CharField(max_length=150, blank=True)
    institution = models.CharField("where you studied", max_length=200)
    awarding_body = models.CharField(max_length=150, blank=True)
    grade = models.CharField(max_length=60, blank=True)
    started_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    awarded_year = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        ordering = [F("ended_on").desc(nulls_first=True), "pk"]
        constraints = [_ends_after_start("qualification_ends_after_start")]

    def __str__(self) -> str:
        return self.kind

    def sitting(self) -> tuple[object, ...] | None:
        """What examinations taken together have in common; None for what stands alone."""
        if self.started_on or self.ended_on or not self.subject or self.awarded_year is None:
            return None
        return (self.kind, self.institution.casefold(), self.awarding_body.casefold(), self.awarded_year)


class Training(models.Model):
    """Training in the last years that matters for the post."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="training")
    title = models.CharField(max_length=200)
    provider = models.CharField(max_length=200, blank=True)
    length = models.CharField("how long it took", max_length=60, blank=True)
    year = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["-year", "pk"]

    def __str__(self) -> str:
        return self.title


class ProfessionalMembership(models.Model):
    """Membership of a professional body."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="memberships")
    body = models.CharField("professional body", max_length=150)
    by_exam = models.BooleanField("by an exam")
    kind = models.CharField("type of membership", max_length=100, blank=True)
    number = models.CharField("membership number", max_length=40, blank=True)
    year = models.PositiveSmallIntegerField("member since", null=True, blank=True)

    class Meta:
        ordering = ["body", "pk"]

    def __str__(self) -> str:
        return self.body
