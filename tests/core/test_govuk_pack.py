"""The crispy template pack: each field in each state, escaped, tied together, with errors that lead home."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal
from typing import Any

import pytest
from crispy_forms.layout import Fieldset, Layout, Submit
from crispy_forms.utils import render_crispy_form
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.forms import formset_factory
from django.http import QueryDict
from django.template import Context, Template

from core.forms import (
    GovDateField,
    GovForm,
    GovMonthField,
    GovTimeField,
    Look,
    MoneyField,
    Section,
    WordsField,
    YesNoField,
)
from core.forms.base import HIDDEN_CHARACTER
from core.forms.errors import error_lines
from core.showcase.forms import EveryField, states
from tests.markup import Markup

ATTACK = "<script>alert('&')</script>"


def drawn(form: forms.BaseForm, summary: bool = True) -> Markup:
    before = "{% error_summary form %}" if summary else ""
    template = Template("{% load crispy_forms_tags %}" + before + "{% crispy form %}")
    return Markup(template.render(Context({"form": form})))


@pytest.mark.parametrize("name", [name for name, _ in states()])
def test_every_field_is_tied_to_its_label_hint_error_and_summary(name: str) -> None:
    form = dict(states())[name]
    markup = drawn(form)
    assert markup.broken_references() == []
    unlabelled = [
        each.attrs
        for each in markup.elements
        if each.tag in ("input", "select", "textarea")
        and each.get("type") != "hidden"
        and not markup.all("label", for_=each["id"])
    ]
    assert unlabelled == []


def test_the_summary_names_every_error_once_in_the_order_of_the_form() -> None:
    form = dict(states())["Sent with mistakes"]
    lines = error_lines(form)
    assert [line.message for line in lines] == [message for messages in form.errors.values() for message in messages]
    targets = {line.message: line.target for line in lines}
    assert targets["Choose whether you have QTS"] == "id_wrong-qts_0"
    assert targets["Your date of birth must be a real date: February 1988 has 29 days"] == "id_wrong-born_day"
    assert targets["The month you started must have a month from 1 to 12, or its name"] == "id_wrong-started_month"
    assert targets["Choose from the answers on the list"] == "id_wrong-methods_0"
    assert targets["Enter what kind of contract it is"] == "id_wrong-other_contract"


def test_what_was_typed_stays() -> None:
    markup = drawn(dict(states())["Sent with mistakes"])
    values = {name: markup.by_id(f"id_wrong-{name}")["value"] for name in ("email", "places", "salary", "opens_at")}
    assert values == {"email": "imogen.larkfield", "places": "forty", "salary": "plenty", "opens_at": "25:00"}
    assert [markup.by_id(f"id_wrong-born_{part}")["value"] for part in ("day", "month", "year")] == [
        "31",
        "2",
        "1988",
    ]
    assert markup.by_id("id_wrong-note").text.strip() == ("word " * 20).strip()
    assert "checked" in markup.by_id("id_wrong-contract_2").attrs


def test_a_password_is_never_sent_back() -> None:
    markup = drawn(EveryField({"password": "hunter2"}))
    assert markup.by_id("id_password").get("value") is None


class Hostile(GovForm):
    looks = {
        "radio": Look(hints={"a": ATTACK}, what=ATTACK),
        "text": Look(prefix=ATTACK, suffix=ATTACK),
        "when": Look(what=ATTACK),
    }
    text = forms.CharField(label=ATTACK, help_text=ATTACK, max_length=3)
    area = forms.CharField(label=ATTACK, help_text=ATTACK, widget=forms.Textarea, max_length=3)
    radio = forms.ChoiceField(label=ATTACK, choices=[("a", ATTACK), (ATTACK, "b")], widget=forms.RadioSelect)
    ticks = forms.MultipleChoiceField(label=ATTACK, choices=[(ATTACK, ATTACK)], widget=forms.CheckboxSelectMultiple)
    pick = forms.ChoiceField(label=ATTACK, choices=[(ATTACK, ATTACK)])
    tick = forms.BooleanField(label=ATTACK, help_text=ATTACK)
    when = GovDateField(label=ATTACK, what=ATTACK, help_text=ATTACK)
    at = GovTimeField(label=ATTACK, what=ATTACK)
    file = forms.FileField(label=ATTACK, help_text=ATTACK)
    hidden = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean(self) -> None:
        self.add_error(None, ATTACK)
        self.add_error("text", ATTACK)

    def layout(self) -> Layout:
        return Layout(Section(ATTACK, *self.fields, hint=ATTACK, css_id="x"))


@pytest.mark.parametrize(
    "form",
    [
        Hostile(),
        Hostile(initial=dict.fromkeys(("text", "area", "hidden"), ATTACK)),
        Hostile(
            dict.fromkeys(
                (
                    "text",
                    "area",
                    "radio",
                    "ticks",
                    "pick",
                    "when_day",
                    "when_month",
                    "when_year",
                    "at",
                    "hidden",
                ),
                ATTACK,
            ),
            {},
        ),
        Hostile({}, {}),
    ],
)
def test_nothing_that_a_person_wrote_becomes_markup(form: Hostile) -> None:
    markup = drawn(form)
    assert markup.all("script") == []
    assert ATTACK in markup.one("legend", class_="govuk-fieldset__legend govuk-fieldset__legend--m").text


def test_a_hostile_value_is_in_the_page_as_text() -> None:
    markup = drawn(Hostile({"text": ATTACK}, {}))
    assert markup.by_id("id_text")["value"] == ATTACK


class Plain(forms.Form):
    """As other people's forms are: no look, no helper."""

    login = forms.EmailField(label="E-mail", widget=forms.EmailInput(attrs={"placeholder": "E-mail", "class": "x"}))
    note = forms.CharField(widget=forms.Textarea, max_length=20)
    remember = forms.BooleanField(required=False)


