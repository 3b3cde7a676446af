"""The letters that applications send."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from applications import reveal
from applications.models import Application, LateRequest, Message, OnBehalf, Thread
from applications.task_list import time_left
from core.emails import POSTED_AT, Letter, register
from core.links import absolute
from vacancies.models import Vacancy

ENTERED: dict[str, str] = {  # what HR entered at the candidate's word, as the letter to them says it
    OnBehalf.Act.WITHDRAW: "You withdraw your application.",
    OnBehalf.Act.WROTE: "What you wrote or said. We answer it by letter.",
    OnBehalf.Act.COMES: "You come to the interview.",
    OnBehalf.Act.OTHER_TIME: "You ask for another interview time. We write to you again about that.",
    OnBehalf.Act.TAKES_TIME: "You chose an interview time. We write to you with all your times.",
    OnBehalf.Act.ACCEPT: "You accept the offer.",
    OnBehalf.Act.DECLINE: "You decline the offer.",
    OnBehalf.Act.MAY_ASK: "We may ask your referee now.",
    OnBehalf.Act.NOT_YET: "We do not ask your referee before you have an offer.",
    OnBehalf.Act.DECLARED: "The answers of your self-declaration, as they stand on your paper.",
    OnBehalf.Act.SEARCH: "What you say to what we found online.",
}


def _application(ids: Mapping[str, Any]) -> Application | None:
    return Application.objects.for_page().select_related("details").filter(pk=ids["application"]).first()


def _to_candidate(application: Application, *, link: str = "", **context: Any) -> Letter:
    vacancy = application.vacancy
    link = link or absolute(reverse("applications:task_list", args=[application.ref]))
    return Letter(
        application.candidate.email,
        {"application": application, "vacancy": vacancy, "name": called(application), "link": link, **context},
        school=vacancy.school.name,
        accent=vacancy.school.accent,
    )


def called(application: Application) -> str:
    """How a letter addresses the candidate: by the first names of the form, else by the account's name."""
    details = getattr(application, "details", None)
    return (details.first_names if details else "") or application.candidate.name


def _receipt(ids: Mapping[str, Any]) -> Letter | None:
    application = _application(ids)
    if application is None or application.submitted_at is None:
        return None
    copy = absolute(reverse("applications:copy", args=[application.ref]))
    return _to_candidate(application, copy=copy)


def _withdrawn(ids: Mapping[str, Any]) -> Letter | None:
    """To HR: one fewer. A name only once names may be known."""
    application = _application(ids)
    person = User.objects.filter(pk=ids["user"], is_active=True).first()
    if application is None or person is None or not person.has_perm("applications.list", application.vacancy):
        return None
    vacancy = application.vacancy
    context = {
        "vacancy": vacancy,
        "name": str(called(application)) if reveal.is_revealed(application) else "",
        "told": application.on_behalf.filter(act=OnBehalf.Act.WITHDRAW).exists(),
        "left": Application.objects.submitted().filter(vacancy=vacancy).count(),
        "link": absolute(reverse("applications:hr_list", args=[vacancy.ref])),
    }
    return Letter(person.email, context, school=vacancy.school.name, accent=vacancy.school.accent)


def _on_behalf_done(ids: Mapping[str, Any]) -> Letter | None:
    """To a candidate without an e-mail address: what HR entered at their word, so that a mistake comes out."""
    row = OnBehalf.objects.filter(pk=ids["told"]).first()
    application = _application({"application": row.application_id}) if row else None
    if row is None or application is None:
        return None
    return _to_candidate(application, told=row, sentence=ENTERED[row.act])


def _vacancy_ended(ids: Mapping[str, Any]) -> Letter | None:
    """To everyone who sent or was writing an application, when the school withdraws the vacancy."""
    application = _application(ids)
    if application is None or application.vacancy.state != Vacancy.State.WITHDRAWN:
        return None
    return _to_candidate(application)


def _extended(ids: Mapping[str, Any]) -> Letter | None:
    """To those who are still writing: there is more time."""
    application = _application(ids)
    if application is None or application.state != Application.State.DRAFT:
        return None
    return _to_candidate(application, closes_at=application.closes_at)


def _closed_early(ids: Mapping[str, Any]) -> Letter | None:
    """To those who were still writing when the school closed it early. Not when it was opened again."""
    application = _application(ids)
    if application is None or application.vacancy.state != Vacancy.State.CLOSED or application.submitted_at is not None:
        return None
    return _to_candidate(application)


