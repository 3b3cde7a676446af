"""What stops an application from being sent, and what is only told."""

from __future__ import annotations

from datetime import date

import pytest

from applications.models import Application, FormOptions, SectionName
from core import gates
from core.gates import GateName
from tests.applications.factories import complete_application, started_application

pytestmark = pytest.mark.django_db


def stops(application) -> list[tuple[str, str]]:
    report = gates.run(GateName.SUBMIT, application)
    return [(row.check.code, row.finding.what) for row in report.rows if row.stops]


def test_a_complete_one_may_be_sent():
    assert stops(complete_application()) == []


def test_an_empty_one_lists_every_section():
    codes = [code for code, _ in stops(started_application())]
    assert codes.count("form_complete") >= len(SectionName) - 1
    assert "history_gaps" in codes


def test_an_unfinished_section_stops():
    application = complete_application()
    application.sections[SectionName.DETAILS] = "in_progress"
    application.save()
    assert stops(application) == [("form_complete", "Finish the section: Your details")]


def test_a_gap_stops_until_it_is_explained():
    application = complete_application()
    away = application.breaks.get(started_on=date(2019, 4, 1))
    away.delete()
    assert stops(application) == [("history_gaps", "Explain the gap: April to August 2019")]
    away.save(force_insert=True)
    assert stops(application) == []


def test_the_schools_own_limit_counts():
    application = complete_application()
    application.breaks.filter(started_on=date(2019, 4, 1)).delete()
    school = application.vacancy.school
    school.gap_days = 200
    school.save()
    assert stops(application) == []


def test_the_present_employer_must_be_a_referee():
    application = complete_application()
    application.referees.update(is_current_employer=False)
    expected = "Add a referee from your present employer, Fernhollow Academy"
    assert stops(application) == [("employer_referee", expected)]


def test_at_a_school_the_employer_who_speaks_is_the_head():
    application = complete_application()
    application.referees.update(is_head=False)
    assert [code for code, _ in stops(application)] == ["employer_referee"]


def test_work_without_children_asks_for_one_who_knows_it_with():
    application = complete_application()
    application.employment.filter(ended_on=None).update(with_children=False, is_school=False)
    assert stops(application) == []
    application.referees.update(knows_work_with_children=False)
    message = "Add a referee from the last job in which you worked with children"
    assert stops(application) == [("children_referee", message)]


def test_one_referee_is_not_enough():
    application = complete_application()
    application.referees.get(is_current_employer=False).delete()
    assert stops(application) == [("form_complete", "Add one more referee")]


def test_a_referee_cannot_be_the_candidate():
    application = complete_application()
    application.referees.filter(is_current_employer=False).update(email=application.candidate.email.upper())
    assert [what for _, what in stops(application)] == ["Enter someone else’s address. You cannot be your own referee"]


def test_a_reference_written_to_nobody_is_refused():
    application = complete_application()
    application.referees.filter(is_current_employer=False).update(name="To whom it may concern")
    expected = "Name one person. A school cannot use a reference that is written to nobody"
    assert [what for _, what in stops(application)] == [expected]


def test_a_personal_address_is_told_and_does_not_stop():
    application = complete_application()
    application.referees.filter(is_current_employer=False).update(email="nadia@gmail.com")
    report = gates.run(GateName.SUBMIT, application)
    assert report.open
    assert [row.finding.what for row in report.advice] == ["Nadia Brightwell has a personal e-mail address"]


def test_the_third_anniversary_is_told_and_never_stops():
    application = complete_application()
    status = application.professional_status
    status.senco_qualification, status.first_senco_on, status.senco_months = "none", date(2015, 9, 1), 3
    status.save()
    report = gates.run(GateName.SUBMIT, application)
    assert report.open
    told = [row.finding.how for row in report.clear if row.check.code == "senco_qualification"]
    since = "You first became a SENCo in September 2015. Three years ended in September 2018."
    assert told == [f"{since} The school will talk with you about it."]


def test_an_answer_over_the_limit_stops():
    application = complete_application()
    row = application.statements.order_by("criterion__position").last()
    row.text = "word " * (application.vacancy.statement_words + 2)
    row.save()
    assert stops(application) == [("form_complete", "Take 2 words out of answer 6")]


def test_a_criterion_outside_the_points_needs_no_answer():
    application = complete_application()
    application.statements.get(criterion__scoring="pass_fail").delete()
    assert stops(application) == []


def test_every_stop_leads_to_the_page_that_mends_it(client):
    application = started_application()
    client.force_login(application.candidate)
    report = gates.run(GateName.SUBMIT, application)
    addresses = {row.finding.url for row in report.rows if row.stops}
    assert addresses
    for address in addresses:
        assert client.get(address).status_code == 200, address


def test_referees_all_from_one_place_are_told_and_do_not_stop():
    application = complete_application()
    application.referees.update(organisation="Fernhollow  academy")
    report = gates.run(GateName.SUBMIT, application)
    (found,) = [row for row in report.advice if row.check.code == "referee_organisations"]
    assert found.finding.what == "Your referees are all from Fernhollow  academy"
    assert not found.stops


# --- statements ----------------------------------------------------------------------------------------------


def test_statements_over_the_sides_stop():
    application = complete_application(statement="I led reviews with a team of four and it shows. " * 60)
    FormOptions.objects.create(vacancy=application.vacancy, limit="sides", sides=1)
    application = Application.objects.for_page().get(pk=application.pk)
    report = gates.run(GateName.SUBMIT, application)
    (stop,) = [row for row in report.rows if row.check.code == "statement_length"]
    assert stop.stops
    assert "of A4 and the most is 1" in stop.finding.what
    FormOptions.objects.update(sides=6)
    again = gates.run(GateName.SUBMIT, Application.objects.for_page().get(pk=application.pk))
    assert not [row for row in again.rows if row.check.code == "statement_length" and row.finding.open]


def test_words_that_show_who_wrote_them_are_told_and_do_not_stop():
    application = complete_application(statement="I led this at Fernhollow Academy.")
    report = gates.run(GateName.SUBMIT, application)
    found = [row for row in report.advice if row.check.code == "shows_identity"]
    assert found
    assert found[0].finding.what == "Answer 1: “Fernhollow Academy” may show who you are"
    assert not any(row.stops for row in found)
