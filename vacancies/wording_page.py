"""The page "Check and publish": what the gate says as cards, in three groups, with what can be done about each."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from core.audit import subject_of as named
from core.gates import GateName, GateReport, Row
from core.models import Waiver
from vacancies import gates_approval
from vacancies.gates_wording import WordingFinding, is_wording
from vacancies.models import Approval, Vacancy, WordingMend
from vacancies.services.approval import standing
from vacancies.services.wording import mendable
from vacancies.wording import CATALOGUE, Remark
from vacancies.wording_of import subject_of

AROUND = 90  # characters shown on each side of the marked words
TOGETHER = 3  # more findings of one check, without an answer of their own, are one card


@dataclass(frozen=True)
class Excerpt:
    """Words in their sentence: what stands before, what is marked, what stands after."""

    before: str
    marked: str
    after: str


@dataclass(frozen=True)
class Place:
    """A link to where something is mended."""

    label: str
    url: str


@dataclass(frozen=True)
class Card:
    """One finding. `now` and `then`: the words as they are, and as the certain mend would have them."""

    code: str
    title: str
    why: str
    source: str
    where: tuple[Place, ...]
    now: Excerpt | None = None
    then: Excerpt | None = None
    suggestion: str = ""
    sure: bool = False
    waiver: Waiver | None = None
    earlier_reason: str = ""  # given for other words than now

    @property
    def about(self) -> str:
        """What a button's hidden words name."""
        return f"{self.title}, {self.where[0].label}" if self.where else self.title


@dataclass
class WordingPage:
    """The three groups, what was left, what was put right, and the counts."""

    stops: list[Card] = field(default_factory=list)
    reasons: list[Card] = field(default_factory=list)
    passed: list[Card] = field(default_factory=list)
    advice: list[Card] = field(default_factory=list)
    left: list[Card] = field(default_factory=list)
    mends: list[WordingMend] = field(default_factory=list)
    clear: list[Row] = field(default_factory=list)
    head: Card | None = None  # the head's approval that is missing: the last step, and nothing to mend
    head_asked: bool = False
    mending: int = 0  # findings that must be mended, however many stand in one card
    stopping: int = 0  # these, and those that a reason would let through
    asking: int = 0  # of them, those that a reason would let through
    guidance: int = 0  # those that a reason let through or would
    sure: int = 0
    silent: int = 0  # wording checks that found nothing


def page_of(vacancy: Vacancy, report: GateReport) -> WordingPage:
    """Build the page from the gate's report: three queries more, and the vacancy's words where some were mended."""
    kept = {row.code: row.fingerprint for row in vacancy.advice_left.all()}
    left = [row for row in report.advice if kept.get(row.code) == row.finding.fingerprint()]
    advice = [row for row in report.advice if row not in left]
    head = next((row for row in report.stops if row.check.code == gates_approval.CODE), None)
    stops = [row for row in report.stops if row is not head]
    asking = standing(vacancy) if head else None
    shown = [*stops, *report.waivable, *advice]
    found = {row.check.code.partition("_")[0] for row in report.rows if is_wording(row.check.code)}
    return WordingPage(
        stops=_cards(stops),
        reasons=_cards(report.waivable, _earlier(vacancy, report.waivable)),
        passed=_cards(report.waived),
        advice=_cards(advice),
        left=_cards(left),
        mends=_undoable(vacancy),
        clear=[row for row in report.clear if not is_wording(row.check.code)],
        head=_card(head) if head else None,
        head_asked=asking is not None and asking.state == Approval.State.ASKED,
        mending=len(stops),
        stopping=len(stops) + len(report.waivable),
        asking=len(report.waivable),
        guidance=len(report.waivable) + len(report.waived),
        sure=sum(_is_sure(row) for row in shown),
        silent=len(CATALOGUE) - len(found),
    )


def _cards(rows: Iterable[Row], earlier: dict[str, str] | None = None) -> list[Card]:
    """A card each; many of one check that can only be settled at their places are one."""
    rows = list(rows)
    together = {code for code in {row.check.code for row in rows} if sum(_plain(row, code) for row in rows) > TOGETHER}
    cards: list[Card] = []
    for row in rows:
        if row.check.code not in together:
            cards.append(_card(row, (earlier or {}).get(row.code, "")))
        elif not any(card.code == row.check.code for card in cards):
            cards.append(_many(row, [each for each in rows if each.check.code == row.check.code]))
    return cards


def _plain(row: Row, code: str) -> bool:
    return row.check.code == code and row.check.code in ("L17_defect", "L18_defect")


def _many(row: Row, rows: list[Row]) -> Card:
    places = tuple(Place(each.finding.link, each.finding.url) for each in rows)
    title = f"{row.finding.what} ({len(rows)})"
    return Card(row.check.code, title, row.finding.how, row.check.source, places)


def _card(row: Row, earlier: str = "") -> Card:
    finding = row.finding
    where = (Place(finding.link or "Open", finding.url),) if finding.url else ()
    if not isinstance(finding, WordingFinding) or finding.remark is None:
        return Card(
            row.code, finding.what, finding.how, row.check.source, where, waiver=row.waiver, earlier_reason=earlier
        )
    remark, sure = finding.remark, mendable(finding.remark)
    return Card(
        row.code,
        finding.what,
        finding.how,
        remark.source,
        where,
        now=_excerpt(remark, remark.marked) if remark.end > remark.start else None,
        then=_excerpt(remark, remark.replacement or "") if sure else None,
        suggestion="" if sure else remark.suggestion,
        sure=sure and row.waiver is None,
        waiver=row.waiver,
        earlier_reason=earlier,
    )


def _is_sure(row: Row) -> bool:
    finding = row.finding
    return isinstance(finding, WordingFinding) and finding.remark is not None and mendable(finding.remark)


def _excerpt(remark: Remark, marked: str) -> Excerpt:
    before, after = remark.text[: remark.start], remark.text[remark.end :]
    if len(before) > AROUND:
        before = "…" + before[-AROUND:].split(" ", 1)[-1]
    if len(after) > AROUND:
        after = after[:AROUND].rsplit(" ", 1)[0] + "…"
    if remark.end == remark.start:  # a sentence put at the end is shown by itself
        return Excerpt("", marked.strip(), "")
    return Excerpt(before, marked, after)


def _undoable(vacancy: Vacancy) -> list[WordingMend]:
    """What was put right, where those words still stand; the newest first."""
    made = list(vacancy.wording_mends.filter(undone=False).select_related("by").order_by("-at", "-pk"))
    if not made:
        return []
    texts = {passage.place.key: passage.text for passage in subject_of(vacancy).everything}
    shown: dict[str, WordingMend] = {}
    for row in made:  # the last mend of a place can be undone, then the one before it
        if row.place not in shown and texts.get(row.place) == row.after:
            shown[row.place] = row
    return list(shown.values())


def _earlier(vacancy: Vacancy, rows: Collection[Row]) -> dict[str, str]:
    """Reasons that were given for these points while other words stood there."""
    if not rows:
        return {}
    subject_type, subject_id = named(vacancy)
    places = {row.code.rpartition("-")[0] or row.code: row.code for row in rows}
    given = Waiver.objects.filter(
        subject_type=subject_type, subject_id=subject_id, gate=GateName.PUBLISH, taken_back_at=None
    ).order_by("pk")
    found = ((places.get(waiver.code.rpartition("-")[0] or waiver.code), waiver.reason) for waiver in given)
    return {code: reason for code, reason in found if code}
