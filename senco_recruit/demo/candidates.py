"""The demo's candidates: who they are and what they write."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Candidate:
    """An invented teacher."""

    first_names: str
    last_name: str
    strength: int  # 0 to 2: how much evidence they give
    school: str
    head: str
    senco_qualification: str

    @property
    def email(self) -> str:
        """Their address."""
        return f"{self.first_names}.{self.last_name}".lower().replace(" ", "-") + "@example.org"

    @property
    def name(self) -> str:
        """Their whole name."""
        return f"{self.first_names} {self.last_name}"


PEOPLE = {
    person.last_name: person
    for person in (
        Candidate("Imogen", "Larkfield", 2, "Wetherby Vale Academy", "Graham Tillotson", "none"),
        Candidate("Callum", "Thistlewood", 1, "Moorside Primary School", "Olive Pargeter", "nasenco_held"),
        Candidate("Rowan", "Castleford", 2, "Stonebeck School", "Idris Vaughan", "npq_held"),
        Candidate("Priya", "Lanyon", 2, "Greenhythe College", "Martha Quill", "npq_in_progress"),
        Candidate("Tobias", "Wren", 1, "Hollin Bank School", "Sara Eddowes", "none"),
        Candidate("Esme", "Okafor", 2, "Larch Hill Academy", "Peter Lonsdale", "nasenco_held"),
        Candidate("Gareth", "Pym", 0, "Fenwick School", "Jo Hartnell", "none"),
        Candidate("Noor", "Siddall", 1, "Castle Mead Primary", "Ellen Frobisher", "npq_held"),
        Candidate("Beatrix", "Holloway", 1, "Kingsway High School", "Tom Astley", "none"),
        Candidate("Marek", "Dunmore", 0, "Ridgeway Academy", "Laura Penn", "none"),
        Candidate("Ottilie", "Fairbairn", 2, "Northgate High School", "Ivor Penrose", "npq_in_progress"),
        Candidate("Desmond", "Haverill", 1, "Saltmarsh Academy", "Moira Kettering", "none"),
        Candidate("Felicity", "Amberley", 2, "Beacon Hill School", "Neil Cartmel", "npq_held"),
    )
}

OPENINGS = (
    "In my present post I",
    "Over the last two years I have",
    "I would bring this to the role because I have",
)
EVIDENCE = (
    "worked alongside colleagues on this.",
    "planned this with a small team, tried it with one year group, and kept what worked.",
    (
        "led this across the school: I set a starting point, trained the staff, met parents each term, and checked "
        "the effect with reading ages and attendance. After two terms the gap had narrowed for most of the pupils."
    ),
)


def statement(candidate: Candidate, criterion: str, place: int) -> str:
    """Return what `candidate` writes on `criterion`: more evidence, the stronger they are."""
    opening = OPENINGS[place % len(OPENINGS)]
    about = criterion[:1].lower() + criterion[1:]
    closing = " I can show the plans and the results." if candidate.strength > 1 else ""
    return f"On “{about}”: {opening} {EVIDENCE[candidate.strength]}{closing}"
