"""Who on the panel knows whom: named reads over declarations. Nothing here writes.

A list of names is shown before anything is read, and holds nothing but names: neither a candidate's number nor their
reference, so the sift stays blind. Its tick boxes are named by a digest of member and application.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.crypto import salted_hmac

from applications.models import Application
from shortlisting import sift
from shortlisting.models import ConflictDeclaration, Panel, PanelMember, ScoreSheet

TOKEN_LENGTH = 12
NOT_ON_IT = (Application.State.SUBMITTED, Application.State.NOT_SHORTLISTED)  # the shortlist


@dataclass(frozen=True)
class Name:
    """One name of the list. `token` tells it apart in the form, and means nothing anywhere else."""

    name: str
    token: str
    application: Application


def joined_late(member: PanelMember) -> bool:
    """Tell whether they joined after the release, for the interviews alone. No query."""
    released = member.panel.outcomes_released_at
    return released is not None and member.added_at >= released


def asked_about(member: PanelMember) -> QuerySet[Application]:
    """Return whom a member declares on: every candidate, or the shortlist for who joined for the interviews."""
    rows = Application.objects.submitted().filter(vacancy=member.panel.vacancy_id)
    return rows.exclude(state__in=NOT_ON_IT) if joined_late(member) else rows


def names_for(member: PanelMember) -> list[Name]:
    """Return the candidates as the member declares on them: by surname, whatever is known of them already."""
    rows = asked_about(member).select_related("details", "candidate")
    found = [Name(sift.name_of(each), _token(member, each), each) for each in rows]
    return sorted(found, key=lambda each: (_surname(each.name), each.name.casefold(), each.token))


def _surname(name: str) -> str:
    return (name.split() or [""])[-1].casefold()


def _token(member: PanelMember, application: Application) -> str:
    return salted_hmac("shortlisting.conflicts", f"{member.pk}:{application.pk}").hexdigest()[:TOKEN_LENGTH]


def has_to_declare(member: PanelMember) -> bool:
    """Tell whether there is a name that this member was not asked about: at first all, later a late one. One query."""
    if member.role == PanelMember.Role.OBSERVER or member.panel.sift_opened_at is None:
        return False
    if member.panel.outcomes_released_at is not None and not joined_late(member):
        return False
    said = ConflictDeclaration.objects.filter(member=member, application=OuterRef("pk"))
    return asked_about(member).filter(~Exists(said)).exists()


def owes_names(member: PanelMember) -> bool:
    """Tell whether they joined for the interviews, and have still to say whom they know: they see nobody before."""
    return joined_late(member) and has_to_declare(member)


def still_to_declare(panel: Panel) -> set[int]:
    """Return the ids of members with a sheet of a candidate whom they were not asked about. One query."""
    said = ConflictDeclaration.objects.filter(member=OuterRef("member"), application=OuterRef("application"))
    rows = ScoreSheet.objects.of_sift(panel).open().filter(~Exists(said))
    return set(rows.order_by().values_list("member", flat=True))


def waiting(panel: Panel) -> list[ConflictDeclaration]:
    """Return what HR has still to decide on, the oldest first."""
    rows = ConflictDeclaration.objects.of_panel(panel).undecided()
    if panel.outcomes_released_at is not None:  # of the sift itself nothing is decided any more
        rows = rows.filter(member__added_at__gte=panel.outcomes_released_at)
    return list(rows.select_related("member__user", "application__details", "application__candidate"))


def declared(panel: Panel) -> list[ConflictDeclaration]:
    """Return every declaration that somebody is known, the oldest first, decided or not."""
    rows = ConflictDeclaration.objects.of_panel(panel).filter(knows=True)
    return list(
        rows.select_related("member__user", "application__details", "application__candidate", "decided_by").order_by(
            "declared_at", "pk"
        )
    )


def own(member: PanelMember) -> list[ConflictDeclaration]:
    """Return whom the member said they know, by name order of the list; candidates who withdrew are left out."""
    order = {each.application.pk: place for place, each in enumerate(names_for(member))}
    rows = ConflictDeclaration.objects.filter(member=member, knows=True, application__in=order)
    found = list(rows.select_related("application__details", "application__candidate", "decided_by"))
    return sorted(found, key=lambda row: order[row.application_id])


def is_decided(member: PanelMember) -> bool:
    """Tell whether nothing that the member declared waits for HR."""
    mine = ConflictDeclaration.objects.of_panel(member.panel).filter(member=member)
    return not mine.undecided().exists()


def recused_from(member: PanelMember | None) -> frozenset[int]:
    """Return the ids of the applications that the member is out for; of nobody's place, none."""
    if member is None:
        return frozenset()
    rows = ConflictDeclaration.objects.recused().filter(member=member)
    return frozenset(rows.values_list("application", flat=True))


def left_to_score(application: Application, members: list[PanelMember]) -> list[PanelMember]:
    """Return those of `members` who are not out for this candidate."""
    out = set(ConflictDeclaration.objects.recused().filter(application=application).values_list("member", flat=True))
    return [member for member in members if member.pk not in out]
