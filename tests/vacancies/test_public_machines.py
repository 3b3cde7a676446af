"""What machines read of a job: the posting in its page, the feed, the map, the calendar, the preview of a link."""

from __future__ import annotations

import io
import json
from datetime import UTC, date, datetime, timedelta
from xml.etree import ElementTree as ET

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar
from PIL import Image

from core.models import AuditEvent
from tests.factories import SchoolFactory
from tests.markup import Markup
from tests.vacancies.factories import closed_vacancy, published_vacancy, ready_vacancy
from tests.vacancies.test_public import detail, paid
from vacancies.models import KeyDate, Vacancy
from vacancies.services import vacancy as services

pytestmark = pytest.mark.django_db
HOSTILE = '</script><script>alert(1)</script> =1+1 & "q"\r\nBEGIN:VEVENT\x0b'
SAFE = HOSTILE.replace("\x0b", "").replace("\r\n", "\n")
LINE = " ".join(SAFE.split())
ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def page(address: str) -> str:
    response = Client().get(address)
    assert response.status_code == 200
    return response.content.decode()


def posting(vacancy: Vacancy) -> dict | None:
    found = Markup(page(detail(vacancy))).all("script", type="application/ld+json")
    return json.loads(found[0].text) if found else None


def hostile(**columns) -> Vacancy:
    """A vacancy with marks, formulas and line ends in every field that the public sees."""
    school = SchoolFactory(name=HOSTILE, town=HOSTILE[:90], county=HOSTILE[:90], street=HOSTILE)
    fields = (
        "title", "hours_text", "reports_to", "responsible_for", "overview", "visits", "contact_name", "benefits",
        "school_offer", "further_details", "how_to_apply", "working_closely_with", "safeguarding_statement",
    )  # fmt: skip
    vacancy = published_vacancy(school, **dict.fromkeys(fields, HOSTILE), pay_text=HOSTILE, **columns)
    KeyDate.objects.create(vacancy=vacancy, kind="visits", on=date(2031, 1, 6), note=HOSTILE)
    return vacancy


# --- the posting ---------------------------------------------------------------------------------------


def test_an_open_job_carries_its_posting_with_pay_in_numbers():
    closes = datetime(2031, 6, 2, 11, tzinfo=UTC)
    vacancy = paid(
        published_vacancy(closes_at=closes, fixed_term_until="2032-08-31", contract_type="fixed_term"), "0.5"
    )
    found = posting(vacancy)
    assert found["validThrough"] == "2031-06-02T12:00:00+01:00"
    assert found["employmentType"] == ["FULL_TIME", "PART_TIME", "TEMPORARY"]
    assert found["baseSalary"]["value"]["minValue"] == 17034.5
    assert found["url"] == f"http://testserver{detail(vacancy)}"
    assert "<li>Keep the SEND register accurate</li>" in found["description"]


def test_a_job_that_cannot_be_applied_for_has_none():
    assert posting(closed_vacancy()) is None
    assert posting(published_vacancy(closes_at=timezone.now() - timedelta(seconds=1))) is None


def test_nothing_typed_ends_the_posting_or_becomes_marks():
    vacancy = hostile()
    text = page(detail(vacancy))
    scripts = Markup(text).all("script")
    assert "alert(1)" not in "".join(each.text for each in scripts if each.attrs.get("type") != "application/ld+json")
    found = posting(vacancy)
    assert found["title"] == HOSTILE
    assert "<script>" not in found["description"]
    assert "<script>alert" not in text


def test_the_strict_policy_stays_and_nothing_runs_inline():
    response = Client().get(detail(published_vacancy()))
    assert "script-src 'self'" in response.headers["Content-Security-Policy"]
    inline = [each for each in Markup(response.content.decode()).all("script") if "src" not in each.attrs]
    assert [each["type"] for each in inline] == ["application/ld+json"]  # a block of data: no browser runs it


# --- the preview of a link -----------------------------------------------------------------------------


