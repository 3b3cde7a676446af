"""Whether the service can do its work."""

from __future__ import annotations

from django.db import connection
from django.http import HttpRequest, JsonResponse
from django.views import View

from core.permissions import PUBLIC, Permitted


class HealthView(Permitted, View):
    """Answers 200 when the database answers; says nothing else."""

    permission_required = PUBLIC
    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest) -> JsonResponse:
        """Ask the database for one row."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        return JsonResponse({"status": "ok"})
