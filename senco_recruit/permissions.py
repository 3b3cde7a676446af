"""What is about several stages at once: keeping, deleting and handing out papers."""

from __future__ import annotations

import rules

from accounts.permissions import is_head, is_hr
from applications.permissions import is_revealed, writes_first
from appointments.permissions import not_close
from vacancies.permissions import has_no_interest, heads_it, runs_it

rules.add_perm("papers.view", is_hr | is_head)
rules.add_perm("papers.hold", (runs_it | heads_it) & has_no_interest)
# The file holds the self-declaration, which nobody close to the candidate reads.
rules.add_perm("papers.subject_access", is_revealed & writes_first & not_close)
