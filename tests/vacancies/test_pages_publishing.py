"""Publishing and what follows it, by the pages: gate, reasons, extending, closing, withdrawing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from core import gates
from core.gates import GateName
from core.models import AuditEvent, Waiver
from tests.markup import Markup
from tests.vacancies.factories import closed_vacancy, published_vacancy, ready_vacancy
from vacancies.models import Vacancy

pytestmark = pytest.mark.django_db
REASON = "The governors have agreed to it this once."


def url(name: str, vacancy: Vacancy, *args) -> str:
    return reverse(f"vacancies:{name}", args=[vacancy.ref, *args])


def state(vacancy: Vacancy) -> str:
    return Vacancy.objects.get(pk=vacancy.pk).state


def pass_guidance(vacancy: Vacancy, hr) -> None:
    """Give a reason for every point of guidance that is open (a later stage has some)."""
    for row in gates.run(GateName.PUBLISH, vacancy).waivable:
        gates.waive(GateName.PUBLISH, vacancy, row.code, by=hr, reason=REASON)


def closing(days: int, at: str = "9am", reason: str = "Half term lies in it") -> dict[str, str]:
    on = timezone.localdate() + timedelta(days=days)
    return {
        "closes_on_day": str(on.day),
        "closes_on_month": str(on.month),
        "closes_on_year": str(on.year),
        "closes_time": at,
        "reason": reason,
    }


def test_publish_page_lists_what_stops_and_hides_the_button(hr_client, school, hr):
    vacancy = ready_vacancy(school, hr, pay_text="")
    markup = Markup(hr_client.get(url("publish", vacancy)).content.decode())
    assert "The advert does not say what the job pays" in [each.words for each in markup.all("h3")]
    assert not [each for each in markup.all("button") if each.words == "Publish"]
    hr_client.post(url("publish", vacancy))
    assert state(vacancy) == "draft"


def test_publish_once_and_once_only(hr_client, school, hr):
    vacancy = ready_vacancy(school, hr)
    pass_guidance(vacancy, hr)
    assert [each for each in Markup(hr_client.get(url("publish", vacancy)).content.decode()).all("button")
            if each.words == "Publish"]  # fmt: skip
    for _ in range(2):
        assert hr_client.post(url("publish", vacancy)).status_code == 302
    assert state(vacancy) == "published"
    assert AuditEvent.objects.filter(verb="vacancy.published").count() == 1
    assert vacancy.specification_versions.count() == 1
    assert hr_client.get(reverse("vacancies:public_detail", args=[vacancy.ref])).status_code == 200


def test_guidance_is_passed_with_a_reason_and_taken_back(hr_client, school, hr):
    vacancy = ready_vacancy(school, hr, safeguarding_statement="We like children.")
    code = {
        "code": next(row.code for row in gates.run(GateName.PUBLISH, vacancy).waivable if row.check.code == "L05_sg")
    }
    hr_client.post(url("waive", vacancy), {**code, "reason": REASON})
    assert REASON in hr_client.get(url("publish", vacancy)).content.decode()
    hr_client.post(url("take_back", vacancy), code)
    assert REASON not in hr_client.get(url("publish", vacancy)).content.decode()
    assert Waiver.objects.get().taken_back_at is not None


def test_a_reason_that_is_too_short_is_said_once_above_and_once_beside_its_box(hr_client, school, hr):
    vacancy = ready_vacancy(school, hr, safeguarding_statement="We like children.")
    code = next(row.code for row in gates.run(GateName.PUBLISH, vacancy).waivable if row.check.code == "L05_sg")
    markup = Markup(hr_client.post(url("waive", vacancy), {"code": code, "reason": "Short <b>"}).content.decode())
    assert [each.words for each in markup.all("h2") if each.words == "There is a problem"] == ["There is a problem"]
    assert markup.by_id(f"reason-{code}").text == "Short <b>"
    assert markup.one("title").words.count("Error:") == 1


@pytest.mark.parametrize("code", ["L08_defect:dates", "L12_law:specification", "pay_given", "nothing", ""])
def test_what_is_no_guidance_takes_no_reason(hr_client, school, hr, code):
    vacancy = ready_vacancy(school, hr, closes_at=None, pay_text="")
    vacancy.criteria.filter(number="1.1").delete()
    response = hr_client.post(url("waive", vacancy), {"code": code, "reason": REASON})
    assert response.status_code == 200
    assert not Waiver.objects.exists()


def test_extend_moves_the_closing_time_with_a_reason(hr_client, school, hr):
    vacancy = published_vacancy(school, hr)
    sent = closing(30)
    assert hr_client.post(url("extend", vacancy), sent).status_code == 302
    closes = timezone.localtime(Vacancy.objects.get(pk=vacancy.pk).closes_at)
    assert closes.date() == timezone.localdate() + timedelta(days=30)
    assert "Half term lies in it" in hr_client.get(url("history", vacancy)).content.decode()
    assert hr_client.post(url("extend", vacancy), sent).status_code == 200  # not later than it is now: pressed twice
    assert AuditEvent.objects.filter(verb="vacancy.extended").count() == 1


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        (closing(40, reason=""), "Say why"),
        (closing(3), "The new closing time must be later than the present one"),
        (closing(-3), "The closing date and time must be in the future"),
        (closing(40, at="late"), "The closing time must be a time, like 9am or 5:30pm"),
    ],
)
def test_extend_keeps_what_was_typed(hr_client, school, hr, sent, says):
    vacancy = published_vacancy(school, hr)
    markup = Markup(hr_client.post(url("extend", vacancy), sent).content.decode())
    assert says in markup.one("ul", class_="govuk-list govuk-error-summary__list").words
    assert markup.by_id("id_reason").text.strip() == sent["reason"]
    assert markup.by_id("id_closes_time")["value"] == sent["closes_time"]
    assert markup.by_id("id_closes_on_day")["value"] == sent["closes_on_day"]
    assert Vacancy.objects.get(pk=vacancy.pk).closes_at == vacancy.closes_at


def test_close_early_then_open_again(hr_client, school, hr):
    vacancy = published_vacancy(school, hr)
    hr_client.post(url("close", vacancy), {"reason": "Enough people have applied"})
    assert state(vacancy) == "closed"
    hr_client.post(url("reopen", vacancy), closing(10))
    assert state(vacancy) == "published"
    page = hr_client.get(url("history", vacancy)).content.decode()
    assert "Opened for applications again" in page
    assert "Closed for applications" in page


def test_withdraw_asks_why(hr_client, school, hr):
    vacancy = published_vacancy(school, hr)
    assert "Say why" in hr_client.post(url("withdraw", vacancy), {"reason": " "}).content.decode()
    assert state(vacancy) == "published"
    hr_client.post(url("withdraw", vacancy), {"reason": "The post is not funded"})
    assert state(vacancy) == "withdrawn"


def test_end_and_take_up_again(hr_client, school, hr):
    vacancy = closed_vacancy(school, hr)
    hr_client.post(url("end", vacancy), {"reason": "Nobody was suitable"})
    assert state(vacancy) == "unfilled"
    hr_client.post(url("take_up", vacancy), {"reason": "The wrong button"})
    assert state(vacancy) == "closed"


def test_history_names_who_and_shows_reasons_escaped(hr_client, school, hr):
    vacancy = closed_vacancy(school, hr)
    hr_client.post(url("end", vacancy), {"reason": "<i>Nobody</i> came"})
    markup = Markup(hr_client.get(url("history", vacancy)).content.decode())
    first = markup.all("tr")[1]
    assert "Ended without an appointment" in first.words
    assert "“<i>Nobody</i> came”" in first.words
    assert "Marian Duxbury" in first.words


def test_advert_page_counts_what_is_left_and_then_says_ready(hr_client, school, hr):
    vacancy = ready_vacancy(school, hr, pay_text="")
    left = sum(row.stops for row in gates.run(GateName.PUBLISH, vacancy).rows)
    page = hr_client.get(url("advert", vacancy)).content.decode()
    assert f"{left} thing" in page
    vacancy.pay_text = "£40,000"
    vacancy.save(update_fields=["pay_text"])
    pass_guidance(vacancy, hr)
    assert "The advert is ready" in hr_client.get(url("advert", vacancy)).content.decode()
