"""What cannot be read is refused with what to do, quickly, in little memory, in a process of its own."""

from __future__ import annotations

import contextlib
import io
import os
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
from docx.enum.text import WD_BREAK

from tests.vacancies.packs import pdf_files as f
from tests.vacancies.packs import samples as s
from vacancies.packs import Pack, PackRefused, guarded, read_pack
from vacancies.packs.guarded import read_guarded
from vacancies.packs.sources import kinds
from vacancies.packs.wire import heard, told

SECONDS = 5
MEGABYTES = 512


def word_with(name: str, data: bytes) -> bytes:
    """A good .docx with one more part."""
    document = s.word()
    s.job_description(document)
    stream = io.BytesIO(s.saved(document))
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return stream.getvalue()


def archive(entries: int, size: int) -> bytes:
    """An archive of so many entries, each of so many nothings."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for i in range(entries):
            made.writestr(f"word/part{i}.xml", b"\0" * size)
    return stream.getvalue()


def lying_archive() -> bytes:
    """A .docx whose list of contents says that its text is small, while it unpacks to far more."""
    data = bytearray(word_with("word/document2.xml", b" " * 3_000_000))
    real = (3_000_000).to_bytes(4, "little")
    return bytes(data.replace(real, (3_000).to_bytes(4, "little")))


def long_word_file() -> bytes:
    document = s.word()
    for _ in range(61):
        document.add_paragraph("Keeps the map of extra help up to date").add_run().add_break(WD_BREAK.PAGE)
    return s.saved(document)


REFUSED = {
    "a scan": (f.scan, "pack.pdf", "no words"),
    "a password": (lambda: f.locked("secret"), "pack.pdf", "password"),
    "a damaged PDF": (lambda: f.good()[:700], "pack.pdf", "damaged"),
    "nothing but a PDF's first line": (lambda: b"%PDF-1.7\n%%EOF", "pack.pdf", "damaged"),
    "a program in a PDF": (lambda: f.changed(f.with_script), "pack.pdf", "program"),
    "a named program in a PDF": (lambda: f.changed(f.with_named_script), "pack.pdf", "program"),
    "a PDF that starts a program": (lambda: f.changed(f.with_launch), "pack.pdf", "program"),
    "a file in a PDF": (lambda: f.changed(f.with_file), "pack.pdf", "embedded"),
    "a PDF of 61 pages": (lambda: f.with_pages(61), "pack.pdf", "60 pages"),
    "a PDF that inflates": (lambda: f.bomb(120), "pack.pdf", "unpacks"),
    "a PDF that inflates twice over": (lambda: f.bomb_in_bomb(20), "pack.pdf", "unpacks"),
    "a Word file with another ending": (lambda: s.saved(s.word()), "pack.pdf", "not a PDF"),
    "a PDF named .docx": (f.good, "pack.docx", "not a Word document"),
    "a PDF named .txt": (f.good, "pack.txt", "not a text file"),
    "an empty PDF": (lambda: b"", "pack.pdf", "empty"),
    "an old Word file": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "pack.doc", "Save As"),
    "an OpenDocument file": (lambda: b"PK\x03\x04", "pack.odt", "Save As"),
    "a rich text file": (lambda: b"{\\rtf1 hello}", "pack.rtf", "Save As"),
    "a picture": (lambda: b"\x89PNG", "pack.png", "picture"),
    "macros": (lambda: word_with("word/vbaProject.bin", b"x"), "pack.docx", "macros"),
    "a sheet in a Word file": (lambda: word_with("word/embeddings/sheet.xlsx", b"x"), "pack.docx", "embedded"),
    "a Word file of 61 pages": (long_word_file, "pack.docx", "60 pages"),
    "an archive that inflates": (
        lambda: word_with("word/media/a.bin", b"\0" * (kinds.MOST_INFLATED + 1)), "pack.docx", "unpacks",
    ),
    "an archive in an archive": (
        lambda: word_with("word/embeddings/inner.zip", archive(9, 20_000_000)), "pack.docx", "embedded",
    ),
    "an archive of many entries": (lambda: archive(kinds.MOST_ENTRIES + 1, 1), "pack.docx", "unpacks"),
    "another archive": (lambda: archive(3, 10), "pack.docx", "not a Word document"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_refused_at_once_with_what_to_do(name: str) -> None:
    make, filename, says = REFUSED[name]
    data = make()
    began = time.monotonic()
    with pytest.raises(PackRefused) as caught:
        read_guarded(data, filename)
    assert time.monotonic() - began < SECONDS
    message = caught.value.message
    assert says in message
    assert message.endswith(".")
    assert any(word in message for word in ("Upload", "upload", "paste", "Choose", "Save", "Take"))


def test_refusals_hold_far_less_memory_than_their_bound() -> None:
    """Measured over the reading processes alone, by a process that starts nothing else."""
    worst = [REFUSED[name][0]() for name in ("a PDF that inflates", "a PDF of 61 pages")]
    script = (
        "import resource, subprocess, sys\n"
        "data = sys.stdin.buffer.read()\n"
        "command = [sys.executable, '-m', 'vacancies.packs', 'pack.pdf', '30', '512']\n"
        "subprocess.run(command, input=data, capture_output=True)\n"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)"
    )
    for data in worst:
        done = subprocess.run(
            [sys.executable, "-c", script], input=data, capture_output=True, check=True, cwd=Path(__file__).parents[3]
        )
        assert 10 < int(done.stdout) < MEGABYTES


@pytest.mark.parametrize("name", ["pack.txt", "pack.docx", "pack.pdf"])
def test_it_reads_what_read_pack_reads(name: str) -> None:
    document = s.word()
    s.job_description(document)
    text = "Job description\n\nMain duties\n\n• Induct new staff\n• Don’t leave anyone out".encode()
    data = {"pack.txt": text, "pack.docx": s.saved(document), "pack.pdf": f.good()}[name]
    pack = read_guarded(data, name)
    assert pack == read_pack(data, name)
    assert pack.as_json(places=True) == read_pack(data, name).as_json(places=True)
    assert pack.jd_sections


def test_an_archive_that_lies_about_its_size_does_no_harm() -> None:
    with contextlib.suppress(PackRefused):
        assert isinstance(read_guarded(lying_archive(), "pack.docx"), Pack)


def test_a_file_that_takes_too_long_is_stopped() -> None:
    began = time.monotonic()
    with pytest.raises(PackRefused, match="too long"):
        read_guarded(f.with_pages(60), "pack.pdf", seconds=0)
    assert time.monotonic() - began < SECONDS


def test_a_process_that_cannot_even_start_is_a_refusal() -> None:
    with pytest.raises(PackRefused, match=r"memory|could not be read"):
        read_guarded(f.good(), "pack.pdf", megabytes=20)


def test_the_process_is_given_nothing_to_steal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "do not tell")
    seen: dict[str, object] = {}
    run = subprocess.run

    def watched(*args: object, **kwargs: object) -> object:
        seen.update(kwargs)
        return run(*args, **kwargs)  # type: ignore[call-overload]

    monkeypatch.setattr(guarded.subprocess, "run", watched)
    read_guarded(f.good(), "pack.pdf")
    assert "SECRET_KEY" in os.environ
    assert set(seen["env"]) == {"PYTHONUTF8"}  # type: ignore[call-overload]


def test_a_name_with_anything_in_it_is_only_a_name() -> None:
    assert read_guarded(f.good(), "--version; rm\0.pdf").jd_sections
    with pytest.raises(PackRefused):
        read_guarded(f.good(), "")


def test_an_answer_that_is_none_is_a_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guarded, "heard", lambda _: heard(b"{}"))
    with pytest.raises(PackRefused, match="could not be read"):
        read_guarded(f.good(), "pack.pdf")


def test_a_pack_comes_back_from_the_wire_as_it_went() -> None:
    pack = read_pack(f.good(), "pack.pdf")
    assert heard(told(pack)) == pack
