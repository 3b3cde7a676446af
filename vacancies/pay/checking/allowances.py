"""TLR payments and SEN allowances of a text. No Django."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vacancies.pay.checking.finding import PayFinding
from vacancies.pay.checking.reading import MOST, Sum, sums_of
from vacancies.pay.editions import Edition
from vacancies.pay.money import pounds

TLR = re.compile(r"\bTLR\s?(?P<kind>[123])(?P<label>\s?\.\s?\d|\s?[a-fA-F](?![A-Za-z]))?", re.IGNORECASE)
SEN = re.compile(r"\b(?:SEND?|special (?:educational )?needs) allowance\b", re.IGNORECASE)
# The criteria of the pay document for a SEN allowance, as packs put them.
CRITERION = re.compile(
    r"\bspecial school|\bdesignated\b.{0,30}\b(?:class|unit)"
    r"|\b(?:resourced?|specialist) (?:base|unit|provision|class)"
    r"|\bmandatory\b.{0,30}\bqualification|\bhearing[- ]impair|\bvisual(?:ly)?[- ]impair|\bpupil referral|\bPRU\b"
    r"|\balternative provision",
    re.IGNORECASE,
)
REACH = 60  # characters after a label in which its sum stands
SALARY = 20_000  # pounds; a sum from here on is a salary, whatever stands before it


def check_allowances(text: str, *, now: Edition) -> Iterator[PayFinding]:
    """TLRs and SEN allowances without a value, or outside their range."""
    yield from _tlrs(text, now)
    yield from _sen(text, now)


def _tlrs(text: str, now: Edition) -> Iterator[PayFinding]:
    kinds: dict[str, list[re.Match[str]]] = {}
    for found in TLR.finditer(text):
        kinds.setdefault(f"TLR{found['kind']}", []).append(found)
    for kind, mentions in kinds.items():
        allowed = now.allowances[kind].span
        valued = [(found, each) for found in mentions[:MOST] for each in _sums_after(text, found)]
        for found, each in valued:
            if not allowed.holds(each.pounds):
                message = f"{pounds(each.pounds)} is outside the range of {kind} in {now.name}: {allowed.words} a year."
                yield PayFinding("tlr_outside", found.start(), each.end, message, f"Give a sum of {allowed.words}.")
        if not valued:
            yield _tlr_without_value(kind, mentions, allowed.words, now)


def _tlr_without_value(kind: str, mentions: list[re.Match[str]], allowed: str, now: Edition) -> PayFinding:
    first = mentions[0]
    labels = list(dict.fromkeys(" ".join(found.group().split()) for found in mentions))
    message = (
        f"{labels[0]} is given without its value. Each school sets its own values, so the label alone tells nobody."
    )
    if len(labels) > 1:
        message += f" The text also calls it {' and '.join(labels[1:])}: say which it is."
    advice = f"Give it in pounds a year. In {now.name} {kind} is {allowed}."
    return PayFinding("tlr_no_value", first.start(), first.end(), message, advice)


def _sen(text: str, now: Edition) -> Iterator[PayFinding]:
    mentions = list(SEN.finditer(text))
    if not mentions:
        return
    allowed, first = now.allowances["SEN"].span, mentions[0]
    valued = [(found, each) for found in mentions[:MOST] for each in _sums_near(text, found)]
    for found, each in valued:
        if not allowed.holds(each.pounds):
            message = f"{pounds(each.pounds)} is outside the range of the SEN allowance in {now.name}: {allowed.words}."
            yield PayFinding("sen_outside", found.start(), found.end(), message, f"Give a sum of {allowed.words}.")
    if not valued:
        message = "The SEN allowance is given without its value."
        advice = f"Give it in pounds a year. In {now.name} it is {allowed.words}."
        yield PayFinding("sen_no_value", first.start(), first.end(), message, advice)
    if not CRITERION.search(text):
        message = (
            "The text does not say why there is a SEN allowance. Being the SENCo is no reason for one: it is for "
            "teaching in a special school or a designated unit, for a post that needs a mandatory SEN qualification, "
            "or the like."
        )
        advice = "Say which reason applies, or use a TLR."
        yield PayFinding("sen_no_reason", first.start(), first.end(), message, advice)


def _sums_after(text: str, found: re.Match[str]) -> list[Sum]:
    """The sums after a label, as far as its line and the next label."""
    end = min([len(text), found.end() + REACH, *(at for at in [text.find("\n", found.end())] if at >= 0)])
    following = re.compile(r"\bTLR|\bSEND? ", re.IGNORECASE).search(text, found.end(), end)
    between = re.split(r"[+;]|\bplus\b|\b[Ss]alary\b", text[found.end() : following.start() if following else end])[0]
    sums = sums_of(text, found.end(), found.end() + len(between))
    return [each for each in sums if each.pounds < SALARY][:2]


def _sums_near(text: str, found: re.Match[str]) -> list[Sum]:
    """The sum after the words, else the one right before them: "a £2,885 SEN allowance"."""
    before = re.search(r"£\s?[\d,]+(?:\.\d{2})?\s*(?:annual\s)?$", text[max(0, found.start() - 25) : found.start()])
    return _sums_after(text, found) or (sums_of(text, max(0, found.start() - 25), found.start())[-1:] if before else [])
