"""What a person asks of the list of jobs: read from the address, put into words, made a query.

An address may hold anything. What is not understood is left out, so no search ends in an error.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, Self

from django.db.models import F, Q
from django.http import QueryDict

from accounts.models import Phase
from core.display import pounds
from vacancies.models import ContractType, Vacancy, VacancyPay, WorkingPattern
from vacancies.models.vacancy import VacancyQuerySet
from vacancies.pay_shown import PAY_READ

SOON = timedelta(days=7)
PAY_STEPS = (35_000, 40_000, 45_000, 50_000, 55_000, 60_000)
SORTS = {"closing": "Closing soonest", "newest": "Newest", "pay": "Highest pay"}
_ORDER: dict[str, tuple[Any, ...]] = {
    "closing": ("closes_at", "pk"),
    "newest": ("-published_at", "-pk"),
    "pay": (F("pay__salary_to").desc(nulls_last=True), "closes_at", "pk"),
}
# A vacancy and a school have a hundred columns, mostly long texts; the list shows these.
_SHOWN = (
    "ref", "title", "hours_text", "working_pattern", "contract_type", "closes_at", "pay_text", "school__name",
    "school__town",
)  # fmt: skip
_PAY = [field.name for field in VacancyPay._meta.concrete_fields]
_JOB_SHARE = "job_share"
PATTERNS = {
    WorkingPattern.FULL_TIME.value: "Full time",
    WorkingPattern.PART_TIME.value: "Part time",
    _JOB_SHARE: "Job share",
}


@dataclass(frozen=True)
class JobSearch:
    """One search. Empty parts ask for nothing."""

    words: str = ""
    place: str = ""
    phases: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    contracts: tuple[str, ...] = ()
    pay: int = 0  # pounds a year, full time, that the range must reach
    soon: bool = False
    employer: str = ""  # ref of a school or of a trust
    sort: str = "closing"
    known_employers: dict[str, str] = field(default_factory=dict, compare=False)

    @classmethod
    def of(cls, query: QueryDict, employers: dict[str, str]) -> Self:
        """Read the search from an address. `employers`: ref to name, of the schools and trusts that are asked for."""
        pay = query.get("pay", "")
        employer = query.get("employer", "")
        sort = query.get("sort", "")
        return cls(
            words=_tidy(query.get("q", "")),
            place=_tidy(query.get("place", "")),
            phases=_chosen(query, "phase", Phase.values),
            patterns=_chosen(query, "pattern", PATTERNS),
            contracts=_chosen(query, "contract", ContractType.values),
            pay=int(pay) if pay in map(str, PAY_STEPS) else 0,
            soon=query.get("soon") == "1",
            employer=employer if employer in employers else "",
            sort=sort if sort in SORTS else "closing",
            known_employers=employers,
        )

    @property
    def asks(self) -> bool:
        """Whether it asks for anything but the order."""
        return replace(self, sort="closing") != JobSearch()

    @property
    def only_filters(self) -> JobSearch:
        """The same filters, whatever the words, the place and the order."""
        return replace(self, words="", place="", sort="closing")

    @property
    def filters(self) -> list[tuple[str, str]]:
        """Each thing asked for besides the words and the place: its words, and the address without it."""
        parts = [
            *((Phase(value).label, replace(self, phases=_without(self.phases, value))) for value in self.phases),
            *((PATTERNS[value], replace(self, patterns=_without(self.patterns, value))) for value in self.patterns),
            *(
                (ContractType(value).label, replace(self, contracts=_without(self.contracts, value)))
                for value in self.contracts
            ),
        ]
        if self.pay:
            parts.append((f"{pounds(self.pay)} or more", replace(self, pay=0)))
        if self.soon:
            parts.append(("Closing in 7 days", replace(self, soon=False)))
        if self.employer:
            parts.append((self.known_employers[self.employer], replace(self, employer="")))
        return [(str(words), search.address) for words, search in parts]

    @property
    def sorts(self) -> list[tuple[str, str, bool]]:
        """The orders on offer: words, address, whether it is this one."""
        return [(words, replace(self, sort=sort).address, sort == self.sort) for sort, words in SORTS.items()]

    @property
    def address(self) -> str:
        """This search as the end of an address, without the page."""
        query = QueryDict(mutable=True)
        single = {"q": self.words, "place": self.place, "employer": self.employer}
        single |= {"pay": str(self.pay) if self.pay else "", "soon": "1" if self.soon else ""}
        single |= {"sort": self.sort if self.sort != "closing" else ""}
        query.update({name: value for name, value in single.items() if value})
        for name, values in (("phase", self.phases), ("pattern", self.patterns), ("contract", self.contracts)):
            query.setlist(name, list(values)) if values else None
        return f"?{query.urlencode()}"

    def found(self, at: datetime) -> VacancyQuerySet:
        """The jobs open at the instant `at` that fit, in order, with what the list shows of each."""
        jobs = Vacancy.objects.live(at).matching(self.words)
        for word in self.place.split()[:6]:
            jobs = jobs.filter(
                Q(school__town__icontains=word)
                | Q(school__county__icontains=word)
                | Q(school__postcode__istartswith=word)
            )
        if self.phases:
            jobs = jobs.filter(school__phase__in=self.phases)
        if self.patterns:
            jobs = jobs.filter(self._hours())
        if self.contracts:
            jobs = jobs.filter(contract_type__in=self.contracts)
        if self.pay:
            jobs = jobs.filter(pay__salary_to__gte=self.pay)
        if self.soon:
            jobs = jobs.filter(closes_at__lte=at + SOON)
        if self.employer:
            jobs = jobs.filter(Q(school__ref=self.employer) | Q(school__trust__ref=self.employer))
        jobs = jobs.select_related("school", *PAY_READ[0]).prefetch_related(*PAY_READ[1])
        return jobs.only(*_SHOWN, *(f"pay__{name}" for name in _PAY)).order_by(*_ORDER[self.sort])

    def _hours(self) -> Q:
        times = [value for value in self.patterns if value != _JOB_SHARE]
        fits = Q(working_pattern__in=[*times, WorkingPattern.EITHER]) if times else Q()
        return fits | Q(job_share=True) if _JOB_SHARE in self.patterns else fits


def employers_of(at: datetime) -> dict[str, str]:
    """The trusts and schools with a job open at the instant `at`: ref to name, trusts first. One query."""
    rows = Vacancy.objects.live(at).values_list(
        "school__trust__ref", "school__trust__name", "school__ref", "school__name"
    )
    trusts, schools = {}, {}
    for trust_ref, trust, school_ref, school in rows.order_by("school__name").distinct():
        schools[school_ref] = school
        if trust_ref:
            trusts[trust_ref] = trust
    return dict(sorted(trusts.items(), key=lambda each: each[1])) | schools


def _tidy(typed: str) -> str:
    return " ".join(typed.replace("\x00", "").split())[:100]


def _chosen(query: QueryDict, name: str, known: Any) -> tuple[str, ...]:
    asked = set(query.getlist(name))
    return tuple(value for value in known if value in asked)


def _without(values: tuple[str, ...], value: str) -> tuple[str, ...]:
    return tuple(each for each in values if each != value)
