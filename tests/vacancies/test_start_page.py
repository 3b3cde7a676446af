"""One page to start a vacancy, from a pack, a template, an earlier one or nothing; templates kept and deleted."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.models import Phase, Role, School, TypeGroup
from core import conflicts
from tests.factories import MembershipFactory, SchoolFactory, TrustFactory, UserFactory
from tests.markup import Markup
from tests.vacancies.conftest import client_of
from tests.vacancies.factories import hr_of, ready_vacancy
from vacancies.models import Vacancy, VacancyTemplate
from vacancies.services.templates import save_template

pytestmark = pytest.mark.django_db
NEW = reverse("vacancies:new")
TEMPLATES = reverse("vacancies:templates")


def start(client, **given):
    """Send the page with its key."""
    markup = Markup(client.get(NEW).content.decode())
    (key,) = [each["value"] for each in markup.all("input", name="key")]
    return client.post(NEW, {"key": key, **given})


def started(response) -> Vacancy:
    """The vacancy that an answer leads to."""
    assert response.status_code == 302, response.context["form"].errors
    return Vacancy.objects.get(ref=response.headers["Location"].split("/")[2])


def options(client, name: str) -> list[str]:
    """The values of a list on the page, without the empty one."""
    groups = client.get(NEW).context["form"].fields[name].choices
    rows = [row for value, words in groups for row in (words if isinstance(words, list) else [(value, words)])]
    return [value for value, _ in rows if value]


def test_with_a_pack_it_goes_on_to_the_pack(hr_client):
    response = start(hr_client, way="pack", title="SENCo")
    assert response.headers["Location"] == reverse("vacancies:import", args=[started(response).ref])


def test_with_the_file_at_once_it_is_read_at_once_and_twice_is_once(hr_client):
    (key,) = [each["value"] for each in Markup(hr_client.get(NEW).content.decode()).all("input", name="key")]
    for _ in range(2):
        file = SimpleUploadedFile("pack.txt", b"Person specification")
        response = hr_client.post(NEW, {"key": key, "way": "pack", "title": "SENCo", "file": file})
        pack = started(response).packs.get()
        assert response.headers["Location"] == reverse("vacancies:importing", args=[pack.vacancy.ref, pack.pk])
    assert (pack.file.name, Vacancy.objects.count()) == ("pack.txt", 1)


def test_a_file_over_the_limit_makes_nothing(hr_client, monkeypatch):
    monkeypatch.setattr("vacancies.forms.packs.MOST_BYTES", 10)
    response = start(hr_client, way="pack", title="SENCo", file=SimpleUploadedFile("pack.txt", b"Too many bytes"))
    assert "smaller than 10MB" in response.context["form"].errors["file"][0]
    assert not Vacancy.objects.exists()


def test_with_nothing_it_goes_on_to_the_parts(hr_client):
    response = start(hr_client, way="blank", title="SENCo")
    assert response.headers["Location"] == reverse("vacancies:advert", args=[started(response).ref])


def test_from_a_starter_pack(hr_client, school):
    vacancy = started(start(hr_client, way="template", template="pack:secondary"))
    assert (vacancy.title, vacancy.school, vacancy.criteria.count()) == ("SENCo", school, 16)
    body = hr_client.get(reverse("vacancies:advert", args=[vacancy.ref])).content.decode()
    assert "Look at these first: pay." in body


def test_from_an_earlier_vacancy_with_another_title(hr_client, school, hr):
    earlier = ready_vacancy(school, hr, title="SENCo")
    vacancy = started(start(hr_client, way="copy", earlier=earlier.ref, title="Lead SENCo"))
    assert (vacancy.title, vacancy.criteria.count()) == ("Lead SENCo", 8)


def test_a_link_to_copy_has_it_chosen(hr_client, school, hr):
    earlier = ready_vacancy(school, hr)
    form = hr_client.get(NEW, {"copy": earlier.ref}).context["form"]
    assert (form["way"].value(), form["earlier"].value()) == ("copy", earlier.ref)


@pytest.mark.parametrize(
    ("given", "errors"),
    [
        ({"way": "pack"}, {"title": ["Enter a job title"]}),
        ({"way": "blank", "title": "<b>SENCo"}, {"title": ["Job title must not contain < or >"]}),
        ({"way": "template"}, {"template": ["Choose a template"]}),
        ({"way": "template", "template": "pack:none"}, {"template": ["Choose from the answers on the list"]}),
        ({"way": "copy", "earlier": "nobody"}, {"earlier": ["Choose from the answers on the list"]}),
    ],
)
def test_what_is_missing_is_said_beside_its_box(hr_client, school, hr, given, errors):
    ready_vacancy(school, hr)
    response = start(hr_client, **given)
    found = response.context["form"].errors
    assert {name: list(found[name]) for name in errors} == errors
    assert Vacancy.objects.count() == 1


def test_pressed_twice_it_is_one_vacancy(hr_client):
    markup = Markup(hr_client.get(NEW).content.decode())
    (key,) = [each["value"] for each in markup.all("input", name="key")]
    for _ in range(2):
        hr_client.post(NEW, {"key": key, "way": "template", "template": "pack:primary"})
    assert Vacancy.objects.get().criteria.count() == 15


def test_packs_that_suit_the_school_come_first(hr_client, school):
    School.objects.filter(pk=school.pk).update(type_group=TypeGroup.PRU, phase=Phase.SECONDARY)
    assert options(hr_client, "template")[0] == "pack:alternative-provision"
    School.objects.filter(pk=school.pk).update(type_group=TypeGroup.ACADEMY, phase=Phase.PRIMARY, designated_faith=True)
    assert options(hr_client, "template")[:3] == ["pack:primary", "pack:faith", "pack:maternity-cover"]


def test_nothing_of_another_school_is_offered(hr_client, school, hr):
    other = SchoolFactory(name="Thornmere Primary School")
    theirs = ready_vacancy(other, hr_of(other))
    template = save_template(theirs, name="Theirs", by=hr_of(other))
    mine = ready_vacancy(school, hr)
    assert options(hr_client, "earlier") == [mine.ref]
    assert f"template:{template.ref}" not in options(hr_client, "template")
    for given in ({"way": "copy", "earlier": theirs.ref}, {"way": "template", "template": f"template:{template.ref}"}):
        assert start(hr_client, **given).status_code == 200
    assert Vacancy.objects.count() == 2


def test_a_vacancy_one_applied_for_is_not_to_be_copied(hr_client, school, hr, monkeypatch):
    applied, other = ready_vacancy(school, hr), ready_vacancy(school, hr)
    monkeypatch.setattr(conflicts, "_tests", [lambda user, of: user.pk == hr.pk and of.pk == applied.pk])
    assert options(hr_client, "earlier") == [other.ref]


def test_the_page_asks_the_same_for_any_number(hr_client, school, hr, django_assert_num_queries):
    for count in (1, 3):
        while Vacancy.objects.count() < count:
            save_template(ready_vacancy(school, hr), name=f"SENCo {Vacancy.objects.count()}", by=hr)
        hr_client.get(NEW)
        with django_assert_num_queries(NEW_QUERIES):
            hr_client.get(NEW)


NEW_QUERIES = 12  # constant; one of them is the menu asking for schools


# --- templates --------------------------------------------------------------------------------------------------


def test_a_vacancy_is_kept_and_started_from(hr_client, school, hr):
    vacancy = ready_vacancy(school, hr)
    response = hr_client.post(reverse("vacancies:save_template", args=[vacancy.ref]), {"name": "SENCo, 4 days"})
    assert response.headers["Location"] == TEMPLATES
    template = VacancyTemplate.objects.get()
    assert "SENCo, 4 days" in hr_client.get(TEMPLATES).content.decode()
    made = started(start(hr_client, way="template", template=f"template:{template.ref}"))
    assert made.criteria.count() == 8


def test_a_template_needs_a_name(hr_client, school, hr):
    vacancy = ready_vacancy(school, hr)
    response = hr_client.post(reverse("vacancies:save_template", args=[vacancy.ref]), {"name": " "})
    assert response.context["form"].errors == {"name": ["Enter a name"]}
    assert not VacancyTemplate.objects.exists()


def test_hr_of_the_trust_may_keep_it_for_every_school():
    trust = TrustFactory(name="Bramblewick Learning Trust")
    one, two = (SchoolFactory(trust=trust) for _ in range(2))
    office = UserFactory(name="Gwen Pellow")
    MembershipFactory(user=office, school=None, trust=trust, role=Role.HR)
    vacancy, client = ready_vacancy(one, office), client_of(office)
    address = reverse("vacancies:save_template", args=[vacancy.ref])
    client.post(address, {"name": "Trust SENCo", "whose": "trust"})
    template = VacancyTemplate.objects.get()
    assert template.trust == trust
    at_two = client_of(hr_of(two))
    assert f"template:{template.ref}" in options(at_two, "template")
    assert at_two.get(reverse("vacancies:delete_template", args=[template.ref])).status_code == 404


def test_hr_of_a_school_is_not_asked_about_the_trust():
    school = SchoolFactory(trust=TrustFactory())
    vacancy, hr = ready_vacancy(school, hr_of(school)), hr_of(school)
    page = client_of(hr).get(reverse("vacancies:save_template", args=[vacancy.ref]))
    assert "whose" not in page.context["form"].fields


def test_a_template_is_deleted_after_asking(hr_client, school, hr):
    template = save_template(ready_vacancy(school, hr), name="SENCo", by=hr)
    address = reverse("vacancies:delete_template", args=[template.ref])
    assert "Delete this template?" in hr_client.get(address).content.decode()
    assert hr_client.post(address).headers["Location"] == TEMPLATES
    assert not VacancyTemplate.objects.exists()


def test_without_templates_the_page_says_how_to_make_one(hr_client):
    assert "You have no templates of your own" in hr_client.get(TEMPLATES).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_templates_ask_the_same_for_any_number(hr_client, school, hr, count, django_assert_num_queries):
    vacancy = ready_vacancy(school, hr)
    for n in range(count):
        save_template(vacancy, name=f"SENCo {n}", by=hr)
    hr_client.get(TEMPLATES)
    with django_assert_num_queries(TEMPLATES_QUERIES):
        hr_client.get(TEMPLATES)


TEMPLATES_QUERIES = 8
