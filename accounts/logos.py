"""A school's logo: checked by its bytes, and drawn anew so that nothing else travels in the file. No Django."""

from __future__ import annotations

import io
import warnings

from PIL import Image, ImageFile, UnidentifiedImageError

MOST_BYTES = 2_000_000
MOST_PIXELS = 20_000_000
SIDE = 320  # pixels kept on the longer side: three times what a page shows
KIND = "image/png"


class LogoError(Exception):
    """Why a file cannot be the logo, as a sentence for the person who chose it."""


def read_logo(data: bytes) -> bytes:
    """Return the picture as a small PNG without anything hidden in it. Raises LogoError."""
    if len(data) > MOST_BYTES:
        raise LogoError("The logo must be smaller than 2MB. Save it smaller and choose it again")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(data), formats=("PNG", "JPEG"))
            if picture.width * picture.height > MOST_PIXELS:
                raise LogoError("The logo has too many pixels. Save it smaller and choose it again")
            _load_whole(picture)
    except (
        UnidentifiedImageError,
        OSError,
        ValueError,
        SyntaxError,
        Image.DecompressionBombError,
        Image.DecompressionBombWarning,
    ) as error:
        raise LogoError("The logo must be a PNG or JPEG picture") from error
    small = picture.convert("RGBA")
    small.thumbnail((SIDE, SIDE))
    drawn = io.BytesIO()
    clean = Image.new("RGBA", small.size)
    clean.paste(small)
    clean.save(drawn, "PNG", optimize=True)
    return drawn.getvalue()


def _load_whole(picture: Image.Image) -> None:
    """Decode the picture, refusing half a file: the PDF library lets those pass for the whole process."""
    lenient, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        picture.load()
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = lenient
