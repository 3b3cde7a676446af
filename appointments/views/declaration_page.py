"""What the pages about a self-declaration share."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.http import Http404

from appointments import declaration as questions
from appointments.models import SelfDeclaration
from appointments.services import self_declaration as service
from appointments.views.common import PersonPage
from core.components import Cell, Column, Line, Table

COLUMNS = [Column("What"), Column("Answer")]


class DeclarationPage(PersonPage):
    """A page about the self-declaration of one candidate."""

    @cached_property
    def declaration(self) -> SelfDeclaration:
        """What was asked; nothing where it was not."""
        found = SelfDeclaration.objects.filter(application=self.application).first()
        if found is None:
            raise Http404
        found.application = self.application
        return found

    @cached_property
    def asked(self) -> list[questions.Page]:
        """The pages for this post."""
        return service.pages_of(self.declaration)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add it, and whether HR enters it from paper."""
        entering = self.application.candidate_id != self.by.pk
        return super().get_context_data(declaration=self.declaration, entering=entering, **kwargs)


def told(asked: list[questions.Page], answers: dict[str, dict[str, Any]]) -> list[Table]:
    """Each page with its questions and answers, yes first in the eye."""
    found = []
    for page in asked:
        lines = [answer_line(question, answers.get(question.key, {})) for question in page.questions]
        found.append(Table(page.title, COLUMNS, lines))
    return found


def answer_line(question: questions.Question, answer: dict[str, Any]) -> Line:
    yes = bool(answer.get("yes"))
    told = Cell(tag="Yes", colour="orange", hint=str(answer.get("detail", ""))) if yes else Cell("No")
    return Line([Cell(question.text), told])
