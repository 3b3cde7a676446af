"""What a file is, by its bytes, and whether it may be opened at all."""

from __future__ import annotations

import io
import re
import zipfile

from vacancies.packs.pack import PackRefused

MOST_BYTES = 10 * 1024 * 1024
MOST_INFLATED = 100 * 1024 * 1024  # all entries of a .docx together, as they declare themselves
MOST_ENTRIES = 2_000
MOST_CHARACTERS = 400_000  # far above 60 pages of text
MOST_PAGES = 60

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PDF_HEAD = 1024  # bytes within which a PDF says that it is one
_SAVE_AS = "Open it in Word, choose Save As, pick Word Document (.docx) and upload that file."
_ENCRYPTED_NAME = "EncryptedPackage".encode("utf-16-le")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def kind_of(data: bytes, filename: str) -> str:
    """'text', 'word' or 'pdf'. Refuses a file that is empty, too big, of another kind, or not what its name says."""
    if not data:
        raise PackRefused("This file is empty. Choose the file again, or paste the text instead.")
    if len(data) > MOST_BYTES:
        raise PackRefused("This file is larger than 10 MB. Take out pictures and save it again, or paste the text.")
    ending = filename.rsplit(".", 1)[-1].lower() if "." in filename else ""
    if ending in {"txt", "text"}:
        return _checked_text(data)
    if ending == "docx":
        return _checked_word(data)
    if ending == "pdf":
        return _checked_pdf(data)
    raise PackRefused(_unsupported(ending))


def _unsupported(ending: str) -> str:
    if ending in {"docm", "dotm"}:
        return f"This file can hold macros, so it cannot be opened here. {_SAVE_AS}"
    if ending in {"doc", "dot", "rtf", "odt"}:
        return f"A .{ending} file cannot be read. {_SAVE_AS}"
    if ending in {"jpg", "jpeg", "png", "gif", "tif", "tiff", "heic", "webp", "bmp"}:
        return "This is a picture, so its words cannot be read. Upload the Word file, or paste the text."
    return (
        "Files of this kind cannot be read. Upload a Word document (.docx), a PDF or a text file (.txt), "
        "or paste the text."
    )


def _checked_text(data: bytes) -> str:
    if data.startswith((b"PK\x03\x04", _OLE, b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"{\\rtf")):
        raise PackRefused(
            "This file's name ends in .txt but it is not a text file. Give it its own ending again "
            "(for example .docx) and upload it, or paste the text."
        )
    return "text"


def _checked_word(data: bytes) -> str:
    if data.startswith(_OLE):
        if _ENCRYPTED_NAME in data:
            raise PackRefused("This file has a password. Take the password off in Word, save it and upload it again.")
        raise PackRefused(f"This is an old Word file with a new name. {_SAVE_AS}")
    if not data.startswith(b"PK\x03\x04"):
        raise PackRefused(f"This file's name ends in .docx but it is not a Word document. {_SAVE_AS}")
    return "word"


def _checked_pdf(data: bytes) -> str:
    if b"%PDF-" not in data[:_PDF_HEAD]:
        raise PackRefused(
            "This file's name ends in .pdf but it is not a PDF. Give it its own ending again (for example .docx) "
            "and upload it, or paste the text."
        )
    return "pdf"


def decoded(data: bytes) -> str:
    """The text of a .txt file in any encoding that editors on school computers write."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return _strictly(data, encoding)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    if len(_CONTROL.findall(text)) > max(2, len(text) // 200):
        raise PackRefused("This file is not plain text. Save it as a Word document (.docx), or paste the text.")
    return text


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise PackRefused("This text file is damaged. Save it again as plain text, or paste the text.") from error


def open_archive(data: bytes) -> zipfile.ZipFile:
    """A .docx as an archive, within its bounds and without macros or embedded objects."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError) as error:
        raise PackRefused(damaged()) from error
    if len(entries) > MOST_ENTRIES or sum(e.file_size for e in entries) > MOST_INFLATED:
        raise PackRefused(
            "This file unpacks to far more than a job pack holds, so it was not opened. Save it again without pictures."
        )
    names = [e.filename.lower() for e in entries]
    if any(e.flag_bits & 1 for e in entries):
        raise PackRefused("This file has a password. Take the password off, save it and upload it again.")
    if any(n.endswith("vbaproject.bin") or "/activex/" in n for n in names):
        raise PackRefused(f"This file holds macros, so it cannot be opened here. {_SAVE_AS}")
    if any("/embeddings/" in n for n in names):
        raise PackRefused(
            "This file has another file embedded in it (a spreadsheet, say). Take it out, or copy the words "
            "into the document itself, then save and upload it again."
        )
    if "word/document.xml" not in names and not any(n.startswith("word/document") for n in names):
        raise PackRefused(f"This file's name ends in .docx but it is not a Word document. {_SAVE_AS}")
    return archive


def damaged() -> str:
    """What to say of a .docx that does not open."""
    return f"This Word file is damaged and does not open. {_SAVE_AS}"
