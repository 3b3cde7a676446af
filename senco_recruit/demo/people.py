"""The demo's people. All invented, all at example.org."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class DemoPerson:
    """Somebody you can be."""

    email: str
    name: str
    what: str  # "HR of Alderbrook High School"
    group: str


HR = "People who run recruitments"
PANEL = "People on a panel"
CANDIDATES = "People who apply"

PEOPLE: tuple[DemoPerson, ...] = (
    DemoPerson("marian.duxbury@example.org", "Marian Duxbury", "HR, Alderbrook High School", HR),
    DemoPerson("helen.ashgrove@example.org", "Dr Helen Ashgrove", "Head, Alderbrook High School", HR),
    DemoPerson("gwen.pellow@example.org", "Gwen Pellow", "HR of the whole trust", HR),
    DemoPerson("david.renshaw@example.org", "David Renshaw", "HR, Thornmere Primary School", HR),
    DemoPerson("amina.farrow@example.org", "Amina Farrow", "Head, Thornmere Primary School", HR),
    DemoPerson("kwame.osei@example.org", "Dr Kwame Osei", "Head, Fallowfield Grange", HR),
    DemoPerson("ruth.penhallow@example.org", "Ruth Penhallow", "Assistant head; chairs the panels", PANEL),
    DemoPerson("sunita.marlowe@example.org", "Sunita Marlowe", "Governor; has scored about half", PANEL),
    DemoPerson("colin.thackray@example.org", "Colin Thackray", "Deputy head; signs while the head is away", PANEL),
    DemoPerson("imogen.larkfield@example.org", "Imogen Larkfield", "Applies for several jobs", CANDIDATES),
    DemoPerson("callum.thistlewood@example.org", "Callum Thistlewood", "Has an application under way", CANDIDATES),
    DemoPerson(
        "rowan.castleford@example.org",
        "Rowan Castleford",
        "Accepted an offer; checks are under way",
        CANDIDATES,
    ),
    DemoPerson("priya.lanyon@example.org", "Priya Lanyon", "Waits for the head's signature", CANDIDATES),
)