def test_a_shared_link_shows_title_school_pay_and_closing():
    school = SchoolFactory(name="Alderbrook High School", town="Marlham")
    vacancy = paid(published_vacancy(school, title="SENCo", closes_at=datetime(2031, 11, 24, 9, tzinfo=UTC)), "1")
    markup = Markup(page(detail(vacancy)))
    told = {each["property"]: each["content"] for each in markup.all("meta") if "property" in each.attrs}
    assert told["og:title"] == "SENCo, Alderbrook High School"
    assert told["og:url"] == f"http://testserver{detail(vacancy)}"
    assert told["og:description"] == (
        "Alderbrook High School, Marlham. £34,069 to £52,835 a year. Apply by 9am on Monday 24 November 2031."
    )
    picture = Client().get(told["og:image"].removeprefix("http://testserver"))
    assert Image.open(io.BytesIO(picture.content)).size == (1200, 630)
    assert markup.one("link", rel="canonical")["href"] == told["og:url"]


def test_the_picture_is_in_the_schools_colour_made_dark_enough():
    vacancy = published_vacancy(school=SchoolFactory(accent="#ffcc00"), title="S" * 150)
    content = Client().get(reverse("vacancies:public_share", args=[vacancy.ref])).content
    assert Image.open(io.BytesIO(content)).convert("RGB").getpixel((1190, 10)) == (0x6B, 0x55, 0x00)


def test_hrs_preview_is_not_shared(hr_client, school, hr):
    text = hr_client.get(reverse("vacancies:preview", args=[ready_vacancy(school, hr).ref])).content.decode()
    assert "og:title" not in text
    assert "ld+json" not in text


# --- the feed ------------------------------------------------------------------------------------------


def entries() -> list[ET.Element]:
    return ET.fromstring(page(reverse("vacancies:public_feed"))).findall(f"{ATOM}entry")


def test_the_feed_has_the_open_jobs_the_newest_first():
    older = published_vacancy(title="Older")
    newer = published_vacancy(title="Newer")
    Vacancy.objects.filter(pk=newer.pk).update(published_at=timezone.now())
    closed_vacancy()
    ready_vacancy()
    titles = [each.findtext(f"{ATOM}title") for each in entries()]
    assert titles == [f"Newer, {newer.school.name}", f"Older, {older.school.name}"]
    assert entries()[0].find(f"{ATOM}link").get("href") == f"http://testserver{detail(newer)}"
    assert Client().get(reverse("vacancies:public_feed")).headers["Content-Type"].startswith("application/atom+xml")


def test_an_entry_says_when_the_job_last_changed_and_so_does_the_map():
    vacancy = published_vacancy()
    published = vacancy.published_at.isoformat()
    assert [entries()[0].findtext(f"{ATOM}{name}") for name in ("published", "updated")] == [published, published]
    later = vacancy.closes_at + timedelta(days=7)
    services.extend(vacancy, closes_at=later, by=vacancy.created_by, reason="Half term lies in it")
    changed = AuditEvent.objects.get(verb="vacancy.extended").at.isoformat()
    assert [entries()[0].findtext(f"{ATOM}{name}") for name in ("published", "updated")] == [published, changed]
    (last,) = ET.fromstring(page(reverse("vacancies:sitemap"))).iter(f"{MAP}lastmod")
    assert last.text == changed


def test_what_is_typed_is_text_in_the_feed():
    vacancy = hostile()
    (entry,) = entries()
    assert entry.findtext(f"{ATOM}title") == f"{SAFE}, {SAFE}"
    summary = entry.findtext(f"{ATOM}summary")  # read as HTML by those who show it
    assert "<script>" not in summary
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in summary
    assert vacancy.ref in entry.findtext(f"{ATOM}id")


@pytest.mark.parametrize("count", [1, 3])
def test_the_feed_asks_the_same_queries_for_any_number(count, django_assert_num_queries):
    for _ in range(count):
        paid(published_vacancy(), "1")
    with django_assert_num_queries(2):
        assert len(entries()) == count


