"""The first day's list for a SENCo: what guidance names, and what everybody needs. No Django."""

from __future__ import annotations

from dataclasses import dataclass

KCSIE = "Keeping children safe in education, Part 1"
CODE = "SEND Code of Practice, chapter 6"
OWN = "Good practice"


@dataclass(frozen=True)
class Item:
    """One thing to do, and where it comes from."""

    code: str
    what: str
    source: str


ITEMS = (
    Item("kcsie", "Has read Part 1 of Keeping children safe in education, and says so in writing", KCSIE),
    Item("child_protection", "Has the child protection policy and knows the designated safeguarding lead", KCSIE),
    Item("conduct", "Has the staff code of conduct, with low-level concerns and whistleblowing", KCSIE),
    Item("behaviour", "Has the behaviour policy and the arrangements for children missing education", KCSIE),
    Item("training", "Safeguarding and child protection training is done or booked, online safety in it", KCSIE),
    Item("register", "Has the SEND register, the provision map and the EHC plans with their review dates", CODE),
    Item("information", "Has the SEN information report, the SEND policy and the accessibility plan", CODE),
    Item("governor", "Has met the governor for SEND", CODE),
    Item("team", "Has met the teaching assistants and the pastoral team", OWN),
    Item("agencies", "Has the contacts of the educational psychologist, the local authority and health services", OWN),
    Item("systems", "Has accounts for e-mail, the pupil records and the safeguarding log", OWN),
    Item("data", "Has done the data protection training", OWN),
    Item("emergency", "Knows fire, first aid and the medical needs of pupils", OWN),
    Item("npq", "The place on the NPQ for SENCOs is booked, or the award is on file", "SEND Regulations 2014, reg 49"),
    Item("mentor", "Has a mentor, and a date to talk after the first half term", OWN),
)
BY_CODE = {item.code: item for item in ITEMS}
