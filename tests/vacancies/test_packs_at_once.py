"""Two workers, two people, two presses at the same moment: one pack is read once, one step is undone once."""

from __future__ import annotations

import pytest

from core.models import AuditEvent
from core.states import StateError
from tests.at_once import at_once
from tests.factories import UserFactory
from tests.vacancies.factories import VacancyFactory, ready_vacancy
from vacancies.services import specification, undo
from vacancies.services.arranging import CRITERIA, merge_rows
from vacancies.services.packs import ask, read_waiting

pytestmark = pytest.mark.django_db(transaction=True)
TEXT = "Person specification\n\nEssential\n\n- Qualified teacher status\n- Has led a review meeting well\n"


def test_two_workers_read_a_pack_once():
    vacancy = VacancyFactory(bare=True)
    pack = ask(vacancy, by=UserFactory(), key="one", text=TEXT)
    assert sorted(at_once(read_waiting, read_waiting)) == [0, 1]
    pack.refresh_from_db()
    assert (pack.state, pack.tries, vacancy.criteria.count()) == ("read", 1, 2)
    assert AuditEvent.objects.filter(verb="vacancy.pack_imported").count() == 1


def test_two_presses_at_once_ask_for_one_pack():
    vacancy, hr = VacancyFactory(bare=True), UserFactory()

    def press() -> int:
        return ask(vacancy, by=hr, key="one", data=TEXT.encode(), filename="pack.txt").pk

    assert len(set(at_once(press, press))) == 1
    assert vacancy.packs.get().file is not None


def test_two_who_undo_at_once_take_back_one_step():
    vacancy, hr = ready_vacancy(), UserFactory()
    for text in ("Drives a minibus", "Sings in tune"):
        specification.add_criterion(vacancy, by=hr, section="More", text=text)
    last = undo.steps_of(vacancy).undo.pk
    outcomes = at_once(*[lambda: undo.undo(vacancy, by=hr, pk=last)] * 2)
    assert [type(each) for each in outcomes].count(StateError) == 1
    assert list(vacancy.criteria.filter(section__name="More").values_list("text", flat=True)) == ["Drives a minibus"]


def test_merging_and_changing_the_same_rows_at_once_loses_no_words():
    vacancy, hr = ready_vacancy(), UserFactory()
    found = list(vacancy.criteria.filter(number__in=["3.1", "3.2"]))
    before = {row.text for row in found}
    shown = {row.pk: CRITERIA.seen(row) for row in found}
    at_once(
        lambda: merge_rows(CRITERIA, vacancy, by=hr, rows=shown),
        lambda: specification.set_criterion(found[1], by=UserFactory(), text="Their words", seen=shown[found[1].pk]),
    )
    texts = " ".join(vacancy.criteria.values_list("text", flat=True))
    assert "Runs annual reviews" in texts or "Their words" in texts
    while (step := undo.steps_of(vacancy).undo) is not None:
        undo.undo(vacancy, by=hr, pk=step.pk)
    assert set(vacancy.criteria.values_list("text", flat=True)) >= before
