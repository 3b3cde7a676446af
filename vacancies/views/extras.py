"""Lists of what an advert carries besides its facts, with a page to add, change and delete each."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.generic import FormView, TemplateView

from core.components import Cell, Column, Line, Table
from core.services.files import FileRefusedError
from core.states import StateError
from vacancies.advert_tasks import next_part
from vacancies.editing import Seen, values_of
from vacancies.forms.extras import DocumentForm, LevelTableForm, StatementForm, rows_initial
from vacancies.models import LevelTable, VacancyDocument, VacancyStatement
from vacancies.parts import BY_SLUG
from vacancies.services.extras import (
    STATEMENT,
    add_document,
    delete_extra,
    save_level_table,
    save_statement,
    table_values,
)
from vacancies.services.sections import mark_section
from vacancies.views.base import OfVacancy, SavingView


class ListView(OfVacancy, TemplateView):
    """The rows of one kind. POST leaves the page: done, or to come back."""

    template_name = "vacancies/extras.html"
    slug: str
    says: str
    add_page: str
    add_label: str
    edit_page = ""
    delete_page: str

    def rows(self) -> list[Any]:
        """The rows, in order."""
        raise NotImplementedError

    def hint(self, row: Any) -> str:
        """A line under a row's name."""
        return ""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Remember how far it is."""
        later = "later" in request.POST
        if self.is_draft:
            mark_section(self.vacancy, self.slug, by=self.user, done=not later)
        back = later or not self.is_draft
        return redirect(self.page("advert") if back else next_part(self.vacancy, self.slug))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the table."""
        rows, what = self.rows(), BY_SLUG[self.slug].label
        lines = [Line([Cell(str(row), hint=self.hint(row), strong=True), *self._links(row)]) for row in rows]
        columns = [
            Column(what),
            *([Column("Change", hidden=True)] if self.edit_page else []),
            Column("Delete", hidden=True),
        ]
        return super().get_context_data(
            heading=what,
            says=self.says,
            table=Table(what, columns if self.is_draft else columns[:1], lines) if rows else None,
            add_url=self.page(self.add_page),
            add_label=self.add_label,
            **kwargs,
        )

    def _links(self, row: Any) -> list[Cell]:
        if not self.is_draft:
            return []
        change = [Cell("Change", url=self.page(self.edit_page, row.pk), about=str(row))] if self.edit_page else []
        return [*change, Cell("Delete", url=self.page(self.delete_page, row.pk), about=str(row))]


class StatementsListView(ListView):
    """Statements of the school's own."""

    slug, add_page, edit_page, delete_page = "more", "more_add", "more_edit", "more_delete"
    says = "Anything your packs always say: data protection, the trust’s conditions, notes. They stand at the end."
    add_label = "Add a statement"

    def rows(self) -> list[Any]:
        """In order."""
        return list(self.vacancy.further_statements.all())


class LevelsListView(ListView):
    """Supplementary tables."""

    slug, add_page, edit_page, delete_page = "levels", "levels_add", "levels_edit", "levels_delete"
    says = "Where a payment has levels: which further duties go with which post and level."
    add_label = "Add a table"

    def rows(self) -> list[Any]:
        """With their rows, to be counted."""
        return list(self.vacancy.level_tables.prefetch_related("rows"))

    def hint(self, row: LevelTable) -> str:
        """How many rows."""
        count = len(row.rows.all())
        return f"{count} row{'' if count == 1 else 's'}"


class DocumentsListView(ListView):
    """Documents to download."""

    slug, add_page, delete_page = "documents", "documents_add", "documents_delete"
    says = (
        "We make the job pack from this advert. Add a file only for what is not in it, such as a letter from the head."
    )
    add_label = "Add a document"

    def rows(self) -> list[Any]:
        """With their files, for their size."""
        return list(self.vacancy.documents.select_related("file"))

    def hint(self, row: VacancyDocument) -> str:
        """Its name and size."""
        return f"{row.file.name}, {max(1, round(row.file.size / 1000))}KB"


