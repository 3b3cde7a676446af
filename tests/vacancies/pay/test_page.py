"""HR's page of pay: worked out at once, wrong figures said beside their box, nothing typed lost."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from tests.markup import Markup
from tests.vacancies.factories import closed_vacancy, ready_vacancy
from vacancies.models import ImportedPack, Vacancy, VacancyPay
from vacancies.pay_shown import pay_of

pytestmark = pytest.mark.django_db
START = date(2027, 4, 12)
TEACHER = {"scale": "main_upper", "point_from": "M1", "point_to": "U3", "has_tlr": "no", "has_sen": "no"}
TLR = {
    "has_tlr": "yes", "tlr": "TLR2", "tlr_label": "TLR 2b", "tlr_amount": "5,000", "tlr_reason": "leading SEN",
    "tlr_whole": "yes",
}  # fmt: skip


@pytest.fixture
def vacancy(school, hr) -> Vacancy:
    return ready_vacancy(school, hr, starts_on=START, pay_text="MPS/UPS")


def page(vacancy: Vacancy) -> str:
    return reverse("vacancies:pay", args=[vacancy.ref])


def post(client, vacancy: Vacancy, **given):
    """Send the form with what the page carries."""
    markup = Markup(client.get(page(vacancy)).content.decode())
    (seen,) = [each["value"] for each in markup.all("input", name="seen")]
    return client.post(page(vacancy), {"full_week": "32.5", "seen": seen, **given})


def errors(response) -> dict[str, str]:
    """The error of each field, in the words of the summary."""
    assert response.status_code == 200
    return {name: "".join(lines) for name, lines in response.context["form"].errors.items()}


def facts(response) -> dict[str, str]:
    """What people will read, as the page shows it."""
    return {fact.label: fact.value for fact in response.context["facts"]}


def test_it_is_worked_out_at_once_and_saved(hr_client, vacancy):
    response = post(hr_client, vacancy, **TEACHER, hours_0="Full time", hours_1="22:30", hours_2="0.6 FTE")
    assert response.headers["Location"] == f"{page(vacancy)}#worked-out"
    shown = facts(hr_client.get(page(vacancy)))
    assert shown == {
        "Pay": "Main to upper pay range, M1 to U3",
        "Full-time salary": "£34,069 to £52,835 a year",
        "Paid for 22 hours 30 minutes of 32 hours 30 minutes": "£23,586.23 to £36,578.08 a year",
        "Paid for 0.6 of full time": "£20,441.40 to £31,701.00 a year",
    }


def test_saving_and_going_on_leads_to_the_next_part(hr_client, vacancy):
    Vacancy.objects.filter(pk=vacancy.pk).update(contract_type="")
    response = post(hr_client, vacancy, **TEACHER, done="1")
    assert response.headers["Location"] == reverse("vacancies:contract", args=[vacancy.ref])
    assert vacancy.section_marks.get(section="pay").done


def test_the_page_carries_what_is_stored(hr_client, vacancy):
    post(hr_client, vacancy, **{**TEACHER, **TLR}, hours_0="22:30", hours_1="0.6")
    form = hr_client.get(page(vacancy)).context["form"]
    names = ("scale", "point_to", "tlr_amount", "full_week", "hours_0", "hours_1", "hours_2")
    assert [form[name].value() for name in names] == ["main_upper", "U3", "5,000", "32.5", "22:30", "0.6", None]
    assert form.hours_names == ["hours_0", "hours_1", "hours_2", "hours_3"]


def test_an_emptied_box_takes_its_hours_out(hr_client, vacancy):
    post(hr_client, vacancy, **TEACHER, hours_0="Full time", hours_1="0.6")
    post(hr_client, vacancy, **TEACHER, hours_0="", hours_1="0.6")
    assert [option.words for option in pay_of(vacancy).options] == ["0.6 of full time"]


def test_what_is_outside_its_range_is_refused_with_the_range_and_kept_as_typed(hr_client, vacancy):
    response = post(hr_client, vacancy, **{**TEACHER, **TLR, "tlr_amount": "£50", "point_from": "U1", "point_to": "M2"})
    assert errors(response) == {
        "tlr_amount": "TLR2 is £3,651 to £8,913 a year in 2026/27. Enter a sum in this range",
        "point_to": "Choose U1 or a point above it",
    }
    assert 'value="£50"' in response.content.decode()
    assert not VacancyPay.objects.exists()


def test_hours_that_cannot_be(hr_client, vacancy):
    given = {"hours_0": "lots", "hours_1": "33", "hours_2": "0.6", "hours_3": "0.60"}
    assert errors(post(hr_client, vacancy, **TEACHER, **given)) == {
        "hours_0": "Enter “full time”, a share like 0.6, or hours like 22:30",
        "hours_1": "This is longer than the full-time week",
        "hours_3": "These hours are there already. Empty this box",
    }


def test_nothing_chosen(hr_client, vacancy):
    assert errors(post(hr_client, vacancy)) == {"scale": "Choose the pay range"}


def test_a_sen_allowance_asks_why(hr_client, vacancy):
    response = post(hr_client, vacancy, **{**TEACHER, "has_sen": "yes", "sen_amount": "3000", "sen_reason": ""})
    assert errors(response) == {"sen_reason": "Choose why there is a SEN allowance"}


def test_leadership_and_own_figures(hr_client, vacancy):
    leads = {
        "scale": "leadership",
        "lead_from": "55,000",
        "lead_to": "60,000",
        "lead_point_from": "L3",
        "lead_point_to": "L6",
    }
    post(hr_client, vacancy, **leads)
    assert pay_of(Vacancy.objects.get(pk=vacancy.pk)).label == "Leadership pay range, L3 to L6"
    post(
        hr_client,
        vacancy,
        scale="own",
        own_name="Grade 7",
        own_from="29540",
        own_to="33699",
        full_week="37",
        hours_0="30",
    )
    shown = pay_of(Vacancy.objects.get(pk=vacancy.pk))
    assert (shown.label, shown.options[0].words) == ("Grade 7", "30 hours of 37 hours")
    assert shown.edition_note == ""


def test_words_alone(hr_client, vacancy):
    post(hr_client, vacancy, **TEACHER)
    post(hr_client, vacancy, scale="words", pay_text="£40,000, reviewed each April")
    vacancy.refresh_from_db()
    assert pay_of(Vacancy.objects.get(pk=vacancy.pk)).line == vacancy.pay_text == "£40,000, reviewed each April"


def test_markup_in_a_text_is_shown_as_text(hr_client, vacancy):
    post(hr_client, vacancy, scale="own", own_name="<b>=1+1</b>", own_from="29540", own_to="33699")
    body = hr_client.get(page(vacancy)).content.decode()
    assert "<b>=1+1" not in body
    assert "&lt;b&gt;=1+1" in body


def test_who_saves_second_sees_both(hr_client, vacancy):
    stale = hr_client.get(page(vacancy)).context["form"].initial["seen"]
    post(hr_client, vacancy, **{**TEACHER, "point_to": "M6"}, hours_0="0.6", hours_1="22:30")
    response = hr_client.post(page(vacancy), {**TEACHER, "full_week": "32.5", "seen": stale})
    assert "Nothing of yours is lost" in response.content.decode()
    theirs = {fact.label: fact.value for fact in response.context["theirs"]}
    assert theirs["To"] == "M6, £46,940"
    assert theirs["Hours on offer"] == "0.6 of full time, 22 hours 30 minutes"
    assert VacancyPay.objects.get().point_to == "M6"


def test_the_pack_and_what_is_wrong_in_it_is_shown(hr_client, hr, vacancy):
    words = "Salary FTE £40,000 to £50,000\n0.4: £16,000 to £24,000\n0.6: £20,000 to £30,000\n"
    ImportedPack.objects.create(vacancy=vacancy, source_text=words, result={}, imported_by=hr)
    body = hr_client.get(page(vacancy)).content.decode()
    assert "MPS/UPS" in body
    assert "The figures of two rows are swapped." in body


def test_an_earlier_year_shows_what_changes_and_is_taken_over(hr_client, hr, vacancy):
    post(hr_client, vacancy, **TEACHER)
    VacancyPay.objects.update(edition="2025/26", salary_from="32916", salary_to="51048")
    body = hr_client.get(page(vacancy)).content.decode()
    assert "£1,153 more" in body
    response = hr_client.post(reverse("vacancies:pay_edition", args=[vacancy.ref]))
    assert response.status_code == 302
    assert pay_of(Vacancy.objects.get(pk=vacancy.pk)).salary.words == "£34,069 to £52,835"


def test_a_start_after_the_last_known_award_says_so(hr_client, vacancy):
    Vacancy.objects.filter(pk=vacancy.pk).update(starts_on=date(2027, 9, 1))
    assert "is not known yet, so we use 2026/27" in hr_client.get(page(vacancy)).content.decode()


def test_sources_say_what_is_confirmed(hr_client, vacancy):
    post(hr_client, vacancy, **{**TEACHER, "point_to": "M6"})
    response = hr_client.get(page(vacancy))
    assert [source.confirmed for source in response.context["sources"]] == [True, False]
    assert "M6, £46,940: not confirmed" in response.content.decode()


def test_a_published_vacancy_shows_its_pay_and_no_form(hr_client, school, hr):
    vacancy = closed_vacancy(school, hr, pay_text="£40,000")
    body = hr_client.get(page(vacancy)).content.decode()
    assert "The pay was fixed" in body
    assert "£40,000" in body
    assert 'name="scale"' not in body
