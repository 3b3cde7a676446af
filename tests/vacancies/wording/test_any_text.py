"""Any text at all is looked at without an error, and what is marked lies in it."""

from __future__ import annotations

import time

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.vacancies.wording.samples import AT, clean, criterion, with_advert, with_criterion, with_duty
from vacancies.wording import examine

TRAPS = """
NASENCO NPQ obtain within two years drive licence he/she CV send (open [insert £34,069 TLR week commencing 5 May 2027
Monday next review date: and or ; including ability experience QTS £ « {{ ’ <b> =1+1 31/02/2027
"""
WORDS = st.sampled_from(TRAPS.split())
TEXT = st.one_of(st.text(max_size=300), st.lists(WORDS, max_size=40).map(" ".join))


@settings(max_examples=60, deadline=None)
@given(TEXT)
def test_no_text_is_an_error(text):
    for subject in (with_criterion(text), with_advert(text), with_duty(text)):
        for each in examine(subject, AT):
            assert 0 <= each.start <= each.end <= len(each.text)
            assert each.replacement is None or each.mended != each.text


def test_a_long_pack_is_looked_at_in_reasonable_time():
    rows = [criterion(f"Knows how to do {n} things, and {'more ' * 200}", number=str(n)) for n in range(100)]
    before = time.process_time()
    examine(clean(criteria=tuple(rows)), AT)
    assert time.process_time() - before < 10
