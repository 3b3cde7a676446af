"""manage.py import_pack: a pack read into JSON, without a vacancy. For operators and for comparing readings."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from vacancies.packs import Pack, PackRefused, read_pack
from vacancies.packs.guarded import read_guarded

REFUSED = 2  # exit code: the file was read, and it is no pack


class Command(BaseCommand):
    """Read packs and print, or write, what was understood."""

    help = "Read job packs (.txt, .docx or .pdf) into the JSON of the pack schema."
    requires_system_checks = ()  # needs no database, so it runs where none is set up

    def add_arguments(self, parser: CommandParser) -> None:
        """FILE --json, or FILE… --out DIR."""
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument("--json", action="store_true", help="print the pack as JSON (one file)")
        parser.add_argument("--out", type=Path, metavar="DIR", help="write NAME.json for each file into DIR")

    def handle(self, *args: Any, files: list[Path], out: Path | None, **options: Any) -> None:
        """Exit 0, or 2 where the one file that was printed is refused. Raises CommandError for bad use."""
        if out is not None:
            self._write(files, out)
            return
        if len(files) > 1:
            raise CommandError("Several files need a folder to write to: add --out DIR.")
        said, refused = _read(files[0], read_guarded)
        self.stdout.write(_as_text(said))
        if refused:
            raise SystemExit(REFUSED)

    def _write(self, files: list[Path], out: Path) -> None:
        names = [file.stem for file in files]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise CommandError(f"Two files would both write {twice[0]}.json. Rename one of them.")
        out.mkdir(parents=True, exist_ok=True)
        for file in files:
            said, _ = _read(file, read_pack)  # all in this one process, which is quick
            (out / f"{file.stem}.json").write_text(_as_text(said) + "\n", encoding="utf-8")


def _read(file: Path, read: Callable[[bytes, str], Pack]) -> tuple[dict[str, Any], bool]:
    """What the file says in the pack schema, and whether it was refused."""
    try:
        data = file.read_bytes()
    except OSError as error:
        raise CommandError(f"{file} cannot be opened: {error.strerror}.") from error
    try:
        return dict(read(data, file.name).as_json()), False
    except PackRefused as error:
        return dict(error.as_json()), True


def _as_text(said: dict[str, Any]) -> str:
    return json.dumps(said, ensure_ascii=False, indent=2)
