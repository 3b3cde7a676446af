"""The offer: salary worked out, letter, reminders, more time, lapse, taken back, the next in reserve."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from applications.models import Application
from applications.services import lifecycle
from appointments.models import Offer, RecordEntry, SignOff
from appointments.offer_ladder import lapses_on
from appointments.offer_letters import offer_of, offer_pdf
from appointments.seal import faults_of
from appointments.services import offers, reserves, signoff
from appointments.services.days import days_of
from core import gates
from core.models import OutgoingEmail, TypedReason
from core.services.tick import run
from core.states import StateError
from shortlisting.models import Decision, Stage
from tests.appointments.factories import accepted, asked, clear, head_of, hr_of, offered, recommended, shortlisted
from tests.at_once import at_once
from tests.factories import UserFactory
from tests.markup import Markup
from vacancies.pay import Allowance, PayTerms, worked_out
from vacancies.pay.hours import of_full_time
from vacancies.services import vacancy as vacancies
from vacancies.services.pay import save_pay

pytestmark = pytest.mark.django_db
A, S = Application.State, Offer.State


def kinds() -> list[str]:
    return list(
        OutgoingEmail.objects.filter(template__startswith="offer_").order_by("pk").values_list("template", flat=True)
    )


def at(day, hour: int = 8) -> datetime:
    return datetime.combine(day, time(hour), tzinfo=timezone.get_default_timezone())


def reserve(application: Application, place: int, name: str) -> Application:
    """Somebody in reserve for the same post, who has been told so."""
    other = Application.objects.create(
        vacancy=application.vacancy, candidate=UserFactory(name=name), state=A.RESERVE, submitted_at=timezone.now()
    )
    other.details = type(application.details).objects.create(application=other, first_names=name, last_name="")
    Decision.objects.create(
        application=other, stage=Stage.INTERVIEW, outcome=Decision.Outcome.RESERVE, reason="Close behind",
        reserve_place=place, decided_by=application.vacancy.created_by, interviewed_on=timezone.localdate(),
        released_at=timezone.now(),
    )  # fmt: skip
    for row in gates.run(gates.GateName.INTERVIEW, other).waivable:
        by, reason = application.vacancy.created_by, "Everything was seen at the interview."
        gates.waive(gates.GateName.INTERVIEW, other, row.code, by=by, reason=reason, school_id=other.vacancy.school_id)
    return other


def test_the_salary_is_worked_out_from_pay_and_hours_and_rounded_once():
    terms = PayTerms(
        scale="main_upper", low=Decimal(34069), high=Decimal(52835), allowances=(Allowance("TLR 2b", Decimal(3527)),)
    )
    worked = worked_out(terms, full_time=Decimal(45000), hours=of_full_time(Decimal("0.6")))
    assert worked.total == Decimal("29116.20")
    assert worked.how == "£45,000 × 0.6 + £3,527 (TLR 2b) × 0.6 = £29,116.20"
    assert worked_out(terms, full_time=Decimal(45000)).how == "£45,000 + £3,527 (TLR 2b) = £48,527"


def test_the_form_takes_pay_and_hours_and_refuses_what_the_advert_did_not_offer(client):
    application = recommended(shortlisted())
    vacancy, hr = application.vacancy, application.vacancy.created_by
    type(vacancy).objects.filter(pk=vacancy.pk).update(state="draft")
    vacancy.refresh_from_db()
    save_pay(
        vacancy, by=hr, hours=[],
        values={
            "scale": "main_upper", "edition": "2026/27", "area": "england", "point_from": "M1", "point_to": "U3",
            "salary_from": Decimal(34069), "salary_to": Decimal(52835), "full_week": Decimal("32.5"),
        },
    )  # fmt: skip
    type(vacancy).objects.filter(pk=vacancy.pk).update(state="closed")
    client.force_login(hr)
    url = reverse("appointments:offer", args=[application.ref])
    day = timezone.localdate() + timedelta(days=9)
    parts = {
        f"{name}_{part}": getattr(day, part) for name in ("reply_by", "starts_on") for part in ("day", "month", "year")
    }
    given = {"hours": "0", "pay_text": "U1", "full_time": "60000", **parts}
    assert "inside what the advert says: £34,069 to £52,835" in client.post(url, given).content.decode()
    assert client.post(url, {**given, "full_time": "47472"}).status_code == 302
    offer = Offer.objects.get()
    assert (offer.salary, offer.hours_text) == (Decimal(47472), "Full time")


def test_the_letter_goes_along_as_a_pdf(post):
    offer = offered(shortlisted())
    (letter,) = [m for m in post() if m["Subject"].startswith("Offer: ")]
    (file,) = list(letter.iter_attachments())
    assert (file.get_filename(), file.get_content()[:5]) == ("offer.pdf", b"%PDF-")
    assert offer_pdf(offer_of(offer.pk)).startswith(b"%PDF-")


def test_silence_reminds_tells_hr_and_ends_the_offer():
    offer = offered(shortlisted())
    days = days_of(offer.application.vacancy.school)
    Offer.objects.filter(pk=offer.pk).update(made_at=timezone.now() - timedelta(days=9))
    OutgoingEmail.objects.all().delete()
    for day in (days(offer.reply_by, -2), offer.reply_by, days(offer.reply_by, 1)):
        run(at(day))
        run(at(day, 9))
    assert kinds() == ["offer_reminder", "offer_reminder", "offer_silent"]
    run(at(lapses_on(offer, days)))
    offer.refresh_from_db()
    offer.application.refresh_from_db()
    assert (offer.state, offer.application.state) == (S.LAPSED, A.DECLINED)
    assert kinds()[3:] == ["offer_lapsed", "offer_lapsed_school"]


def test_more_time_starts_anew_and_an_answer_ends_the_chase():
    offer = offered(shortlisted())
    days, first = days_of(offer.application.vacancy.school), offer.reply_by
    with pytest.raises(StateError, match="only until a later day"):
        offers.give_more_time(offer, by=offer.made_by, reply_by=first)
    offers.give_more_time(offer, by=offer.made_by, reply_by=days(first, 5))
    run(at(days(first, 1)))
    assert "offer_silent" not in kinds()
    offers.accept(offer, by=offer.application.candidate)
    run(at(days(offer.reply_by, 9)))
    assert "offer_lapsed" not in kinds()
    with pytest.raises(StateError):
        offers.lapse(offer)


def test_after_a_stop_of_the_service_only_the_last_step_is_done():
    offer = offered(shortlisted())
    Offer.objects.filter(pk=offer.pk).update(made_at=timezone.now() - timedelta(days=9))
    run(at(lapses_on(offer, days_of(offer.application.vacancy.school))))
    assert kinds() == ["offer_made", "offer_lapsed", "offer_lapsed_school"]


@pytest.mark.parametrize(("was", "becomes"), [("made", A.RECOMMENDED), ("accepted", A.NOT_APPOINTED)])
def test_an_offer_is_taken_back_with_a_reason_that_stays_inside(was, becomes, post):
    offer = offered(shortlisted())
    if was == "accepted":
        offers.accept(offer, by=offer.application.candidate)
    with pytest.raises(StateError, match="Say why"):
        offers.take_back(offer, by=offer.made_by, reason=" ")
    offers.take_back(offer, by=offer.made_by, reason="The certificate shows more.")
    offer.application.refresh_from_db()
    assert (offer.state, offer.application.state) == (S.TAKEN_BACK, becomes)
    assert TypedReason.objects.filter(text="The certificate shows more.").exists()
    (letter,) = [m for m in post() if m["Subject"].startswith("About your offer")]
    assert "certificate" not in letter.get_body(("plain",)).get_content()


def test_one_press_goes_on_to_the_next_in_reserve(client):
    offer = offered(shortlisted())
    first = reserve(offer.application, 1, "Callum Thistlewood")
    reserve(offer.application, 2, "Rowan Castleford")
    hr = offer.made_by
    url = reverse("appointments:next_in_reserve", args=[offer.application.ref])
    client.force_login(hr)
    client.post(url)
    first.refresh_from_db()
    assert first.state == A.RESERVE  # the offer still stands
    offers.decline(offer, by=offer.application.candidate)
    page = client.get(reverse("appointments:candidate", args=[offer.application.ref])).content.decode()
    assert "Next in reserve: Callum Thistlewood." in Markup(page).one("main").words
    response = client.post(url)
    assert response.headers["Location"] == reverse("appointments:offer", args=[first.ref])
    first.refresh_from_db()
    assert first.state == A.RECOMMENDED
    assert [row.application.details.first_names for row in reserves.in_reserve(offer.application.vacancy)] == [
        "Rowan Castleford"
    ]


@pytest.mark.parametrize("after", ["the offer", "the yes"])
def test_who_withdraws_leaves_the_offer_to_the_next_in_reserve(client, post, after):
    """Else no offer could be made for the post again, and the letters about this one would go on."""
    application = shortlisted()
    asked(application)
    offer = offered(application)
    hr = offer.made_by
    second = reserve(application, 1, "Callum Thistlewood")
    if after == "the yes":
        offers.accept(offer, by=application.candidate)
    lifecycle.withdraw(application, by=application.candidate)
    offer.refresh_from_db()
    assert offer.state == S.DECLINED
    client.force_login(hr)
    page = Markup(client.get(reverse("appointments:candidate", args=[application.ref])).content.decode()).one("main")
    assert "has withdrawn, so the offer stands no longer" in page.words
    assert "Record" not in page.words, "open checks of theirs are nobody’s work"
    every = Markup(client.get(reverse("appointments:references", args=[application.vacancy.ref])).content.decode())
    assert "Next in reserve: Callum Thistlewood." in every.one("main").words
    client.post(reverse("appointments:next_in_reserve", args=[second.ref]))
    second.refresh_from_db()
    offers.make_offer(
        second, by=hr, pay_text="U1", salary=Decimal(45000), hours_text="Full time", starts_on=offer.starts_on,
        reply_by=offer.reply_by,
    )  # fmt: skip
    assert (second.state, second.offers.get().state) == (A.OFFERED, S.MADE)
    sent = OutgoingEmail.objects.filter(template="offer_reminder", ids__offer=offer.pk)
    run(at(offer.reply_by + timedelta(days=30)))
    assert (sent.count(), OutgoingEmail.objects.filter(template="offer_lapsed", ids__offer=offer.pk).count()) == (0, 0)


def test_with_the_vacancy_goes_an_offer_that_nobody_answered(post):
    offer = offered(shortlisted())
    vacancies.withdraw(offer.application.vacancy, by=offer.made_by, reason="The post was cut.")
    offer.refresh_from_db()
    assert (offer.state, kinds()) == (S.TAKEN_BACK, ["offer_made", "offer_taken_back"])
    with pytest.raises(StateError):
        offers.accept(offer, by=offer.application.candidate)


def test_when_the_head_signs_those_in_reserve_are_told(post):
    application = accepted()
    waiting = reserve(application, 1, "Callum Thistlewood")
    clear(application)
    signoff.sign(application, by=head_of(application.vacancy.school), proved=True)
    waiting.refresh_from_db()
    assert waiting.state == A.NOT_APPOINTED
    (letter,) = [m for m in post() if m["To"] == waiting.candidate.email]
    assert "Somebody else has now been appointed" in " ".join(letter.get_body(("plain",)).get_content().split())


def test_who_was_appointed_and_does_not_come_leaves_the_post_to_the_next(client, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    application = accepted()
    second = reserve(application, 1, "Callum Thistlewood")
    clear(application)
    hr = application.vacancy.created_by
    client.force_login(hr)
    url = reverse("appointments:not_starting", args=[application.ref])
    assert client.get(url).status_code == 404, "before the signature the offer is taken back"
    signed = signoff.sign(application, by=head_of(application.vacancy.school), proved=True)
    assert "Say why" in client.post(url, {"reason": " "}).content.decode()
    for _ in range(2):  # pressed twice it is one
        client.post(url, {"reason": "Their present school keeps them."})
    for row in (application, second, application.vacancy):
        row.refresh_from_db()
    assert (application.state, second.state, application.vacancy.state) == (A.NOT_APPOINTED, A.RESERVE, "closed")
    assert not RecordEntry.objects.exists()
    assert (faults_of(signed), SignOff.objects.get().digest) == ([], signed.digest)
    page = Markup(client.get(reverse("appointments:candidate", args=[application.ref])).content.decode()).one("main")
    assert "The appointment ended before the first day. See what was signed Next in reserve: Callum" in page.words
    response = client.post(reverse("appointments:next_in_reserve", args=[application.ref]))
    assert response.headers["Location"] == reverse("appointments:offer", args=[second.ref])
    offers.make_offer(
        Application.objects.get(pk=second.pk), by=hr, pay_text="U1", salary=Decimal(45000), hours_text="Full time",
        starts_on=timezone.localdate() + timedelta(days=90), reply_by=timezone.localdate() + timedelta(days=5),
    )  # fmt: skip


def test_hr_of_another_school_gets_nowhere(client):
    offer = offered(shortlisted())
    client.force_login(hr_of(shortlisted().vacancy.school))
    for name in ("offer_pdf", "offer_more_time", "offer_take_back"):
        assert client.get(reverse(f"appointments:{name}", args=[offer.application.ref])).status_code == 404
    assert client.get(reverse("appointments:my_offer_pdf", args=[offer.application.ref])).status_code == 404


@pytest.mark.sqlite
@pytest.mark.django_db(transaction=True)
def test_two_offers_of_one_post_at_once_are_one():
    one = recommended(shortlisted())
    other = reserve(one, 1, "Rowan Castleford")
    Application.objects.filter(pk=other.pk).update(state=A.RECOMMENDED)
    Decision.objects.filter(application=other, stage=Stage.INTERVIEW).update(
        outcome=Decision.Outcome.RECOMMEND, reserve_place=None
    )
    other.refresh_from_db(fields=["state"])
    terms = {
        "by": one.vacancy.created_by, "pay_text": "U1", "salary": Decimal(50_000), "hours_text": "Full time",
        "starts_on": timezone.localdate() + timedelta(days=90), "reply_by": timezone.localdate() + timedelta(days=7),
    }  # fmt: skip
    came = at_once(lambda: offers.make_offer(one, **terms), lambda: offers.make_offer(other, **terms))
    assert sorted(type(each).__name__ for each in came) == ["Offer", "StateError"], came
    assert sorted(Application.objects.values_list("state", flat=True)) == [A.OFFERED, A.RECOMMENDED]


@pytest.mark.sqlite
@pytest.mark.django_db(transaction=True)
def test_an_answer_and_the_lapse_at_once_are_one_of_them():
    offer = offered(shortlisted())
    mine = Offer.objects.select_related("application__vacancy__school").get(pk=offer.pk)
    at_once(lambda: offers.accept(mine, by=offer.application.candidate), lambda: offers.lapse(offer))
    found = Offer.objects.select_related("application").get(pk=offer.pk)
    assert (found.state, found.application.state) in ((S.ACCEPTED, A.ACCEPTED), (S.LAPSED, A.DECLINED))
