"""What core announces, inside the transaction in which it happened.

email_refused(email: OutgoingEmail, error_code: str): a letter could not be delivered and is not tried again.
Later stages listen to it: a referee's address that does not exist must not be waited for.
"""

from __future__ import annotations

from django.dispatch import Signal

email_refused = Signal()
