"""Where allauth's sign-in meets our own rules."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest
from django.shortcuts import redirect
from django.utils.html import format_html

from accounts.services.people import find_or_create_user
from core.fields import decrypt, encrypt


class AccountAdapter(DefaultAccountAdapter):
    """Sign-in by code. There is no sign-up: accounts/sign_in.py makes the account when the code is right."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "too_many_login_attempts": "There were too many tries. Wait 10 minutes, then try again",
        "rate_limited": "There were too many tries. Wait 10 minutes, then try again",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Refuse allauth's own way to an account."""
        return False


class MFAAdapter(DefaultMFAAdapter):
    """Second factors. Their secrets are encrypted with our own rotating keys."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "That code is not right. Enter the code that shows now",
    }

    def encrypt(self, text: str) -> str:
        """Encrypt a secret for the database."""
        return encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        """Read a secret from the database."""
        return decrypt(encrypted_text)

    def build_totp_svg(self, url: str) -> str:
        """Draw the square code as a path alone: our content policy allows no style and no data: address."""
        from qrcode.main import QRCode

        code = QRCode(border=4)
        code.add_data(url)
        rows = code.get_matrix()
        path = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark)
        return format_html(
            '<svg class="app-qr" width="220" height="220" viewBox="0 0 {size} {size}" role="img" '
            'aria-label="Square code to scan with your phone" shape-rendering="crispEdges">'
            '<rect width="{size}" height="{size}" fill="#fff"/><path d="{path}"/></svg>',
            size=len(rows),
            path=path,
        )

    def generate_authenticator_name(self, user: AbstractBaseUser, type: Authenticator.Type) -> str:  # noqa: A002
        """A first name for a passkey, which its owner may change."""
        count = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return "My passkey" if not count else f"My passkey {count + 1}"

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """What the browser calls this service when it asks for a passkey."""
        return {**super().get_public_key_credential_rp_entity(), "name": "SENCo Recruit"}


class SchoolSignInAdapter(DefaultSocialAccountAdapter):
    """The school's Google or Microsoft sign-in: another way to prove an address of the school."""

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Let in whoever the school's own sign-in vouches for, into the account of that address."""
        email = self.proved_address(sociallogin)
        if email is None:
            messages.error(request, "That is not a sign-in of a school here. Use a code sent to your e-mail address.")
            raise ImmediateHttpResponse(redirect("account_login"))
        data: dict[str, Any] = sociallogin.account.extra_data
        sociallogin.user = find_or_create_user(email, data.get("name") or data.get("displayName") or "")

    def proved_address(self, sociallogin: SocialLogin) -> str | None:
        """Return the address that the provider vouches for, or None when it is not one of our schools'.

        Google says itself whether it proved the address. Microsoft does not, so a single tenant is set.
        """
        for address in sociallogin.email_addresses:
            trusted = address.verified or sociallogin.account.provider == "microsoft"
            if trusted and address.email.rpartition("@")[2].lower() in settings.SCHOOL_SIGN_IN_DOMAINS:
                return str(address.email).lower()
        return None
