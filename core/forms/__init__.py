"""Forms as GOV.UK pages have them: drawn by the template pack `govuk`, told what to say by `Look`."""

from __future__ import annotations

from core.forms.base import GovForm, GovModelForm
from core.forms.dates import DateTyped, GovDateField, GovMonthField, GovTimeField
from core.forms.fields import MoneyField, WordsField, YesNoField
from core.forms.layout import Section
from core.forms.look import Look

__all__ = [
    "DateTyped",
    "GovDateField",
    "GovForm",
    "GovModelForm",
    "GovMonthField",
    "GovTimeField",
    "Look",
    "MoneyField",
    "Section",
    "WordsField",
    "YesNoField",
]
