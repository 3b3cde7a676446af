"""Answering the checks of an advert's words: mend what has one right answer, undo it, leave advice, take that back."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from accounts.models import User
from core import gates
from core.audit import record
from core.gates import Force, GateName, Row
from core.states import StateError
from vacancies.editing import hold_draft
from vacancies.gates_wording import WordingFinding
from vacancies.models import AdviceLeft, Criterion, Duty, Vacancy, WordingMend
from vacancies.services.advert import save_details
from vacancies.services.specification import set_criterion
from vacancies.services.undo import step
from vacancies.wording import Remark
from vacancies.wording_of import text_fields

GONE = "This point is no longer there: the words have been changed. Look again."
FIELDS = frozenset({"title", *text_fields()})
MOST = 100  # mends in one go; each can bring forth another, never so many


@dataclass(frozen=True)
class Words:
    """The text of one place, as it is stored."""

    text: str
    row: Criterion | Duty | None = None


def mendable(remark: Remark) -> bool:
    """Whether one press can put it right: the right words are certain, and their place can be written."""
    kind, _, pk = remark.place.key.partition("-")
    return remark.replacement is not None and (
        remark.place.key in FIELDS or (kind in ("criterion", "duty") and pk != "")
    )


def mend(vacancy: Vacancy, *, by: User, code: str) -> WordingMend:
    """Put the words of one open finding right, through the service of their place. `code` is the finding's at the gate.

    Raises StateError when it is no longer open (pressed twice, or edited meanwhile) or the vacancy is no draft.
    """
    with transaction.atomic():
        hold_draft(vacancy)
        finding = _open(vacancy, code).finding
        if not isinstance(finding, WordingFinding) or finding.remark is None or not mendable(finding.remark):
            raise StateError(GONE)
        return _write(vacancy, finding.remark, by=by)


def mend_all(vacancy: Vacancy, *, by: User) -> list[WordingMend]:
    """Put right every finding that has one right answer; one at a time, since each changes the words around it.

    Advice that was left alone stays so. Raises StateError when the vacancy is no draft.
    """
    done: list[WordingMend] = []
    with transaction.atomic():
        hold_draft(vacancy)
        left = _left(vacancy)
        while len(done) < MOST and (remark := _next(vacancy, left)):
            done.append(_write(vacancy, remark, by=by))
    return done


def undo(vacancy: Vacancy, *, by: User, pk: int) -> WordingMend:
    """Put back the words as they were before a mend.

    Raises StateError when they were changed since, when it is undone already, or the vacancy is no draft.
    """
    with transaction.atomic():
        hold_draft(vacancy)
        made = vacancy.wording_mends.filter(pk=pk, undone=False).first()
        if made is None or _words(vacancy, made.place).text != made.after:
            raise StateError("These words have been changed since, so the change cannot be undone.")
        WordingMend.objects.filter(pk=pk).update(undone=True)
        _save(vacancy, made.place, made.before, by=by)
        codes = {"check": made.check_code}
        record("wording.undone", by=by, subject=vacancy, school_id=vacancy.school_id, codes=codes)
    return made


def leave(vacancy: Vacancy, *, by: User, code: str) -> None:
    """Leave a point of advice as it is. It comes back when its words change; left twice it is left once.

    Raises StateError when it is no longer open, is no advice, or the vacancy is no draft.
    """
    with transaction.atomic():
        hold_draft(vacancy)
        row = _open(vacancy, code)
        if row.check.force is not Force.GP:
            raise StateError("Only advice can be left. This point must be mended, or passed with a reason.")
        fingerprint = row.finding.fingerprint()
        kept, _ = AdviceLeft.objects.get_or_create(vacancy=vacancy, code=code, defaults={"by": by, "fingerprint": ""})
        if kept.fingerprint != fingerprint:
            kept.by, kept.fingerprint = by, fingerprint
            kept.save(update_fields=["by", "fingerprint"])
            record("wording.left", by=by, subject=vacancy, school_id=vacancy.school_id, codes={"check": row.check.code})


def take_up(vacancy: Vacancy, *, by: User, code: str) -> None:
    """Bring advice back that was left; nothing happens when it is back already."""
    with transaction.atomic():
        hold_draft(vacancy)
        gone, _ = vacancy.advice_left.filter(code=code).delete()
        if gone:
            codes = {"check": code.partition(":")[0]}
            record("wording.taken_up", by=by, subject=vacancy, school_id=vacancy.school_id, codes=codes)


def _open(vacancy: Vacancy, code: str) -> Row:
    """The finding as it is now. Raises StateError when there is none."""
    row = next(
        (row for row in gates.run(GateName.PUBLISH, vacancy).rows if row.code == code and row.finding.open), None
    )
    if row is None:
        raise StateError(GONE)
    return row


def _left(vacancy: Vacancy) -> set[str]:
    """The codes of advice that was left and whose words still stand."""
    kept = dict(vacancy.advice_left.values_list("code", "fingerprint"))
    rows = gates.run(GateName.PUBLISH, vacancy).advice if kept else []
    return {row.code for row in rows if kept.get(row.code) == row.finding.fingerprint()}


def _next(vacancy: Vacancy, left: set[str]) -> Remark | None:
    """The first finding that can be put right and was neither left alone nor passed with a reason."""
    for row in gates.run(GateName.PUBLISH, vacancy).rows:
        finding = row.finding
        if not isinstance(finding, WordingFinding) or finding.remark is None or not mendable(finding.remark):
            continue
        if row.waiver is None and row.code not in left:
            return finding.remark
    return None


def _write(vacancy: Vacancy, remark: Remark, *, by: User) -> WordingMend:
    before = _words(vacancy, remark.place.key).text
    if before != remark.text:
        raise StateError(GONE)
    _save(vacancy, remark.place.key, remark.mended, by=by)
    record("wording.mended", by=by, subject=vacancy, school_id=vacancy.school_id, codes={"check": remark.code})
    return WordingMend.objects.create(
        vacancy=vacancy, check_code=remark.code, title=remark.title[:120], place=remark.place.key,
        label=remark.place.label[:200], before=before, after=_words(vacancy, remark.place.key).text, by=by,
    )  # fmt: skip


def _words(vacancy: Vacancy, place: str) -> Words:
    """What stands in a place now. Raises StateError when the place is gone."""
    if place in FIELDS:
        return Words(str(Vacancy.objects.values_list(place, flat=True).get(pk=vacancy.pk)))
    kind, _, pk = place.partition("-")
    row: Criterion | Duty | None
    if kind == "criterion":
        row = Criterion.objects.filter(pk=pk, vacancy=vacancy).first()
    else:
        row = Duty.objects.filter(pk=pk, section__vacancy=vacancy).select_related("section__vacancy").first()
    if row is None:
        raise StateError(GONE)
    return Words(row.text, row)


def _save(vacancy: Vacancy, place: str, text: str, *, by: User) -> None:
    if place in FIELDS:
        longest = getattr(Vacancy._meta.get_field(place), "max_length", None)
        if longest is not None and len(text) > longest:
            raise StateError(f"There is no room for it: this field holds {longest} characters. Mend it by hand.")
        save_details(vacancy, by=by, values={place: text})
        return
    row = _words(vacancy, place).row
    if isinstance(row, Criterion):
        set_criterion(row, by=by, text=text)
    elif isinstance(row, Duty):
        with step(vacancy, by=by, what="changed a duty"):
            Duty.objects.filter(pk=row.pk).update(text=text)
            codes = {"section": row.section_id}
            record("job_description.changed", by=by, subject=vacancy, school_id=vacancy.school_id, codes=codes)
