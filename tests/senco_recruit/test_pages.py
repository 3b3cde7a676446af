"""The pages that belong to everybody."""

from __future__ import annotations

from html import unescape

import pytest
from django.urls import reverse

from core.personal_data import Lifetime, register
from senco_recruit.turns import CHAIR, HEAD, HR, Turn
from senco_recruit.views.pages import HOW_LONG

pytestmark = pytest.mark.django_db


def test_the_privacy_notice_names_every_kind_of_record_about_people(client):
    shown = unescape(client.get(reverse("privacy")).content.decode())
    for policy in register().values():
        assert (policy.about in shown) or not policy.personal, policy.about


def test_every_lifetime_has_words_for_the_people_it_is_about():
    used = {field.lifetime for policy in register().values() for field in policy.personal.values()}
    assert used <= set(HOW_LONG)
    assert Lifetime.RECRUITMENT in used


def test_whoever_is_not_signed_in_finds_the_way_in(client):
    page = client.get(reverse("vacancies:public_list")).content.decode()
    assert f'href="{reverse("account_login")}"' in page


def test_a_head_is_led_only_to_what_heads_may_open():
    ref = "a" * 10
    messages, person = (reverse(name, args=[ref]) for name in ("applications:hr_threads", "appointments:candidate"))
    assert Turn("Answer the message", HR, messages).url_for({HEAD}) == ""
    assert Turn("Answer the message", HR, messages).url_for({HR}) == messages
    assert Turn("Ring a referee", HR, person).url_for({HEAD}) == person
    assert Turn("Decide", CHAIR, reverse("shortlisting:grid", args=[ref])).url_for({HR, HEAD}) == ""
