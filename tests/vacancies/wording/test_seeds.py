"""Real packs, kept outside the repository: what the checks must find in each, and that a reader can go there."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

import pytest

from tests.vacancies.wording.samples import LONDON
from vacancies.packs import read_pack
from vacancies.wording import Remark, examine
from vacancies.wording.pack import subject_of_pack

SEEDS = Path(os.environ.get("SEED_PACKS", "")).resolve()
AT = datetime(2026, 11, 22, 9, tzinfo=LONDON)


def found(name: str, school_type: str | None = None) -> list[Remark]:
    """What the checks say of a pack."""
    (source,) = SEEDS.glob(f"{name}*.txt")
    pack = read_pack(source.read_bytes(), source.name)
    return examine(subject_of_pack(pack, school_type=school_type, faith=name == "003" if school_type else None), AT)


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("000", {"L06", "L08", "L09", "L10", "L11", "L14", "L17", "L19", "L29", "L31", "L33", "L35", "L36", "L39"}),
        ("001", {"L01", "L02", "L05", "L06", "L08", "L10", "L13", "L14", "L17", "L18", "L20", "L24", "L29", "L34"}),
        ("002", {"L01", "L05", "L06", "L07", "L08", "L11", "L13", "L17", "L18", "L25", "L29", "L39", "L40", "L42"}),
        ("003", {"L05", "L06", "L08", "L09", "L14", "L25", "L27", "L29", "L31", "L32"}),
        (
            "004",
            {"L03", "L06", "L08", "L10", "L12", "L14", "L17", "L19", "L21", "L23", "L27", "L29", "L31", "L38", "L39"},
        ),
    ],
)
def test_at_least_these(name: str, codes: set[str]):
    assert codes <= {each.code for each in found(name)}


@pytest.mark.parametrize(
    ("name", "code", "force", "marked"),
    [
        ("000", "L10", "LAW", "The National SENCo Award"),
        ("001", "L10", "LAW", "National Award for SEN Co-ordination"),
        ("001", "L01", "GP", "At least 5 years"),
        ("001", "L34", "DEFECT", "Add any other notes of relevance"),
        ("002", "L11", "GP", "within 2 years"),
        ("002", "L13", "GP", "March 2026"),
        ("002", "L42", "GP", "two sides of A4"),
        ("003", "L25", "GP", "Upper Pay Scale"),
        ("004", "L10", "GP", "The national SENCO qualification"),
        ("004", "L03", "GP", "to drive"),
        ("004", "L39", "GP", "Supplimentary"),
    ],
)
def test_the_words_are_marked(name: str, code: str, force: str, marked: str):
    remarks = [each for each in found(name) if each.code == code]
    assert [each.force for each in remarks if each.marked.startswith(marked)] == [force]


def test_the_rows_of_pay_that_are_swapped_stop():
    (swapped,) = [each for each in found("002") if each.code == "L29" and each.force == "DEFECT"]
    assert swapped.title == "The figures of two rows are swapped"


def test_rows_without_a_method_are_named():
    assert [each.place.label for each in found("000") if each.code == "L17"] == ["Person specification, 2.12"]
    assert len([each for each in found("001") if each.code == "L17"]) == 52
    assert [each.place.label for each in found("004") if each.code == "L17"] == ["Person specification, 11"]


def test_what_needs_the_kind_of_school_waits_for_it():
    assert not {"L28", "L37"} & {each.code for name in ("000", "001", "002", "003", "004") for each in found(name)}
    assert "L37" in {each.code for each in found("003", "maintained")}
    assert "L28" not in {each.code for each in found("003", "maintained")}
