"""Mending, undoing, leaving advice: each once, through the service of its place, with who did it."""

from __future__ import annotations

import pytest

from core import gates
from core.gates import GateName
from core.models import AuditEvent
from core.states import StateError
from tests.vacancies.factories import CriterionFactory, hr_of, published_vacancy, ready_vacancy
from vacancies.models import AdviceLeft, Criterion, Duty, Vacancy, WordingMend
from vacancies.services import wording

pytestmark = pytest.mark.django_db


@pytest.fixture
def vacancy():
    return ready_vacancy(overview="You work with children. We make a CRB check, and he/she will lead. He/she reads.")


@pytest.fixture
def hr(vacancy):
    return hr_of(vacancy.school, name="Marian Duxbury")


def codes(vacancy: Vacancy, check: str) -> list[str]:
    """The open findings of one check at the gate."""
    return [
        row.code for row in gates.run(GateName.PUBLISH, vacancy).rows if row.check.code == check and row.finding.open
    ]


def verbs() -> list[str]:
    return list(AuditEvent.objects.filter(verb__startswith="wording").order_by("pk").values_list("verb", flat=True))


def fresh(vacancy: Vacancy) -> Vacancy:
    return Vacancy.objects.get(pk=vacancy.pk)


def test_a_mend_writes_the_words_of_a_field_once(vacancy, hr):
    (code,) = codes(vacancy, "L31_gp")
    made = wording.mend(vacancy, by=hr, code=code)
    assert "We make a DBS check" in fresh(vacancy).overview
    assert (made.check_code, made.place, made.by) == ("L31", "overview", hr)
    assert AuditEvent.objects.filter(verb="vacancy.changed", actor_id=hr.pk).get().fields == ["overview"]
    with pytest.raises(StateError, match="no longer there"):
        wording.mend(fresh(vacancy), by=hr, code=code)
    assert verbs() == ["wording.mended"]


def test_a_mend_of_a_criterion_and_of_a_duty(vacancy, hr):
    criterion = CriterionFactory(
        vacancy=vacancy, text="Supplimentary training", section=vacancy.criterion_sections.first()
    )
    duty = Duty.objects.create(section=vacancy.duty_sections.get(), text="Lead NQTs", position=5)
    wording.mend_all(vacancy, by=hr)
    assert Criterion.objects.get(pk=criterion.pk).text == "Supplementary training"
    assert Duty.objects.get(pk=duty.pk).text == "Lead early career teachers (ECTs)"
    assert {"specification.changed", "job_description.changed"} <= set(
        AuditEvent.objects.values_list("verb", flat=True)
    )


def test_all_sure_mends_at_once_leave_what_is_not_sure(vacancy, hr):
    done = wording.mend_all(vacancy, by=hr)
    assert len(done) == 2
    assert fresh(vacancy).overview == "You work with children. We make a DBS check, and they will lead. He/she reads."
    assert wording.mend_all(fresh(vacancy), by=hr) == []


def test_advice_that_was_left_is_not_mended_with_the_rest(vacancy, hr):
    (code,) = codes(vacancy, "L31_gp")
    wording.leave(vacancy, by=hr, code=code)
    wording.mend_all(vacancy, by=hr)
    assert "CRB check" in fresh(vacancy).overview


def test_a_missing_sentence_is_added_to_its_statement(hr, vacancy):
    Vacancy.objects.filter(pk=vacancy.pk).update(checks_statement="We ask for references before the interview.")
    stored = fresh(vacancy)
    (code,) = codes(stored, "L36_sg")
    wording.mend(stored, by=hr, code=code)
    assert fresh(vacancy).checks_statement == (
        "We ask for references before the interview. "
        "We may look online for what is publicly available about candidates we shortlist."
    )


def test_undo_puts_the_words_back_once(vacancy, hr):
    before = vacancy.overview
    made = wording.mend(vacancy, by=hr, code=codes(vacancy, "L31_gp")[0])
    wording.undo(fresh(vacancy), by=hr, pk=made.pk)
    assert fresh(vacancy).overview == before
    with pytest.raises(StateError, match="cannot be undone"):
        wording.undo(fresh(vacancy), by=hr, pk=made.pk)
    assert verbs() == ["wording.mended", "wording.undone"]


def test_what_was_edited_since_is_not_undone(vacancy, hr):
    made = wording.mend(vacancy, by=hr, code=codes(vacancy, "L31_gp")[0])
    Vacancy.objects.filter(pk=vacancy.pk).update(overview="All new")
    with pytest.raises(StateError, match="have been changed since"):
        wording.undo(fresh(vacancy), by=hr, pk=made.pk)
    assert fresh(vacancy).overview == "All new"


def test_advice_is_left_until_its_words_change(vacancy, hr):
    (code,) = codes(vacancy, "L31_gp")
    for _ in range(2):
        wording.leave(vacancy, by=hr, code=code)
    kept = AdviceLeft.objects.get()
    assert (kept.by, kept.code) == (hr, code)
    assert verbs() == ["wording.left"]
    Vacancy.objects.filter(pk=vacancy.pk).update(overview=f"{vacancy.overview} More.")
    changed = next(row for row in gates.run(GateName.PUBLISH, fresh(vacancy)).rows if row.code == code)
    assert changed.finding.fingerprint() != kept.fingerprint


def test_advice_is_taken_up_again(vacancy, hr):
    (code,) = codes(vacancy, "L31_gp")
    wording.leave(vacancy, by=hr, code=code)
    for _ in range(2):
        wording.take_up(vacancy, by=hr, code=code)
    assert not AdviceLeft.objects.exists()
    assert verbs() == ["wording.left", "wording.taken_up"]


@pytest.mark.parametrize("check", ["L05_sg", "L08_defect"])
def test_only_advice_can_be_left(hr, check):
    vacancy = ready_vacancy(safeguarding_statement="You work with children.", closes_at=None)
    with pytest.raises(StateError, match="Only advice"):
        wording.leave(vacancy, by=hr, code=codes(vacancy, check)[0])
    assert not AdviceLeft.objects.exists()


def test_nothing_is_mended_or_left_after_publication(hr):
    vacancy = published_vacancy(overview="You work with children. We make a CRB check.")
    (code,) = codes(vacancy, "L31_gp")
    for act in (wording.mend, wording.leave, wording.take_up):
        with pytest.raises(StateError):
            act(vacancy, by=hr, code=code)
    with pytest.raises(StateError):
        wording.mend_all(vacancy, by=hr)
    assert not WordingMend.objects.exists()


def test_a_field_that_is_full_says_so(vacancy, hr):
    Vacancy.objects.filter(pk=vacancy.pk).update(title=f"SENCo and NQT{' lead' * 27}"[:150])
    stored = fresh(vacancy)
    with pytest.raises(StateError, match="no room"):
        wording.mend(
            stored,
            by=hr,
            code=codes(stored, "L31_gp")[-1] if "title" in codes(stored, "L31_gp")[-1] else codes(stored, "L31_gp")[0],
        )
    assert fresh(vacancy).title == stored.title
