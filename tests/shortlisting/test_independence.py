"""Nobody learns another's score before their own sheets are in; nobody learns who a candidate is before the release.

Both are shown on what could leak: planted notes of another member, planted names of candidates, on every page that
can be reached by links or typed in.
"""

from __future__ import annotations

import io
import itertools
import re
import zipfile
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import NoReverseMatch, resolve, reverse
from django.utils import timezone

from applications.models import (
    Application,
    Break,
    EmploymentRecord,
    PersonalDetails,
    ProfessionalStatus,
    Qualification,
    Referee,
    Training,
)
from applications.views.address import AtApplication
from core.services import tick
from senco_recruit.access import addresses
from shortlisting import sift
from shortlisting.models import Panel, PanelMember, Score, ScoreSheet
from shortlisting.services.scores import mark
from tests.factories import MembershipFactory
from tests.markup import Markup
from tests.shortlisting.conftest import crawl, every_address
from tests.shortlisting.factories import by_place, hr_of_panel, open_panel, released_panel, score_all, sift_with_scores
from vacancies.views.address import AtVacancy

pytestmark = pytest.mark.django_db
NOTE = "PLANTED-NOTE-7316"


def reached(signed_in, user, panel) -> dict[str, str]:
    """Every page this person can come to, home first."""
    home = f"/panel/{panel.vacancy.ref}/"
    return crawl(signed_in(user), "/home/", home, f"/vacancies/{panel.vacancy.ref}/panel/", *every_address(panel))


OWN_TO_EACH = re.compile(
    r'<input type="hidden"[^>]*>|name="csrfmiddlewaretoken" value="[^"]*"|"X-CSRFToken": "[^"]*"|nonce="[^"]*"'
    r'|"made_at": "[^"]*"|<updated>[^<]*</updated>|DTSTAMP:\S+'
)


def without_tokens(body: str) -> str:
    """A page without what differs at each showing: tokens, keys of forms, the time at which a file was made."""
    return OWN_TO_EACH.sub("", body)


# --- every address of the service, as somebody who has still to score --------------------------------------------


def everywhere(panel, reader) -> list[str]:
    """Every address of the service that takes what is at hand here, linked or not; the reader's numbers in it.

    A vacancy's reference goes where a vacancy is named, an application's where an application is; anywhere else both.
    """
    member = panel.members.filter(user=reader).first()
    sheets = list(ScoreSheet.objects.filter(member__panel=panel))
    numbers = sorted({sheet.number for sheet in sheets if sheet.member == member})[:1]
    refs = {AtVacancy: panel.vacancy.ref, AtApplication: panel.vacancy.applications.first().ref}
    values = {
        "app_ref": list(panel.vacancy.applications.values_list("ref", flat=True))[:1],
        "number": [*numbers, sheets[0].number],
        "n": [2],
        "pk": [panel.members.exclude(user=reader).last().pk, sift.criteria_of(panel)[1].pk],
    }
    found = []
    for each in addresses():
        names = re.findall(r"<(?:\w+:)?(\w+)>", each.path)
        if "GET" not in each.methods or each.name in LEFT_OUT or not set(names) <= {"ref", *values}:
            continue
        for those in itertools.product(*(values.get(name, refs.values()) for name in names)):
            given = dict(zip(names, those, strict=True))
            try:
                address = reverse(each.name, kwargs=given)
            except NoReverseMatch:
                continue
            if takes(address, refs, given):
                found.append(address)
    return sorted(set(found))


def takes(address: str, refs: dict[type, str], given: dict[str, object]) -> bool:
    """Whether its `ref` can name anything here: a vacancy never stands under an application's reference."""
    view = getattr(resolve(address).func, "view_class", object)
    kinds = [kind for kind in refs if issubclass(view, kind)]
    if kinds and "app_ref" in given:  # an application under its vacancy
        kinds = [AtVacancy]
    return "ref" not in given or len(kinds) != 1 or given["ref"] == refs[kinds[0]]


# A new secret or the time of day at each showing, whatever anybody gave.
LEFT_OUT = {"account_logout", "mfa_activate_totp", "mfa_add_webauthn", "your_data_pdf"}
EXPORTS = (("grid_file", {"format": "xlsx"}), ("grid_file", {"format": "pdf"}))


