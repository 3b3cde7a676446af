"""Who sees which page, what happens to what is typed, and how many queries a page costs."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Role
from applications.models import Application, HalfTyped, Referee, Training
from applications.services.sections import MOST_ITEMS
from applications.urls import urlpatterns
from core.models import AuditEvent
from tests.applications.factories import complete_application, started_application, submitted_application
from tests.applications.test_journey import DETAILS, JOB, REFEREES, month
from tests.factories import MembershipFactory, UserFactory
from tests.markup import Markup
from tests.vacancies.factories import closed_vacancy, published_vacancy
from vacancies.models import Vacancy

pytestmark = pytest.mark.django_db


def address(name: str, *args) -> str:
    return reverse(f"applications:{name}", args=args)


# Pages of forms of another kind: at a school that asks about faith, for one statement, or that came on paper.
ELSEWHERE = {"faith", "supporting", "supporting_versions", "marks", "paper_scan", "paper_pass", "paper_open"}


def own_addresses(application: Application) -> list[str]:
    """Every address of the candidate's own pages, with ids that exist."""
    first = {
        "qualification": application.qualifications.first().pk,
        "training": application.training.first().pk,
        "membership": application.memberships.first().pk,
        "job": application.employment.first().pk,
        "break": application.breaks.first().pk,
        "referee": application.referees.first().pk,
        "statement": application.statements.first().criterion_id,
        "versions": application.statements.first().criterion_id,
        "marks": application.statements.first().criterion_id,
    }
    found = []
    for pattern in urlpatterns:
        if not str(pattern.pattern).startswith("applications/<str:ref>/"):
            continue
        args = [application.ref]
        if "<int:pk>" in str(pattern.pattern):
            args.append(first[pattern.name.partition("_")[0]])
        if pattern.name in ELSEWHERE:
            continue
        found.append(address(pattern.name, *args))
    return found


def test_every_page_of_an_application_is_its_candidates_alone(client):
    application = complete_application()
    MembershipFactory(school=application.vacancy.school)
    hr = application.vacancy.school.memberships.get().user
    pages = own_addresses(application)
    assert len(pages) > 40
    for user in (UserFactory(), hr, MembershipFactory(school=application.vacancy.school, role=Role.HEAD).user):
        client.force_login(user)
        for page in pages:
            assert client.get(page).status_code == 404, page
            assert client.post(page, {"text": "mine now"}).status_code == 404, page


def test_nobody_signed_in_is_asked_to_sign_in(client):
    application = complete_application()
    for page in own_addresses(application):
        answer = client.get(page)
        assert answer.status_code == 302, page
        assert answer.url.endswith(f"?next={page}"), page


def test_every_page_of_a_draft_opens_and_its_references_hold(client):
    application = complete_application()
    client.force_login(application.candidate)
    for page in own_addresses(application):
        answer = client.get(page)
        assert answer.status_code in (200, 302, 405), page  # 405: a button without a page of its own
        if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
            assert Markup(answer.content.decode()).broken_references() == [], page


def test_staff_who_apply_lose_their_permissions_on_the_vacancy(client):
    vacancy = published_vacancy()
    hr = MembershipFactory(school=vacancy.school).user
    other = published_vacancy(school=vacancy.school)
    client.force_login(hr)
    assert client.get(address("hr_list", vacancy.ref)).status_code == 200
    assert "You work with this school" in client.get(address("apply", vacancy.ref)).content.decode()
    client.post(address("apply", vacancy.ref))
    assert client.get(address("hr_list", vacancy.ref)).status_code == 404
    assert client.get(address("hr_list", other.ref)).status_code == 200
    assert not hr.has_perm("vacancies.change", vacancy)


def test_another_schools_hr_and_the_head_do_not_see_the_list(client):
    vacancy = published_vacancy()
    for member in (MembershipFactory(), MembershipFactory(school=vacancy.school, role=Role.HEAD)):
        client.force_login(member.user)
        assert client.get(address("hr_list", vacancy.ref)).status_code == 404


def test_a_draft_vacancy_cannot_be_applied_for(client):
    vacancy = published_vacancy()
    Vacancy.objects.filter(pk=vacancy.pk).update(state="draft", published_at=None)
    client.force_login(UserFactory())
    assert client.get(address("apply", vacancy.ref)).status_code == 404


