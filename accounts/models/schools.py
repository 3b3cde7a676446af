"""Trusts, schools and their dates."""

from __future__ import annotations

from decimal import Decimal

from django.core.validators import MinValueValidator, RegexValidator
from django.db import models

from core.refs import new_ref


class Phase(models.TextChoices):
    """Phase of education, as the national register of schools groups them."""

    NURSERY = "nursery", "Nursery"
    PRIMARY = "primary", "Primary"
    SECONDARY = "secondary", "Secondary"
    SIXTEEN_PLUS = "16_plus", "16 plus"
    ALL_THROUGH = "all_through", "All-through"


class TypeGroup(models.TextChoices):
    """Kind of school: it decides which law, checks, pay document and SENCo rule apply."""

    MAINTAINED = "maintained", "Local authority maintained school"
    ACADEMY = "academy", "Academy"
    FREE_SCHOOL = "free_school", "Free school"
    SPECIAL = "special", "Maintained special school"
    SPECIAL_ACADEMY = "special_academy", "Special academy"
    PRU = "pru", "Pupil referral unit"
    AP_ACADEMY = "ap_academy", "Alternative provision academy"
    INDEPENDENT = "independent", "Independent school"


MAINSTREAM = frozenset({TypeGroup.MAINTAINED, TypeGroup.ACADEMY, TypeGroup.FREE_SCHOOL})
MAINTAINED_STAFFING = frozenset({TypeGroup.MAINTAINED, TypeGroup.SPECIAL, TypeGroup.PRU})
TRUST_OR_INDEPENDENT = frozenset(
    {
        TypeGroup.ACADEMY,
        TypeGroup.FREE_SCHOOL,
        TypeGroup.SPECIAL_ACADEMY,
        TypeGroup.AP_ACADEMY,
        TypeGroup.INDEPENDENT,
    }
)


class PayArea(models.TextChoices):
    """The four areas of the teachers' pay document; a property of the school's address."""

    ENGLAND = "england", "England outside London"
    FRINGE = "fringe", "London Fringe"
    OUTER = "outer", "Outer London"
    INNER = "inner", "Inner London"


class Trust(models.Model):
    """A trust that runs schools."""

    ref = models.CharField(max_length=10, unique=True, default=new_ref)
    name = models.CharField(max_length=200)
    uid = models.CharField("group UID", max_length=10, blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class School(models.Model):
    """A school: where it stands in law, how it looks, what it says in every advert."""

    ref = models.CharField(max_length=10, unique=True, default=new_ref)
    trust = models.ForeignKey(Trust, null=True, blank=True, on_delete=models.PROTECT, related_name="schools")
    name = models.CharField(max_length=200)
    urn = models.CharField(
        "URN",
        max_length=6,
        unique=True,
        validators=[RegexValidator(r"^\d{6}$", "Enter the URN as 6 digits.")],
    )
    phase = models.CharField(max_length=12, choices=Phase.choices)
    type_group = models.CharField("type of school", max_length=16, choices=TypeGroup.choices)
    religious_character = models.CharField(max_length=80, blank=True)
    designated_faith = models.BooleanField("designated as a school with a religious character", default=False)

    street = models.CharField(max_length=200, blank=True)
    town = models.CharField(max_length=100, blank=True)
    county = models.CharField(max_length=100, blank=True)
    postcode = models.CharField(max_length=8, blank=True)
    website = models.URLField(blank=True)
    contact_name = models.CharField(max_length=150, blank=True)
    contact_email = models.EmailField(blank=True)
    contact_phone = models.CharField(max_length=30, blank=True)

    pay_area = models.CharField(max_length=8, choices=PayArea.choices, default=PayArea.ENGLAND)
    timetabled_week = models.DecimalField(
        "timetabled teaching week, hours",
        max_digits=4,
        decimal_places=2,
        default=Decimal("32.50"),
        validators=[MinValueValidator(Decimal(1))],
    )

    accent = models.CharField("main colour", max_length=7, default="#14474f")
    accent_tint = models.CharField("light colour", max_length=7, default="#e4eef0")
    logo = models.ForeignKey("core.StoredFile", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    safeguarding_statement = models.TextField(blank=True)
    exemption_statement = models.TextField("Rehabilitation of Offenders Act statement", blank=True)
    equality_statement = models.TextField(blank=True)
    checks_statement = models.TextField("online search and references statement", blank=True)

    head_approves_adverts = models.BooleanField("the head approves each advert before it is published", default=False)

    gap_days = models.PositiveSmallIntegerField("unexplained gap allowed, days", default=31)
    training_renewal_months = models.PositiveSmallIntegerField(
        "safer recruitment training is renewed after, months", default=36
    )
    retention_months = models.PositiveSmallIntegerField(default=12)

    # The chase of a referee: working days after asking on which they are reminded, and the one on which HR rings.
    reference_reminders = models.CharField("reminders to referees", max_length=20, default="2,4,5")
    reference_hr_days = models.PositiveSmallIntegerField("HR rings a silent referee after, working days", default=6)
    reference_date_days = models.PositiveSmallIntegerField(
        "dates in a reference may differ from the form by, days", default=31
    )

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def reference_reminder_days(self) -> list[int]:
        """Working days after asking on which a referee is reminded, rising."""
        return [int(day) for day in self.reference_reminders.split(",") if day]

    @property
    def is_mainstream(self) -> bool:
        """Whether section 67 of the Children and Families Act 2014 names it (PRUs and special schools are not)."""
        return self.type_group in MAINSTREAM

    @property
    def is_maintained(self) -> bool:
        """Whether the School Staffing (England) Regulations 2009 apply."""
        return self.type_group in MAINTAINED_STAFFING

    @property
    def is_trust_or_independent(self) -> bool:
        """Whether the Independent School Standards apply (academies included): section 128 is in question."""
        return self.type_group in TRUST_OR_INDEPENDENT


class TermDate(models.Model):
    """A stretch of dates of a school: a term, or days when it is closed."""

    class Kind(models.TextChoices):
        TERM = "term", "Term"
        CLOSED = "closed", "Closed"

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="term_dates")
    kind = models.CharField(max_length=6, choices=Kind.choices)
    name = models.CharField(max_length=80)
    starts_on = models.DateField()
    ends_on = models.DateField()

    class Meta:
        ordering = ["starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")), name="term_ends_after_start"
            ),
            models.UniqueConstraint(fields=["school", "kind", "starts_on", "ends_on"], name="term_once"),
        ]

    def __str__(self) -> str:
        return self.name
