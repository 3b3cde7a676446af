"""The job description of a draft: headings with their duties. One duty at a time: services/arranging.py."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from accounts.models import User
from core.audit import record
from core.states import StateError
from vacancies.editing import Seen, refuse_if_edited
from vacancies.models import Duty, DutySection, Vacancy
from vacancies.services.undo import step

GONE = "This part of the job description is no longer there: somebody else has deleted it."


def seen_of(section: DutySection) -> str:
    """The digest of a heading and its duties that its form carries."""
    return Seen.of(_values(section)).digest


def save_section(
    section: DutySection, *, by: User, heading: str, duties: Sequence[str], seen: str | None = None
) -> None:
    """Put `heading` and `duties` in place of what a section of a draft held. Duties that stay keep their rows.

    Raises EditedMeanwhileError when somebody else saved first, StateError after publication.
    """
    vacancy = section.vacancy
    with step(vacancy, by=by, what="changed duties"):
        stored = DutySection.objects.filter(pk=section.pk).first()
        if stored is None:
            raise StateError(GONE)
        wanted = {"heading": heading.strip(), "duties": list(duties)}
        before = _values(stored)
        refuse_if_edited(vacancy, stored=before, wanted=wanted, seen=seen)
        if before == wanted:
            return
        stored.heading = heading.strip()
        stored.save(update_fields=["heading"])
        _put(stored, duties)
        _record("job_description.changed", vacancy, stored, by=by)


def add_section(vacancy: Vacancy, *, by: User, heading: str, duties: Sequence[str]) -> DutySection:
    """Add a heading with its duties at the end of a draft's job description; sent twice it is one."""
    with step(vacancy, by=by, what="added duties"):
        last = vacancy.duty_sections.last()
        if last is not None and _values(last) == {"heading": heading.strip(), "duties": list(duties)}:
            return last
        position = 0 if last is None else last.position + 1
        section = DutySection.objects.create(vacancy=vacancy, heading=heading.strip(), position=position)
        write_duties(section, duties)
        _record("job_description.added", vacancy, section, by=by)
    return section


def delete_section(section: DutySection, *, by: User) -> None:
    """Take a heading and its duties out of a draft; one that has gone already is no error."""
    vacancy = section.vacancy
    with step(vacancy, by=by, what="deleted duties"):
        if DutySection.objects.filter(pk=section.pk).exists():
            _record("job_description.removed", vacancy, section, by=by)
            DutySection.objects.filter(pk=section.pk).delete()


def write_duties(section: DutySection, duties: Iterable[str]) -> None:
    """Write the duties of a section that has none, in the caller's transaction."""
    Duty.objects.bulk_create(Duty(section=section, text=text, position=n) for n, text in enumerate(duties))


def _put(section: DutySection, texts: Sequence[str]) -> None:
    """Put these duties in place of those of a section; one whose words stay keeps its row and place."""
    left = list(section.duties.all())
    kept = []
    for position, text in enumerate(texts):
        row = next((each for each in left if each.text == text), None) or Duty(section=section, text=text)
        left = [each for each in left if each is not row]
        row.position = position
        kept.append(row)
    Duty.objects.filter(pk__in=[each.pk for each in left]).delete()
    Duty.objects.bulk_update([each for each in kept if each.pk], ["position"], batch_size=200)
    Duty.objects.bulk_create([each for each in kept if not each.pk])


def _values(section: DutySection) -> dict[str, object]:
    return {"heading": section.heading, "duties": [duty.text for duty in section.duties.all()]}


def _record(verb: str, vacancy: Vacancy, section: DutySection, *, by: User) -> None:
    record(verb, by=by, subject=vacancy, school_id=vacancy.school_id, codes={"section": section.pk})