def answers(client: Client, panel, reader) -> dict[str, bytes]:
    """What every address answers this reader, files too; status, headers that tell something, and body."""
    found = {}
    for address in everywhere(panel, reader):
        answer = client.get(address)
        body = unpacked(b"".join(answer.streaming_content) if answer.streaming else answer.content)
        told = f"{answer.status_code} {answer.get('Location', '')} {answer.get('Content-Disposition', '')}\n".encode()
        found[address] = told + without_tokens(body.decode("utf-8", "replace")).encode()
    for name, data in EXPORTS:
        answer = client.post(reverse(f"shortlisting:{name}", args=[panel.vacancy.ref]), data)
        found[f"{name} {data}"] = str(answer.status_code).encode()
    return found


def unpacked(body: bytes) -> bytes:
    """The parts of a Word file or spreadsheet by name: around them stands when it was made, to the two seconds."""
    if not body.startswith(b"PK"):
        return body
    with zipfile.ZipFile(io.BytesIO(body)) as file:
        return b"\n".join(part.encode() + b"\n" + file.read(part) for part in sorted(file.namelist()))


def others(reader):
    """The sheets of everybody else."""
    return ScoreSheet.objects.exclude(member__user=reader)


def as_reader(made, who: str):
    """The member who has still to score: a plain one, the chair, or one who is HR besides."""
    chair, second, third = by_place(made)
    if who == "hr":
        MembershipFactory(school=made.vacancy.school, user=third.user)
    reader = {"member": third, "chair": chair, "hr": third}[who]
    for each in (chair, second, third):
        if each != reader:
            score_all(each, value=3, note=NOTE, submit=True)
    criterion = sift.criteria_of(made)[1]
    mark(reader.sheets.first(), criterion=criterion, draft="My own draft.", by=reader.user)
    return reader.user


@pytest.mark.parametrize("who", ["member", "chair", "hr"])
def test_no_answer_of_any_address_differs_with_what_the_others_gave(signed_in, who) -> None:
    """A world in which the others have submitted and one in which they gave nothing are the same, byte for byte."""
    made = open_panel(candidates=2, members=3)
    reader = as_reader(made, who)
    client = signed_in(reader)
    one = answers(client, made, reader)
    assert len([each for each in one.values() if each.startswith(b"200")]) > 10
    assert [path for path, body in one.items() if NOTE.encode() in body] == []
    Score.objects.filter(sheet__in=others(reader)).delete()
    others(reader).update(submitted_at=None)
    other = answers(client, made, reader)
    assert {path for path in one if one[path] != other[path]} == set()


@pytest.mark.parametrize("who", ["member", "chair", "hr"])
def test_no_letter_to_one_who_has_still_to_score_holds_anything_of_the_others(who, post) -> None:
    made = open_panel(candidates=2, members=3)
    reader = as_reader(made, who)
    Panel.objects.filter(pk=made.pk).update(sift_due_on=timezone.localdate() + timedelta(days=5))
    tick.run(timezone.now() + timedelta(days=6))
    mine = [letter for letter in post() if letter["To"] == reader.email]
    assert mine
    names = {str(each.user) for each in by_place(made)} - {str(reader)}  # two of them are called the same
    for letter in mine:
        whole = letter["Subject"] + "".join(part.get_content() for part in letter.walk() if not part.is_multipart())
        assert NOTE not in whole
        assert not any(name in whole for name in names)


@pytest.fixture
def half():
    """Two members have submitted with planted notes, the third has scored nothing, in a sift with an observer."""
    made = open_panel(members=3, observer=True)
    chair, second, _ = by_place(made)
    for each in (chair, second):
        score_all(each, value=3, note=NOTE, submit=True)
    return made


def test_a_chair_who_has_still_to_score_sees_no_number_in_the_grid(signed_in) -> None:
    made = open_panel()
    chair, second = by_place(made)
    score_all(second, value=3, note=NOTE, submit=True)
    page = signed_in(chair.user).get(f"/panel/{made.vacancy.ref}/grid/").content.decode()
    assert "submit your own scores first" in page
    assert str(second.user) not in page
    assert "app-heat" not in page


