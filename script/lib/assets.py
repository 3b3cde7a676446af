"""The page styles and scripts of GOV.UK and the Ministry of Justice, made fit for a school's pages.

Their licence for the GDS Transport typeface, the crest and the crown covers gov.uk alone, so those
are left out and Arial stands in. Addresses become relative and source maps go, because hashed
file names (`collectstatic`) need every address inside a style sheet to lead to a file.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

FONTS = 'Arial, Helvetica, "Liberation Sans", sans-serif'
GOVUK = Path("govuk-frontend/dist/govuk")
MOJ = Path("@ministryofjustice/frontend/moj")
FILES = (
    GOVUK / "govuk-frontend.min.css",
    GOVUK / "govuk-frontend.min.js",
    MOJ / "moj-frontend.min.css",
    MOJ / "moj-frontend.min.js",
)
IMAGES = (MOJ / "assets/images",)
OURS_TO_USE = re.compile(r"icon-[\w-]+\.(svg|png)")  # not the crests, crowns and app icons beside them

_FONT_FACE = re.compile(r"(/\*[^*]*\*/)?@font-face\s*\{[^}]*\}")
_FONT_STACK = re.compile(r"font-family:\s*GDS Transport,\s*arial,\s*sans-serif", re.IGNORECASE)
_CREST = re.compile(r"url\(/assets/images/govuk-crest\.svg\)")
_ROOTED = re.compile(r"url\(([\"']?)/assets/")
_SOURCE_MAP = re.compile(r"(/\*#\s*sourceMappingURL=[^*]*\*/|//#\s*sourceMappingURL=\S*)\s*$")


def styles(text: str) -> str:
    """Return a vendor's style sheet without fonts, crest, rooted addresses and source map."""
    text = _FONT_FACE.sub("", text)
    text = _FONT_STACK.sub(f"font-family:{FONTS}", text)
    text = _CREST.sub("none", text)
    text = _ROOTED.sub(r"url(\1", text)
    return scripts(text)


def scripts(text: str) -> str:
    """Return a vendor's script without the pointer to its source map."""
    return _SOURCE_MAP.sub("", text).rstrip() + "\n"


def publish(packages: Path, target: Path) -> None:
    """Fill `target` (var/assets/vendor) from `packages` (node_modules), replacing what was there.

    Raises FileNotFoundError when a package lacks a file, and ValueError when a style sheet still asks
    for something that is not in `target`: a new release has changed, and this module must follow.
    """
    fresh = target.with_name(target.name + ".new")
    shutil.rmtree(fresh, ignore_errors=True)
    (fresh / "images").mkdir(parents=True)
    for folder in IMAGES:
        for image in sorted((packages / folder).iterdir()):
            if OURS_TO_USE.fullmatch(image.name):
                shutil.copyfile(image, fresh / "images" / image.name)
    for file in FILES:
        change = styles if file.suffix == ".css" else scripts
        (fresh / file.name).write_text(change((packages / file).read_text("utf-8")), "utf-8")
    _prove(fresh)
    shutil.rmtree(target, ignore_errors=True)
    fresh.rename(target)


def _prove(folder: Path) -> None:
    for sheet in sorted(folder.glob("*.css")):
        text = sheet.read_text("utf-8")
        for address in re.findall(r"url\([\"']?(?!data:)([^)\"']+)", text):
            if not (folder / address).is_file():
                raise ValueError(f"{sheet.name} asks for {address}, which is not there")
        if "GDS Transport" in text or "sourceMappingURL" in text:
            raise ValueError(f"{sheet.name} still names its font or its source map")
