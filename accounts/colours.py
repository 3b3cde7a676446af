"""A school's main colour: whether it can be read, its light companion, and the nearest that can. No Django.

Contrast is WCAG 2.2's relative luminance ratio. White text stands on the main colour and the main colour on white,
so 7 to 1 (level AAA for text) is asked of it.
"""

from __future__ import annotations

import re

NEEDED = 7.0
TINT = 0.115  # how much of the main colour the light one has
_HEX = re.compile(r"#?([0-9a-fA-F]{6}|[0-9a-fA-F]{3})")

Rgb = tuple[int, int, int]


def parse(typed: str) -> str:
    """Return a typed colour as `#rrggbb` in small letters. Raises ValueError for anything else."""
    found = _HEX.fullmatch(typed.strip())
    if not found:
        raise ValueError(typed)
    digits = found[1].lower()
    return "#" + ("".join(digit * 2 for digit in digits) if len(digits) == 3 else digits)


def contrast_on_white(colour: str) -> float:
    """Return the contrast of `#rrggbb` with white, from 1 to 21."""
    return 1.05 / (_luminance(_rgb(colour)) + 0.05)


def is_dark_enough(colour: str) -> bool:
    """Tell whether white text on `#rrggbb` can be read by everyone."""
    return contrast_on_white(colour) >= NEEDED


def darkened(colour: str) -> str:
    """Return the lightest shade of `#rrggbb` that is dark enough: the colour itself when it is."""
    rgb = _rgb(colour)
    for part in range(100, -1, -1):
        shade = _hex((rgb[0] * part // 100, rgb[1] * part // 100, rgb[2] * part // 100))
        if is_dark_enough(shade):
            return shade
    raise AssertionError("black is dark enough")


def tint(colour: str) -> str:
    """Return the light companion of `#rrggbb`, for backgrounds under dark text."""
    red, green, blue = (round(255 - (255 - part) * TINT) for part in _rgb(colour))
    return _hex((red, green, blue))


def _rgb(colour: str) -> Rgb:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _hex(rgb: Rgb) -> str:
    return "#{:02x}{:02x}{:02x}".format(*rgb)


def _luminance(rgb: Rgb) -> float:
    red, green, blue = (
        part / 255 / 12.92 if part / 255 <= 0.04045 else ((part / 255 + 0.055) / 1.055) ** 2.4 for part in rgb
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
