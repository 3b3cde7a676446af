"""The check catalogue: what is required, and why, for each kind of school, post and history."""

from __future__ import annotations

from dataclasses import replace

import pytest

from appointments import catalogue
from appointments.models import CheckCode

ACADEMY = catalogue.Facts(
    trust_or_independent=True, mainstream=True, leads_team=True, early_years=False, lived_abroad=False, has_award=True
)
MAINTAINED = replace(ACADEMY, trust_or_independent=False)
PRU = replace(MAINTAINED, mainstream=False)


def required(facts: catalogue.Facts) -> set[str]:
    return {row.code for row in catalogue.requirements(facts) if row.required}


ALWAYS = {"ID", "RTW", "DBS", "PROH", "QTS", "SENCO", "MED", "SD", "ONL"}


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
