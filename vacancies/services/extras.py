"""What an advert carries besides its facts: statements of the school's own, level tables, documents."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.files.base import File
from django.db import transaction

from accounts.models import User
from core.audit import record
from core.services.files import DOCX, PDF, delete_file, store_file
from core.states import StateError
from vacancies.editing import hold_draft, refuse_if_edited, values_of
from vacancies.models import LevelRow, LevelTable, Vacancy, VacancyDocument, VacancyStatement

MOST_STATEMENTS, MOST_TABLES, MOST_DOCUMENTS = 20, 5, 10
STATEMENT = ("heading", "text")
KINDS = (PDF, DOCX)
GONE = "This is no longer there: somebody else has deleted it."
Row = tuple[str, str, str]  # post, level, duties


def save_statement(
    vacancy: Vacancy, *, by: User, heading: str, text: str, pk: int | None = None, seen: str | None = None
) -> VacancyStatement:
    """Add a statement at the end of a draft, or change the one of key `pk`.

    The same heading and words twice are one: a form that was sent twice adds one. Raises EditedMeanwhileError when
    somebody else saved first, StateError after publication, when it is gone, or when there are too many.
    """
    wanted = {"heading": heading.strip(), "text": text.strip()}
    with transaction.atomic():
        hold_draft(vacancy)
        row = (
            vacancy.further_statements.filter(**wanted).first() if pk is None else _found(VacancyStatement, vacancy, pk)
        )
        if row is None:
            _room(vacancy.further_statements, MOST_STATEMENTS, "statements")
            row = VacancyStatement(vacancy=vacancy, position=_end(vacancy.further_statements))
        elif pk is not None:
            refuse_if_edited(vacancy, stored=values_of(row, STATEMENT), wanted=wanted, seen=seen)
        if row.pk is None or values_of(row, STATEMENT) != wanted:
            row.heading, row.text = wanted["heading"], wanted["text"]
            row.save()
            _record(vacancy, by, "statement_changed", row.pk)
    return row


def save_level_table(
    vacancy: Vacancy,
    *,
    by: User,
    title: str,
    intro: str,
    rows: Sequence[Row],
    pk: int | None = None,
    seen: str | None = None,
) -> LevelTable:
    """Add a table to a draft, or write the one of key `pk` anew, with its rows in order. Raises as save_statement."""
    wanted = {"title": title.strip(), "intro": intro.strip(), "rows": [tuple(each) for each in rows]}
    with transaction.atomic():
        hold_draft(vacancy)
        table = _found(LevelTable, vacancy, pk) if pk is not None else _same_table(vacancy, wanted)
        if table is None:
            _room(vacancy.level_tables, MOST_TABLES, "tables")
            table = LevelTable(vacancy=vacancy, position=_end(vacancy.level_tables))
        elif pk is not None:
            refuse_if_edited(vacancy, stored=table_values(table), wanted=wanted, seen=seen)
        if table.pk is None or table_values(table) != wanted:
            _write_table(table, wanted)
            _record(vacancy, by, "levels_changed", table.pk)
    return table


def table_values(table: LevelTable) -> dict[str, Any]:
    """A table as its page shows it: one query."""
    rows = [(row.post, row.level, row.duties) for row in table.rows.all()]
    return {"title": table.title, "intro": table.intro, "rows": rows}


def add_document(vacancy: Vacancy, *, by: User, upload: File[Any], title: str) -> VacancyDocument:
    """Keep a file that candidates may download; under the same title it takes the place of the earlier one.

    Raises FileRefusedError (core/services/files.py), StateError after publication or when there are too many.
    """
    with transaction.atomic():
        hold_draft(vacancy)
        earlier = vacancy.documents.filter(title=title.strip()).select_related("file").first()
        if earlier is None:
            _room(vacancy.documents, MOST_DOCUMENTS, "documents")
        stored = store_file(upload, by=by, kinds=KINDS, subject=vacancy, school_id=vacancy.school_id)
        if earlier is not None:
            _drop_document(earlier, by=by)
        return VacancyDocument.objects.create(vacancy=vacancy, file=stored, title=title.strip())


def delete_extra(row: VacancyStatement | LevelTable | VacancyDocument, *, by: User) -> None:
    """Take a statement, a table or a document out of a draft; one that has gone already is no error."""
    vacancy = row.vacancy
    with transaction.atomic():
        hold_draft(vacancy)
        there = type(row)._default_manager.filter(pk=row.pk).first()
        if isinstance(there, VacancyDocument):
            _drop_document(there, by=by)
        elif there is not None:
            there.delete()
            verb = "statement_removed" if isinstance(there, VacancyStatement) else "levels_removed"
            _record(vacancy, by, verb, row.pk)


def _drop_document(document: VacancyDocument, *, by: User) -> None:
    file = document.file
    document.delete()
    delete_file(file, by=by)


def _same_table(vacancy: Vacancy, wanted: dict[str, Any]) -> LevelTable | None:
    tables = vacancy.level_tables.filter(title=wanted["title"]).prefetch_related("rows")
    return next((table for table in tables if table_values(table) == wanted), None)


def _write_table(table: LevelTable, wanted: dict[str, Any]) -> None:
    table.title, table.intro = wanted["title"], wanted["intro"]
    table.save()
    table.rows.all().delete()
    LevelRow.objects.bulk_create(
        LevelRow(table=table, post=post, level=level, duties=duties, position=place)
        for place, (post, level, duties) in enumerate(wanted["rows"])
    )


def _found(model: Any, vacancy: Vacancy, pk: int) -> Any:
    row = model._default_manager.filter(vacancy=vacancy, pk=pk).first()
    if row is None:
        raise StateError(GONE)
    return row


def _room(rows: Any, most: int, what: str) -> None:
    if rows.count() >= most:
        raise StateError(f"An advert holds at most {most} {what}. Delete one first.")


def _end(rows: Any) -> int:
    last = rows.order_by("-position").values_list("position", flat=True).first()
    return 0 if last is None else int(last) + 1


def _record(vacancy: Vacancy, by: User, what: str, pk: int) -> None:
    record(f"vacancy.{what}", by=by, subject=vacancy, school_id=vacancy.school_id, codes={"row": pk})
