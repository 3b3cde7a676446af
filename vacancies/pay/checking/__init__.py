"""What a text says of pay, compared with the editions."""

from __future__ import annotations

from vacancies.pay.checking.check import check_text
from vacancies.pay.checking.finding import PayFinding

__all__ = ["PayFinding", "check_text"]
