"""Words for pages of accounts."""

from __future__ import annotations

from django import template

from accounts.browsers import browser_name

register = template.Library()
register.filter("browser_name", browser_name)
