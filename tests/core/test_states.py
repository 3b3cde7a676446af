from __future__ import annotations

import pytest

from core.models import AuditEvent, OutgoingEmail, TypedReason
from core.states import Move, StateError, StateTable
from tests.at_once import at_once
from tests.factories import UserFactory

State = OutgoingEmail.State
TABLE = StateTable(
    "letter",
    {
        State.WAITING: {State.SENDING: Move("Send"), State.DROPPED: Move("Drop", reason=True)},
        State.SENDING: {State.SENT: Move("Mark as sent"), State.WAITING: Move("Put back", reason=True)},
    },
)
pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]


def make_letter(state: str = State.WAITING) -> OutgoingEmail:
    return OutgoingEmail.objects.create(template="t", message_id=f"<{OutgoingEmail.objects.count()}@x>", state=state)


def test_a_legal_move_is_written_and_recorded():
    letter, person = make_letter(), UserFactory()
    TABLE.move(letter, State.SENDING, by=person, school_id=4, attempts=1)
    assert (letter.state, letter.attempts) == (State.SENDING, 1)
    letter.refresh_from_db()
    assert (letter.state, letter.attempts) == (State.SENDING, 1)
    event = AuditEvent.objects.get()
    assert (event.verb, event.actor_id, event.school_id) == ("letter.sending", person.pk, 4)
    assert (event.codes, event.fields) == ({"from": "waiting", "to": "sending"}, ["attempts", "state"])


@pytest.mark.parametrize("old", State)
@pytest.mark.parametrize("new", State)
def test_every_pair_is_as_the_table_says(old, new):
    letter = make_letter(old)
    if TABLE.allows(old, new):
        TABLE.move(letter, new, by=None, reason="Because it must")
    else:
        with pytest.raises(StateError, match="This cannot be done now: it is "):
            TABLE.move(letter, new, by=None, reason="Because it must")
    assert OutgoingEmail.objects.get().state == (new if TABLE.allows(old, new) else old)
    assert AuditEvent.objects.count() == TABLE.allows(old, new)


def test_the_refusal_names_the_state_in_words():
    with pytest.raises(StateError, match="it is no longer needed"):
        TABLE.move(make_letter(State.DROPPED), State.SENT, by=None)


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_a_reason_that_is_asked_for_must_be_there(reason):
    letter = make_letter()
    with pytest.raises(StateError, match="Say why"):
        TABLE.move(letter, State.DROPPED, by=None, reason=reason)
    assert OutgoingEmail.objects.get().state == State.WAITING
    TABLE.move(letter, State.DROPPED, by=None, reason=" Not needed after all ")
    assert TypedReason.objects.get().text == "Not needed after all"


def test_an_object_that_moved_meanwhile_is_not_moved():
    letter = make_letter()
    same = OutgoingEmail.objects.get(pk=letter.pk)
    TABLE.move(letter, State.SENDING, by=None)
    with pytest.raises(StateError, match="Somebody else"):
        TABLE.move(same, State.DROPPED, by=None, reason="Not needed after all")
    assert OutgoingEmail.objects.get().state == State.SENDING
    assert same.state == State.WAITING
    assert AuditEvent.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_many_at_once_one_wins_and_the_others_are_told():
    letter = make_letter()

    def move() -> str:
        mine = OutgoingEmail.objects.get(pk=letter.pk)
        mine.state = State.WAITING  # as the page showed it
        TABLE.move(mine, State.SENDING, by=None)
        return "won"

    results = at_once(*[move] * 6)
    assert results.count("won") == 1
    assert [str(r) for r in results if r != "won"] == [
        "Somebody else changed this at the same moment. Look at it again."
    ] * 5
    assert AuditEvent.objects.filter(verb="letter.sending").count() == 1
