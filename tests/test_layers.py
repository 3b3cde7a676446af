"""The layers hold for model relations too: foreign keys written as strings escape the import contracts."""

from __future__ import annotations

from django.apps import apps
from django.conf import settings

LAYERS = ["core", "accounts", "vacancies", "applications", "shortlisting", "appointments", "senco_recruit"]


def test_every_relation_points_down_or_sideways() -> None:
    """Only the account model, a swappable setting, may be pointed at from below."""
    wrong = []
    for model in apps.get_models():
        if model._meta.app_label not in LAYERS:
            continue
        for field in model._meta.get_fields():
            if not field.is_relation or field.auto_created or field.related_model is None:
                continue
            target = field.related_model
            if target._meta.label == settings.AUTH_USER_MODEL or target._meta.app_label not in LAYERS:
                continue
            if LAYERS.index(target._meta.app_label) > LAYERS.index(model._meta.app_label):
                wrong.append(f"{model._meta.label}.{field.name} points up at {target._meta.label}")
    assert wrong == []
    assert len([m for m in apps.get_models() if m._meta.app_label in LAYERS]) > 30  # the walk saw the models