def test_one_who_has_submitted_sees_no_number_while_another_has_not(signed_in, half) -> None:
    second = by_place(half)[1]
    grid = signed_in(second.user).get(f"/panel/{half.vacancy.ref}/grid/").content.decode()
    assert str(by_place(half)[2].user) in grid
    assert "app-heat" not in grid


def test_an_observer_sees_no_note_until_every_sheet_is_in(signed_in, half) -> None:
    observer = half.members.get(role=PanelMember.Role.OBSERVER)
    assert not any(NOTE in body for body in reached(signed_in, observer.user, half).values())
    score_all(by_place(half)[2], submit=True)
    pages = reached(signed_in, observer.user, half)
    assert any(NOTE in body for body in pages.values())
    forms = [form for body in pages.values() for form in Markup(body).all("form")]
    assert not any("/criterion/" in (form.get("action") or "") or form.get("data-sift") for form in forms)


def test_the_note_is_there_for_everybody_once_every_sheet_is_in(signed_in, half) -> None:
    score_all(by_place(half)[2], submit=True)
    application = sift.candidates_of(half)[0]
    for each in by_place(half):
        address = reverse("shortlisting:scores", args=[half.vacancy.ref, application.ref])
        assert NOTE in signed_in(each.user).get(address).content.decode()


# --- blindness ------------------------------------------------------------------------------------------------

SECRET = "Zyxquendor"


def plant(panel) -> None:
    """Put a word that is nowhere else into everything that could tell who a candidate is."""
    for application in Application.objects.filter(vacancy=panel.vacancy):
        type(application.candidate).objects.filter(pk=application.candidate_id).update(
            name=f"{SECRET} {application.pk}", email=f"{SECRET.lower()}{application.pk}@example.org"
        )
    PersonalDetails.objects.update(
        first_names=SECRET, last_name=SECRET, former_names=SECRET, phone=SECRET, address=SECRET, town=SECRET,
        postcode=SECRET[:8],
    )  # fmt: skip
    ProfessionalStatus.objects.update(qts_detail=SECRET)
    EmploymentRecord.objects.update(employer=SECRET, town=SECRET, duties=SECRET, reason_for_leaving=SECRET)
    Qualification.objects.update(institution=SECRET, awarding_body=SECRET, grade=SECRET)
    Training.objects.update(provider=SECRET)
    Break.objects.update(reason=SECRET)
    Referee.objects.update(name=SECRET, organisation=SECRET, email=f"{SECRET.lower()}@example.org")


@pytest.mark.parametrize("make", [open_panel, sift_with_scores])
def test_nothing_tells_who_a_candidate_is_before_the_release(signed_in, make) -> None:
    made = make(observer=True)
    plant(made)
    readers = [*(each.user for each in made.members.all()), hr_of_panel(made)]
    for user in readers:
        pages = reached(signed_in, user, made)
        lists = {f"/panel/{made.vacancy.ref}/names/"}  # names alone, without a number: see test_conflicts
        assert {path for path, body in pages.items() if SECRET.lower() in body.lower()} <= lists
        assert len(pages) > 3


def test_a_candidate_is_known_to_each_member_by_another_number(signed_in) -> None:
    made = open_panel(candidates=5)
    chair, second = by_place(made)
    ours = dict(chair.sheets.values_list("application", "number"))
    theirs = dict(second.sheets.values_list("application", "number"))
    assert ours != theirs
    only = next(number for number in ours.values() if number not in theirs.values())
    assert signed_in(second.user).get(f"/panel/{made.vacancy.ref}/candidate/{only}/").status_code == 404


def test_no_page_of_a_member_holds_the_reference_of_an_application(signed_in) -> None:
    made = open_panel()
    refs = [application.ref for application in sift.candidates_of(made)]
    pages = crawl(signed_in(by_place(made)[1].user), f"/panel/{made.vacancy.ref}/")
    assert len(pages) > 20
    assert not any(ref in body for ref in refs for body in pages.values())


def test_names_are_there_after_the_release(signed_in) -> None:
    made = released_panel()
    plant(made)
    page = signed_in(by_place(made)[1].user).get(f"/panel/{made.vacancy.ref}/").content.decode()
    assert SECRET in page
