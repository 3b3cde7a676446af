"""Letters to candidates without an e-mail address: made like every other, printed and posted by HR."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.apps import apps
from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from applications.models import Acquaintance, Application
from applications.services.messages import acquaint
from core import emails
from core.audit import record
from core.models import OutgoingEmail
from core.services.letters import compose

State = OutgoingEmail.State
OURS = Application._meta.label_lower

_enclosed: dict[str, tuple[str, str]] = {}


def enclose(template: str, words: str, url_name: str) -> None:
    """A later stage says what goes into the envelope with letters of a kind; its page takes the application's ref."""
    _enclosed[template] = (words, url_name)


@dataclass(frozen=True)
class ToPost:
    """A letter that waits for the post, and whose application it is about."""

    email: OutgoingEmail
    application: Application

    @property
    def encloses(self) -> tuple[str, str] | None:
        """What is put in with it: its words and its address; None for most letters."""
        if (found := _enclosed.get(self.email.template)) is None:
            return None
        return found[0], reverse(found[1], args=[self.application.ref])

    @property
    def kind(self) -> str:
        """What letter it is, by the name of its template."""
        return self.email.template.replace("_", " ").capitalize()


@dataclass(frozen=True)
class Paper:
    """A letter as it is printed."""

    address: str
    subject: str
    paragraphs: tuple[str, ...]


def letters_to_post(vacancy_ids: Iterable[int]) -> dict[int, list[ToPost]]:
    """Return the waiting letters by vacancy, oldest first; a query, and one for each kind of row they are about."""
    about: dict[str, dict[int, list[OutgoingEmail]]] = defaultdict(lambda: defaultdict(list))
    for email in OutgoingEmail.objects.filter(state=State.TO_POST).order_by("pk"):
        about[email.subject_type][email.subject_id or 0].append(email)
    wanted = set(vacancy_ids)
    found: dict[int, list[ToPost]] = defaultdict(list)
    for label, rows in about.items():
        for pk, application in _applications(label, list(rows), wanted):
            found[application.vacancy_id] += [ToPost(email, application) for email in rows[pk]]
    return {pk: sorted(letters, key=lambda each: each.email.pk) for pk, letters in found.items()}


def _applications(label: str, pks: list[int], wanted: set[int]) -> list[tuple[int, Application]]:
    """The application that each row is about: itself, or the one it belongs to."""
    model = apps.get_model(label)
    if label == OURS:
        rows = Application.objects.filter(pk__in=pks, vacancy__in=wanted).select_related("details", "paper")
        return [(row.pk, row) for row in rows]
    if not any(field.name == "application" for field in model._meta.get_fields()):
        return []
    related = model._default_manager.filter(pk__in=pks, application__vacancy__in=wanted)
    return [(row.pk, row.application) for row in related.select_related("application__details", "application__paper")]


def print_letter(letter: ToPost, *, by: User) -> Paper | None:
    """Return the letter for the paper, and record that `by` saw whose it is; None when it is no longer needed.

    What can only be followed on a screen (paragraphs with a link) is left out.
    """
    email, application = letter.email, letter.application
    try:
        made = emails.kinds()[email.template](email.ids)
    except ObjectDoesNotExist:
        made = None
    with transaction.atomic():
        acquaint(application, by=by, how=Acquaintance.How.POSTED)
        record("letter.printed", by=by, subject=application, school_id=email.school_id, codes={"letter": email.pk})
        if made is None:
            OutgoingEmail.objects.filter(pk=email.pk, state=State.TO_POST).update(state=State.DROPPED)
            return None
    made.context["posted"] = True
    message = compose(email, made)
    paragraphs = str(message.body).strip().split("\n\n")
    # In what HR typed an address stays; in our own letters it belongs to a button.
    ours = email.template != "message_to_candidate"
    kept = [each for each in paragraphs if not (ours and any(line.startswith("http") for line in each.split("\n")))]
    paper = application.paper
    name = application.details.full_name
    return Paper(f"{name}\n{paper.postal_address}", str(message.subject), tuple(_joined(each) for each in kept))


def _joined(paragraph: str) -> str:
    """A paragraph that was wrapped for the screen, in one line; a list stays a list."""
    lines = paragraph.split("\n")
    return paragraph if lines[0][:2] in ("* ", "1.") else " ".join(lines)


def posted(letter: ToPost, *, by: User) -> None:
    """HR has posted it. Said twice it is recorded once."""
    with transaction.atomic():
        waiting = OutgoingEmail.objects.filter(pk=letter.email.pk, state=State.TO_POST)
        if waiting.update(state=State.SENT, sent_at=timezone.now()):
            codes = {"letter": letter.email.pk}
            record("letter.posted", by=by, subject=letter.application, school_id=letter.email.school_id, codes=codes)
