"""What we hand out as a pack is read back as it was written: criteria, importance, methods, sections, duties."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.vacancies.factories import ready_vacancy
from vacancies.models import Vacancy
from vacancies.pack_docx import pack_docx
from vacancies.pack_pdf import pack_pdf
from vacancies.packs import Pack, read_pack

pytestmark = pytest.mark.django_db
WRITERS = pytest.mark.parametrize(
    ("write", "name"), [(pack_docx, "pack.docx"), (pack_pdf, "pack.pdf")], ids=["docx", "pdf"]
)


def written(write: Callable[[Vacancy], bytes], name: str) -> tuple[Vacancy, Pack]:
    vacancy = ready_vacancy(school__name="Alderbrook High School")
    return vacancy, read_pack(write(vacancy), name)


@WRITERS
def test_the_criteria_come_back(write: Callable[[Vacancy], bytes], name: str) -> None:
    vacancy, pack = written(write, name)
    meant = [
        (c.section.name, c.number or None, c.text, c.importance, {m for m in c.methods.split(",") if m})
        for c in vacancy.criteria.select_related("section").order_by("section__position", "position")
    ]
    assert meant
    assert [(c.section, c.number, c.text, c.importance, set(c.assessed_by)) for c in pack.criteria] == meant


@WRITERS
def test_the_duties_come_back(write: Callable[[Vacancy], bytes], name: str) -> None:
    vacancy, pack = written(write, name)
    meant = [
        (s.heading, tuple(d.text for d in s.duties.all())) for s in vacancy.duty_sections.prefetch_related("duties")
    ]
    assert meant
    assert [(s.heading, s.duties) for s in pack.jd_sections] == meant
