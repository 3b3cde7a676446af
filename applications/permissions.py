"""Who may see and change an application: the candidate; after the outcomes are released HR, head and panel."""

from __future__ import annotations

from typing import Any

import rules

from accounts.models import School
from accounts.permissions import is_head, is_hr, is_trust_hr
from applications import reveal
from applications.models import Acquaintance, Application, Thread
from core import conflicts
from vacancies.models import Vacancy

S = Application.State


def applied_to(user: Any) -> frozenset[int]:
    """The vacancies for which `user` has started an application, withdrawn ones too; one query for a user object."""
    if not user.is_authenticated:
        return frozenset()
    if not hasattr(user, "_applied_to"):
        user._applied_to = frozenset(Application.objects.filter(candidate=user).values_list("vacancy_id", flat=True))
    return user._applied_to


def forget_applied_to(user: Any) -> None:
    """Ask again next time: this person has just started an application."""
    user.__dict__.pop("_applied_to", None)


def has_applied(user: Any, vacancy: Vacancy) -> bool:
    """An interest in the vacancy: any application for it, also a draft or one withdrawn (they saw the process)."""
    return vacancy.pk in applied_to(user)


@rules.predicate
def is_candidate(user: Any, application: Application | None) -> bool:
    """Whose application it is."""
    return application is not None and application.candidate_id == user.pk


@rules.predicate
def is_entered_for_them(user: Any, application: Application | None) -> bool:
    """It came on paper, and HR has not finished entering it: nobody else looks on."""
    return application is not None and application.on_paper_at is not None and application.state == S.DRAFT


@rules.predicate
def enters_it(user: Any, application: Application | None) -> bool:
    """HR who began to enter this paper application, while nothing has come between."""
    if application is None or application.on_paper_at is None or application.state != S.DRAFT:
        return False
    return application.paper.entered_by_id == user.pk and takes_paper(user, application.vacancy)


@rules.predicate
def may_apply(user: Any, vacancy: Vacancy | None) -> bool:
    """Anyone with an account, the school's own staff too; the page says when the vacancy is not open."""
    return user.is_authenticated and vacancy is not None and vacancy.published_at is not None


@rules.predicate
def runs_vacancy(user: Any, vacancy: Vacancy | None) -> bool:
    """HR of the school, who did not apply themselves."""
    return vacancy is not None and is_hr(user, vacancy.school) and not conflicts.has_interest(user, vacancy)


@rules.predicate
def kept_from_names(user: Any, vacancy: Vacancy | None) -> bool:
    """On the panel of a sift that is still blind: nothing may tell them who is who."""
    return vacancy is not None and reveal.is_sifter(user, vacancy) and reveal.released_at(vacancy) is None


@rules.predicate
def takes_paper(user: Any, vacancy: Vacancy | None) -> bool:
    """HR who is not on the panel, from publication until the outcomes are released."""
    if vacancy is None or vacancy.state not in (Vacancy.State.PUBLISHED, Vacancy.State.CLOSED):
        return False
    return runs_vacancy(user, vacancy) and not kept_from_names(user, vacancy) and reveal.released_at(vacancy) is None


@rules.predicate
def posts_letters(user: Any, vacancy: Vacancy | None) -> bool:
    """HR, and while the sift is blind only who is not on its panel: a letter to post bears a name and an address."""
    return runs_vacancy(user, vacancy) and not kept_from_names(user, vacancy)


@rules.predicate
def has_no_pages(user: Any, application: Application | None) -> bool:
    """Its candidate applied by post and is in the running: nobody can sign in for them."""
    if application is None or application.on_paper_at is None or application.state in (S.DRAFT, S.WITHDRAWN):
        return False
    return application.paper.by_post


@rules.predicate
def knows_them(user: Any, application: Application | None) -> bool:
    """HR of the vacancy who may know whose it is: after the release, or because they entered it or wrote to them."""
    if application is None or not posts_letters(user, application.vacancy):
        return False
    return reveal.is_revealed(application) or Acquaintance.objects.filter(application=application, user=user).exists()


@rules.predicate
def answers(user: Any, thread: Thread | None) -> bool:
    """HR of the vacancy; while its sift is blind only who is not on the panel, since words can tell who wrote them."""
    return thread is not None and posts_letters(user, thread.application.vacancy)


@rules.predicate
def writes_first(user: Any, application: Application | None) -> bool:
    """HR, to somebody they know by name."""
    return application is not None and runs_vacancy(user, application.vacancy)


@rules.predicate
def reads_named(user: Any, application: Application | None) -> bool:
    """HR, head or panel, who did not apply themselves."""
    if application is None or conflicts.has_interest(user, application.vacancy):
        return False
    school = application.vacancy.school
    return is_hr(user, school) or is_head(user, school) or reveal.is_reader(user, application)


@rules.predicate
def is_revealed(user: Any, application: Application | None) -> bool:
    """The outcomes of its sift are released."""
    return application is not None and reveal.is_revealed(application)


@rules.predicate
def is_hr_of(user: Any, application: Application | None) -> bool:
    """HR of the application's school."""
    return application is not None and is_hr(user, application.vacancy.school)


@rules.predicate
def is_hr_of_trust(user: Any, school: School | None) -> bool:
    """HR of the trust that runs the school."""
    return school is not None and is_trust_hr(user, school.trust)


conflicts.register(has_applied)
rules.add_perm("applications.own", (is_candidate & ~is_entered_for_them) | enters_it)
rules.add_perm("applications.correspond", is_candidate & ~is_entered_for_them)
rules.add_perm("applications.answer", answers)
rules.add_perm("applications.write_to", is_revealed & writes_first)
rules.add_perm("applications.speak_for", has_no_pages & knows_them)
rules.add_perm("applications.enter_paper", takes_paper)
rules.add_perm("applications.enter_this", enters_it)
rules.add_perm("applications.post_letters", posts_letters)
rules.add_perm("applications.read_scan", is_revealed & writes_first)
rules.add_perm("applications.apply", may_apply)
rules.add_perm("applications.list", runs_vacancy)
rules.add_perm("applications.read", is_revealed & reads_named)
rules.add_perm("applications.read_adjustments", is_revealed & reads_named & is_hr_of)
rules.add_perm("applications.monitoring", is_hr | is_head)
rules.add_perm("applications.trust_monitoring", is_hr_of_trust)
