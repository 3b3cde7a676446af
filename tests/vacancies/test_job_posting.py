"""A job as search engines read it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from vacancies.job_posting import Employer, Job, as_script, job_posting

LONDON = ZoneInfo("Europe/London")
JOB = Job(
    title="SENCo",
    description="<p>Lead support.</p>",
    url="https://jobs.example.org/jobs/abc/",
    posted=datetime(2026, 11, 2, 9, tzinfo=LONDON),
    closes=datetime(2026, 11, 30, 9, tzinfo=LONDON),
    employer=Employer(name="Alderbrook High School", urn="123456", town="Marlham", postcode="MA1 2AB"),
    employment=("FULL_TIME", "PART_TIME"),
    pay_from=Decimal("34069.00"),
    pay_to=Decimal("52835.50"),
)


def test_it_has_the_fields_that_search_engines_ask_for():
    posting = job_posting(JOB)
    assert posting == {
        "@context": "https://schema.org",
        "@type": "JobPosting",
        "title": "SENCo",
        "description": "<p>Lead support.</p>",
        "datePosted": "2026-11-02T09:00:00+00:00",
        "validThrough": "2026-11-30T09:00:00+00:00",
        "employmentType": ["FULL_TIME", "PART_TIME"],
        "industry": "Education",
        "occupationalCategory": "Special educational needs co-ordinator (SENCo)",
        "directApply": True,
        "jobLocation": {
            "@type": "Place",
            "address": {
                "@type": "PostalAddress",
                "addressLocality": "Marlham",
                "postalCode": "MA1 2AB",
                "addressCountry": "GB",
            },
        },
        "baseSalary": {
            "@type": "MonetaryAmount",
            "currency": "GBP",
            "value": {"@type": "QuantitativeValue", "minValue": 34069, "maxValue": 52835.5, "unitText": "YEAR"},
        },
        "hiringOrganization": {"@type": "Organization", "name": "Alderbrook High School", "identifier": "123456"},
        "url": "https://jobs.example.org/jobs/abc/",
    }


def test_one_sum_is_a_value_and_no_sum_is_no_salary():
    one = job_posting(replace(JOB, pay_to=JOB.pay_from))
    assert one["baseSalary"]["value"] == {"@type": "QuantitativeValue", "value": 34069, "unitText": "YEAR"}
    assert "baseSalary" not in job_posting(replace(JOB, pay_from=None, pay_to=None))


def test_in_summer_the_zone_is_an_hour_ahead():
    posting = job_posting(replace(JOB, closes=datetime(2027, 6, 1, 12, tzinfo=LONDON)))
    assert posting["validThrough"] == "2027-06-01T12:00:00+01:00"


def test_a_time_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="zone"):
        job_posting(replace(JOB, closes=datetime(2026, 11, 30, 9, tzinfo=UTC).replace(tzinfo=None)))


@pytest.mark.parametrize("text", ["</script><script>alert(1)</script>", "<!--<script>", "a\u2028b", "&lt;/script&gt;"])
def test_no_text_ends_the_script_element(text):
    script = as_script(job_posting(replace(JOB, title=text)))
    assert not set("<>&\u2028") & set(script)
    assert json.loads(script)["title"] == text