def test_a_plain_django_form_is_drawn_too() -> None:
    markup = drawn(Plain({"note": "x" * 30}))
    assert markup.broken_references() == []
    box = markup.by_id("id_login")
    assert box["class"].split() == ["govuk-input", "govuk-input--error", "x"]
    assert box.get("placeholder") is None
    assert box["aria-describedby"] == "id_login-error"
    assert markup.one("form")["method"] == "post"


def test_a_filter_draws_the_form_and_a_single_field() -> None:
    template = Template("{% load crispy_forms_tags %}{{ form|crispy }}|{{ form.login|as_crispy_field }}")
    html = template.render(Context({"form": Plain()}))
    assert html.count('id="id_login"') == 2
    assert html.count('id="id_note"') == 1


def test_a_text_box_with_a_limit_counts_and_is_not_cut_by_the_browser() -> None:
    markup = drawn(Plain())
    box = markup.by_id("id_note")
    assert box.get("maxlength") is None
    assert box["aria-describedby"] == "id_note-info"
    assert markup.by_id("id_note-info").words == "You can enter up to 20 characters"
    group = markup.one("div", data_module="govuk-character-count")
    assert (group["data-maxlength"], group["data-count-type"]) == ("20", "characters")


def test_words_are_counted_by_the_same_rule_as_the_box_says() -> None:
    class Answer(GovForm):
        answer = WordsField(label="Your answer", max_words=3)

    group = drawn(Answer()).one("div", data_module="govuk-character-count")
    assert (group["data-maxlength"], group["data-count-type"]) == ("3", "words")
    assert Answer({"answer": "one two  three\n"}).is_valid()
    assert Answer({"answer": "one two three four"}).errors == {"answer": ["Take out 1 word: the most is 3"]}


def test_line_ends_count_once_as_in_the_browser() -> None:
    class Note(GovForm):
        note = forms.CharField(widget=forms.Textarea, max_length=5)

    form = Note(QueryDict("note=ab%0D%0Acd"))
    assert form.is_valid()
    assert form.cleaned_data["note"] == "ab\ncd"


@pytest.mark.parametrize(
    ("field", "attrs"),
    [
        (forms.IntegerField(), {"type": "text", "inputmode": "numeric", "spellcheck": "false"}),
        (forms.DecimalField(decimal_places=2), {"type": "text", "inputmode": "decimal"}),
        (forms.EmailField(), {"type": "email", "spellcheck": "false", "autocapitalize": "none"}),
        (forms.URLField(assume_scheme="https"), {"type": "url", "spellcheck": "false"}),
        (forms.CharField(max_length=9), {"type": "text"}),
    ],
)
def test_boxes_help_fingers(field: forms.Field, attrs: dict[str, str]) -> None:
    form = type("Form", (GovForm,), {"box": field})()
    box = drawn(form).by_id("id_box")
    assert {name: box.get(name) for name in attrs} == attrs
    assert [box.get(name) for name in ("min", "max", "step", "maxlength", "required")] == [None] * 5


