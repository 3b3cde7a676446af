"""PDF files that must not be read, made with pikepdf out of a good one."""

from __future__ import annotations

import base64
import io
import zlib
from functools import cache

import pikepdf
from PIL import Image
from weasyprint import HTML

BODY = (
    "<h1>Job description</h1><h2>Main duties</h2>"
    "<ul><li>Keep the map of extra help up to date</li><li>Induct new staff</li></ul>"
)


@cache
def good() -> bytes:
    """A PDF with a heading and two duties."""
    return html(BODY)


def html(body: str, style: str = "") -> bytes:
    """A page of HTML as a PDF."""
    sheet = f"@page{{size:A4;margin:2cm}}body{{font:10.5pt/1.3 'Liberation Sans'}}{style}"
    made: bytes = HTML(string=f'<html lang="en"><style>{sheet}</style><body>{body}</body></html>').write_pdf()
    return made


def changed(change: object, **save: object) -> bytes:
    """The good file after `change(document)`, saved as `save` says."""
    assert callable(change)
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(good())) as document:
        change(document)
        document.save(out, **save)
    return out.getvalue()


def locked(password: str) -> bytes:
    """The good file with a password to open it."""
    return changed(lambda _: None, encryption=pikepdf.Encryption(owner="owner", user=password))


def scan() -> bytes:
    """A page that is a picture and nothing else."""
    stream = io.BytesIO()
    Image.effect_noise((800, 1100), 40).save(stream, "PNG")
    picture = base64.b64encode(stream.getvalue()).decode()
    return html(f'<img style="width:100%" alt="scan" src="data:image/png;base64,{picture}">')


def with_script(document: pikepdf.Pdf) -> None:
    """A program that runs when the file is opened."""
    document.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert('hello')")


def with_named_script(document: pikepdf.Pdf) -> None:
    """A program among the document's names."""
    action = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert('hello')")
    tree = pikepdf.Dictionary(Names=pikepdf.Array([pikepdf.String("a"), action]))
    document.Root.Names = pikepdf.Dictionary(JavaScript=tree)


def with_launch(document: pikepdf.Pdf) -> None:
    """A link on the page that starts a program."""
    action = pikepdf.Dictionary(S=pikepdf.Name.Launch, F="calc.exe")
    note = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], A=action)
    document.pages[0].Annots = pikepdf.Array([document.make_indirect(note)])


def with_file(document: pikepdf.Pdf) -> None:
    """Another file embedded in this one."""
    document.attachments["pay.xlsx"] = b"PK\x03\x04 a spreadsheet"


def with_pages(count: int) -> bytes:
    """The good page so many times."""

    def repeat(document: pikepdf.Pdf) -> None:
        for _ in range(count - 1):
            document.pages.append(document.pages[0])

    return changed(repeat)


@cache
def bomb(megabytes: int) -> bytes:
    """A page whose drawing inflates to so much."""
    return _swollen(zlib.compress(bytes(megabytes << 20), 1), "/FlateDecode")


def bomb_in_bomb(megabytes: int) -> bytes:
    """The same, packed twice over, so that its size shows only when half of it is unpacked."""
    return _swollen(zlib.compress(zlib.compress(bytes(megabytes << 20), 1), 1), "/FlateDecode", "/FlateDecode")


def _swollen(packed: bytes, *filters: str) -> bytes:
    def swell(document: pikepdf.Pdf) -> None:
        stream = pikepdf.Stream(document, b"")
        stream.write(packed, filter=pikepdf.Array([pikepdf.Name(f) for f in filters]))
        document.pages[0].Contents = document.make_indirect(stream)

    return changed(swell, compress_streams=False)
