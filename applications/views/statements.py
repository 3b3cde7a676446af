"""The section of the statements: what the school looks for, how far each answer is, how long it all is."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from applications.addresses import marks_url, section_url, statement_url
from applications.criteria import Rules, grouped, is_wanted, method_words, rules_of, words
from applications.identity import HIDE, SHOW
from applications.laid_out import pdf_of, sides_of
from applications.models import Application, SectionName
from applications.services.statements import choose_identity
from applications.sides import sides_words
from applications.signs import signs_of, texts_in_order, used_words
from applications.views.base import DraftPage
from applications.views.lists import ListPage
from core.components import Task
from vacancies import scoring_words
from vacancies.models import Criterion


class StatementsView(ListPage):
    """The list."""

    section = SectionName.STATEMENTS
    template_name = "applications/statements.html"

    @property
    def rules(self) -> Rules:
        """How HR wants them written."""
        return rules_of(self.application.vacancy)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the criteria by section of the pack with how far each answer is, and what is judged later."""
        rows = {row.criterion_id: row for row in self.application.statements.all()}
        places = {criterion.pk: place for place, criterion in enumerate(self.criteria.now, 1)}
        if self.rules.one:
            marks = rows[None].marks if None in rows else {}
            tasks = {row.pk: _mark_task(self.application, row, places[row.pk], marks) for row in self.criteria.now}
        else:
            texts = {pk: row.text for pk, row in rows.items()}
            tasks = {row.pk: self._task(row, places[row.pk], texts.get(row.pk, "")) for row in self.criteria.now}
        wanted = [row.pk for row in self.criteria.now if is_wanted(row)]
        found = enumerate(grouped(self.criteria.now))
        return super().get_context_data(
            groups=[(f"group-{n}", name, [tasks[row.pk] for row in group]) for n, (name, group) in found],
            later=[(name, [(row, method_words(row)) for row in group]) for name, group in grouped(self.criteria.later)],
            rules=self.rules,
            written=sum(bool(pk in rows and rows[pk].text.strip()) for pk in wanted),
            total=len(wanted),
            supporting=_supporting_task(self.application, rows.get(None), self.rules) if self.rules.one else None,
            used=used_words(self.application, self.criteria.now),
            scale=scoring_words.of(self.application.vacancy),
            **kwargs,
        )

    def _task(self, criterion: Criterion, place: int, text: str) -> Task:
        url = statement_url(self.application, criterion.pk)
        label = f"{place}. {criterion.text}"
        hint = str(criterion.get_importance_display()) if is_wanted(criterion) else "If you want to add to your form"
        if self.rules.over(text):
            return Task(label, "Too long", url, f"{hint}, {words(text):,} words", "orange")
        if text.strip():
            return Task(label, "Written", url, f"{hint}, {words(text):,} word{'' if words(text) == 1 else 's'}")
        return Task(label, "Not started", url, hint, "grey") if is_wanted(criterion) else Task(label, "", url, hint)


def _supporting_task(application: Application, row: Any, rules: Rules) -> Task:
    url = section_url(application, "supporting")
    text = row.text if row else ""
    if not text.strip():
        return Task("Write your statement", "Not started", url, f"Up to {rules.limit}", "grey")
    count = words(text)
    hint = f"{count:,} word{'' if count == 1 else 's'}"
    if rules.over(text):
        return Task("Write your statement", "Too long", url, f"{hint}, the most is {rules.words:,}", "orange")
    return Task("Write your statement", "Written", url, hint)


def _mark_task(application: Application, criterion: Criterion, place: int, marks: dict[str, list[int]]) -> Task:
    url = marks_url(application, criterion.pk)
    label = f"{place}. {criterion.text}"
    hint = str(criterion.get_importance_display())
    if str(criterion.pk) not in marks:
        return Task(label, "Not marked", url, hint, "grey") if is_wanted(criterion) else Task(label, "", url, hint)
    count = len(marks[str(criterion.pk)])
    if not count:
        return Task(label, "Not answered", url, hint)
    return Task(label, "Marked", url, f"{hint}, {count} paragraph{'' if count == 1 else 's'}")


class LengthView(ListPage):
    """How many sides it all takes, exactly."""

    section = SectionName.STATEMENTS
    template_name = "applications/length.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the count of the page as it is laid out."""
        used = sides_of(texts_in_order(self.application, self.criteria.now))
        rules = rules_of(self.application.vacancy)
        over = bool(rules.sides) and used > rules.sides
        return super().get_context_data(used=sides_words(used), rules=rules, over=over, nothing=not used, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Nothing is finished here."""
        return redirect(section_url(self.application, self.section))


class LengthPdfView(ListPage):
    """The page that is counted."""

    section = SectionName.STATEMENTS

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The file."""
        pdf = pdf_of(texts_in_order(self.application, self.criteria.now))
        headers = {"Content-Disposition": f'inline; filename="statements-{self.application.ref}.pdf"'}
        return HttpResponse(pdf, content_type="application/pdf", headers=headers)


class IdentityView(ListPage):
    """Words that may show who the candidate is, all of them, with their place. The candidate decides."""

    section = SectionName.STATEMENTS
    template_name = "applications/identity.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what was found."""
        signs = signs_of(self.application, self.criteria.now)
        return super().get_context_data(
            signs=signs, check_url=section_url(self.application, "check"), **{"with_place": True, **kwargs}
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Keep a choice."""
        choose_from(self, request)
        return redirect(section_url(self.application, "identity"))


def choose_from(page: DraftPage, request: HttpRequest) -> bool:
    """Keep the choice whose button was pressed (`hide` or `show`, with the words); tell whether there was one."""
    for choice in (HIDE, SHOW):
        if words_chosen := request.POST.get(choice, "")[:300]:
            choose_identity(page.application, by=page.by, words=words_chosen, choice=choice)
            return True
    return False
