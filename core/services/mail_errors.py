"""What an error of the mail server means for a letter: try again later, or never."""

from __future__ import annotations

import smtplib
from dataclasses import dataclass

from anymail.exceptions import AnymailAPIError, AnymailError


@dataclass(frozen=True)
class Refusal:
    """`code` is neutral ("smtp-550", "TimeoutError"): it names no person and no address."""

    code: str
    permanent: bool


# What a mail server, a provider or the network may throw at us. Anything else is a fault of ours, logged whole.
MAIL_ERRORS: tuple[type[Exception], ...] = (OSError, AnymailError, ValueError)


def read_error(error: Exception) -> Refusal:
    """Say whether `error`, one of MAIL_ERRORS, is for good.

    5xx about the recipient, the sender or the letter is (RFC 5321 §4.2.1). 5xx while connecting or signing in is
    about our own set-up, and a letter must not be lost over a changed password: it is tried again.
    """
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return _by_smtp(min((code for code, _ in error.recipients.values()), default=550))
    if isinstance(error, smtplib.SMTPDataError | smtplib.SMTPSenderRefused):
        return _by_smtp(error.smtp_code)
    if isinstance(error, smtplib.SMTPResponseException):
        return Refusal(f"smtp-{error.smtp_code}", permanent=False)
    if isinstance(error, AnymailAPIError):
        status = error.status_code
        passing = status is None or status == 429 or status >= 500 or status in (401, 403, 408)
        return Refusal(f"provider-{status}" if status else type(error).__name__, permanent=not passing)
    if isinstance(error, OSError):  # refused, reset, timed out, unknown host, TLS, disconnected
        return Refusal(type(error).__name__, permanent=False)
    return Refusal(type(error).__name__, permanent=True)  # an address or header no server would take


def _by_smtp(code: int) -> Refusal:
    return Refusal(f"smtp-{code}", permanent=code >= 500)