def _corrected(ids: Mapping[str, Any]) -> Letter | None:
    """To everyone who sent or is writing an application: the person specification was put right."""
    application = _application(ids)
    if application is None or application.vacancy.state != Vacancy.State.PUBLISHED:
        return None
    version = application.vacancy.specification_versions.last()
    changes = absolute(reverse("vacancies:public_changes", args=[application.vacancy.ref]))
    sent = application.submitted_at is not None
    return _to_candidate(application, note=version.note if version else "", changes=changes, sent=sent)


def _reminder(ids: Mapping[str, Any]) -> Letter | None:
    """To somebody whose draft closes soon, unless it was sent, or given more time, since."""
    application = _application(ids)
    now = timezone.now()
    if application is None or not application.may_be_sent(now) or not application.reminders_wanted:
        return None
    closes_at = application.closes_at
    return _to_candidate(application, closes_at=closes_at, left=time_left(closes_at, now) if closes_at else "")


def _late_request(ids: Mapping[str, Any]) -> Letter | None:
    """To HR: somebody asks for more time. Never who. HR on the panel of a blind sift hears that a colleague decides."""
    requests = LateRequest.objects.filter(pk=ids["request"], decided_at=None)
    found = requests.select_related("application__vacancy__school").first()
    person = User.objects.filter(pk=ids["user"], is_active=True).first()
    if found is None or person is None or not person.has_perm("applications.list", found.application.vacancy):
        return None
    vacancy = found.application.vacancy
    may_decide = person.has_perm("applications.post_letters", vacancy)
    path = reverse("applications:hr_list", args=[vacancy.ref])
    if may_decide:
        path = reverse("applications:late", args=[vacancy.ref, found.pk])
    context = {"vacancy": vacancy, "may_decide": may_decide, "link": absolute(path)}
    return Letter(person.email, context, school=vacancy.school.name, accent=vacancy.school.accent)


def _late_answer(ids: Mapping[str, Any]) -> Letter | None:
    """To the candidate: what HR decided."""
    request = LateRequest.objects.filter(pk=ids["request"], decided_at__isnull=False).first()
    application = _application({"application": request.application_id}) if request else None
    if request is None or application is None or application.state != Application.State.DRAFT:
        return None
    return _to_candidate(application, until=request.allowed_until, answer=request.answer)


def _message_to_candidate(ids: Mapping[str, Any]) -> Letter | None:
    """To the candidate: the school has written. Not sent once they have read it; its words stay in the service."""
    message = Message.objects.select_related("thread").filter(pk=ids["message"], read_at=None).first()
    application = _application({"application": message.thread.application_id}) if message else None
    if message is None or application is None:
        return None
    if not application.candidate.is_active and not application.candidate.email.endswith(POSTED_AT):
        return None  # the account was closed meanwhile
    link = absolute(reverse("applications:messages", args=[application.ref]))
    return _to_candidate(application, link=link, message=message)


def _message_to_school(ids: Mapping[str, Any]) -> Letter | None:
    """To HR: a candidate has written, never who. HR on the panel of a blind sift hears that a colleague answers."""
    rows = Thread.objects.filter(pk=ids["thread"], waits_since__isnull=False)
    thread = rows.select_related("application__vacancy__school__trust").first()
    person = User.objects.filter(pk=ids["user"], is_active=True).first()
    if thread is None or person is None or not person.has_perm("applications.list", thread.application.vacancy):
        return None
    vacancy = thread.application.vacancy
    may_answer = person.has_perm("applications.answer", thread)
    link = reverse("applications:hr_threads", args=[vacancy.ref])
    if may_answer:
        link = reverse("applications:hr_thread", args=[vacancy.ref, thread.ref])
    context = {"vacancy": vacancy, "may_answer": may_answer, "link": absolute(link)}
    return Letter(person.email, context, school=vacancy.school.name, accent=vacancy.school.accent)


register("message_to_candidate", _message_to_candidate)
register("message_to_school", _message_to_school)
register("on_behalf_done", _on_behalf_done)
register("application_reminder", _reminder)
register("late_request", _late_request)
register("late_answer", _late_answer)
register("application_closed_early", _closed_early)
register("application_specification_corrected", _corrected)
register("application_receipt", _receipt)
register("application_withdrawn", _withdrawn)
register("application_vacancy_withdrawn", _vacancy_ended)
register("application_more_time", _extended)
