"""manage.py retention: what is due to be erased and why; erased unless it is a dry run."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand

from core.management.due import add_time, time_given
from senco_recruit.retention.purge import due, purge


class Command(BaseCommand):
    help = "Erase the papers whose time is up, as the service does each night."

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_time(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        at = time_given(options["at"])
        papers = list(due(at) if options["dry_run"] else purge(at))
        if options["json"]:
            self.stdout.write(json.dumps([{**asdict(p), "since": p.since.isoformat()} for p in papers], indent=2))
            return
        for paper in papers:
            count = f", {sum(paper.rows.values())} rows" if paper.rows else ""
            self.stdout.write(f"{paper.what} {paper.subject_id}, counted from {paper.since}: {paper.why}{count}")
        self.stdout.write(f"{len(papers)} {'due' if options['dry_run'] else 'erased'}.")
