"""Bringing in a pack and settling what was doubtful."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from core.models import AuditEvent, StoredFile
from tests.markup import Markup
from tests.vacancies.conftest import client_of
from tests.vacancies.factories import CriterionFactory, CriterionSectionFactory, VacancyFactory, hr_of, ready_vacancy
from vacancies.models import Criterion, Vacancy
from vacancies.services import vacancy as services
from vacancies.services.packs import ask, import_pack, read_waiting
from vacancies.services.specification import seen_of

pytestmark = pytest.mark.django_db

PACK = """Job Description

Main duties
- Lead support for pupils <with> special needs
- Keep the register right

Person Specification

Qualifications
1.1 Qualified teacher status (E) (A, C)
1.2 A qualification for SENCos, or ready to take one (A, C)
Experience
2.1 Teaching pupils with a wide range of needs (E) (A, I)
2.3 Planning support from assessment (E)
A application, I interview, C certificates
"""


def url(name: str, vacancy: Vacancy, *args) -> str:
    return reverse(f"vacancies:{name}", args=[vacancy.ref, *args])


@pytest.fixture
def draft(school, hr) -> Vacancy:
    """A draft with a title alone."""
    return services.start_vacancy(school, title="SENCo", by=hr)


@pytest.fixture
def read(draft, hr) -> Vacancy:
    """A draft with PACK read into it."""
    import_pack(draft, by=hr, text=PACK)
    return draft


def send(client, vacancy: Vacancy, **sent):
    """Send a pack from the page, have the worker read it, and follow to where that leads."""
    page = Markup(client.get(url("import", vacancy)).content.decode())
    answer = client.post(url("import", vacancy), {"key": page.one("input", name="key")["value"], **sent})
    if answer.status_code == 302:
        read_waiting()
        return client.get(answer.headers["Location"], follow=True)
    return answer


def ticks(client, vacancy: Vacancy) -> dict[str, str]:
    """The value of each row's tick box by the row's number."""
    markup = Markup(client.get(url("review", vacancy)).content.decode())
    boxes = {box["value"].partition(":")[0]: box["value"] for box in markup.all("input", name="rows")}
    return {row.number: boxes[str(row.pk)] for row in vacancy.criteria.all()}


def values(vacancy: Vacancy, number: str) -> tuple[str, str]:
    row = Criterion.objects.get(vacancy=vacancy, number=number)
    return row.importance, row.methods


def test_pasted_pack_is_read_and_what_is_doubtful_is_listed(draft, hr_client):
    response = send(hr_client, draft, text=PACK)
    markup = Markup(response.content.decode())
    asked = {each["href"] for each in markup.all("a") if (each.get("href") or "").startswith("#ask-")}
    unset = {row.number: row.pk for row in draft.criteria.filter(number__in=["1.2", "2.3"])}
    assert asked == {f"#ask-{unset['1.2']}-importance", f"#ask-{unset['2.3']}-methods"}
    assert all(markup.by_id(each[1:]) for each in asked)
    assert "2 of 4" in markup.one("b", class_="app-num").words
    assert "We have read your pack" in response.content.decode()
    assert "pupils &lt;with&gt; special" in response.content.decode()  # the source beside it, escaped


def test_each_item_leads_to_its_place_in_the_source_and_back(read, hr_client):
    markup = Markup(hr_client.get(url("review", read)).content.decode())
    pack = read.packs.get()
    for row in read.criteria.all():
        line = markup.by_id(f"source-{pack.pk}-{row.place}")
        assert row.text in line.words
        assert markup.all("a", href=f"#source-{pack.pk}-{row.place}")
    settled, doubtful = read.criteria.get(number="2.1"), read.criteria.get(number="1.2")
    assert markup.all("a", href=f"#row-{settled.pk}", class_="app-paper__back")
    assert markup.one("a", href=f"#ask-{doubtful.pk}-importance", class_="app-dot").words == "1"


def test_uploaded_text_file_is_read_and_can_be_opened_again(draft, hr_client):
    file = SimpleUploadedFile("pack.txt", PACK.encode(), content_type="text/plain")
    assert send(hr_client, draft, file=file).redirect_chain[-1][0] == url("review", draft)
    assert draft.criteria.count() == 4
    answer = hr_client.get(url("source_file", draft))
    assert answer.content == PACK.encode()
    assert answer.headers["Content-Disposition"] == 'attachment; filename="pack.txt"'
    assert AuditEvent.objects.filter(verb="file.read", subject_id=draft.pk).exists()


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("pack.pdf", b"%PDF-1.7", "PDF"),
        ("pack.docx", b"not a word file", "it is not a Word document"),
        ("pack.txt", b"", "This file is empty"),
    ],
)
def test_refused_file_says_what_to_do_and_stores_nothing_of_it(draft, hr_client, name, content, says):
    response = send(hr_client, draft, file=SimpleUploadedFile(name, content))
    markup = Markup(response.content.decode())
    assert says in markup.by_id("id_file-error").words
    assert says in markup.one("ul", class_="govuk-list govuk-error-summary__list").words
    pack = draft.packs.get()
    assert (pack.state, pack.file, pack.result, pack.source_text) == ("refused", None, {}, "")
    assert not StoredFile.objects.exists()
    assert not draft.criteria.exists()


def test_refused_text_is_there_to_be_put_right_and_goes_with_the_next(draft, hr_client):
    markup = Markup(send(hr_client, draft, text="12 <34>\n56").content.decode())
    assert draft.packs.get().state == "refused"
    assert "There are no words" in markup.by_id("id_text-error").words
    assert markup.one("textarea", name="text").text.strip() == "12 <34>\n56"
    send(hr_client, draft, text=PACK)
    assert list(draft.packs.values_list("state", flat=True).distinct()) == ["read"]


def test_file_and_text_together_keep_the_text(draft, hr_client):
    sent = {"file": SimpleUploadedFile("pack.txt", PACK.encode()), "text": "Some <words> of mine"}
    page = hr_client.post(url("import", draft), sent).content.decode()
    assert "Upload a file or paste the text, not both" in page
    assert "Some &lt;words&gt; of mine" in page


def test_empty_form_says_so(draft, hr_client):
    page = send(hr_client, draft).content.decode()
    assert "Choose a file, or paste the text" in page
    assert not draft.packs.exists()


def test_pack_sent_twice_is_there_once(draft, hr_client):
    page = Markup(hr_client.get(url("import", draft)).content.decode())
    sent = {"text": PACK, "key": page.one("input", name="key")["value"]}
    first, second = (hr_client.post(url("import", draft), sent).headers["Location"] for _ in range(2))
    assert first == second == url("importing", draft, draft.packs.get().pk)
    assert read_waiting() == 1
    assert draft.criteria.count() == 4


def test_the_page_waits_with_the_reader_and_says_kindly_when_it_is_slow(draft, hr, hr_client):
    pack = ask(draft, by=hr, key="one", text=PACK)
    address = url("importing", draft, pack.pk)
    page = hr_client.get(address).content.decode()
    assert "Waiting to be read" in page
    assert f'hx-get="{address}"' in page
    assert f'<a class="govuk-link" href="{address}">See how far it is</a>' in page
    assert "takes longer than usual" not in page
    assert f'href="{address}">See how far it is' in hr_client.get(url("review", draft)).content.decode()
    draft.packs.update(imported_at=timezone.now() - timedelta(seconds=11))
    assert "takes longer than usual" in hr_client.get(address).content.decode()
    read_waiting()
    answer = hr_client.get(address, headers={"HX-Request": "true"})
    assert answer.headers["HX-Redirect"] == url("review", draft)


def test_a_pack_on_its_way_at_another_vacancy_is_not_found(draft, school, hr, hr_client):
    pack = ask(services.start_vacancy(school, title="Teacher", by=hr), by=hr, key="one", text=PACK)
    assert hr_client.get(url("importing", draft, pack.pk)).status_code == 404
    assert Markup(hr_client.get(f"{url('import', draft)}?refused={pack.pk}").content.decode()).all("textarea")


@pytest.mark.parametrize(("how", "count"), [("replace", 4), ("add", 5)])
def test_a_second_pack_asks_where_it_should_go(read, hr_client, how, count):
    CriterionFactory(vacancy=read, section=read.criterion_sections.first(), text="One of our own")
    page = send(hr_client, read, text=PACK).content.decode()
    assert "Choose where it should go" in page
    send(hr_client, read, text=PACK, how=how)
    assert read.criteria.count() == count
    assert read.criteria.filter(text="One of our own").exists() == (how == "add")


def test_button_beside_a_row_settles_it_and_goes_to_the_next(read, hr_client):
    tick = ticks(hr_client, read)["1.2"]
    response = hr_client.post(url("review", read), {"quick": f"{tick}:importance:desirable"})
    assert values(read, "1.2") == ("desirable", "application,certificates")
    assert response.headers["Location"].endswith(f"#ask-{read.criteria.get(number='2.3').pk}-methods")
    tick = ticks(hr_client, read)["2.3"]
    hr_client.post(url("review", read), {"quick": f"{tick}:methods:application,interview"})
    assert values(read, "2.3") == ("essential", "application,interview")
    assert "2 of 4" not in hr_client.get(url("review", read)).content.decode()


@pytest.mark.parametrize(
    "quick", ["", "x", "1:2", "1:0123456789abcdef:importance:maybe", "1:0123456789abcdef:weight:3"]
)
def test_button_that_was_tampered_with_changes_nothing(read, hr_client, quick):
    before = list(read.criteria.values_list("importance", "methods"))
    assert hr_client.post(url("review", read), {"quick": quick}).status_code in (200, 302)
    assert list(read.criteria.values_list("importance", "methods")) == before


def test_many_rows_change_at_once(read, hr_client):
    tick = ticks(hr_client, read)
    sent = {"rows": [tick["1.1"], tick["2.3"]], "which": "ticked", "methods": ["task", "interview"]}
    hr_client.post(url("review", read), sent)
    assert values(read, "1.1") == ("essential", "interview,task")
    assert values(read, "2.3") == ("essential", "interview,task")
    assert values(read, "2.1") == ("essential", "application,interview")


def test_every_row_without_importance_at_once(read, hr_client):
    hr_client.post(url("review", read), {"which": "importance", "importance": "essential"})
    assert not read.criteria.filter(importance="").exists()


def test_nothing_chosen_says_so_and_keeps_the_ticks(read, hr_client):
    tick = ticks(hr_client, read)["2.1"]
    markup = Markup(hr_client.post(url("review", read), {"rows": [tick]}).content.decode())
    assert [box["value"] for box in markup.all("input", name="rows") if "checked" in box.attrs] == [tick]
    assert "Choose an importance, or tick how the rows are assessed" in " ".join(each.words for each in markup.all("p"))
    assert markup.broken_references() == []


def test_no_row_ticked_keeps_the_methods(read, hr_client):
    markup = Markup(hr_client.post(url("review", read), {"which": "ticked", "methods": ["task"]}).content.decode())
    assert [box["value"] for box in markup.all("input", name="methods") if "checked" in box.attrs] == ["task"]
    assert "Tick the rows to change" in " ".join(each.words for each in markup.all("p"))
    assert markup.broken_references() == []


def test_row_that_somebody_changed_meanwhile_is_left_alone(read, hr_client, school):
    tick = ticks(hr_client, read)
    other = client_of(hr_of(school))
    other.post(url("review", read), {"rows": [tick["2.1"]], "importance": "desirable"})
    sent = {"rows": [tick["2.1"], tick["1.1"]], "methods": ["task"]}
    page = hr_client.post(url("review", read), sent, follow=True).content.decode()
    assert values(read, "2.1") == ("desirable", "application,interview")
    assert values(read, "1.1") == ("essential", "task")
    assert "Somebody else changed “Teaching pupils with a wide range of needs”" in page


def test_numbers_are_kept_as_printed_or_numbered_again(read, hr_client):
    assert "2.2 is skipped" in hr_client.get(url("review", read)).content.decode()
    for _ in range(2):
        assert hr_client.post(url("settle", read), {"code": "numbers"}).status_code == 302
    assert "2.2 is skipped" not in hr_client.get(url("review", read)).content.decode()
    hr_client.post(url("settle", read), {"number": str(read.criterion_sections.get(name="Experience").pk)})
    assert list(read.criteria.in_order().values_list("number", flat=True)) == ["1.1", "1.2", "2.1", "2.2"]


def test_criterion_is_added_changed_moved_and_deleted(hr_client, school, hr):
    vacancy = ready_vacancy(school, hr)
    sent = {"text": "Drives <well>", "section": "Skills", "importance": "desirable", "methods": ["interview"],
            "scoring": "scored", "number": "4.3"}  # fmt: skip
    for _ in range(2):
        assert hr_client.post(url("criterion_add", vacancy), sent).status_code == 302
    row = vacancy.criteria.get(number="4.3")
    assert "Drives &lt;well&gt;" in hr_client.get(url("review", vacancy)).content.decode()
    hr_client.post(url("criterion", vacancy, row.pk), {**sent, "text": "Swims", "section": "Water"})
    row.refresh_from_db()
    assert (row.text, row.section.name) == ("Swims", "Water")
    hr_client.post(url("review", vacancy), {"quick": f"{row.pk}:{seen_of(row)}:up:"})
    row.refresh_from_db()
    assert row.section.name == "Skills"
    hr_client.post(url("review", vacancy), {"quick": f"{row.pk}:{seen_of(row)}:delete:"})
    assert not vacancy.criteria.filter(pk=row.pk).exists()


def test_criterion_without_words_keeps_the_rest(hr_client, school, hr):
    vacancy = ready_vacancy(school, hr)
    sent = {"text": " ", "section": "Skills", "importance": "desirable", "methods": ["interview"], "scoring": "scored"}
    markup = Markup(hr_client.post(url("criterion_add", vacancy), sent).content.decode())
    assert markup.by_id("id_section")["value"] == "Skills"
    checked = {each["value"] for each in markup.all("input") if "checked" in each.attrs}
    assert checked == {"desirable", "interview", "scored"}
    assert "Enter the criterion" in markup.one("ul", class_="govuk-list govuk-error-summary__list").words


def test_criterion_of_another_vacancy_is_not_found(hr_client, school, hr):
    mine, other = ready_vacancy(school, hr), ready_vacancy(school, hr)
    row = other.criteria.first()
    for name in ("criterion", "review_split"):
        assert hr_client.get(url(name, mine, row.pk)).status_code == 404
        assert hr_client.post(url(name, mine, row.pk), {"texts": "One\nTwo", "text": "One"}).status_code == 404
    hr_client.post(url("review", mine), {"quick": f"{row.pk}:{seen_of(row)}:delete:"})
    assert other.criteria.filter(pk=row.pk, text=row.text).exists()


def test_three_hundred_criteria_in_as_many_queries_as_three(hr_client, school, hr, django_assert_num_queries):
    few, many = VacancyFactory(school=school), VacancyFactory(school=school)
    for vacancy, count in ((few, 3), (many, 300)):
        section = CriterionSectionFactory(vacancy=vacancy)
        CriterionFactory.create_batch(count, vacancy=vacancy, section=section)
    hr_client.get(url("review", few))
    for vacancy in (few, many):
        with django_assert_num_queries(QUERIES):
            response = hr_client.get(url("review", vacancy))
        assert response.status_code == 200
    assert len(Markup(response.content.decode()).all("input", name="rows")) == 300


QUERIES = 13
