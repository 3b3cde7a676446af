"""A school's settings."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from accounts import colours
from accounts.models import School, TermDate, TypeGroup
from accounts.statements import SAFEGUARDING
from core.models import AuditEvent, StoredFile
from tests.factories import MembershipFactory, SchoolFactory

IDENTITY = {
    "name": "Alderbrook High School", "urn": "136531", "phase": "secondary", "type_group": "academy",
    "religious_character": "", "designated_faith": "",
}  # fmt: skip
ADDRESS = {
    "street": "Mill Lane", "town": "Alderbrook", "county": "", "postcode": "ls14ap",
    "website": "alderbrook.example.org",
    "contact_name": "Marian Duxbury", "contact_email": "jobs@example.org", "contact_phone": "01134960001",
}  # fmt: skip

CHASE = {"reference_reminders": "1, 3", "reference_hr_days": "4", "reference_date_days": "0"}


@pytest.fixture
def school():
    return SchoolFactory(name="Alderbrook High School", urn="136531")


@pytest.fixture
def hr(client, school):
    user = MembershipFactory(school=school).user
    client.force_login(user)
    return user


def change(client, school, section: str, **data):
    return client.post(f"/schools/{school.ref}/settings/{section}/", data)


def test_each_section_saves_what_it_shows(client, school, hr):
    home = f"/schools/{school.ref}/"
    assert change(client, school, "identity", **{**IDENTITY, "type_group": "free_school"}).url == home
    assert change(client, school, "address", **ADDRESS).url == home
    assert change(client, school, "pay", pay_area="fringe", timetabled_week="25").url == home
    limits = {"gap_days": "28", "training_renewal_months": "24", "retention_months": "9"}
    assert change(client, school, "limits", **limits).url == home
    words = {
        "safeguarding_statement": "a",
        "exemption_statement": "b",
        "equality_statement": "",
        "checks_statement": "",
    }
    assert change(client, school, "statements", **words).url == home

    school.refresh_from_db()
    assert (school.type_group, school.postcode, school.website) == (
        "free_school",
        "LS1 4AP",
        "https://alderbrook.example.org",
    )
    assert (school.contact_phone, school.pay_area, school.timetabled_week) == ("0113 496 0001", "fringe", 25)
    assert (school.gap_days, school.retention_months, school.safeguarding_statement) == (28, 9, "a")
    events = AuditEvent.objects.filter(verb="school.changed", school_id=school.pk, actor_id=hr.pk)
    assert ["type_group"] in [event.fields for event in events]
    page = client.get(home).content.decode()
    for said in ("Free school", "Mill Lane", "London Fringe", "25 hours", "28 days"):
        assert said in page


def test_the_chase_of_referees_is_the_schools_own(client, school, hr):
    assert change(client, school, "chase", **CHASE).url == f"/schools/{school.ref}/"
    school.refresh_from_db()
    assert (school.reference_reminder_days, school.reference_hr_days, school.reference_date_days) == ([1, 3], 4, 0)
    assert "1, 3 working days" in client.get(f"/schools/{school.ref}/").content.decode()


def test_what_did_not_change_leaves_no_trace(client, school, hr):
    change(client, school, "identity", **IDENTITY)
    assert not AuditEvent.objects.filter(verb="school.changed").exists()


@pytest.mark.parametrize(
    ("section", "data", "says"),
    [
        ("identity", {**IDENTITY, "urn": "12"}, "Enter the URN as 6 digits."),
        ("identity", {**IDENTITY, "name": ""}, "Enter name of the school"),
        ("identity", {**IDENTITY, "type_group": "castle"}, "Choose from the answers on the list"),
        ("address", {**ADDRESS, "postcode": "12345"}, "Enter a full UK postcode, like LS1 4AP"),
        ("address", {**ADDRESS, "contact_phone": "12"}, "Enter a telephone number, like 0113 496 0001"),
        ("address", {**ADDRESS, "website": "not a site"}, "Website must be a web address"),
        ("pay", {"pay_area": "fringe", "timetabled_week": "many"}, "The timetabled week must be a number, like 2.5"),
        ("limits", {"gap_days": "x", "training_renewal_months": "24", "retention_months": "24"},
         "The time to keep papers must be 12 or less"),
        ("chase", {**CHASE, "reference_reminders": "5, 4"}, "Enter 1 to 5 whole numbers from 1 to 20 that rise"),
        ("chase", {**CHASE, "reference_reminders": "2, x"}, "Enter 1 to 5 whole numbers from 1 to 20 that rise"),
        ("chase", {**CHASE, "reference_hr_days": "3"}, "HR must ring after the last reminder"),
        ("statements", {"safeguarding_statement": ""}, "Enter what you say about keeping children safe"),
    ],
)  # fmt: skip
def test_mistakes_are_explained_and_nothing_is_saved(client, school, hr, section, data, says):
    before = type(school).objects.filter(pk=school.pk).values().get()
    response = change(client, school, section, **data)
    assert says in response.content.decode()
    assert type(school).objects.filter(pk=school.pk).values().get() == before


def test_another_schools_urn_is_refused(client, school, hr):
    SchoolFactory(urn="999999")
    assert (
        "Another school here has this URN"
        in change(client, school, "identity", **{**IDENTITY, "urn": "999999"}).content.decode()
    )


def test_our_words_are_offered_and_not_saved(client, school, hr):
    response = change(client, school, "statements", standard="1")
    assert SAFEGUARDING[:60] in response.content.decode()
    school.refresh_from_db()
    assert school.safeguarding_statement == ""


def test_an_unknown_section_is_nothing(client, school, hr):
    assert client.get(f"/schools/{school.ref}/settings/ceiling/").status_code == 404


# --- colour and logo ---------------------------------------------------------------------------------------


@given(st.integers(0, 0xFFFFFF))
def test_every_colour_has_a_shade_that_works_and_a_tint_that_carries_text(number):
    colour = f"#{number:06x}"
    shade = colours.darkened(colour)
    assert colours.is_dark_enough(shade)
    assert (shade == colour) == colours.is_dark_enough(colour)
    assert colours.contrast_on_white(colours.tint(shade)) < 1.5


@pytest.mark.parametrize(
    ("colour", "ratio"), [("#000000", 21.0), ("#ffffff", 1.0), ("#767676", 4.54), ("#14474f", 10.28)]
)
def test_contrast_is_wcags(colour, ratio):
    assert colours.contrast_on_white(colour) == pytest.approx(ratio, abs=0.01)


def test_a_dark_colour_is_taken_and_reaches_the_stylesheet(client, school, hr):
    client.post(f"/schools/{school.ref}/look/", {"accent": "5A1"})
    assert "55aa11 is too light" in client.post(f"/schools/{school.ref}/look/", {"accent": "5A1"}).content.decode()
    assert client.post(f"/schools/{school.ref}/look/", {"accent": "4B0082"}).status_code == 302
    client.logout()
    response = client.get(f"/schools/{school.ref}/look.css")
    assert response.content.decode() == f":root{{--app-accent:#4b0082;--app-accent-tint:{colours.tint('#4b0082')}}}"
    assert response["Content-Type"] == "text/css; charset=utf-8"
    assert response["Cache-Control"] == "public, max-age=60"
    again = client.get(f"/schools/{school.ref}/look.css", headers={"if-none-match": response["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize("typed", ["", "green", "#12345", "#14474f;}body{display:none", "#14474g"])
def test_what_is_no_colour_is_refused(client, school, hr, typed):
    response = client.post(f"/schools/{school.ref}/look/", {"accent": typed})
    assert response.status_code == 200
    school.refresh_from_db()
    assert school.accent == "#14474f"


def picture(kind: str, size=(40, 20), **extra) -> bytes:
    drawn = io.BytesIO()
    Image.new("RGB", size, "#14474f").save(drawn, kind, **extra)
    return drawn.getvalue()


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_logo_is_drawn_anew_encrypted_and_shown_to_all(client, school, hr, kind):
    data = picture(kind, size=(2000, 1000)) + b"<script>alert(1)</script>"
    file = SimpleUploadedFile("logo.exe", data, content_type="text/html")
    assert client.post(f"/schools/{school.ref}/look/", {"accent": "#14474f", "logo": file}).status_code == 302
    school.refresh_from_db()
    client.logout()
    response = client.get(f"/schools/{school.ref}/logo")
    assert response["Content-Type"] == "image/png"
    shown = Image.open(io.BytesIO(response.content))
    assert shown.size == (320, 160)
    assert b"script" not in response.content
    assert not Path(school.logo.file.path).read_bytes().startswith(b"\x89PNG"), "encrypted at rest"


@pytest.mark.parametrize(
    "data",
    [b"", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", b"GIF89a" + b"0" * 50, picture("PNG")[:60],
     picture("GIF"), b"\x89PNG\r\n\x1a\n" + b"0" * 200],
)  # fmt: skip
def test_what_is_no_picture_is_refused(client, school, hr, data):
    file = SimpleUploadedFile("logo.png", data, content_type="image/png")
    response = client.post(f"/schools/{school.ref}/look/", {"accent": "#14474f", "logo": file})
    assert response.status_code == 200
    assert "govuk-error-summary" in response.content.decode()
    assert not StoredFile.objects.exists()


def test_a_picture_that_would_blow_up_is_refused_unread(client, school, hr):
    file = SimpleUploadedFile("logo.png", picture("PNG", size=(6000, 6000)), content_type="image/png")
    response = client.post(f"/schools/{school.ref}/look/", {"accent": "#14474f", "logo": file})
    assert "too many pixels" in response.content.decode()


@pytest.mark.django_db(transaction=True)
def test_a_new_logo_and_no_logo_leave_no_old_file(client, school, hr):
    url = f"/schools/{school.ref}/look/"
    paths = []
    for colour in ("PNG", "JPEG"):
        client.post(url, {"accent": "#14474f", "logo": SimpleUploadedFile("a", picture(colour))})
        school.refresh_from_db()
        paths.append(school.logo.file.storage.path(school.logo.file.name))
    client.post(url, {"accent": "#14474f", "remove_logo": "on"})
    assert not StoredFile.objects.exists()
    assert [Path(path).exists() for path in paths] == [False, False]
    assert client.get(f"/schools/{school.ref}/logo").status_code == 404


# --- dates ---------------------------------------------------------------------------------------------------


def dates(**changes):
    typed = {"kind": "closed", "name": "October half term"}
    typed |= {"starts_on_day": "26", "starts_on_month": "10", "starts_on_year": "2026"}
    typed |= {"ends_on_day": "30", "ends_on_month": "10", "ends_on_year": "2026"}
    return {**typed, **changes}


def test_dates_are_added_once_and_removed(client, school, hr):
    url = f"/schools/{school.ref}/dates/"
    for _ in range(2):
        assert client.post(f"{url}add/", dates()).url == url
    row = TermDate.objects.get()
    assert (row.starts_on, row.ends_on, row.kind) == (date(2026, 10, 26), date(2026, 10, 30), "closed")
    assert "October half term" in client.get(url).content.decode()
    for _ in range(2):
        assert client.post(f"{url}{row.pk}/remove/").url == url
    assert not TermDate.objects.exists()


def test_dates_backwards_are_refused(client, school, hr):
    response = client.post(f"/schools/{school.ref}/dates/add/", dates(ends_on_day="1"))
    assert "The last day must be the first day or after it" in response.content.decode()
    assert 'value="October half term"' in response.content.decode()


def test_dates_of_another_school_stay(client, school, hr):
    other = TermDate.objects.create(
        school=SchoolFactory(), kind="term", name="Autumn", starts_on=date(2026, 9, 1), ends_on=date(2026, 12, 18)
    )
    client.post(f"/schools/{school.ref}/dates/{other.pk}/remove/")
    assert TermDate.objects.filter(pk=other.pk).exists()


@pytest.mark.parametrize("kind", TypeGroup.values)
def test_the_act_names_mainstream_schools_alone(kind):
    """Children and Families Act 2014, section 67; maintained nursery schools are of the maintained kind."""
    assert School(type_group=kind).is_mainstream == (kind in ("maintained", "academy", "free_school"))
