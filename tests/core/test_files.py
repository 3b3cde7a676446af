from __future__ import annotations

import socket
import struct
import threading
import zipfile
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from core.models import AuditEvent, StoredFile
from core.services.files import (
    DOCX,
    JPEG,
    PDF,
    PNG,
    TEXT,
    XLSX,
    FileRefusedError,
    delete_file,
    kind_of,
    read_file,
    store_file,
)
from core.services.scanner import ScannerError
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def zipped(*names: str) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(zipfile.ZipInfo(name), "x")  # without the time: the same bytes at every collection
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7", PDF),
        (b"\x89PNG\r\n\x1a\nrest", PNG),
        (b"\xff\xd8\xff\xe0", JPEG),
        (zipped("[Content_Types].xml", "word/document.xml"), DOCX),
        (zipped("[Content_Types].xml", "xl/workbook.xml"), XLSX),
        (zipped("[Content_Types].xml", "ppt/presentation.xml"), ""),
        (zipped("word/document.xml")[:40], ""),
        ("Person specification – 40 criteria\n".encode(), TEXT),
        ("£45,127 \u2013 a year".encode("cp1252"), TEXT),
        (b"\xef\xbb\xbfBy Notepad", TEXT),
        (b"MZ\x90\x00\x03", ""),
        (b"\x7fELF\x02\x01\x01", ""),
        (b"\x00\x01", ""),
        (b"GIF89a\x01\x00", ""),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ""),  # an old .doc
    ],
)
def test_what_a_file_is_its_bytes_say(content, kind):
    assert kind_of(content) == kind


def upload(content: bytes = b"%PDF-1.7 words", name: str = "pack.pdf") -> ContentFile:
    return ContentFile(content, name=name)


def test_a_file_is_kept_and_given_out_again_and_both_are_recorded():
    person = UserFactory()
    stored = store_file(upload(name="C:\\My files\\../pack.pdf"), by=person, kinds=[PDF], school_id=7)
    assert (stored.name, stored.kind, stored.size, stored.school_id) == ("pack.pdf", PDF, 14, 7)
    assert stored.uploaded_by == person
    assert read_file(stored, by=person) == b"%PDF-1.7 words"
    events = AuditEvent.objects.order_by("pk").values_list("verb", "actor_id", "subject_id", "school_id")
    assert list(events) == [
        ("file.stored", person.pk, stored.pk, 7),
        ("file.read", person.pk, stored.pk, 7),
    ]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "The file is empty. Choose another"),
        (b"MZ\x90\x00", "The file must be PDF or Word (.docx)"),
        (b"plain words", "The file must be PDF or Word (.docx)"),
        (b"%PDF-" + b"x" * 1000, "The file must be smaller than 0MB"),
    ],
)
def test_what_is_refused_says_what_to_do(settings, content, words):
    settings.UPLOAD_MAX_BYTES = 1000
    with pytest.raises(FileRefusedError) as refused:
        store_file(upload(content), by=UserFactory(), kinds=[PDF, DOCX])
    assert str(refused.value) == words
    assert StoredFile.objects.count() == 0


def test_a_name_that_lies_is_not_believed():
    with pytest.raises(FileRefusedError):
        store_file(upload(b"MZ\x90\x00", name="pack.pdf"), by=UserFactory(), kinds=[PDF])


def test_a_file_has_no_address():
    stored = store_file(upload(), by=UserFactory(), kinds=[PDF])
    with pytest.raises(ValueError, match="no public address"):
        _ = stored.file.url


@pytest.mark.django_db(transaction=True)
def test_the_bytes_go_when_the_deletion_has_committed():
    stored = store_file(upload(), by=UserFactory(), kinds=[PDF])
    name = stored.file.name
    with transaction.atomic():
        delete_file(stored, by=None)
        transaction.set_rollback(True)
    stored = StoredFile.objects.get()
    assert default_storage.exists(name)
    delete_file(stored, by=None)
    assert not default_storage.exists(name)
    assert StoredFile.objects.count() == 0


@pytest.fixture
def scanner(settings):
    """A server that speaks clamd's INSTREAM and gives the answer it was told to, one file after another."""
    server = socket.create_server(("127.0.0.1", 0))
    settings.UPLOAD_SCANNER = f"127.0.0.1:{server.getsockname()[1]}"
    seen: list[bytes] = []
    answers: list[bytes] = []

    def serve() -> None:
        while True:
            try:
                line, _ = server.accept()
            except OSError:
                return
            with line, line.makefile("rb") as words:
                assert words.read(10) == b"zINSTREAM\0"
                parts = []
                while size := struct.unpack("!L", words.read(4))[0]:
                    parts.append(words.read(size))
                seen.append(b"".join(parts))
                line.sendall(answers.pop(0))

    thread = threading.Thread(target=serve)
    thread.start()
    yield seen, answers
    server.shutdown(socket.SHUT_RDWR)
    server.close()
    thread.join()


def test_a_scanner_sees_every_byte_and_its_word_counts(scanner):
    seen, answers = scanner
    content = b"%PDF-" + b"x" * 200_000
    answers.append(b"stream: OK\0")
    store_file(upload(content), by=UserFactory(), kinds=[PDF])
    assert seen == [content]
    answers.append(b"stream: Eicar-Test-Signature FOUND\0")
    with pytest.raises(FileRefusedError, match="contains a virus"):
        store_file(upload(content), by=UserFactory(), kinds=[PDF])
    answers.append(b"INSTREAM size limit exceeded. ERROR\0")
    with pytest.raises(ScannerError):
        store_file(upload(content), by=UserFactory(), kinds=[PDF])
    assert StoredFile.objects.count() == 1


def test_nothing_is_taken_in_while_the_scanner_is_down(settings):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        settings.UPLOAD_SCANNER = f"127.0.0.1:{taken.getsockname()[1]}"
        with pytest.raises(ScannerError):
            store_file(upload(), by=UserFactory(), kinds=[PDF])
