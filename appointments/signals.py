"""What appointments announces, inside its transaction."""

from __future__ import annotations

from django.dispatch import Signal

appointment_signed = Signal()
"""The head signed. Arguments: `signoff` (SignOff), `by` (User)."""
