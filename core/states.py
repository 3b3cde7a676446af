"""One readable table of states for an object, and the one function that writes a state.

The write is a conditional UPDATE (`WHERE state = the state we saw`) and its row count, which holds on
SQLite too, where `select_for_update` is ignored: of two people who act at once, one wins and the other is told.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import models, transaction

from core.audit import record

if TYPE_CHECKING:
    from accounts.models import User


class StateError(Exception):
    """The move is not in the table, or somebody else moved the object first. The message is for people."""


@dataclass(frozen=True)
class Move:
    """A legal move: what its button says, and whether a typed reason is asked for."""

    label: str
    reason: bool = False


@dataclass(frozen=True)
class StateTable:
    """`moves[from][to]` is the Move. `verb` prefixes the audit: `vacancy` gives `vacancy.published`."""

    verb: str
    moves: Mapping[str, Mapping[str, Move]]
    field: str = "state"

    def allows(self, old: str, new: str) -> bool:
        """Tell whether `old` → `new` is in the table."""
        return new in self.moves.get(old, {})

    def move(
        self,
        obj: models.Model,
        to: str,
        *,
        by: User | None,
        reason: str = "",
        school_id: int | None = None,
        **also: Any,
    ) -> None:
        """Move `obj` to state `to`, with `also` as further columns, and write the audit row.

        Raises StateError when the table has no such move, when a reason is asked for and missing, or when
        the row is no longer in the state that `obj` shows.
        """
        old = getattr(obj, self.field)
        if not self.allows(old, to):
            raise StateError(f"This cannot be done now: it is {self._label(obj, old)}.")
        if self.moves[old][to].reason and not reason.strip():
            raise StateError("Say why. The reason is kept with the record.")
        with transaction.atomic():
            moved = type(obj)._default_manager.filter(pk=obj.pk, **{self.field: old}).update(**{self.field: to}, **also)
            if not moved:
                raise StateError("Somebody else changed this at the same moment. Look at it again.")
            for name, value in {self.field: to, **also}.items():
                setattr(obj, name, value)
            record(
                f"{self.verb}.{to}",
                by=by,
                subject=obj,
                school_id=school_id,
                fields=[self.field, *also],
                codes={"from": old, "to": to},
                reason=reason.strip(),
            )

    def _label(self, obj: models.Model, state: str) -> str:
        field = type(obj)._meta.get_field(self.field)
        return str(dict(field.flatchoices).get(state, state)).lower()  # type: ignore[union-attr]
