"""The seed packs' findings are looked for only where SEED_PACKS names their folder."""

from __future__ import annotations

import os

collect_ignore = [] if os.environ.get("SEED_PACKS") else ["test_seeds.py"]
