"""Reading one school from the national register's daily CSV file (Get information about schools). No Django.

The file is in Windows-1252. Names of columns and groups: the register's own. What the register does not tell apart
in our terms is refused rather than guessed.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

# The register's phase codes; middle schools count as the phase they are deemed to be.
PHASES = {
    "1": "nursery",
    "2": "primary",
    "3": "primary",
    "4": "secondary",
    "5": "secondary",
    "6": "16_plus",
    "7": "all_through",
}
# By type first, since some types are other schools in law than the rest of their group.
TYPES = {
    "Pupil referral unit": "pru",
    "Academy special converter": "special_academy",
    "Academy special sponsor led": "special_academy",
    "Free schools special": "special_academy",
    "Academy alternative provision converter": "ap_academy",
    "Academy alternative provision sponsor led": "ap_academy",
    "Free schools alternative provision": "ap_academy",
    "Community special school": "special",
    "Foundation special school": "special",
}
GROUPS = {
    "Local authority maintained schools": "maintained",
    "Academies": "academy",
    "Free Schools": "free_school",
    "Independent schools": "independent",
}
NO_FAITH = {"", "Does not apply", "None"}
NEEDED = ("URN", "EstablishmentName", "EstablishmentTypeGroup (name)", "PhaseOfEducation (code)")


class RegisterError(Exception):
    """What is wrong with the file or the school in it, as a sentence for an operator."""


@dataclass(frozen=True)
class Establishment:
    """A school as the register has it. `phase` and `type_group` are our codes, `""` where the register has none."""

    urn: str
    name: str
    phase: str
    type_group: str
    type_name: str
    status: str
    religious_character: str
    street: str
    town: str
    county: str
    postcode: str
    website: str
    trust_name: str
    trust_uid: str


def find_school(path: Path, urn: str) -> Establishment:
    """Return the school with this URN. Raises RegisterError when the file or the school cannot be used."""
    try:
        with path.open(encoding="cp1252", newline="") as file:
            rows = csv.DictReader(file)
            if missing := [name for name in NEEDED if name not in (rows.fieldnames or ())]:
                raise RegisterError(f"{path} has no column {', '.join(missing)}. Is it the register's file of schools?")
            row = next((row for row in rows if row["URN"] == urn), None)
    except OSError as error:
        raise RegisterError(f"{path} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise RegisterError(f"{path} is not in Windows-1252, the register's encoding.") from error
    except csv.Error as error:
        raise RegisterError(f"{path} is not a CSV file: {error}.") from error
    if row is None:
        raise RegisterError(f"There is no school with the URN {urn} in {path}.")
    return _establishment(row)


def _establishment(row: dict[str, str]) -> Establishment:
    def cell(name: str) -> str:
        return (row.get(name) or "").strip()

    type_name, group = cell("TypeOfEstablishment (name)"), cell("EstablishmentTypeGroup (name)")
    status = cell("EstablishmentStatus (name)")
    if status == "Closed":
        raise RegisterError(f"{cell('EstablishmentName')} is closed.")
    faith = cell("ReligiousCharacter (name)")
    website = cell("SchoolWebsite")
    return Establishment(
        urn=cell("URN"),
        name=cell("EstablishmentName"),
        phase=PHASES.get(cell("PhaseOfEducation (code)"), ""),
        type_group=TYPES.get(type_name) or GROUPS.get(group, ""),
        type_name=type_name or group,
        status=status,
        religious_character="" if faith in NO_FAITH else faith,
        street=cell("Street"),
        town=cell("Town"),
        county=cell("County (name)"),
        postcode=cell("Postcode"),
        website=website if not website or "://" in website else f"https://{website}",
        trust_name=cell("Trusts (name)"),
        trust_uid=cell("Trusts (code)"),
    )
