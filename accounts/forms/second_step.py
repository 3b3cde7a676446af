"""allauth's second-factor forms, in our look and our words."""

from __future__ import annotations

from typing import Any, ClassVar

from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.forms import GenerateRecoveryCodesForm
from allauth.mfa.totp.forms import ActivateTOTPForm, DeactivateTOTPForm
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    EditWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django import forms

from core.forms import GovForm, Look

CODE_LOOK = Look(what="the code", width=10, autocomplete="one-time-code")


def code_field(label: str, help_text: str) -> forms.CharField:
    """A box for a code of numbers."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=40,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )


class EnterCodeForm(GovForm, AuthenticateForm):
    """The second step of signing in."""

    code = code_field(
        "Enter the code from your authenticator app",
        "6 numbers that change every 30 seconds. Or a recovery code.",
    )
    heading_field = "code"
    looks: ClassVar = {"code": CODE_LOOK}


class EnterCodeAgainForm(GovForm, ReauthenticateForm):
    """The second step, asked for again before something that matters."""

    code = code_field(
        "Enter the code from your authenticator app",
        "6 numbers that change every 30 seconds. Or a recovery code.",
    )
    heading_field = "code"
    looks: ClassVar = {"code": CODE_LOOK}


class AppForm(GovForm, ActivateTOTPForm):
    """The first code of an authenticator app, which shows that it is set up."""

    code = code_field("Code from the app", "6 numbers that change every 30 seconds")
    looks: ClassVar = {"code": CODE_LOOK}


class RemoveAppForm(GovForm, DeactivateTOTPForm):
    """Nothing to fill in."""


class NewRecoveryCodesForm(GovForm, GenerateRecoveryCodesForm):
    """Nothing to fill in."""


UNREADABLE = "The passkey could not be read. Try again"
# What the passkey library raises for an answer that no browser gives.
BROKEN = (KeyError, TypeError, ValueError, AttributeError)


class PasskeyForm(GovForm, AddWebAuthnForm):
    """A new passkey."""

    name = forms.CharField(
        label="Name of this passkey",
        help_text="So that you can tell it from others, like “Work laptop”.",
        required=False,
        max_length=60,
    )
    passwordless = forms.BooleanField(label="Let me sign in with this passkey alone, without a code", required=False)
    looks: ClassVar = {"name": Look(width=20, optional=False), "passwordless": Look(optional=False)}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"passwordless": True, **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        """A whole answer of a browser, or an error like any other."""
        try:
            return super().clean() or {}
        except BROKEN as error:
            raise forms.ValidationError(UNREADABLE) from error


class _ReadsPasskey(AuthenticateWebAuthnForm):
    """A proof by passkey; a broken one is an error like any other."""

    def clean_credential(self) -> Authenticator:
        """The passkey that gave the proof."""
        try:
            return super().clean_credential()
        except BROKEN as error:
            raise forms.ValidationError(UNREADABLE) from error


class UsePasskeyForm(_ReadsPasskey, AuthenticateWebAuthnForm):
    """The second step of signing in."""


class SignInWithPasskeyForm(_ReadsPasskey, LoginWebAuthnForm):
    """Signing in by passkey alone."""


class UsePasskeyAgainForm(_ReadsPasskey, ReauthenticateWebAuthnForm):
    """Asked again before something that matters."""


class PasskeyNameForm(GovForm, EditWebAuthnForm):
    """Another name for a passkey."""

    name = forms.CharField(label="What is this passkey called?", max_length=60)
    heading_field = "name"
    looks: ClassVar = {"name": Look(what="a name for the passkey", width=20)}