def test_a_closed_vacancy_says_so(client):
    client.force_login(UserFactory())
    vacancy = closed_vacancy()
    assert "This job is closed" in client.get(address("apply", vacancy.ref)).content.decode()
    assert client.post(address("apply", vacancy.ref)).status_code == 409
    assert not Application.objects.exists()


# --- what was typed --------------------------------------------------------------------------------------


BAD_DETAILS = [
    ("phone", "not a number", "Enter a phone number"),
    ("national_insurance_number", "QQ 12 34", "A National Insurance number is 2 letters"),
    ("first_names", "x" * 151, "must be 150 characters or fewer"),
    ("first_names", "Imo\x00gen", "hidden character"),
    ("phone", "", "Enter a phone number"),
]


@pytest.mark.parametrize(("field", "typed", "message"), BAD_DETAILS)
def test_a_wrong_answer_is_told_beside_its_field_and_kept(client, field, typed, message):
    application = started_application()
    client.force_login(application.candidate)
    answer = client.post(address("details", application.ref), {**DETAILS, field: typed})
    assert answer.status_code == 422
    page = Markup(answer.content.decode())
    assert message in page.by_id(f"id_{field}-error").words
    assert page.broken_references() == []
    kept = typed.replace("\x00", "")
    assert (page.by_id(f"id_{field}").get("value") or "") == kept
    # Closing the page loses nothing: it is there again when it is opened.
    again = Markup(client.get(address("details", application.ref)).content.decode())
    assert (again.by_id(f"id_{field}").get("value") or "") == kept
    assert again.by_id("id_town")["value"] == "Marlham"
    application.refresh_from_db()
    assert application.section_state("details") == "in_progress"


@pytest.mark.parametrize(
    "name",
    ["🙂 Imogen", "محمد", "Björk", "O'Neill-D’Arcy", "<script>alert(1)</script>", "Nguyễn", "X"],
)
def test_any_name_a_person_has_is_taken_and_shown_as_text(client, name):
    application = started_application()
    client.force_login(application.candidate)
    answer = client.post(address("details", application.ref), {**DETAILS, "first_names": name, "last_name": ""})
    assert answer.status_code == 302
    application.refresh_from_db()
    assert application.details.full_name == name
    copy = client.get(address("copy", application.ref)).content.decode()
    assert "<script>alert" not in copy
    assert Markup(copy).broken_references() == []


def test_come_back_later_saves_what_is_half_right(client):
    application = started_application()
    client.force_login(application.candidate)
    typed = {"first_names": "Imogen", "phone": "nonsense", "later": "1"}
    answer = client.post(address("details", application.ref), typed)
    assert answer.url == address("task_list", application.ref)
    application.refresh_from_db()
    assert application.details.first_names == "Imogen"
    assert application.details.phone == ""
    again = Markup(client.get(address("details", application.ref)).content.decode())
    assert again.by_id("id_phone")["value"] == "nonsense"
    client.post(address("details", application.ref), DETAILS)
    assert not HalfTyped.objects.exists()
    application.refresh_from_db()
    assert application.section_state("details") == "done"


DATES = [
    ("13/2019", "must have a month from 1 to 12"),
    ("9/19", "must have a year of 4 numbers"),
    ("9/2099", "must be this month or earlier"),
    ("31/02/2019", "must have a"),
    ("9/1899", "must have a year from 1900"),
]


@pytest.mark.parametrize(("typed", "message"), DATES)
def test_a_wrong_month_stays_as_it_was_typed(client, typed, message):
    application = started_application()
    client.force_login(application.candidate)
    answer = client.post(address("job_add", application.ref), {**JOB, **month("started_on", typed)})
    assert answer.status_code == 422
    page = Markup(answer.content.decode())
    assert message in page.by_id("id_started_on-error").words
    boxes = [page.by_id(f"id_started_on_{part}")["value"] for part in ("month", "year")]
    assert "/".join(boxes) == typed
    again = Markup(client.get(address("job_add", application.ref)).content.decode())
    assert again.by_id("id_started_on_year")["value"] == boxes[1]
    assert again.by_id("id_employer")["value"] == "Fernhollow Academy"
    listed = client.get(address("history", application.ref)).content.decode()
    assert "Finish the job you started to add" in listed


