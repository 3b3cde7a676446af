"""What a vacancy pays, and for which hours."""

from __future__ import annotations

from decimal import Decimal

from django.db import models
from django.db.models import F, Q

from accounts.models import PayArea
from vacancies.models.vacancy import Vacancy
from vacancies.pay import Scale
from vacancies.pay.hours import Hours, of_full_time, of_week


class PayScale(models.TextChoices):
    """The pay range that the job is on."""

    MAIN_UPPER = Scale.MAIN_UPPER.value, "Main and upper pay range"
    LEADERSHIP = Scale.LEADERSHIP.value, "Leadership pay range"
    LEADING = Scale.LEADING.value, "Leading practitioner pay range"
    UNQUALIFIED = Scale.UNQUALIFIED.value, "Unqualified teacher pay range"
    OWN = Scale.OWN.value, "Our own figures"


class Tlr(models.TextChoices):
    """The three kinds of teaching and learning responsibility payment; TLR3 is for a fixed term."""

    NONE = "", "None"
    TLR1 = "TLR1", "TLR1"
    TLR2 = "TLR2", "TLR2"
    TLR3 = "TLR3", "TLR3"


class SenReason(models.TextChoices):
    """Which criterion for a SEN allowance the job meets (School Teachers' Pay and Conditions Document, paragraph 21).

    The SENCo qualification is no mandatory SEN qualification for this purpose.
    """

    SPECIAL_SCHOOL = "special_school", "The job is in a special school"
    UNIT = "unit", "The person teaches in a designated special class or unit"
    QUALIFICATION = "qualification", "The job needs a mandatory SEN qualification and teaches pupils with SEN"
    COMPARABLE = "comparable", "The person teaches pupils with SEN in a comparable setting, such as a PRU"


class VacancyPay(models.Model):
    """The pay of a vacancy. The figures are kept with it, so that a later edition rewrites no advert."""

    vacancy = models.OneToOneField(Vacancy, on_delete=models.CASCADE, related_name="pay")
    scale = models.CharField("pay range", max_length=20, choices=PayScale.choices)
    scale_name = models.CharField("name of our own pay scale", max_length=80, blank=True)
    edition = models.CharField(max_length=7, blank=True)
    area = models.CharField(max_length=8, choices=PayArea.choices)
    point_from = models.CharField("from point", max_length=4, blank=True)
    point_to = models.CharField("to point", max_length=4, blank=True)
    salary_from = models.DecimalField("full-time salary from", max_digits=9, decimal_places=2)
    salary_to = models.DecimalField("full-time salary to", max_digits=9, decimal_places=2)

    tlr = models.CharField("TLR", max_length=4, choices=Tlr.choices, blank=True)
    tlr_label = models.CharField("what the school calls it", max_length=20, blank=True)
    tlr_amount = models.DecimalField("TLR a year", max_digits=9, decimal_places=2, null=True, blank=True)
    tlr_reason = models.CharField("what the TLR is for", max_length=150, blank=True)
    tlr_until = models.DateField("last day of a TLR3", null=True, blank=True)
    tlr_whole = models.BooleanField("the TLR is paid in full to part-time staff", default=True)
    sen_amount = models.DecimalField("SEN allowance a year", max_digits=9, decimal_places=2, null=True, blank=True)
    sen_reason = models.CharField("why a SEN allowance", max_length=14, choices=SenReason.choices, blank=True)

    full_week = models.DecimalField("timetabled teaching week, hours", max_digits=4, decimal_places=2)

    class Meta:
        verbose_name_plural = "pay of vacancies"
        constraints = [
            models.CheckConstraint(
                condition=Q(salary_from__gt=0, salary_to__gte=F("salary_from")), name="pay_from_not_over_to"
            ),
            models.CheckConstraint(
                condition=Q(tlr="") | Q(tlr_amount__isnull=False, tlr_amount__gt=0), name="tlr_with_amount"
            ),
            models.CheckConstraint(
                condition=Q(sen_amount=None) | (Q(sen_amount__gt=0) & ~Q(sen_reason="")), name="sen_with_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_scale_display()} {self.salary_from} to {self.salary_to}"


class HoursOption(models.Model):
    """One of the hours on offer: a share of full time, or time in the week."""

    pay = models.ForeignKey(VacancyPay, on_delete=models.CASCADE, related_name="hours_options")
    share = models.DecimalField("share of full time", max_digits=5, decimal_places=4, null=True, blank=True)
    minutes = models.PositiveSmallIntegerField("minutes in the week", null=True, blank=True)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(share__isnull=False, share__gt=0, share__lte=1, minutes=None)
                | Q(share=None, minutes__isnull=False, minutes__gt=0),
                name="hours_option_one_way",
            )
        ]

    def __str__(self) -> str:
        return f"{self.share} of full time" if self.share is not None else f"{self.minutes} minutes"

    def hours(self, week: Decimal) -> Hours:
        """The option as a share of a full week of `week` hours."""
        return of_full_time(self.share) if self.share is not None else of_week(self.minutes or 0, week)
