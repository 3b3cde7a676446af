"""The life of a vacancy: each step, what it writes, whom it tells, and two people at once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import Role
from core import conflicts
from core.gates import GateShutError
from core.models import AuditEvent, OutgoingEmail
from core.states import StateError
from tests.at_once import at_once
from tests.factories import MembershipFactory, SchoolFactory, TrustFactory, UserFactory
from tests.vacancies.factories import closed_vacancy, published_vacancy, ready_vacancy
from vacancies import signals
from vacancies.models import Vacancy
from vacancies.services import vacancy as services
from vacancies.services.specification import set_criterion

S = Vacancy.State
pytestmark = pytest.mark.django_db


@pytest.fixture
def hr():
    return UserFactory(name="Marian Duxbury")


@pytest.fixture
def heard():
    """What is announced, as (name, keywords)."""
    found: list[tuple[str, dict]] = []
    kept = []
    for name in ("vacancy_published", "vacancy_extended", "vacancy_closed", "vacancy_withdrawn"):

        def receive(sender, signal, name=name, **said):
            assert sender is Vacancy
            found.append((name, said))

        kept.append((getattr(signals, name), receive))
        getattr(signals, name).connect(receive)
    yield found
    for signal, receive in kept:
        signal.disconnect(receive)


def verbs() -> list[str]:
    return list(AuditEvent.objects.order_by("pk").values_list("verb", flat=True))


def letters() -> list[tuple[str, int]]:
    return [(row.template, row.ids["user"]) for row in OutgoingEmail.objects.order_by("pk")]


# --- start -----------------------------------------------------------------------------------------------


def test_start_copies_what_the_school_says(hr):
    school = SchoolFactory(safeguarding_statement="We keep children safe.", contact_name="Marian Duxbury")
    vacancy = services.start_vacancy(school, title=" SENCo ", by=hr)
    school.safeguarding_statement = "Other words"
    school.save()
    vacancy = Vacancy.objects.get(pk=vacancy.pk)
    assert (vacancy.title, vacancy.state, vacancy.created_by) == ("SENCo", S.DRAFT, hr)
    assert (vacancy.safeguarding_statement, vacancy.contact_name) == ("We keep children safe.", "Marian Duxbury")
    assert verbs() == ["vacancy.started"]


def test_start_with_the_same_key_is_one_vacancy_and_another_persons_key_is_another(hr):
    school = SchoolFactory()
    first = services.start_vacancy(school, title="SENCo", by=hr, key="abc")
    assert services.start_vacancy(school, title="SENCo", by=hr, key="abc") == first
    assert services.start_vacancy(school, title="SENCo", by=UserFactory(), key="abc") != first
    assert verbs() == ["vacancy.started"] * 2


# --- publish -----------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("only_our_checks")
def test_publish_freezes_announces_and_tells_head_and_hr(heard):
    vacancy = ready_vacancy()
    hr = MembershipFactory(school=vacancy.school).user
    other = MembershipFactory(school=vacancy.school).user
    head = MembershipFactory(school=vacancy.school, role=Role.HEAD).user
    MembershipFactory(school=vacancy.school, role=Role.STAFF)
    MembershipFactory()
    services.publish(vacancy, by=hr)
    stored = Vacancy.objects.get(pk=vacancy.pk)
    assert (stored.state, vacancy.state) == (S.PUBLISHED, S.PUBLISHED)
    assert stored.published_at is not None
    version = stored.specification_versions.get()
    assert (version.number, len(version.content)) == (1, 4)
    assert heard == [("vacancy_published", {"vacancy": vacancy, "by": hr})]
    assert letters() == [("vacancy_published", other.pk), ("vacancy_published", head.pk)]
    assert verbs() == ["vacancy.published"]


@pytest.mark.usefixtures("only_our_checks")
def test_publish_stops_at_a_shut_gate_and_leaves_nothing(hr, heard):
    vacancy = ready_vacancy(pay_text="", closes_at=None)
    with pytest.raises(GateShutError) as caught:
        services.publish(vacancy, by=hr)
    assert {row.check.code for row in caught.value.report.stops} == {"L08_defect", "pay_given"}
    stored = Vacancy.objects.get(pk=vacancy.pk)
    assert (stored.state, stored.specification_versions.count(), heard, letters()) == (S.DRAFT, 0, [], [])


@pytest.mark.usefixtures("only_our_checks")
def test_publish_looks_at_what_is_stored_not_at_an_old_page(hr):
    vacancy = ready_vacancy()
    Vacancy.objects.filter(pk=vacancy.pk).update(pay_text="")
    with pytest.raises(GateShutError):
        services.publish(vacancy, by=hr)


@pytest.mark.usefixtures("only_our_checks")
def test_publish_twice_is_refused_the_second_time(hr):
    vacancy = ready_vacancy()
    services.publish(vacancy, by=hr)
    with pytest.raises(StateError):
        services.publish(vacancy, by=hr)
    assert verbs() == ["vacancy.published"]


@pytest.mark.sqlite
@pytest.mark.usefixtures("only_our_checks")
@pytest.mark.django_db(transaction=True)
def test_two_who_publish_at_once_publish_once(hr):
    vacancy = ready_vacancy()
    mine, theirs = (Vacancy.objects.get(pk=vacancy.pk) for _ in range(2))
    done = at_once(lambda: services.publish(mine, by=hr), lambda: services.publish(theirs, by=hr))
    assert sorted(type(each).__name__ for each in done) == ["NoneType", "StateError"]
    assert verbs() == ["vacancy.published"]
    assert vacancy.specification_versions.count() == 1


@pytest.mark.sqlite
@pytest.mark.usefixtures("only_our_checks")
@pytest.mark.django_db(transaction=True)
def test_what_is_frozen_is_what_is_stored_whoever_edits_at_that_moment(hr):
    vacancy = ready_vacancy()
    row = vacancy.criteria.get(number="2.1")
    mine = Vacancy.objects.get(pk=vacancy.pk)
    at_once(lambda: services.publish(mine, by=hr), lambda: set_criterion(row, by=hr, text="Teaches very well"))
    frozen = vacancy.specification_versions.get().content[1]["criteria"][0]["text"]
    assert frozen == vacancy.criteria.get(number="2.1").text


# --- close ---------------------------------------------------------------------------------------------------


def test_close_at_its_time_keeps_the_time_and_tells_hr(heard):
    closes = timezone.now() - timedelta(minutes=1)
    vacancy = published_vacancy(closes_at=closes)
    hr = MembershipFactory(school=vacancy.school).user
    MembershipFactory(school=vacancy.school, role=Role.HEAD)
    services.close(vacancy)
    stored = Vacancy.objects.get(pk=vacancy.pk)
    assert (stored.state, stored.closes_at) == (S.CLOSED, closes)
    assert heard == [("vacancy_closed", {"vacancy": vacancy})]
    assert letters() == [("vacancy_closed", hr.pk)]


def test_close_early_moves_the_closing_time_to_now(hr):
    vacancy = published_vacancy()
    with pytest.raises(StateError, match="Say why it closes early"):
        services.close(vacancy, by=hr)
    services.close(vacancy, by=hr, reason="Thirty people applied in two days.")
    stored = Vacancy.objects.get(pk=vacancy.pk)
    assert stored.closes_at <= timezone.now()
    assert not stored.is_open(timezone.now())


def test_a_closing_without_hr_of_the_school_goes_to_the_trust():
    trust = TrustFactory()
    vacancy = published_vacancy(school__trust=trust, closes_at=timezone.now())
    trust_hr = MembershipFactory(school=None, trust=trust).user
    services.close(vacancy)
    assert letters() == [("vacancy_closed", trust_hr.pk)]


def test_whoever_applied_is_not_told(monkeypatch):
    vacancy = published_vacancy(closes_at=timezone.now())
    applicant = MembershipFactory(school=vacancy.school).user
    other = MembershipFactory(school=vacancy.school).user
    monkeypatch.setattr(conflicts, "_tests", [lambda user, about: user == applicant and about == vacancy])
    services.close(vacancy)
    assert letters() == [("vacancy_closed", other.pk)]


def test_close_if_due_reads_the_time_that_is_stored():
    vacancy = published_vacancy(closes_at=timezone.now() - timedelta(minutes=1))
    Vacancy.objects.filter(pk=vacancy.pk).update(closes_at=timezone.now() + timedelta(days=1))
    assert services.close_if_due(vacancy) is False
    assert Vacancy.objects.get(pk=vacancy.pk).state == S.PUBLISHED
    Vacancy.objects.filter(pk=vacancy.pk).update(closes_at=timezone.now())
    assert services.close_if_due(vacancy) is True
    assert services.close_if_due(vacancy) is False
    assert verbs() == ["vacancy.closed"]


# --- extend and open again ------------------------------------------------------------------------------------


def test_extend_keeps_the_earlier_time_and_the_reason(hr, heard):
    vacancy = published_vacancy()
    earlier, later = vacancy.closes_at, vacancy.closes_at + timedelta(days=7)
    services.extend(vacancy, closes_at=later, by=hr, reason="Too few applications.")
    stored = Vacancy.objects.get(pk=vacancy.pk)
    assert (stored.closes_at, stored.earlier_closes_at) == (later, earlier)
    event = AuditEvent.objects.select_related("typed_reason").get(verb="vacancy.extended")
    assert event.typed_reason.text == "Too few applications."
    assert heard == [("vacancy_extended", {"vacancy": vacancy, "by": hr})]


@pytest.mark.parametrize("hours", [0, -1])
def test_extend_needs_a_later_time(hr, hours):
    vacancy = published_vacancy()
    with pytest.raises(StateError):
        services.extend(vacancy, closes_at=vacancy.closes_at + timedelta(hours=hours), by=hr, reason="Because")
    assert verbs() == []


def test_extend_needs_a_reason(hr):
    vacancy = published_vacancy()
    later = vacancy.closes_at + timedelta(days=7)
    with pytest.raises(StateError, match="Say why"):
        services.extend(vacancy, closes_at=later, by=hr, reason="  ")


@pytest.mark.parametrize("make", [ready_vacancy, closed_vacancy])
def test_extend_needs_an_open_vacancy(hr, make):
    vacancy = make()
    later = timezone.now() + timedelta(days=40)
    with pytest.raises(StateError):
        services.extend(vacancy, closes_at=later, by=hr, reason="Because")


def test_extend_needs_one_whose_time_has_not_come(hr):
    vacancy = published_vacancy(closes_at=timezone.now())
    with pytest.raises(StateError):
        services.extend(vacancy, closes_at=timezone.now() + timedelta(days=1), by=hr, reason="Because")


@pytest.mark.sqlite
@pytest.mark.django_db(transaction=True)
def test_two_who_extend_at_once_extend_once(hr):
    vacancy = published_vacancy()
    pages = [Vacancy.objects.get(pk=vacancy.pk) for _ in range(2)]
    done = at_once(
        *(
            lambda page=page, n=n: services.extend(
                page, closes_at=page.closes_at + timedelta(days=n), by=hr, reason="Because"
            )
            for n, page in enumerate(pages, start=1)
        )
    )
    assert sorted(type(each).__name__ for each in done) == ["NoneType", "StateError"]
    assert Vacancy.objects.get(pk=vacancy.pk).earlier_closes_at == vacancy.closes_at


def test_reopen(hr, heard):
    vacancy = closed_vacancy()
    earlier, later = vacancy.closes_at, timezone.now() + timedelta(days=7)
    services.reopen(vacancy, closes_at=later, by=hr, reason="Nobody applied.")
    stored = Vacancy.objects.get(pk=vacancy.pk)
    assert (stored.state, stored.closes_at, stored.earlier_closes_at) == (S.PUBLISHED, later, earlier)
    assert stored.specification_versions.count() == 1
    assert [name for name, _ in heard] == ["vacancy_extended"]
    with pytest.raises(StateError):
        services.reopen(vacancy, closes_at=later, by=hr, reason="Again")


@pytest.mark.parametrize(("days", "reason"), [(-1, "Because"), (7, "")])
def test_reopen_needs_a_time_to_come_and_a_reason(hr, days, reason):
    vacancy = closed_vacancy()
    with pytest.raises(StateError):
        services.reopen(vacancy, closes_at=timezone.now() + timedelta(days=days), by=hr, reason=reason)
    assert Vacancy.objects.get(pk=vacancy.pk).state == S.CLOSED


# --- the end ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("make", [ready_vacancy, published_vacancy, closed_vacancy])
def test_withdraw(hr, heard, make):
    vacancy = make()
    services.withdraw(vacancy, by=hr, reason="The post was cut.")
    stored = Vacancy.objects.get(pk=vacancy.pk)
    assert stored.state == S.WITHDRAWN
    assert stored.ended_at is not None
    assert heard == [("vacancy_withdrawn", {"vacancy": vacancy, "by": hr})]
    with pytest.raises(StateError):
        services.withdraw(vacancy, by=hr, reason="Again")


def test_withdraw_needs_a_reason(hr, heard):
    vacancy = published_vacancy()
    with pytest.raises(StateError, match="Say why"):
        services.withdraw(vacancy, by=hr, reason=" ")
    assert heard == []


def test_mark_filled_twice_is_once(hr):
    vacancy = closed_vacancy()
    services.mark_filled(vacancy, by=hr)
    services.mark_filled(Vacancy.objects.get(pk=vacancy.pk), by=hr)
    assert verbs() == ["vacancy.filled"]


def test_mark_unfilled_and_take_up_again(hr):
    vacancy = closed_vacancy()
    services.mark_unfilled(vacancy, by=hr, reason="Nobody was right for it.")
    assert Vacancy.objects.get(pk=vacancy.pk).ended_at is not None
    services.take_up_again(vacancy, by=hr, reason="One of them asked again.")
    stored = Vacancy.objects.get(pk=vacancy.pk)
    assert (stored.state, stored.ended_at) == (S.CLOSED, None)