def test_an_end_before_the_start_is_told_at_the_end(client):
    application = started_application()
    client.force_login(application.candidate)
    typed = {**JOB, "still_there": "no", **month("ended_on", "3/2015")}
    page = Markup(client.post(address("job_add", application.ref), typed).content.decode())
    assert "must be September 2015 or later" in page.by_id("id_ended_on-error").words


def test_overlapping_jobs_are_fine(client):
    application = started_application()
    client.force_login(application.candidate)
    for role in ("Assistant SENCo", "Evening tutor"):
        assert client.post(address("job_add", application.ref), {**JOB, "role": role}).status_code == 302
    assert application.employment.count() == 2


def test_a_page_sent_twice_adds_one_job(client):
    application = started_application()
    client.force_login(application.candidate)
    for _ in range(2):
        client.post(address("job_add", application.ref), JOB)
    assert application.employment.count() == 1


def test_a_job_removed_on_another_page_is_not_lost_when_it_is_saved_here(client):
    application = complete_application()
    client.force_login(application.candidate)
    job = application.employment.first()
    client.post(address("job_remove", application.ref, job.pk))
    client.post(address("job_remove", application.ref, job.pk))
    assert application.employment.count() == 1
    gone = client.get(address("job_change", application.ref, job.pk))
    assert gone.status_code == 404
    assert "perhaps in another tab" in gone.content.decode()
    half = client.post(address("job_change", application.ref, job.pk), {**JOB, "employer": ""})
    assert "It was removed meanwhile" in half.content.decode()
    again = client.get(address("job_change", application.ref, job.pk)).content.decode()
    assert JOB["role"] in again
    saved = client.post(address("job_change", application.ref, job.pk), JOB, follow=True)
    assert "It is added again, as you have just written it." in saved.content.decode()
    assert application.employment.count() == 2
    assert not HalfTyped.objects.exists()


def test_what_is_half_typed_of_a_new_job_outlives_a_row_removed_elsewhere(client):
    application = complete_application()
    client.force_login(application.candidate)
    job = application.employment.first()
    client.post(address("job_add", application.ref), {"employer": "Fernhollow", "later": "1"})
    client.post(address("job_remove", application.ref, job.pk))
    client.post(address("job_change", application.ref, job.pk), {"employer": "Marlham", "later": "1"})
    client.post(address("job_change", application.ref, job.pk), {"discard": "1"})
    assert "Fernhollow" in client.get(address("job_add", application.ref)).content.decode()


def test_one_row_too_many_is_refused_and_stays_as_it_was_typed(client):
    application = started_application()
    client.force_login(application.candidate)
    Training.objects.bulk_create(
        Training(application=application, title=f"Course {n}", year=2020) for n in range(MOST_ITEMS)
    )
    answer = client.post(address("training_add", application.ref), {"title": "One more", "year": "2024"})
    assert answer.status_code == 422
    assert "There are already 60 of these" in answer.content.decode()
    assert "One more" in answer.content.decode()
    assert HalfTyped.objects.get().typed["title"] == ["One more"]


def test_half_typed_items_can_be_thrown_away(client):
    application = started_application()
    client.force_login(application.candidate)
    client.post(address("job_add", application.ref), {"employer": "Fernhollow", "later": "1"})
    assert HalfTyped.objects.get().page == "job.new"
    client.post(address("job_add", application.ref), {"discard": "1"})
    assert not HalfTyped.objects.exists()


def test_an_empty_page_to_add_something_leaves_nothing_to_finish(client):
    application = started_application()
    client.force_login(application.candidate)
    answer = client.post(address("job_add", application.ref), {"employer": " ", "role": ""})
    assert answer.status_code == 422
    client.post(address("sitting", application.ref), {"subjects": ""})
    assert not HalfTyped.objects.exists()


@pytest.mark.parametrize("typed", ["RP12/34567", "12 34567", "12-34567", "TRN 1234567", "1234567"])
def test_every_way_of_writing_a_trn(client, typed):
    application = started_application()
    client.force_login(application.candidate)
    client.post(address("teaching_status", application.ref), {"qts": "yes", "trn": typed, "later": "1"})
    assert application.professional_status.trn == "1234567"


