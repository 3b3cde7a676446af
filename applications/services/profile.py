"""The profile: the newest of what a candidate said of themselves, to look at, to change, and to start from.

It is read as an application that stands in no table, so that the same forms, checks and words serve it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, cast

from django.db import models, transaction
from django.utils import timezone

from accounts.models import School, User
from applications.addresses import PROFILE
from applications.models import Application, Profile
from applications.services.reuse import LISTS, ROWS, last_application
from applications.services.sections import MOST_ITEMS, TOO_MANY
from core.audit import record
from core.states import StateError
from vacancies.models import Vacancy

Answers = dict[str, Any]
ONES = ("details", "professional_status")
MANY = tuple(name for names in LISTS.values() for name in names)


def profile_of(person: User) -> Application | None:
    """The newest answers, of the profile or of the last application; None before there are any."""
    answers = _newest(person)
    return as_application(person, answers) if answers else None


def _newest(person: User) -> Answers:
    own, last = Profile.objects.filter(person=person).first(), last_application(person)
    if own is not None and (last is None or own.saved_at >= last.saved_at):
        return cast("Answers", own.answers)
    return _answers_of(last) if last is not None else {}


def as_application(person: User, answers: Answers) -> Application:
    """The answers as the parts of an application that is in no table."""
    left = answers.get("left_education_on")
    found = Application(
        pk=PROFILE,
        candidate=person,
        vacancy=Vacancy(school=School()),
        left_education_on=date.fromisoformat(left) if left else None,
    )
    for name, model in zip(ONES, ROWS.values(), strict=True):
        if values := answers.get(name):
            setattr(found, name, _row(model, values))
    lists = {name: [_row(_model(name), values) for values in answers.get(name, ())] for name in MANY}
    found._prefetched_objects_cache = {**lists, "statements": []}  # type: ignore[attr-defined]
    return found


def _model(name: str) -> type[models.Model]:
    return cast("type[models.Model]", Application._meta.get_field(name).related_model)


def _columns(model: type[models.Model]) -> list[models.Field[Any, Any]]:
    return [field for field in model._meta.concrete_fields if not field.primary_key and field.name != "application"]


def _row(model: type[models.Model], values: Mapping[str, Any]) -> models.Model:
    known = {field.name: field.to_python(values[field.name]) for field in _columns(model) if field.name in values}
    return model(pk=values.get("key"), **known)


def _values(row: models.Model) -> Answers:
    values = {field.name: getattr(row, field.name) for field in _columns(type(row))}
    return {name: _plain(value) for name, value in values.items()}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _answers_of(application: Application) -> Answers:
    found: Answers = {"left_education_on": _plain(application.left_education_on)}
    for name in ONES:
        if row := getattr(application, name, None):
            found[name] = _values(row)
    for name in MANY:
        found[name] = [{"key": row.pk, **_values(row)} for row in getattr(application, name).all()]
    return found


def save_answers(*, by: User, name: str, values: Mapping[str, Any]) -> None:
    """Save one page of the profile: the columns of a row, or `left_education_on`."""

    def change(answers: Answers) -> None:
        plain = {key: _plain(value) for key, value in values.items()}
        answers.update(plain if name == "left_education_on" else {name: {**answers.get(name, {}), **plain}})

    _save(by, change, name)


def save_item(*, by: User, name: str, values: Mapping[str, Any], key: int | None) -> None:
    """Change the row with `key` in a list of the profile; without one, or where it has gone, add it as add_items does.

    Raises StateError when there are too many.
    """
    plain = {column: _plain(value) for column, value in values.items()}

    def change(answers: Answers) -> None:
        rows = answers.setdefault(name, [])
        found = next((row for row in rows if row["key"] == key), None)
        if found is not None:
            found.update(plain)
        else:
            _add(rows, plain)

    _save(by, change, name)


def add_items(*, by: User, name: str, rows: Iterable[Mapping[str, Any]]) -> None:
    """Add rows to a list of the profile; the same row sent twice is there once.

    Raises StateError when there are too many; then none is added.
    """

    def change(answers: Answers) -> None:
        for values in rows:
            _add(answers.setdefault(name, []), {column: _plain(value) for column, value in values.items()})

    _save(by, change, name)


def _add(rows: list[Answers], plain: Answers) -> None:
    if any(plain.items() <= row.items() for row in rows):
        return
    if len(rows) >= MOST_ITEMS:
        raise StateError(TOO_MANY.format(MOST_ITEMS))
    rows.append({"key": max((row["key"] for row in rows), default=0) + 1, **plain})


def remove_item(*, by: User, name: str, key: int) -> None:
    """Take a row out of a list of the profile; one that has gone already is no error."""

    def change(answers: Answers) -> None:
        answers[name] = [row for row in answers.get(name, ()) if row["key"] != key]

    _save(by, change, name)


def _save(by: User, change: Callable[[Answers], None], name: str) -> None:
    with transaction.atomic():
        User.objects.select_for_update().get(pk=by.pk)  # two tabs at once: one after the other
        answers = _newest(by)
        change(answers)
        Profile.objects.update_or_create(person=by, defaults={"answers": answers, "saved_at": timezone.now()})
        record("profile.saved", by=by, subject=by, fields=[name])
