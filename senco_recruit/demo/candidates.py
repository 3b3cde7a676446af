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

# What people write on each thing the demo's pack asks for, found by a word of it; the stronger, the more evidence.
ANSWERS: dict[str, tuple[str, str, str]] = {
    "NPQ": (
        "I have not started the NPQ. I would like to take it once I have settled in.",
        (
            "I have read the NPQ framework against what I do now. Assessing need and planning provision I know "
            "well; the law on disability and leading a team are where I would put most of my study. I am ready to "
            "begin at once."
        ),
        (
            "I keep one evening a week for study, and finished a course on the SEND Code with an essay on annual "
            "reviews. I have compared the NPQ framework with my work: I would start with the module on leading "
            "change, and have agreed with my head that my project can be the reading support that I run now."
        ),
    ),
    "range of special": (
        "I have taught children with different needs in most of my classes and always try to help each of them.",
        (
            "In my classes I have pupils with dyslexia, autism and hearing loss. I put the main words on the "
            "board before the lesson, give instructions one at a time, and check in with {n} pupils at the start. "
            "Most now finish their work in the lesson."
        ),
        (
            "Last year {n} of my 31 pupils in Year 8 had SEN support. I read their plans before planning the "
            "unit, taught the vocabulary first, and gave every task a worked example. One boy, who had handed in "
            "nothing in the autumn, wrote two pages by Easter. Across the class the gap to the year fell from "
            "nine marks to three."
        ),
    ),
    "assessment information": (
        "I look at test results each term and tell the teaching assistants who needs help.",
        (
            "I used reading ages to choose {n} pupils for a small group, twice a week for a term. Their reading "
            "age rose by seven months on average, and I stopped the group for two pupils who were not gaining "
            "from it."
        ),
        (
            "Of {n} pupils with attendance below 90 per cent, I found that most could not read the texts of their "
            "lessons. We tested all of them, planned a 12-week programme and named one adult for each. After two "
            "terms reading ages had risen by 14 months and attendance by six points. Where a pupil had not moved, "
            "we changed the plan with the parents, and I showed governors both."
        ),
    ),
    "group of adults": (
        "I have worked with teaching assistants in my lessons for several years.",
        (
            "I line-manage two teaching assistants. We meet each Friday for 20 minutes: what worked, what did "
            "not, who needs what next week. Both now plan their own groups."
        ),
        (
            "I lead a team of {n} teaching assistants. When I started, each worked beside one pupil all day. I "
            "watched every one of them twice, wrote down with them what helped pupils to do more alone, and "
            "changed the timetable. A year later pupils asked for help half as often, and nobody had left the "
            "team."
        ),
    ),
    "Code of Practice": (
        "I know the Code of Practice and the four steps of assess, plan, do and review.",
        (
            "The Code asks schools to use their best endeavours and to put the family at the centre. I use its "
            "cycle of assess, plan, do and review for every pupil on support, and write each plan on one page "
            "with the parents."
        ),
        (
            "The Code asks us to spot needs early and to judge support by what changes for the pupil. When I took "
            "over, {n} plans named a need, but few said what a teacher should do. I met each head of year and "
            "rewrote them on one page: what is hard, what every teacher does, what is extra, how we will know. At "
            "the next review we could show the effect of four plans in five, and we ended those that had done "
            "their work."
        ),
    ),
}
ON_THE_WAY = {
    "npq_held": "I have the NPQ. My project, on how teaching assistants ask questions, still shapes how I train staff.",
    "nasenco_held": "I have the award. I wrote on how subject teachers read plans, and changed ours because of it.",
    "npq_in_progress": "I am half way through the NPQ, and the module on leading change is marked.",
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
        "led this across the school: I set a starting point, trained the staff, met parents each term, and "
        "checked the effect with reading ages and attendance. After two terms the gap had narrowed for most "
        "of the pupils."
    ),
)


def statement(candidate: Candidate, criterion: str, place: int) -> str:
    """Return what `candidate` writes on `criterion`: more evidence, the stronger they are."""
    if "NPQ" in criterion and candidate.senco_qualification in ON_THE_WAY:
        return ON_THE_WAY[candidate.senco_qualification]
    for word, answers in ANSWERS.items():
        if word in criterion:
            return answers[candidate.strength].format(n=3 + len(candidate.last_name))
    return f"{OPENINGS[place % len(OPENINGS)]} {EVIDENCE[candidate.strength]}"
