"""Who the candidate is: read by HR, never shown in a blind sift except what the allow-list names."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from applications.models.application import Application
from core.fields import EncryptedTextField


class PersonalDetails(models.Model):
    """Name, address, contact."""

    application = models.OneToOneField(Application, on_delete=models.CASCADE, related_name="details")
    first_names = models.CharField(max_length=150, blank=True)
    last_name = models.CharField(max_length=150, blank=True)  # empty for a person with a single name
    former_names = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    address = models.TextField(blank=True)
    town = models.CharField(max_length=100, blank=True)
    postcode = models.CharField(max_length=12, blank=True)
    has_ni_number = models.BooleanField("has a National Insurance number", null=True, blank=True)
    national_insurance_number = EncryptedTextField(blank=True, default="")
    country = models.CharField("country, if not the United Kingdom", max_length=80, blank=True)
    needs_sponsorship = models.BooleanField("needs a visa sponsored to work in the UK", null=True, blank=True)
    working_patterns = models.CharField("patterns of work wanted", max_length=60, blank=True)  # "full_time,job_share"
    lived_abroad = models.BooleanField("lived or worked outside the UK", null=True, blank=True)

    class Meta:
        verbose_name_plural = "personal details"

    def __str__(self) -> str:
        return f"Details of {self.application_id}"

    @property
    def full_name(self) -> str:
        """First names and last name as typed; words in their place once they were erased."""
        typed = f"{self.first_names} {self.last_name}".strip()
        return typed or ("Name deleted" if self.application.purged_at else "")


class WantedPattern(models.TextChoices):
    """How much of the week a candidate would work."""

    FULL_TIME = "full_time", "Full time"
    PART_TIME = "part_time", "Part time"
    JOB_SHARE = "job_share", "Job share"


class QtsRoute(models.TextChoices):
    """How somebody became a qualified teacher. Regulation 49(2)(a) of the SEND Regulations leaves one way out."""

    ENGLAND = "england", "Trained in England, and awarded QTS"
    UK = "uk", "Trained in Wales, Scotland or Northern Ireland"
    OVERSEAS = "overseas", "Trained in another country, and awarded QTS"
    QTLS = "qtls", "QTLS, from further education"


class QtsStatus(models.TextChoices):
    """Qualified teacher status."""

    YES = "yes", "Yes"
    ON_TRACK = "on_track", "I am on track to receive it"
    NO = "no", "No"


class SencoQualification(models.TextChoices):
    """Where the candidate stands under regulation 49 of the SEND Regulations 2014 as amended in 2024."""

    NPQ = "npq_held", "I have the National Professional Qualification (NPQ) for SENCOs"
    NASENCO = "nasenco_held", "I have the National Award for SEN Co-ordination (NASENCO)"
    NPQ_IN_PROGRESS = "npq_in_progress", "I am taking the NPQ for SENCOs"
    NASENCO_IN_PROGRESS = "nasenco_in_progress", "I started the NASENCO before 1 September 2024 and am still taking it"
    NONE = "none", "I have neither yet"
    BEFORE_2009 = "before_2009", "I have been a SENCo since before 1 September 2009"


class ProfessionalStatus(models.Model):
    """Qualified teacher status and the SENCo qualification."""

    application = models.OneToOneField(Application, on_delete=models.CASCADE, related_name="professional_status")
    qts = models.CharField(max_length=8, choices=QtsStatus.choices, blank=True)
    qts_year = models.PositiveSmallIntegerField("year QTS was awarded", null=True, blank=True)
    qts_route = models.CharField("how QTS was reached", max_length=8, choices=QtsRoute.choices, blank=True)
    qts_detail = models.CharField(max_length=200, blank=True)
    trn = models.CharField("teacher reference number", max_length=7, blank=True)
    induction_completed = models.BooleanField(null=True, blank=True)
    induction_detail = models.CharField("where induction stands", max_length=300, blank=True)
    age_range_subject = models.CharField("age range and subject you trained in", max_length=200, blank=True)
    senco_qualification = models.CharField(max_length=19, choices=SencoQualification.choices, blank=True)
    senco_qualification_year = models.PositiveSmallIntegerField(null=True, blank=True)
    senco_course_started_on = models.DateField("when the SENCo course started", null=True, blank=True)
    senco_course_provider = models.CharField("who runs the SENCo course", max_length=150, blank=True)
    first_senco_on = models.DateField("when you first became a SENCo", null=True, blank=True)  # first of a month
    senco_months = models.PositiveSmallIntegerField("months as a SENCo in all", null=True, blank=True)

    class Meta:
        verbose_name_plural = "professional statuses"

    def __str__(self) -> str:
        return f"Status of {self.application_id}"


class AdjustmentRequest(models.Model):
    """What would help at interview, and whether the interview scheme is asked for. HR alone reads it."""

    application = models.OneToOneField(Application, on_delete=models.CASCADE, related_name="adjustment")
    needed = EncryptedTextField(blank=True, default="")
    interview_scheme = EncryptedTextField(blank=True, default="")  # "yes", "no" or ""

    def __str__(self) -> str:
        return f"Adjustments of {self.application_id}"


class Declaration(models.Model):
    """What the candidate declares on sending. No question about a criminal record: that comes after shortlisting."""

    application = models.OneToOneField(Application, on_delete=models.CASCADE, related_name="declaration")
    related_to_school = models.BooleanField(null=True, blank=True)
    relationship = EncryptedTextField(blank=True, default="")
    understands_barred_offence = models.BooleanField(default=False)
    understands_checks = models.BooleanField(default=False)
    is_true = models.BooleanField(default=False)
    signed_name = models.CharField(max_length=300, blank=True)
    signed_at = models.DateTimeField(null=True, blank=True, default=None)
    saved_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"Declaration of {self.application_id}"
