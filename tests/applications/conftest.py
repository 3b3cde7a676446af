"""What tests of applications share."""

from __future__ import annotations

import pytest

from accounts.models import User
from tests.vacancies.factories import closed_vacancy, hr_of
from vacancies.models import Vacancy


@pytest.fixture
def no_second_step(settings) -> None:
    """Staff act with their password alone."""
    settings.SECOND_FACTOR_REQUIRED = False


@pytest.fixture
def vacancy() -> Vacancy:
    """It closed an hour ago."""
    return closed_vacancy()


@pytest.fixture
def hr(vacancy) -> User:
    """HR of its school."""
    return hr_of(vacancy.school, name="Marian Duxbury")