def test_a_date_asks_the_browser_for_each_part_of_a_birthday() -> None:
    markup = drawn(dict(states())["Empty"])
    assert [markup.by_id(f"id_empty-born_{part}")["autocomplete"] for part in ("day", "month", "year")] == [
        "bday-day",
        "bday-month",
        "bday-year",
    ]


class Born(GovForm):
    born = GovDateField(what="your date of birth", earliest=date(1930, 1, 1), latest=lambda: date(2010, 1, 1))


@pytest.mark.parametrize(
    ("typed", "message", "target"),
    [
        (("", "", ""), "Enter your date of birth", "day"),
        (("27", "", "1988"), "Your date of birth must include a month", "month"),
        (("27", "", ""), "Your date of birth must include a month and a year", "month"),
        (("31", "2", "1988"), "Your date of birth must be a real date: February 1988 has 29 days", "day"),
        (("32", "1", "1988"), "Your date of birth must have a day from 1 to 31", "day"),
        (("0", "1", "1988"), "Your date of birth must have a day from 1 to 31", "day"),
        (("1", "13", "1988"), "Your date of birth must have a month from 1 to 12, or its name", "month"),
        (("1", "ju", "1988"), "Your date of birth must have a month from 1 to 12, or its name", "month"),
        (("1", "1", "88"), "Your date of birth must have a year of 4 numbers, like 2026", "year"),
        (("1", "1", "9999"), "Your date of birth must have a year from 1900 to 2100", "year"),
        (("١", "1", "1988"), "Your date of birth must have a day from 1 to 31", "day"),
        (("1", "1", "1929"), "Your date of birth must be 1 January 1930 or later", "day"),
        (("2", "1", "2010"), "Your date of birth must be 1 January 2010 or earlier", "day"),
    ],
)
def test_a_wrong_date_says_what_to_do_and_where(typed: tuple[str, str, str], message: str, target: str) -> None:
    form = Born(dict(zip(("born_day", "born_month", "born_year"), typed, strict=True)))
    assert [(line.message, line.target) for line in error_lines(form)] == [(message, f"id_born_{target}")]
    wrong = drawn(form).by_id(f"id_born_{target}")
    assert "govuk-input--error" in wrong["class"]


@pytest.mark.parametrize("month", ["4", "04", "april", "Apr", "APRIL"])
def test_months_may_be_typed_as_names(month: str) -> None:
    form = Born({"born_day": "27", "born_month": month, "born_year": "1988"})
    assert form.is_valid()
    assert form.cleaned_data == {"born": date(1988, 4, 27)}


def test_a_month_cleans_to_its_first_day_and_may_be_left() -> None:
    class Job(GovForm):
        start = GovMonthField()
        end = GovMonthField(required=False)

    form = Job({"start_month": "sept", "start_year": "2019"})
    assert form.is_valid()
    assert form.cleaned_data == {"start": date(2019, 9, 1), "end": None}


def test_a_date_has_changed_only_when_it_has() -> None:
    data = {"born_day": "27", "born_month": "4", "born_year": "1988"}
    assert Born(data, initial={"born": date(1988, 4, 27)}).has_changed() is False
    assert Born(data, initial={"born": date(1988, 4, 28)}).has_changed() is True


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("9am", time(9)),
        ("9 am", time(9)),
        ("9.30am", time(9, 30)),
        ("5:30pm", time(17, 30)),
        ("12pm", time(12)),
        ("12am", time(0)),
        ("17:30", time(17, 30)),
        ("0930", time(9, 30)),
        ("midday", time(12)),
        ("Midnight", time(0)),
        ("9", None),
        ("13pm", None),
        ("25:00", None),
        ("9:75am", None),
        ("soon", None),
    ],
)
def test_times_as_people_type_them(typed: str, expected: time | None) -> None:
    class Visit(GovForm):
        at = GovTimeField(what="the time of the visit")

    form = Visit({"at": typed})
    assert form.is_valid() is (expected is not None)
    assert form.cleaned_data.get("at") == expected
    if expected is None:
        assert form.errors["at"] == ["The time of the visit must be a time, like 9am or 5:30pm"]


