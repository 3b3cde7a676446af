"""What applications announce, each inside its transaction. The sender is the Application class."""

from __future__ import annotations

from django.dispatch import Signal

application_submitted = Signal()
"""An application was sent in time. Arguments: `application`."""

application_withdrawn = Signal()
"""The candidate withdrew a draft or an application that was sent. Arguments: `application`, `by` (User)."""
