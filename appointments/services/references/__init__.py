"""Every write about a reference: asking, answering, chasing, verifying, settling what differs from the form."""

from __future__ import annotations

from appointments.services.references.answering import (
    criteria_of,
    decline,
    questionnaire_of,
    save_page,
    send,
)
from appointments.services.references.asking import (
    PAUSE,
    address_refused,
    ask,
    ask_again,
    ask_for_another,
    replace,
    resend,
    stop,
    stop_all,
)
from appointments.services.references.consent import ask_consent_again, give_consent, refuse_consent
from appointments.services.references.differences import compare, raise_at_interview, settle
from appointments.services.references.link import (
    ANSWER_DAYS,
    LINK_KIND,
    LINK_SECONDS,
    OPEN_STATES,
    find_by_token,
    send_by,
    token,
)
from appointments.services.references.verifying import (
    SCAN_KINDS,
    enter,
    log_call,
    log_check,
    read_answers,
    read_scan,
    settle_concern,
    verify,
)

__all__ = [
    "ANSWER_DAYS",
    "LINK_KIND",
    "LINK_SECONDS",
    "OPEN_STATES",
    "PAUSE",
    "SCAN_KINDS",
    "address_refused",
    "ask",
    "ask_again",
    "ask_consent_again",
    "ask_for_another",
    "compare",
    "criteria_of",
    "decline",
    "enter",
    "find_by_token",
    "give_consent",
    "log_call",
    "log_check",
    "questionnaire_of",
    "raise_at_interview",
    "read_answers",
    "read_scan",
    "refuse_consent",
    "replace",
    "resend",
    "save_page",
    "send",
    "send_by",
    "settle",
    "settle_concern",
    "stop",
    "stop_all",
    "token",
    "verify",
]
