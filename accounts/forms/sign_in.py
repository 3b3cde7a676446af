"""The two questions of signing in: your address, and the code that came to it."""

from __future__ import annotations

from typing import Any, ClassVar

from allauth.core.internal.cryptokit import compare_user_code
from django import forms
from django.http import HttpRequest

from accounts.sign_in import SignIn, may_ask_for_code, try_code
from core.forms import GovForm, Look


class EmailForm(GovForm):
    """Where to send the code."""

    email = forms.EmailField(
        max_length=254,
        label="Your e-mail address",
        help_text="We send a code to it. There is no password.",
    )

    looks: ClassVar = {"email": Look(what="your e-mail address", width="full", autocomplete="email")}

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        self.request = request
        super().__init__(*args, **kwargs)

    def clean_email(self) -> str:
        """The address in small letters; refused when too many codes were asked for."""
        email: str = self.cleaned_data["email"].lower()
        if not may_ask_for_code(self.request, email):
            raise forms.ValidationError(
                "Too many codes were asked for. Wait 10 minutes, then ask again", code="too_many"
            )
        return email


class CodeForm(GovForm):
    """The code from the e-mail."""

    code = forms.CharField(
        label="Code",
        max_length=40,
        help_text="8 numbers. Spaces do not matter.",
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )

    looks: ClassVar = {"code": Look(what="the code from the e-mail", width=10, autocomplete="one-time-code")}

    def __init__(self, *args: Any, request: HttpRequest, process: SignIn, **kwargs: Any) -> None:
        self.request, self.process = request, process
        super().__init__(*args, **kwargs)

    def clean_code(self) -> str:
        """The right code, within the number of tries."""
        usage = try_code(self.request, self.process.email)
        if usage is None:
            raise forms.ValidationError(
                "There were too many tries. Wait 10 minutes, then ask for a new code", code="too_many"
            )
        code: str = self.cleaned_data["code"]
        if not compare_user_code(actual=code, expected=self.process.code):
            raise forms.ValidationError(
                "That is not the code we sent last. Look for the newest e-mail and type its 8 numbers",
                code="wrong",
            )
        usage.rollback()
        return code
