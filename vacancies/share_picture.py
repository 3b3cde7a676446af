"""The picture that goes with a link to a job where people share it: the title on the school's colour."""

from __future__ import annotations

import textwrap
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from core.plain_text import printable

SIZE = (1200, 630)  # what the places where links are shared ask for
_MARGIN, _TITLE, _SMALL = 80, 84, 44
_INK = "#ffffff"


def share_picture(title: str, school: str, *, accent: str, logo: bytes = b"") -> bytes:
    """Return a PNG. `accent` is dark enough for white letters; `logo` is a picture file or nothing."""
    picture = Image.new("RGB", SIZE, accent)
    draw = ImageDraw.Draw(picture)
    lines = textwrap.wrap(printable(title), 24, max_lines=4, placeholder="…")
    draw.multiline_text((_MARGIN, 200), "\n".join(lines), fill=_INK, font=_font(_TITLE), spacing=14)
    name = textwrap.shorten(printable(school), 45, placeholder="…")
    draw.text((_MARGIN, SIZE[1] - _MARGIN - _SMALL), name, fill=_INK, font=_font(_SMALL))
    if logo:
        _add_logo(picture, logo)
    out = BytesIO()
    picture.save(out, "PNG", optimize=True)
    return out.getvalue()


def _add_logo(picture: Image.Image, logo: bytes) -> None:
    with Image.open(BytesIO(logo)) as opened:
        mark = opened.convert("RGBA")
    mark.thumbnail((260, 110))
    card = Image.new("RGB", (mark.width + 20, mark.height + 20), _INK)
    card.paste(mark, (10, 10), mark)
    picture.paste(card, (_MARGIN, 50))


def _font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    return ImageFont.load_default(size)
