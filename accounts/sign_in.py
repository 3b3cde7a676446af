"""Signing in by an e-mailed code, one way for everyone.

The service never looks whether an address has an account until its code has come back: known and unknown
addresses take the same steps, get the same letter and the same pages. The account is made when the code is right.

Built on allauth's stages, so that a second factor, passkeys and the list of sessions follow as they do for any
other sign-in. The code lives in the session only, never in the outbox: docs/decisions/0004-sign-in-codes.md.
"""

from __future__ import annotations

import uuid
from smtplib import SMTPException

from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from allauth.account.models import Login
from allauth.account.stages import LoginByCodeStage, LoginStageController
from allauth.core.internal import ratelimit
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from accounts.services.people import find_or_create_user
from core.emails import Letter
from core.models import OutgoingEmail
from core.services.letters import compose


class CodeNotSentError(Exception):
    """The mail server did not take the letter with the code."""


class SignIn(LoginCodeVerificationProcess):
    """One sign-in that waits for its code."""

    @classmethod
    def begin(cls, request: HttpRequest, *, email: str) -> SignIn:
        """Send a code to `email` and wait for it in this session. Raises CodeNotSentError."""
        login = Login(email=email)
        login.state["stages"] = {"current": LoginByCodeStage.key}
        stage = LoginByCodeStage(LoginStageController(request, login), request, login)
        stage.state.update(cls.initial_state(user=None, email=email))
        stage.state["initiated_by_user"] = True
        process = cls(stage)
        process.send()
        process.persist()
        return process

    @classmethod
    def waiting(cls, request: HttpRequest) -> SignIn | None:
        """Return the sign-in of this session that waits for its code, or None when there is none or it is too old."""
        stage = LoginStageController.enter(request, LoginByCodeStage.key)
        return cls(stage).abort_if_invalid() if stage else None

    @property
    def email(self) -> str:
        """The address that the code went to."""
        return str(self.state["email"])

    def send_by_email(self, email: str, skip_enumeration_mails: bool = False) -> None:
        """Send the code now, in the request: a secret that is dead in 15 minutes has no place in the outbox."""
        send_code(email, self.generate_code())

    def finish(self, redirect_url: str | None) -> HttpResponse:
        """The code was right: find or make the account, and go on to the second factor or the page asked for."""
        self._user = find_or_create_user(self.email)
        return super().finish(redirect_url)


def send_code(email: str, code: str) -> None:
    """Send the letter with `code`. Raises CodeNotSentError when the mail server refuses or is away."""
    outgoing = OutgoingEmail(template="sign_in_code", message_id=f"<{uuid.uuid4().hex}@{settings.EMAIL_DOMAIN}>")
    minutes = settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT // 60
    try:
        compose(outgoing, Letter(to=email, context={"code": f"{code[:4]} {code[4:]}", "minutes": minutes})).send()
    except (SMTPException, OSError) as error:
        raise CodeNotSentError(type(error).__name__) from error


def may_ask_for_code(request: HttpRequest, email: str) -> bool:
    """Count one more code for this address and connection, and tell whether that is still within the limits."""
    return _consume(request, "request_login_code", email) is not None


def try_code(request: HttpRequest, email: str) -> ratelimit.RateLimitUsage | None:
    """Count one more try of a code; None when there were too many. Roll the answer back when the code was right.

    Apart from the tries that one code has: it also holds when requests come at once or in many sessions.
    """
    return _consume(request, "login_failed", email)


def _consume(request: HttpRequest, action: str, email: str) -> ratelimit.RateLimitUsage | None:
    return ratelimit.consume(request, app="allauth.account", action=action, key=f"code:{email.lower()}")