# --- the map, the rules for robots ---------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 3])
def test_the_map_names_the_list_and_the_open_jobs_alone(count, django_assert_num_queries):
    open_jobs = [published_vacancy() for _ in range(count)]
    closed_vacancy()
    ready_vacancy()
    with django_assert_num_queries(1):
        text = page(reverse("vacancies:sitemap"))
    places = [each.text for each in ET.fromstring(text).iter(f"{MAP}loc")]
    assert places == ["http://testserver/jobs/", *(f"http://testserver{detail(job)}" for job in open_jobs)]


def test_robots_may_see_the_jobs_and_what_they_are_drawn_with():
    lines = page(reverse("vacancies:robots")).splitlines()
    assert lines[0] == "User-agent: *"
    assert "Allow: /jobs/" in lines
    assert "Disallow: /" in lines
    assert lines[-1] == "Sitemap: http://testserver/sitemap.xml"


# --- the calendar --------------------------------------------------------------------------------------


def events(vacancy: Vacancy) -> dict[str, dict]:
    content = Client().get(reverse("vacancies:public_dates", args=[vacancy.ref])).content
    found = Calendar.from_ical(content).walk("VEVENT")
    return {str(each["uid"]).split("@")[0].removeprefix(f"{vacancy.ref}-"): each for each in found}


def test_the_calendar_has_the_dates_that_the_page_tells():
    closes = datetime(2031, 11, 24, 9, tzinfo=UTC)
    school = SchoolFactory(name="Alderbrook High School", street="1 Mill Lane", town="Marlham", postcode="MA1 2AB")
    vacancy = published_vacancy(school, closes_at=closes, interview_on=date(2031, 12, 15), starts_on=date(2032, 4, 12))
    KeyDate.objects.create(vacancy=vacancy, kind="visits", on=date(2031, 11, 19), note="4pm")
    KeyDate.objects.create(vacancy=vacancy, kind="sift", on=date(2031, 11, 26))
    found = events(vacancy)
    assert list(found) == ["stored-visits-1", "closing-1", "interview-1", "start-1"]
    assert found["closing-1"]["dtstart"].dt == closes
    assert "dtend" not in found["closing-1"]  # an end must be later than its start
    assert str(found["closing-1"]["summary"]) == "Applications close: SENCo, Alderbrook High School"
    assert found["interview-1"]["dtstart"].dt == date(2031, 12, 15)
    assert str(found["interview-1"]["location"]) == "Alderbrook High School, 1 Mill Lane, Marlham, MA1 2AB"
    assert str(found["start-1"]["description"]).startswith("If you teach now, resign by 29 February 2032.")


def test_taken_in_again_after_a_change_each_event_replaces_itself():
    vacancy = published_vacancy(interview_on=date(2031, 12, 15))
    before = events(vacancy)
    later = vacancy.closes_at + timedelta(days=7)
    services.extend(vacancy, closes_at=later, by=vacancy.created_by, reason="Half term lies in it")
    Vacancy.objects.update(interview_on=date(2031, 12, 16))
    after = events(vacancy)
    assert list(after) == list(before)
    assert after["closing-1"]["dtstart"].dt == later.replace(microsecond=0)
    assert after["interview-1"]["dtstart"].dt == date(2031, 12, 16)
    assert after["closing-1"]["sequence"] == before["closing-1"]["sequence"] + 1
    assert after["closing-1"]["dtstamp"].dt > before["closing-1"]["dtstamp"].dt


def test_what_is_typed_adds_no_event_and_no_line():
    vacancy = hostile(interview_on=None)
    content = Client().get(reverse("vacancies:public_dates", args=[vacancy.ref])).content.decode()
    assert content.count("\r\nBEGIN:VEVENT") == 3  # closing, visits, start
    assert str(events(vacancy)["stored-visits-1"]["summary"]) == f"Visits to the school: {LINE}, {LINE}"
