"""What a signature is over, and how it is proved later, also when the words are gone.

Digests are salted, so that nobody finds a word of a purged file by trying; the seal over the whole is an HMAC under
the audit's key, which is not in the database.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterator, Mapping
from typing import Any

from django.conf import settings

from applications.models import Application
from appointments.models import Offer, Reference, SignOff
from core.gates import GateReport, Row

Content = dict[str, Any]
SHOWN = ("what", "how", "reason", "reason_by")  # of each row of the page


def seal(content: Content) -> str:
    """Return the digest over everything that was signed, under a key outside the database."""
    text = json.dumps(content, sort_keys=True, separators=(",", ":"))
    return hmac.new(settings.AUDIT_KEY.encode(), text.encode(), hashlib.sha256).hexdigest()


def digest(salt: str, *words: object) -> str:
    """Return what stands in the content for words that may name somebody."""
    return hashlib.sha256("\x1f".join([salt, *map(str, words)]).encode()).hexdigest()


def _digest_of(salt: str, words: Mapping[str, str]) -> str:
    """The words of a row in an order of ours: PostgreSQL gives the keys of a JSON value back in its own."""
    return digest(salt, *(words.get(name, "") for name in SHOWN))


def shown_of(report: GateReport, pay: list[list[str]]) -> dict[str, Any]:
    """Return the page's words as they stood: with the personnel file they go."""
    return {"rows": [_words(row) for row in report.rows], "pay": pay}


def _words(row: Row) -> dict[str, str]:
    waiver = row.waiver
    return {
        "what": row.finding.what,
        "how": row.finding.how,
        "reason": waiver.reason if waiver else "",
        "reason_by": str(waiver.by) if waiver else "",
    }


def seen_of(report: GateReport, statement: str) -> str:
    """Return what the head's page carries: a digest of its rows and of the words to sign, as they stood on it."""
    rows = [
        (row.code, row.finding.fingerprint(), row.finding.open, row.waiver and row.waiver.pk) for row in report.rows
    ]
    return hashlib.sha256(repr((statement, rows)).encode()).hexdigest()


def content_of(
    application: Application, offer: Offer, report: GateReport, *, salt: str, shown: dict[str, Any], statement: str
) -> Content:
    """Return what is sealed: no name, no word of anybody."""
    rows = [
        {
            "code": row.code,
            "force": str(row.check.force),
            "open": row.finding.open,
            "waiver": row.waiver.pk if row.waiver else None,
            "words": _digest_of(salt, words),
        }
        for row, words in zip(report.rows, shown["rows"], strict=True)
    ]
    return {
        "application": application.pk,
        "vacancy": application.vacancy_id,
        "rows": rows,
        "salary": str(offer.salary),
        "starts_on": offer.starts_on.isoformat(),
        "statement": digest(salt, statement),
        "evidence": dict(evidence_of(application, salt)),
    }


def evidence_of(application: Application, salt: str) -> Iterator[tuple[str, str]]:
    """Yield each piece of evidence with its digest: references as they were verified, checks as they were recorded."""
    for reference in Reference.objects.filter(request__application=application).order_by("pk"):
        yield f"reference:{reference.pk}", digest(salt, reference.answers, reference.verified_at)
    for check in application.checks.order_by("code"):
        yield f"check:{check.code}", digest(salt, check.status, check.done_on, check.done_by_id, check.evidence)
    for row in application.decisions.order_by("pk"):
        yield f"decision:{row.pk}", digest(salt, row.outcome, row.reason)


def faults_of(signed: SignOff) -> list[str]:
    """Return why a signature does not prove what it shows; nothing when it does. Names nobody."""
    found = []
    if not hmac.compare_digest(seal(signed.content), signed.digest):
        found.append("the seal does not fit what was signed")
    if signed.salt:  # the words are still there
        if digest(signed.salt, signed.statement) != signed.content["statement"]:
            found.append("the statement was changed")
        words = [_digest_of(signed.salt, row) for row in signed.shown.get("rows", [])]
        if words != [row["words"] for row in signed.content["rows"]]:
            found.append("the words of the page were changed")
    return found


def changed_since(signed: SignOff) -> list[str]:
    """Return the evidence that has changed since the signature ("check:DBS"); what was erased is left out."""
    if not signed.salt:
        return []
    now = dict(evidence_of(signed.application, signed.salt))
    then: dict[str, str] = signed.content.get("evidence", {})
    return sorted(key for key, value in then.items() if key in now and now[key] != value)
