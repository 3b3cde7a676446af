"""What shortlisting announces, each inside its transaction."""

from __future__ import annotations

from django.dispatch import Signal

application_shortlisted = Signal()
"""A candidate was shortlisted, on the release of the outcomes. Sender Application; `application`, `by` (User)."""

outcomes_released = Signal()
"""All outcomes of a sift were released together. Sender Panel. Arguments: `panel`, `by` (User)."""

candidate_recommended = Signal()
"""The panel recommends a candidate after interview. Sender Application. Arguments: `application`, `by` (User)."""
