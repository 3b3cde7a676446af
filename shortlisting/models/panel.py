"""Who selects."""

from __future__ import annotations

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from vacancies.models import Vacancy


class Ties(models.TextChoices):
    """What parts candidates whose essentials come to the same."""

    DESIRABLES = "desirables", "By the desirables"
    CRITERION = "criterion", "By one criterion first, then by the desirables"
    PASSED = "passed", "By how many essentials reach the pass mark, then by the desirables"
    NONE = "none", "By nothing: they stay level, and the chair decides"


class Panel(models.Model):
    """The people who select for one vacancy, and where the sift stands."""

    vacancy = models.OneToOneField(Vacancy, on_delete=models.PROTECT, related_name="panel")
    sift_opened_at = models.DateTimeField(null=True, blank=True)
    sift_due_on = models.DateField("scores are due on", null=True, blank=True)
    places = models.PositiveSmallIntegerField("places on the shortlist", default=5)  # where the line is drawn
    ties = models.CharField("how ties are broken", max_length=10, choices=Ties.choices, default=Ties.DESIRABLES)
    tie_criterion = models.ForeignKey(
        "vacancies.Criterion", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    calibrates = models.BooleanField("everybody scores the same two first", default=False)
    rest_opened_at = models.DateTimeField(null=True, blank=True)  # after a calibration round
    rest_opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    talked = models.TextField(blank=True)  # what the panel agreed that scores mean, when the chair opened the rest
    plan_agreed_at = models.DateTimeField(null=True, blank=True)
    plan_agreed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    outcomes_released_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(rest_opened_at__isnull=True, rest_opened_by__isnull=True)
                | Q(rest_opened_at__isnull=False, rest_opened_by__isnull=False),
                name="panel_rest_opened_by_and_at",
            ),
        ]

    def __str__(self) -> str:
        return f"Panel of {self.vacancy_id}"


class PanelMemberQuerySet(models.QuerySet["PanelMember"]):
    """Named reads of panel members."""

    def for_home(self, user: Any) -> Self:
        """The places of `user` on panels whose vacancy goes on.

        `left`: how many candidates they have to score; `to_mark`: how many sheets of interviews, from their day on.

        A panel is left out where the person applied themselves.
        """
        ended = [Vacancy.State.FILLED, Vacancy.State.UNFILLED, Vacancy.State.WITHDRAWN]
        marked = Q(sheets__submitted_at=None, sheets__set_aside_at=None)
        marked &= Q(sheets__activity__day__on__lte=timezone.localdate())
        marked &= Q(sheets__application__state__in=("shortlisted", "interviewed"))
        live = Q(sheets__submitted_at=None, sheets__stage="sift", sheets__application__state="submitted")
        live &= Q(sheets__set_aside_at=None)
        return (
            self.current()
            .filter(user=user)
            .exclude(panel__vacancy__state__in=ended)
            .exclude(panel__vacancy__applications__candidate=user)
            .select_related("panel__vacancy__school__trust")
            .annotate(
                left=models.Count("sheets", filter=live & ~Q(role=PanelMember.Role.OBSERVER)),
                to_mark=models.Count("sheets", filter=marked),
            )
            .order_by("panel__sift_due_on", "pk")
        )

    def current(self) -> Self:
        """Not taken off the panel."""
        return self.filter(removed_at=None)

    def scoring(self) -> Self:
        """Those who score: not observers."""
        return self.current().exclude(role=PanelMember.Role.OBSERVER)


class PanelMember(models.Model):
    """A person on the panel."""

    class Role(models.TextChoices):
        CHAIR = "chair", "Chair"
        MEMBER = "member", "Member"
        OBSERVER = "observer", "Observer, gives no scores"

    panel = models.ForeignKey(Panel, on_delete=models.CASCADE, related_name="members")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="panel_places")
    role = models.CharField(max_length=8, choices=Role.choices, default=Role.MEMBER)
    trained_on = models.DateField("safer recruitment training completed on", null=True, blank=True)
    training_provider = models.CharField(max_length=150, blank=True)
    added_at = models.DateTimeField(default=timezone.now)
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = PanelMemberQuerySet.as_manager()

    class Meta:
        ordering = ["role", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["panel", "user"], condition=Q(removed_at__isnull=True), name="panel_member_once"
            ),
            models.UniqueConstraint(
                fields=["panel"], condition=Q(removed_at__isnull=True, role="chair"), name="panel_one_chair"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.get_role_display()}"