@pytest.mark.parametrize(("typed", "expected"), [("45127", 45127), ("£45,127.50", "45127.50"), (" 45 127 ", 45127)])
def test_sums_as_people_type_them(typed: str, expected: int | str) -> None:
    class Pay(GovForm):
        salary = MoneyField()

    form = Pay({"salary": typed})
    assert form.is_valid()
    assert form.cleaned_data["salary"] == Decimal(expected)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("99999999999", "Salary is too large. Check the number"),
        ("1e12", "Salary is too large. Check the number"),
        ("20.505", "Salary must have at most 2 figures after the point"),
        ("ten", "Enter a sum in pounds, like 45,127"),
    ],
)
def test_a_sum_that_cannot_be_is_refused_in_plain_words(typed: str, says: str) -> None:
    class Pay(GovForm):
        salary = MoneyField()

    assert Pay({"salary": typed}).errors["salary"] == [says]


@pytest.mark.parametrize(("sent", "expected"), [("yes", True), ("no", False), ("", None)])
def test_yes_and_no(sent: str, expected: bool | None) -> None:
    class Status(GovForm):
        qts = YesNoField(label="Do you have QTS?", required=False)

    form = Status({"qts": sent})
    assert form.is_valid()
    assert form.cleaned_data["qts"] is expected
    if expected is not None:
        chosen = drawn(Status(initial={"qts": expected})).one("input", value=sent)
        assert "checked" in chosen.attrs


class Contract(GovForm):
    looks = {"kind": Look(reveals={"fixed": "ends_on", "other": ("what", "ways")})}
    kind = forms.ChoiceField(
        choices=[("open", "Open"), ("fixed", "Fixed"), ("other", "Other")], widget=forms.RadioSelect
    )
    ends_on = GovDateField(what="the end")
    what = forms.CharField()
    ways = forms.MultipleChoiceField(choices=[("a", "A")], widget=forms.CheckboxSelectMultiple)


def test_a_question_under_a_choice_not_made_is_not_asked() -> None:
    form = Contract(QueryDict("kind=open&ends_on_day=99&what=kept+by+the+browser&ways=a"))
    assert form.is_valid()
    assert form.cleaned_data == {"kind": "open", "ends_on": None, "what": "", "ways": []}


def test_a_question_under_the_choice_made_is_asked() -> None:
    form = Contract(QueryDict("kind=fixed"))
    assert form.errors == {"ends_on": ["Enter the end"]}


def test_revealed_questions_are_drawn_once_under_their_choice() -> None:
    markup = drawn(Contract(QueryDict("kind=other")))
    assert markup.broken_references() == []
    assert markup.by_id("conditional-id_kind_2")["class"] == "govuk-radios__conditional"
    assert markup.by_id("conditional-id_kind_1")["class"] == (
        "govuk-radios__conditional govuk-radios__conditional--hidden"
    )
    assert [each["id"] for each in markup.by_id("conditional-id_kind_2").children if each.tag == "input"] == [
        "id_what",
        "id_ways_0",
    ]


def test_a_hidden_nul_is_taken_out_and_said() -> None:
    form = Born(QueryDict("born_day=2%007&born_month=4&born_year=1988"))
    assert form.errors == {"born": [HIDDEN_CHARACTER]}
    assert drawn(form).by_id("id_born_day")["value"] == "27"

    class Note(GovForm):
        note = forms.CharField()
        kind = forms.ChoiceField(choices=[("a", "A")])

    form = Note(QueryDict("note=ab%00c&kind=a%00"))
    assert form.errors == {"note": [HIDDEN_CHARACTER], "kind": [HIDDEN_CHARACTER]}
    assert drawn(form).by_id("id_note")["value"] == "abc"


@pytest.mark.parametrize(
    ("field", "look", "data", "message"),
    [
        (forms.CharField(label="Job title"), Look(), "", "Enter job title"),
        (forms.CharField(label="QTS number"), Look(), "", "Enter QTS number"),
        (forms.CharField(label="Why do you apply?"), Look(), "", "Answer this question: Why do you apply?"),
        (forms.CharField(label="Job title", error_messages={"required": "Our own"}), Look(), "", "Our own"),
        (forms.BooleanField(label="I agree"), Look(), "", "Tick “I agree” to go on"),
        (forms.FileField(label="Job pack"), Look(), "", "Choose a file: job pack"),
        (forms.ChoiceField(label="Phase", choices=[("a", "A")]), Look(what="a phase"), "", "Choose a phase"),
        (
            forms.ChoiceField(label="Phase", choices=[("a", "A")]),
            Look(),
            "b",
            "Choose from the answers on the list",
        ),
        (
            forms.CharField(label="50% or more?", max_length=2),
            Look(),
            "abc",
            "Your answer must be 2 characters or fewer. It has 3",
        ),
        (forms.IntegerField(label="Places", max_value=12), Look(), "13", "Places must be 12 or less"),
        (
            forms.EmailField(label="E-mail"),
            Look(what="their e-mail"),
            "x",
            "Their e-mail must be in the right form, like name@example.org",
        ),
    ],
)
def test_errors_say_what_to_do(field: forms.Field, look: Look, data: str, message: str) -> None:
    form = type("Form", (GovForm,), {"box": field, "looks": {"box": look}})({"box": data}, {})
    assert form.errors == {"box": [message]}