class ExtraView(SavingView):
    """Adding or changing one row; `pk` in the address is the row."""

    template_name = "vacancies/extra.html"
    list_page: str
    added: str
    model: type[Any]

    @cached_property
    def row(self) -> Any:
        """The row in the address; None on the page that adds one. Raises Http404."""
        if "pk" not in self.kwargs:
            return None
        found = self.model.objects.filter(vacancy=self.vacancy, pk=self.kwargs["pk"]).first()
        if found is None:
            raise Http404
        return found

    def stored(self) -> dict[str, Any]:
        """The row's values, read again."""
        raise NotImplementedError

    def current_digest(self) -> str:
        """The digest of what is stored now."""
        return Seen.of(self.stored()).digest if self.row else ""

    def get_initial(self) -> dict[str, Any]:
        """As stored."""
        return {**self.stored(), "seen": self.current_digest()} if self.row else {}

    def get_success_url(self) -> str:
        """Back to the list."""
        messages.success(self.request, f"{self.added}: saved.")
        return self.page(self.list_page)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the words of the page."""
        heading = f"Change {self.added.lower()}" if self.row else f"Add {self.added.lower()}"
        return super().get_context_data(heading=heading, back=self.page(self.list_page), **kwargs)


class StatementView(ExtraView):
    """One statement."""

    form_class: Any = StatementForm
    model, list_page, added = VacancyStatement, "more", "A statement"

    def stored(self) -> dict[str, Any]:
        """Heading and words."""
        row = self.model.objects.filter(pk=self.row.pk).first()
        return values_of(row, STATEMENT) if row else {}

    def save(self, form: StatementForm) -> None:
        """Save it."""
        pk = self.row.pk if self.row else None
        seen = form.cleaned_data["seen"] or None
        save_statement(self.vacancy, by=self.user, **form.values(), pk=pk, seen=seen)


class LevelTableView(ExtraView):
    """One table with its rows."""

    form_class: Any = LevelTableForm
    model, list_page, added = LevelTable, "levels", "A table"

    def get_form_kwargs(self) -> dict[str, Any]:
        """As many rows as it has, and two to fill."""
        return {**super().get_form_kwargs(), "table": self.row}

    def stored(self) -> dict[str, Any]:
        """Title, words and rows."""
        row = self.model.objects.filter(pk=self.row.pk).first()
        return table_values(row) if row else {}

    def get_initial(self) -> dict[str, Any]:
        """The rows by box."""
        stored = super().get_initial()
        return {**stored, **rows_initial(stored.get("rows", []))}

    def words_of(self, form: Any, name: str, value: Any) -> str:
        """Rows as lines."""
        if name == "rows":
            return "\n".join(" | ".join(part for part in row if part) for row in value)
        return super().words_of(form, name, value)

    def label_of(self, form: Any, name: str) -> str:
        """Rows by their name."""
        return "Rows" if name == "rows" else super().label_of(form, name)

    def save(self, form: LevelTableForm) -> None:
        """Save it whole."""
        given = form.cleaned_data
        words = {"title": given["title"], "intro": given["intro"], "rows": form.rows()}
        pk = self.row.pk if self.row else None
        save_level_table(self.vacancy, by=self.user, **words, pk=pk, seen=given["seen"] or None)


class DocumentView(ExtraView):
    """One more document."""

    form_class: Any = DocumentForm
    model, list_page, added = VacancyDocument, "documents", "A document"

    def form_valid(self, form: DocumentForm) -> HttpResponse:
        """What is wrong with the file is said beside it."""
        try:
            return super().form_valid(form)
        except FileRefusedError as error:
            form.add_error("file", str(error))
            return self.form_invalid(form)

    def save(self, form: DocumentForm) -> None:
        """Check the file and keep it."""
        given = form.cleaned_data
        add_document(self.vacancy, by=self.user, upload=given["file"], title=given["title"])


class DeleteExtraView(OfVacancy, FormView):
    """Asked first, then deleted."""

    template_name = "vacancies/delete.html"
    model: type[Any] = VacancyStatement
    list_page = "more"

    @cached_property
    def row(self) -> Any:
        """The row in the address. Raises Http404."""
        found = self.model.objects.filter(vacancy=self.vacancy, pk=self.kwargs["pk"]).select_related("vacancy").first()
        if found is None:
            raise Http404
        return found

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show what goes."""
        context = {
            "heading": "Delete this?",
            "what": [str(self.row)],
            "button": "Delete",
            "back": self.page(self.list_page),
        }
        return self.render_to_response(self.get_context_data(form=None, **context))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Delete it."""
        try:
            delete_extra(self.row, by=self.user)
        except StateError as error:
            return self.refused(error, self.list_page)
        messages.success(request, "Deleted.")
        return redirect(self.page(self.list_page))
