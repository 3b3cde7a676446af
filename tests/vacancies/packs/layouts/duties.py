"""Ways in which schools set out duties."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from tests.vacancies.packs.layouts import wording as w
from tests.vacancies.packs.layouts.blocks import Block, Grid, Heading, Item, Listing, Square, Words, square

Sections = tuple[tuple[str, tuple[str, ...]], ...]
OVER = ("Main duties", "Key accountabilities", "Main duties and responsibilities", "DUTIES AND RESPONSIBILITIES",
        "Key tasks", "Principal responsibilities", "Key responsibilities:", "Main Responsibilities", "Job content",
        "Specific duties", "Core duties", "Duties", "Main activities and responsibilities")  # fmt: skip
STEMS = ("The post holder will:", "The successful candidate will be expected to:", "You will:", "To:",
         "The main duties of the post are to:", "Under the direction of the class teacher, you will:")  # fmt: skip
PURPOSES = (
    "To lead the support that pupils with special needs receive, and to see that it works.",
    "To help teachers and pupils so that every child can take part in school life.",
)
PURPOSE_HEADS = ("Purpose of the job", "Job purpose", "Main purpose", "Overall purpose of the post", "Core purpose",
                 "Purpose of the role:", "JOB PURPOSE", "Job summary")  # fmt: skip
CLOSINGS = (
    "This job description is not exhaustive and may be changed after discussion with the post holder.",
    "The duties above may be varied to meet the changing needs of the school.",
    "This job description will be reviewed each year.",
)


def duty_sections(random: Random) -> Sections:
    """Duties by chance under two to five headings."""
    names = sorted(random.sample(list(w.DUTIES), random.randint(2, 5)), key=list(w.DUTIES).index)
    return tuple((random.choice(w.DUTY_HEADS[n]), tuple(w.some(random, w.DUTIES[n], 2, 4))) for n in names)


def listed(random: Random, sections: Sections) -> tuple[list[Block], Sections]:
    """A heading and a list for each section, in one of seven ways of numbering."""
    form = random.choice(("bullet", "bullet", "bullet", "running", "nested", "letters", "roman", "automatic"))
    out: list[Block] = []
    running = 0
    for s, (heading, duties) in enumerate(sections, 1):
        out.append(Heading(heading, 3, number=str(s) if form == "nested" else None))
        if random.random() < 0.15:
            out.append(Words(random.choice(STEMS)))
        numbers: list[str | None] = [None] * len(duties)
        if form == "running":
            numbers = [str(running + i) for i, _ in enumerate(duties, 1)]
        elif form == "nested":
            numbers = [f"{s}.{i}" for i, _ in enumerate(duties, 1)]
        elif form == "letters":
            numbers = ["abcdef"[i] for i, _ in enumerate(duties)]
        elif form == "roman":
            numbers = [("i", "ii", "iii", "iv", "v")[i] for i, _ in enumerate(duties)]
        elif form == "automatic":
            numbers = [str(i) for i, _ in enumerate(duties, 1)]
        running += len(duties)
        forms = (("decimal", "%1."),) if form == "automatic" else ()
        items = tuple(Item(d, n) for d, n in zip(duties, numbers, strict=True))
        out.append(Listing(items, forms))
    return out, sections


def flat(random: Random, sections: Sections) -> tuple[list[Block], Sections]:
    """One list, bulleted or numbered, right under the heading over all duties."""
    duties = [d for _, group in sections for d in group]
    numbered = random.random() < 0.5
    out: list[Block] = [Words(random.choice(STEMS))] if random.random() < 0.5 else []
    out.append(Listing(tuple(Item(d, str(i) if numbered else None) for i, d in enumerate(duties, 1))))
    return out, (("", tuple(duties)),)


def area_table(random: Random, sections: Sections) -> tuple[list[Block], Sections]:
    """A table of areas and the duties in each."""
    heads = random.choice((("Area", "Responsibilities"), ("Key area", "Duties"),
                           ("Area of responsibility", "Main tasks"),
                           ("Accountability", "What you will do"), ("", "Key responsibilities")))  # fmt: skip
    bulleted = random.random() < 0.6
    rows = [tuple(square(h, bold=True) for h in heads)]
    rows += [(square(heading, bold=True), Square(duties, bulleted=bulleted)) for heading, duties in sections]
    return [Grid(tuple(rows))], sections


def numbered_table(random: Random, sections: Sections) -> tuple[list[Block], Sections]:
    """A table with a number and a duty in each row."""
    rows = [(square("No."), square("Duty"))] if random.random() < 0.5 else []
    heads = len(rows)
    duties = [d for _, group in sections for d in group]
    rows += [(square(str(i)), square(d)) for i, d in enumerate(duties, 1)]
    return [Grid(tuple(rows), heads)], (("", tuple(duties)),)


def paragraphs(random: Random, sections: Sections) -> tuple[list[Block], Sections]:
    """A heading and plain paragraphs for each section."""
    out: list[Block] = []
    for heading, duties in sections:
        out.append(Heading(heading, 3))
        out += [Words(d) for d in duties]
    return out, sections


LAYOUTS = {
    "listed": listed,
    "flat": flat,
    "area table": area_table,
    "numbered table": numbered_table,
    "paragraphs": paragraphs,
}


def job_description(random: Random, layout: str) -> tuple[list[Block], Sections]:
    """The blocks of a job description below its own heading and facts, and the duties they mean."""
    over = random.choice(OVER)
    blocks: list[Block] = []
    if random.random() < 0.5:
        blocks += [Heading(random.choice(PURPOSE_HEADS), 2), Words(random.choice(PURPOSES))]
    blocks.append(Heading(over, 2))
    body, meant = LAYOUTS[layout](random, duty_sections(random))
    blocks += body
    if random.random() < 0.5:
        blocks.append(Words(random.choice(CLOSINGS)))
    return blocks, _named(meant, over)


def _named(sections: Sequence[tuple[str, tuple[str, ...]]], over: str) -> Sections:
    return tuple((heading or over.rstrip(":"), duties) for heading, duties in sections)
