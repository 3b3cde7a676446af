"""What no log line may hold. No Django: the settings name it before anything is set up."""

from __future__ import annotations

import logging
import re

# What core/links.py signs: parts, time and signature. Whoever holds one gets in.
LINK = re.compile(r"[\w.%-]+~[\w-]+~[\w-]{20,}")


class LinksHidden(logging.Filter):
    """Takes the token out of an address: Django logs the path of every answer from 400 up, dead link or not."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Put "(link)" in its place; the line is always kept."""
        said = record.getMessage()
        if LINK.search(said):
            record.msg, record.args = LINK.sub("(link)", said), ()
        return True
