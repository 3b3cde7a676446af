"""A whole pack by chance: letter, job description, specification, dates and the small print."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from tests.vacancies.packs.layouts import duties as d
from tests.vacancies.packs.layouts import facts as f
from tests.vacancies.packs.layouts import specification as s
from tests.vacancies.packs.layouts import wording as w
from tests.vacancies.packs.layouts.blocks import Block, Heading, Item, Listing, Words
from tests.vacancies.packs.layouts.meant import Line, Meant

LEGAL = (
    "We are committed to safeguarding and promoting the welfare of children and expect all staff to do the same.",
    "The post is subject to an enhanced check by the Disclosure and Barring Service.",
    "The school is an equal opportunities employer and welcomes applications from all.",
)
LEGAL_HEADS = ("Safeguarding statement", "Safer recruitment", "Equal opportunities", "Data protection", "Notes")


@dataclass(frozen=True)
class Whole:
    """A pack as blocks, and what it means; `family` names its layouts."""

    blocks: tuple[Block, ...]
    meant: Meant
    family: str
    running: str = ""


def pack(random: Random, layout: str, *, telling: str | None = None, lost: bool = False) -> Whole:
    """A pack whose specification is laid out as named. `lost` says that the file will not keep its columns."""
    kind = random.choice(("both", "both", "whole", "whole", "specification"))
    title = random.choice(w.TITLES)
    blocks: list[Block] = []
    facts: dict[str, str] = {}
    duties: d.Sections = ()
    if kind == "whole":
        blocks += _letter(random, title)
    if kind != "specification":
        facts, head = _head(random, title, lost=lost)
        blocks += head
        body, duties = d.job_description(
            random, random.choice(("listed", "flat", "paragraphs") if lost else list(d.LAYOUTS))
        )
        blocks += body
        if random.random() < 0.4:
            blocks.append(
                Words(
                    random.choice(("Signed: ______________  Date: ______", "Post holder’s signature ................"))
                )
            )
        if random.random() < 0.4:
            blocks += [Heading(random.choice(LEGAL_HEADS), 2), Words(random.choice(LEGAL))]
    name = random.choice(w.SPECIFICATION_HEADS)
    if kind == "specification" or "{title}" in name:
        facts.setdefault("title", title)
    blocks.append(Heading(name.format(title=title), 1))
    if kind == "specification" and "{title}" not in name:
        blocks.append(Words(f"Post: {title}"))
    body_blocks, lines = s.specification(random, layout, telling, lost=lost)
    blocks += body_blocks
    if kind == "whole":
        blocks.append(f.dates_heading(random))
        if random.random() < 0.5:
            blocks += f.sentences(random, facts)
        else:
            pairs, meant = f.chosen(random, ["closing", "interview", "start"])
            facts |= meant
            blocks += f.LAYOUTS["lines" if lost else random.choice(list(f.LAYOUTS))](pairs)
        blocks += [Heading(random.choice(LEGAL_HEADS[:3]), 2), *(Words(t) for t in random.sample(LEGAL, 2))]
    running = random.choice(("", "", "Thornmere Primary School", "Alderbrook High School - SENCO pack"))
    return Whole(tuple(blocks), Meant(facts, duties, tuple(lines), _warnings(lines, duties)), layout, running)


def _letter(random: Random, title: str) -> list[Block]:
    offers = ("A friendly staff room", "Free parking", "A day a term for training", "Small classes and a large garden")
    listing = Listing(tuple(Item(t) for t in random.sample(offers, 3)))
    return [
        Heading("Thornmere Primary School", 1),
        Words("Dear applicant"),
        Words(f"Thank you for your interest in the post of {title}. Every child is welcome here."),
        Words(random.choice(("We can offer:", "In return you will have:", "We offer you:"))),
        listing,
        Words("Please read the papers below and visit us if you can."),
        Words(random.choice(("Yours sincerely", "Yours faithfully", "Kind regards"))),
        Words("Helen Ashgrove"),
        Words("Head teacher"),
    ]  # fmt: skip


def _head(random: Random, title: str, *, lost: bool) -> tuple[dict[str, str], list[Block]]:
    """The head of the job description with its facts."""
    name = random.choice(w.JOB_HEADS)
    names = ["salary_text", "reports_to"] + (["responsible_for"] if random.random() < 0.5 else [])
    pairs, facts = f.chosen(random, names)
    facts["title"] = title
    if "{title}" not in name:
        pairs.insert(0, (random.choice(f.LABELS["title"]), title))
    form = f.LAYOUTS["lines" if lost else random.choice(list(f.LAYOUTS))]
    return facts, [Heading(name.format(title=title), 1), *form(pairs)]


def _warnings(lines: list[Line], duties: d.Sections) -> frozenset[str]:
    found = set()
    if not duties:
        found.add("no_job_description")
    if any(c.importance is None for c in lines):
        found.add("missing_importance")
    if any(not c.methods for c in lines):
        found.add("missing_assessment")
    return frozenset(found)