@pytest.mark.parametrize("typed", ["123456", "12345678", "١٢٣٤٥٦٧", "abcdefg"])
def test_what_is_no_trn_is_told_and_kept(client, typed):
    application = started_application()
    client.force_login(application.candidate)
    answer = client.post(address("teaching_status", application.ref), {"qts": "yes", "trn": typed})
    page = Markup(answer.content.decode())
    assert "has 7 numbers" in page.by_id("id_trn-error").words
    assert page.by_id("id_trn")["value"] == typed


REFEREE_ERRORS = [
    ({"email": "PERSON@example.org"}, "email", "You cannot be your own referee"),
    ({"name": "imogen  LARKFIELD"}, "name", "You cannot be your own referee"),
    ({"relationship": "She is my mother"}, "relationship", "not a relative"),
    ({"relationship": "A close friend from college"}, "relationship", "not a relative or friend"),
    ({"email": "head@fernhollow"}, "email", "right form"),
    ({"is_head": ""}, "is_head", "Say whether they are the head"),
]


@pytest.mark.parametrize(("typed", "field", "message"), REFEREE_ERRORS)
def test_a_referee_who_cannot_be_one(client, typed, field, message):
    application = complete_application(candidate=UserFactory(name="Imogen Larkfield", email="person@example.org"))
    client.force_login(application.candidate)
    answer = client.post(address("referee_add", application.ref), {**REFEREES[0], "email": "x@y.example.org", **typed})
    assert answer.status_code == 422
    assert message in Markup(answer.content.decode()).by_id(f"id_{field}-error").words
    assert application.referees.count() == 2


def test_thirty_referees_are_too_many(client):
    application = started_application()
    client.force_login(application.candidate)
    for number in range(30):
        data = {**REFEREES[0], "email": f"head{number}@fernhollow.example.org", "name": f"Head {number}"}
        client.post(address("referee_add", application.ref), data)
    assert Referee.objects.filter(application=application).count() == 5
    shown = client.get(address("referees", application.ref)).content.decode()
    assert "which is the most there can be" in shown


# --- after sending, after closing ----------------------------------------------------------------------------


def test_sending_late_says_so_and_keeps_everything(client):
    application = complete_application()
    client.force_login(application.candidate)
    Vacancy.objects.filter(pk=application.vacancy_id).update(closes_at=timezone.now() - timedelta(seconds=1))
    answer = client.post(address("check", application.ref), follow=True)
    words = answer.content.decode()
    assert "Your application was not sent. Everything you wrote is still here." in words
    assert "Applications have closed" in words
    assert "I led this with a team" in client.get(address("copy", application.ref)).content.decode()
    assert "I led this with a team" in client.get(address("copy_text", application.ref)).content.decode()


def test_what_is_typed_as_it_closes_is_kept(client):
    application = complete_application()
    client.force_login(application.candidate)
    Vacancy.objects.filter(pk=application.vacancy_id).update(closes_at=timezone.now(), state="closed")
    criterion = application.statements.first().criterion_id
    client.post(address("statement", application.ref, criterion), {"text": "The last words", "seen": "1"})
    assert "The last words" in client.get(address("copy", application.ref)).content.decode()


def test_after_sending_nothing_can_be_changed(client):
    application = submitted_application()
    client.force_login(application.candidate)
    answer = client.post(address("details", application.ref), DETAILS, follow=True)
    assert "it can no longer be changed" in answer.content.decode()
    assert client.get(address("details", application.ref)).status_code == 302
    application.details.refresh_from_db()
    assert application.details.last_name != "O’Hara-Larkfield"


def test_pressing_send_twice_shows_the_receipt(client):
    application = complete_application()
    client.force_login(application.candidate)
    for _ in range(2):
        assert client.post(address("check", application.ref)).url == address("sent", application.ref)


def test_withdrawing_twice_is_done_once(client):
    application = submitted_application()
    client.force_login(application.candidate)
    for _ in range(2):
        assert client.post(address("withdraw", application.ref), {"reason": ""}).status_code == 302
    shown = client.get(address("task_list", application.ref)).content.decode()
    assert "You have withdrawn" in shown
    assert "There is a problem" not in shown


