"""What a job pack says, worked out once for the PDF, the Word file and whatever else prints it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from django.urls import reverse
from django.utils import timezone

from accounts.colours import darkened
from accounts.models import School
from core.components import Fact, KeyDate
from core.links import absolute
from vacancies import scoring_words, writing_words
from vacancies.advert import Advert, AdvertGroup, advert_of
from vacancies.models import Duty, Vacancy
from vacancies.pay_shown import pay_of
from vacancies.selection import SelectionStep, selection_steps

# The labels that packs use, where the page says it more plainly: whoever brings the file in again finds them.
PACK_LABELS = {"Starts": "Start date", "Leads": "Responsible for"}


@dataclass(frozen=True)
class Levels:
    """A supplement to the job description: which duties go with which post and level."""

    title: str
    intro: str
    rows: list[tuple[str, str, str]]  # post, level, duties one a line


@dataclass(frozen=True)
class PackContent:
    """A pack, part by part, as plain text. An empty part is left out of the file."""

    title: str
    school: str
    trust: str
    overview: str
    closes: str  # "9am on Monday 30 November 2026"
    earlier: str  # the closing time before it was extended
    address: str  # of the advert
    facts: list[Fact]
    duties: list[tuple[str, list[str]]]
    groups: list[AdvertGroup]
    steps: list[SelectionStep]
    dates: list[KeyDate]
    visits: str
    contact: list[str]
    statements: list[tuple[str, str]]
    levels: list[Levels]
    signatories: list[str]

    @property
    def numbered(self) -> bool:
        """Whether any criterion has a number."""
        return any(group.numbered for group in self.groups)


def pack_of(vacancy: Vacancy) -> PackContent:
    """Return the pack of `vacancy` as it stands now; the person specification is the one fixed at publication."""
    school, advert = vacancy.school, advert_of(vacancy, at=timezone.now())
    levels = levels_of(vacancy)
    contact = (vacancy.contact_name, vacancy.contact_phone, vacancy.contact_email)
    return PackContent(
        title=vacancy.title,
        school=school.name,
        trust=school.trust.name if school.trust else "",
        overview=vacancy.overview,
        closes=advert.closes,
        earlier=advert.earlier,
        address=absolute(reverse("vacancies:public_detail", args=[vacancy.ref])),
        facts=_facts(vacancy, advert),
        duties=duties_of(vacancy),
        groups=[group for group in advert.groups if group.rows],
        steps=selection_steps(advert.methods, scale=scoring_words.of(vacancy), writing=writing_words.of(vacancy)),
        dates=advert.dates,
        visits=vacancy.visits,
        contact=[words for words in contact if words],
        statements=[
            each for each in (*advert.offer, *advert.statements) if each[0] not in {table.title for table in levels}
        ],
        levels=levels,
        signatories=[line.strip() for line in vacancy.signed_by.splitlines() if line.strip()],
    )


def duties_of(vacancy: Vacancy) -> list[tuple[str, list[str]]]:
    """The headings of the job description that have duties, each with its duties: one query."""
    order = ("section__position", "section_id", "position", "pk")
    rows = Duty.objects.filter(section__vacancy=vacancy).order_by(*order)
    found = rows.values_list("section_id", "section__heading", "text")
    return [
        (heading, [text for _, _, text in duties])
        for (_, heading), duties in groupby(found, key=lambda row: (row[0], row[1]))
    ]


def levels_of(vacancy: Vacancy) -> list[Levels]:
    """The supplements to the job description as tables: two queries."""
    return [
        Levels(table.title, table.intro, [(row.post, row.level, row.duties) for row in table.rows.all()])
        for table in vacancy.level_tables.prefetch_related("rows")
    ]


def accent_of(school: School) -> str:
    """The school's colour as it may be printed: white on it and it on white reach 7 to 1."""
    return darkened(school.accent)


def logo_of(school: School) -> bytes:
    """The school's logo as a picture file, or nothing."""
    if school.logo is None:
        return b""
    with school.logo.file.open() as file:
        content: bytes = file.read()
        return content


def _facts(vacancy: Vacancy, advert: Advert) -> list[Fact]:
    pay = pay_of(vacancy)
    paid = [Fact(label, words) for label, words in pay.facts] if pay else []
    if pay and pay.edition_note:
        paid.append(Fact("About these figures", pay.edition_note))
    told = [Fact(PACK_LABELS.get(fact.label, fact.label), fact.value) for fact in advert.facts]
    return [Fact("Job title", vacancy.title), Fact("School", vacancy.school.name), *paid, *told]
