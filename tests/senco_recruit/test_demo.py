"""The demo: a vacancy at every stage, people to be, and nowhere but in demo mode."""

from __future__ import annotations

from collections import Counter

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import School, User
from applications.models import Application
from appointments.models import RecordEntry, ReferenceRequest
from senco_recruit.demo.people import PEOPLE
from shortlisting.models import Panel, ScoreSheet
from shortlisting.sift import Phase, candidates_of, phase_of, scoring_members
from shortlisting.standing import standing_of
from vacancies.advert_tasks import tasks_of
from vacancies.models import Vacancy
from vacancies.pay_shown import pay_of
from vacancies.wording import examine
from vacancies.wording_of import subject_of

pytestmark = pytest.mark.django_db


def test_there_is_a_vacancy_at_every_stage(demo) -> None:
    schools = {(s.name, s.phase, s.type_group, s.trust.name) for s in School.objects.select_related("trust")}
    trust = "Bramblewick Learning Trust"
    assert schools == {
        ("Alderbrook High School", "secondary", "academy", trust),
        ("Thornmere Primary School", "primary", "maintained", trust),
        ("Fallowfield Grange", "all_through", "pru", trust),
    }
    assert Counter(Vacancy.objects.values_list("state", flat=True)) == {
        "draft": 2, "published": 1, "closed": 5, "filled": 7,
    }  # fmt: skip
    assert Application.objects.exclude(candidate__email__endswith="@erased.invalid").count() == 23
    sheets = ScoreSheet.objects.filter(application__vacancy__title="SENCo (maternity cover)", stage="sift")
    sent = sheets.filter(submitted_at__isnull=False).count()
    assert (sent, sheets.count()) == (4, 12)
    assert ReferenceRequest.objects.filter(with_hr_at__isnull=False).count() == 4
    assert RecordEntry.objects.count() == 6


def test_what_was_published_is_whole_and_its_wording_is_clean(demo, client) -> None:
    kept = Vacancy.objects.exclude(title__contains=" advert")  # of last year there is nothing left but counts
    posts = kept.filter(published_at__isnull=False).select_related("school", "pay")
    assert len(posts) == 7
    for post in posts:
        pay = pay_of(post)
        assert pay is not None
        assert pay.salary is not None
        assert pay.allowances
        wanted = ("school_offer", "benefits", "working_closely_with", "visits", "contact_name", "selection_process")
        assert [name for name in wanted if not getattr(post, name)] == []
        # On the day it went out: of those that have closed, that the closing time has passed would be said as well.
        assert examine(subject_of(post), post.published_at) == []
    page = client.get(reverse("vacancies:public_detail", args=[posts.get(state="published").ref])).content.decode()
    assert len(pay_of(posts.get(state="published")).options) == 2  # type: ignore[union-attr]
    for words in ("£34,069", "four days of each week", "half of your week", "You are welcome to see us"):
        assert words in page


def test_where_the_chair_decides_the_line_is_fragile_and_there_is_something_to_talk_about(demo, client) -> None:
    board = Panel.objects.get(vacancy__title="SENCo, Years 7 to 9")
    assert phase_of(board) == Phase.DECIDING
    assert board.plan_agreed_at is not None
    assert board.plan_agreed_at <= board.sift_opened_at
    assert (len(candidates_of(board)), len(scoring_members(board)), board.places) == (7, 3, 3)
    standing = standing_of(board)
    assert (len(standing.line.above), standing.fragility.altering > 0) == (3, True)
    assert len(standing.to_agree) >= 3
    assert any(talk.matters for talk in standing.to_agree)
    client.force_login(User.objects.get(email="ruth.penhallow@example.org"))
    grid = f'href="{reverse("shortlisting:grid", args=[board.vacancy.ref])}"'
    home = client.get(reverse("home")).content.decode()
    assert "Decide on 7 of 7 applications" in home
    assert grid in home
    client.force_login(User.objects.get(email="marian.duxbury@example.org"))  # sees whose turn it is, not the scores
    for address in (reverse("home"), reverse("workbench", args=[board.vacancy.ref])):
        page = client.get(address).content.decode()
        assert "Decide on 7 of 7 applications" in page
        assert grid not in page


def test_a_draft_from_a_template_has_tasks_and_words_to_look_at(demo, client) -> None:
    post = Vacancy.objects.get(title="SENCo, Key Stage 3")
    codes = {remark.code for remark in examine(subject_of(post), timezone.now())}
    assert codes == {"L01", "L02"}  # a number of years, words about age
    tasks = {task.label: task.status for group in tasks_of(post).groups for task in group.tasks}
    assert (tasks["Pay"], tasks["Key dates"], tasks["Person specification"]) == ("Not started", "In progress", "Done")
    client.force_login(User.objects.get(email="marian.duxbury@example.org"))
    assert "SENCo, as we advertise it" in client.get(reverse("vacancies:new")).content.decode()


def test_everybody_can_be_somebody_and_reach_their_home(demo, settings) -> None:
    settings.DEMO_MODE = True
    for person in PEOPLE:
        client = Client()
        client.force_login(User.objects.get(email=person.email))
        response = client.get(reverse("home"), follow=True)
        assert response.status_code == 200, person.email


def test_outside_demo_mode_there_is_no_demo(settings, client) -> None:
    settings.DEMO_MODE = False
    with pytest.raises(CommandError, match="DEMO_MODE"):
        call_command("demo_school")
    for path in ("/demo/", "/demo/letters/"):
        assert client.get(path).status_code == 404
    assert b"Every person and school here is invented" not in client.get("/jobs/").content