@pytest.mark.parametrize("held", [True, False])
def test_nothing_about_a_held_decision_shows(client, held):
    application = submitted_application()
    if held:
        from shortlisting.models import Decision

        Decision.objects.create(
            application=application, stage="sift", outcome="do_not_shortlist", reason="Secret", decided_by=UserFactory()
        )
    client.force_login(application.candidate)
    shown = client.get(address("task_list", application.ref)).content.decode()
    assert "Your application is sent" in shown
    assert "hort" not in shown.replace("shortcut", "")


# --- how much a page costs -------------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_applications_costs_the_same_for_one_and_three(client, count, django_assert_num_queries):
    candidate = UserFactory()
    for _ in range(count):
        started_application(candidate=candidate)
    client.force_login(candidate)
    with django_assert_num_queries(5):
        assert client.get(address("mine")).status_code == 200


@pytest.mark.parametrize("more", [0, 2])
def test_the_task_list_costs_the_same_however_much_is_in_it(client, more, django_assert_num_queries):
    application = complete_application()
    for number in range(more):
        job = application.employment.first()
        job.pk, job.role = None, f"Tutor {number}"
        job.save()
        referee = application.referees.first()
        referee.pk, referee.email = None, f"more{number}@example.org"
        referee.save()
    client.force_login(application.candidate)
    with django_assert_num_queries(15):
        assert client.get(address("task_list", application.ref)).status_code == 200


def test_no_link_offers_to_change_the_address_they_sign_in_with(client):
    application = complete_application()
    client.force_login(application.candidate)
    for page in (reverse("applications:check", args=[application.ref]), reverse("applications:profile")):
        words = [each.words for each in Markup(client.get(page).content.decode()).all("a")]
        assert "Change phone" in words
        assert "Change e-mail" not in words


# --- kept while it is typed -----------------------------------------------------------------------------------


def test_what_is_typed_is_kept_before_any_button_and_thrown_away_on_a_word(client):
    application = started_application()
    client.force_login(application.candidate)
    page, script = reverse("applications:job_add", args=[application.ref]), {"X-Autosave": "1"}
    kept = client.post(page, {"employer": "Fernhollow", "started_on_month": "31"}, headers=script)
    assert kept.json()["saved"].startswith("Kept at ")
    shown = client.get(page).content.decode()
    assert "Not all of it is saved yet" in shown
    assert 'value="Fernhollow"' in shown
    assert client.post(page, {"discard": "1"}, headers=script).json() == {"saved": ""}
    assert "Fernhollow" not in client.get(page).content.decode()
    assert client.post(page, {"employer": " "}, headers=script).status_code == 200
    assert not HalfTyped.objects.exists()


def test_a_finished_section_stays_finished_while_somebody_looks_through_it_but_is_not_sent_with_half_a_change(client):
    application = complete_application()
    client.force_login(application.candidate)
    page, check = (reverse(f"applications:{name}", args=[application.ref]) for name in ("details", "check"))
    for phone in ("01632 960 7", "01632 960 778"):
        client.post(page, {"phone": phone}, headers={"X-Autosave": "1"})
    application.refresh_from_db()
    assert application.section_state("details") == "done"
    assert AuditEvent.objects.filter(verb="application.kept_as_typed").count() == 1
    assert "something you typed is not saved" in client.post(check).content.decode()
    assert "Throw away what I typed" in client.get(page).content.decode()
    client.post(page, {"discard": "1"})
    assert client.post(check).url == reverse("applications:sent", args=[application.ref])
    gone = client.post(page, {"phone": "1"}, headers={"X-Autosave": "1"})
    assert gone.status_code == 410
    assert "You have sent this application" in gone.json()["error"]


def test_the_profile_keeps_nothing_half_typed(client):
    client.force_login(complete_application().candidate)
    for data in ({"phone": "1"}, {"discard": "1"}):
        page = reverse("applications:profile_details")
        assert client.post(page, data, headers={"X-Autosave": "1"}).status_code in (302, 422)
        assert client.post(reverse("applications:profile_job_add"), data).status_code == 422
    assert not HalfTyped.objects.exists()