def test_fields_that_may_be_left_say_so_unless_all_may() -> None:
    class Draft(Plain, GovForm):
        mark_optional = False
        town = forms.CharField(required=False)

    class Final(Draft):
        mark_optional = True

    assert drawn(Final()).one("label", for_="id_town").words == "Town (optional)"
    assert drawn(Draft()).one("label", for_="id_town").words == "Town"
    assert drawn(Final()).one("label", for_="id_remember").words == "Remember"


def test_one_question_pages_have_their_label_as_the_heading() -> None:
    class OneText(GovForm):
        heading_field = "name"
        name = forms.CharField(label="What is your name?")

    class OneChoice(GovForm):
        heading_field = "qts"
        qts = YesNoField(label="Do you have QTS?")

    heading = drawn(OneText()).one("h1")
    assert [each["class"] for each in heading.children] == ["govuk-label govuk-label--l"]
    assert drawn(OneChoice()).one("h1", class_="govuk-fieldset__heading").words == "Do you have QTS?"
    assert OneChoice().heading_text == "Do you have QTS?"


def test_a_kept_file_is_named_and_can_be_removed() -> None:
    class Kept:
        name, url = "packs/senco.docx", "/files/1"

        def __str__(self) -> str:
            return self.name

    class Pack(GovForm):
        pack = forms.FileField(required=False)

    markup = drawn(Pack(initial={"pack": Kept()}))
    assert markup.broken_references() == []
    assert "We have: senco.docx" in [each.words for each in markup.all("p")]
    assert markup.one("input", type="checkbox")["name"] == "pack-clear"
    sent = SimpleUploadedFile("new.docx", b"x")
    assert Pack({"pack-clear": "on"}, {"pack": sent}).errors == {
        "pack": ["Choose a new file or tick “Remove this file”, not both"]
    }


def test_disabled_fields_are_disabled() -> None:
    markup = drawn(dict(states())["Disabled"])
    live = [
        each["id"]
        for each in markup.elements
        if each.tag in ("input", "select", "textarea") and each.get("type") != "hidden" and "disabled" not in each.attrs
    ]
    assert live == []


def test_crispys_own_layout_objects_work() -> None:
    class Own(Plain, GovForm):
        def layout(self) -> Layout:
            return Layout(
                Fieldset("Sign in", "login", "note"),
                "remember",
                Submit("go", "Sign in", css_class="govuk-button--warning"),
            )

    html = render_crispy_form(Own())
    markup = Markup(html)
    assert markup.one("legend").words == "Sign in"
    button = markup.one("button")
    assert (button["type"], button["name"], button["class"].split()) == (
        "submit",
        "go",
        ["govuk-button", "govuk-button--warning"],
    )
    assert button["data-prevent-double-click"] == "true"


def test_the_forgery_token_is_in_every_posted_form() -> None:
    template = Template("{% load crispy_forms_tags %}{% crispy form %}")
    html = template.render(Context({"form": Born(), "csrf_token": "t0ken"}))
    assert Markup(html).one("input", name="csrfmiddlewaretoken")["value"] == "t0ken"


def test_formsets_list_the_errors_of_each_form() -> None:
    Births = formset_factory(Born, min_num=2, max_num=2, validate_min=True)  # noqa: N806
    formset = Births({"form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "0", "form-0-born_day": "1"})
    assert [line.target for line in error_lines(formset)][-2:] == [
        "id_form-0-born_month",
        "id_form-1-born_day",
    ]
    template = Template("{% load crispy_forms_tags %}{% error_summary %}{% crispy formset %}")
    markup = Markup(template.render(Context({"formset": formset})))
    assert markup.broken_references() == []


@pytest.mark.parametrize(("data", "prefix"), [(None, ""), ({}, "Error: ")])
def test_a_page_with_errors_says_so_in_its_title(data: Any, prefix: str) -> None:
    assert Template("{% title_prefix %}").render(Context({"form": Born(data)})) == prefix
