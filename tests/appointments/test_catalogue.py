"""The check catalogue: what is required, and why, for each kind of school, post and history."""

from __future__ import annotations

from dataclasses import replace

import pytest

from appointments import catalogue
from appointments.catalogue import figures
from appointments.models import CheckCode

ACADEMY = catalogue.Facts(
    trust_or_independent=True, mainstream=True, leads_team=True, early_years=False, lived_abroad=False, has_award=True
)
MAINTAINED = replace(ACADEMY, trust_or_independent=False)
PRU = replace(MAINTAINED, mainstream=False)


def required(facts: catalogue.Facts) -> set[str]:
    return {row.code for row in catalogue.requirements(facts) if row.required}


ALWAYS = {"ID", "RTW", "DBS", "PROH", "QTS", "SENCO", "MED", "EMP", "SD", "CMP", "ONL"}


def test_the_catalogue_and_the_model_have_the_same_codes() -> None:
    assert [row.code for row in catalogue.requirements(ACADEMY)] != []
    assert {row.code for row in catalogue.requirements(ACADEMY)} == set(CheckCode.values)


def test_an_academy_senco_who_leads_a_team_needs_section_128() -> None:
    assert required(ACADEMY) == ALWAYS | {"S128"}


def test_a_maintained_school_does_not_need_section_128_and_says_why() -> None:
    assert required(MAINTAINED) == ALWAYS
    row = next(row for row in catalogue.requirements(MAINTAINED) if row.code == "S128")
    assert row.why == "Not needed: the direction is about academies, free schools and independent schools."


def test_a_post_without_a_team_does_not_need_section_128() -> None:
    assert "S128" not in required(replace(ACADEMY, leads_team=False))


@pytest.mark.parametrize(("lived", "expected"), [(True, True), (None, True), (False, False)])
def test_overseas_checks_follow_the_history_and_stand_until_it_is_known(lived: bool | None, expected: bool) -> None:
    assert ("OS" in required(replace(ACADEMY, lived_abroad=lived))) is expected


def test_early_years_brings_childcare_disqualification() -> None:
    assert "CD" in required(replace(MAINTAINED, early_years=True))
    assert "CD" not in required(MAINTAINED)


def test_former_names_are_said_where_the_identity_is_proved() -> None:
    rows = {row.code: row for row in catalogue.requirements(replace(ACADEMY, former_names=True))}
    assert rows["ID"].why == "Everyone. This person had another name: see the proof of the change."


@pytest.mark.parametrize(
    ("fact", "code", "by_default"),
    [
        ("update_service", "US", False),
        ("induction_open", "ECT", False),
        ("trained_abroad", "EEA", False),
        ("starts_early", "BL", False),
        ("recent_school_work", "BL", False),
    ],
)
def test_each_fact_of_the_history_brings_its_check(fact: str, code: str, by_default: bool) -> None:
    assert (code in required(ACADEMY)) is by_default
    assert code in required(replace(ACADEMY, **{fact: True}))


def test_recent_work_in_a_school_takes_the_place_of_a_new_dbs_and_says_so() -> None:
    rows = {row.code: row for row in catalogue.requirements(replace(ACADEMY, recent_school_work=True))}
    assert (rows["DBS"].required, rows["CMP"].required, rows["BL"].required) == (False, False, True)
    assert rows["DBS"].why.startswith("Not needed: worked with children in a school")


def test_a_maintained_school_may_ask_for_section_128_itself_as_guidance() -> None:
    rows = {row.code: row for row in catalogue.requirements(replace(MAINTAINED, asks_section_128=True))}
    assert (rows["S128"].required, rows["S128"].force) == (True, "SG")


def test_every_row_has_a_source_and_says_what_to_do() -> None:
    assert all(entry.source for entry in catalogue.ENTRIES)
    assert {code for code, guidance in catalogue.GUIDANCE.items() if guidance.do and guidance.kinds} == set(
        CheckCode.values
    )


def test_a_row_that_is_not_needed_says_why_in_a_sentence() -> None:
    nothing = catalogue.Facts(
        trust_or_independent=False, mainstream=False, leads_team=False, early_years=False, lived_abroad=False,
        has_award=False,
    )  # fmt: skip
    rows = [row for row in catalogue.requirements(nothing) if not row.required]
    assert {row.code for row in rows} == {"BL", "US", "ECT", "S128", "OS", "EEA", "CD"}
    assert all(row.why.endswith(".") and len(row.why) > 30 for row in rows)


def test_figures_of_law_carry_their_source_and_edition() -> None:
    found = [each for each in vars(figures).values() if isinstance(each, figures.Figure)]
    assert len(found) == 7
    assert all(each.source and each.edition and each.force in ("LAW", "SG", "GP") for each in found)
    assert (figures.DBS_COPY_MONTHS.value, figures.REVIEW_DAYS.value) == (6, 14)


def test_outside_mainstream_the_senco_qualification_is_the_schools_own_requirement() -> None:
    rows = {row.code: row for row in catalogue.requirements(PRU)}
    assert rows["SENCO"].force == "SG"
    assert {row.code: row for row in catalogue.requirements(ACADEMY)}["SENCO"].force == "LAW"
    assert rows["QTS"].force == "LAW"


def test_the_separate_barred_list_check_is_part_of_the_dbs_unless_starting_early() -> None:
    row = next(row for row in catalogue.requirements(ACADEMY) if row.code == "BL")
    assert (row.required, row.why) == (
        False,
        "Part of the DBS check. Needed apart only for a start before the DBS result.",
    )


def test_the_record_has_the_statutory_columns() -> None:
    headings = [heading for _, heading in catalogue.columns()]
    assert headings == [
        "Identity",
        "Right to work",
        "Enhanced DBS",
        "Barred list",
        "Prohibition from teaching",
        "Qualified teacher status",
        "SENCo qualification",
        "Section 128",
        "Overseas",
        "Childcare disqualification",
    ]
