"""The pay of a real pack, kept outside the repository: its swapped rows are found and explained."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

from vacancies.pay import check_text

SEEDS = Path(os.environ.get("SEED_PACKS", "")).resolve()


def test_the_pack_with_swapped_rows_is_explained() -> None:
    assert os.environ.get("SEED_PACKS"), "SEED_PACKS must name the folder of the seed packs"
    (source,) = SEEDS.glob("002*.txt")
    text = source.read_text(encoding="utf-8")
    found = {finding.code: finding for finding in check_text(text, area="inner", at=date(2026, 11, 22))}
    assert list(found) == ["old_edition", "rows_swapped"]
    assert "2023/24 for Inner London" in found["old_edition"].message
    assert "£22,785 should be £22,783.60 and £34,178 should be £34,175.40" in found["rows_swapped"].message
    assert found["rows_swapped"].suggestion == (
        "Correct figures (of a full week of 32.5 hours): 13 hours: £19,066.40 to £22,783.60; "
        "19.5 hours: £28,599.60 to £34,175.40."
    )
