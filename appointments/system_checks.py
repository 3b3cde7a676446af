"""What `manage.py check --deploy` says of uploads."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core import checks
from django.core.checks import CheckMessage, Tags, register


@register(Tags.security, deploy=True)
def scanner_is_set_up(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Without a virus scanner production takes no copies of evidence: nothing else stops, so it is a warning."""
    if settings.UPLOAD_SCANNER or not settings.UPLOADS_NEED_SCANNER:
        return []
    hint = "Set UPLOAD_SCANNER to the host:port of clamd."
    return [
        checks.Warning(
            "No copies of evidence can be uploaded: there is no virus scanner.", hint, id="appointments.W001"
        )
    ]
