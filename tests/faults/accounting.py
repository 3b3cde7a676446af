"""What must be true after any number of kills."""

from __future__ import annotations

from collections import Counter, defaultdict

from core.models import AuditEvent, OutgoingEmail, Reminder
from core.services.seal import seal_pending, verify
from tests.mail_server import MailServer


def check_all_arrived(server: MailServer, people: int, *, repeats_allowed: int) -> Counter[str]:
    """Check reminders, letters, audit and mailbox; return the Message-IDs that came more than once.

    A repeat may only come from a kill between the server's acceptance and our commit. Such a letter was the last
    of its connection, and its row was claimed again.
    """
    rows = {email.message_id: email for email in OutgoingEmail.objects.all()}
    assert Reminder.objects.filter(outcome="sent").count() == Reminder.objects.count() == people
    assert [email.state for email in rows.values()] == ["sent"] * people
    arrivals = server.arrivals()
    assert {arrival.id for arrival in arrivals} == set(rows)

    repeated = Counter(arrival.id for arrival in arrivals)
    repeated = Counter({message_id: n - 1 for message_id, n in repeated.items() if n > 1})
    assert repeated.total() <= repeats_allowed
    by_connection: dict[int, list[str]] = defaultdict(list)
    for arrival in arrivals:
        by_connection[arrival.connection].append(arrival.id)
    last_of_connection = Counter(ids[-1] for ids in by_connection.values())
    for message_id, extra in repeated.items():
        assert rows[message_id].attempts > extra
        assert last_of_connection[message_id] >= extra
    # Nobody was chased by somebody else's letter, and nobody twice by two letters.
    assert len({str(arrival.message["To"]) for arrival in arrivals}) == people

    assert AuditEvent.objects.filter(verb="person.chased").count() == people
    seal_pending()
    verdict = verify()
    assert (verdict.broken, verdict.unsealed) == ("", 0)
    return repeated
