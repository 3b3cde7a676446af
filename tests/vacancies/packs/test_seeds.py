"""Real packs, kept outside the repository: every count of the scorer beside them must be full."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from vacancies.packs import read_pack

SEEDS = Path(os.environ.get("SEED_PACKS", "")).resolve()
SCORER = SEEDS.parent / "tools" / "score_packs.py"
COUNTS = (
    "criterion_recall",
    "criterion_precision",
    "importance",
    "assessed_by",
    "section",
    "number",
    "text_clean",
    "duty_recall",
    "duty_precision",
    "duty_heading",
    "fields",
    "warnings",
    "refused",
)


@pytest.fixture(scope="module")
def scores(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, object]]:
    """The scorer's counts, [right, out of], for each pack."""
    assert os.environ.get("SEED_PACKS"), "SEED_PACKS must name the folder of the seed packs"
    assert (SEEDS / "gold").is_dir(), f"SEED_PACKS names {SEEDS}, where there is no folder 'gold'"
    read = tmp_path_factory.mktemp("read")
    for gold in sorted((SEEDS / "gold").glob("*.json")):
        (source,) = SEEDS.glob(f"{gold.stem}*.*")
        pack = read_pack(source.read_bytes(), source.name)
        (read / gold.name).write_text(json.dumps(pack.as_json()), encoding="utf-8")
    result = read / "scores.result"
    subprocess.run(
        [
            sys.executable,
            str(SCORER),
            "--gold",
            str(SEEDS / "gold"),
            "--pred",
            str(read),
            "--json",
            str(result),
            "--details",
        ],
        check=True,
    )
    documents: dict[str, dict[str, object]] = json.loads(result.read_text(encoding="utf-8"))["documents"]
    return documents


def test_there_are_five_packs(scores: dict[str, dict[str, object]]) -> None:
    assert sorted(scores) == ["000", "001", "002", "003", "004"]


@pytest.mark.parametrize("name", ["000", "001", "002", "003", "004"])
@pytest.mark.parametrize("count", COUNTS)
def test_every_count_is_full(scores: dict[str, dict[str, object]], name: str, count: str) -> None:
    counts = scores[name]["counts"]
    assert isinstance(counts, dict)
    right, total = counts[count]
    assert right == total, scores[name]["notes"]
