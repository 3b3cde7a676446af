"""From a queued letter to the message that leaves: both forms from one template."""

from __future__ import annotations

from email.utils import format_datetime, formataddr, parseaddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import timezone

from core.emails import Letter
from core.letter_text import read_letter
from core.models import OutgoingEmail


def compose(email: OutgoingEmail, letter: Letter) -> EmailMultiAlternatives:
    """Return the message of `letter`, under the Message-ID that `email` has had since it was queued.

    Raises ValueError when the template gives no subject, and what Django's templates raise when they fail.
    """
    html = render_to_string(f"emails/{email.template}.html", {"letter": letter, **letter.context})
    subject, text = read_letter(html)
    if not subject:
        raise ValueError(f"The letter {email.template} has no subject.")
    message = EmailMultiAlternatives(
        subject,
        text,
        sender(letter.school),
        [letter.to],
        reply_to=[letter.reply_to] if letter.reply_to else None,
        headers={
            "Message-ID": email.message_id,
            "Date": format_datetime(timezone.localtime()),
            # No out-of-office answers to a machine (RFC 3834; the second for Exchange).
            "Auto-Submitted": "auto-generated",
            "X-Auto-Response-Suppress": "All",
        },
    )
    message.attach_alternative(html, "text/html")
    for attachment in letter.attachments:
        message.attach(attachment.name, attachment.content, attachment.kind)
    return message


def sender(school: str) -> str:
    """Return the From line: the school's name, where there is one, before the service's own address."""
    name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    return formataddr((" ".join(school.split()) or name, address))
