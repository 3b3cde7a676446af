"""The second step of people with power, and being asked again."""

from __future__ import annotations

import re
import time
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.core.cache import cache
from django.test import Client, RequestFactory
from django.utils import timezone

from accounts.models import Delegation, Role
from accounts.permissions import has_power
from accounts.services import proof
from accounts.services.proof import Factor
from core.models import AuditEvent
from tests.factories import MembershipFactory, SchoolFactory, TrustFactory, UserFactory

# Real transactions: allauth says what was added when they have committed.
pytestmark = [pytest.mark.usefixtures("needed"), pytest.mark.django_db(transaction=True)]
SECOND_STEP = "/account/second-step/"
APP = "/accounts/second-step/app/"


@pytest.fixture
def needed(settings):
    settings.SECOND_FACTOR_REQUIRED = True


@pytest.fixture
def hr():
    return MembershipFactory(user__email="marian@example.org", user__name="Marian Duxbury").user


def code_of(secret: str) -> str:
    """What an authenticator app shows now."""
    return totp.format_hotp_value(totp.hotp_value(secret, next(totp.yield_hotp_counters_from_time())))


def set_up_app(browser: Client) -> str:
    """Set up an app through its page and return its secret."""
    page = browser.get(APP).content.decode()
    secret = re.search(r'<strong class="app-break">([A-Z2-7]+)</strong>', page)[1]
    response = browser.post(APP, {"code": code_of(secret)})
    assert response.url == "/accounts/second-step/recovery-codes/"
    cache.clear()  # the same half minute may be typed again in these tests
    return secret


def test_hr_sets_up_an_app_before_anything_else(client, sign_in, hr, post):
    sign_in("marian@example.org")
    response = client.get("/account/?a=1")
    assert response.url == SECOND_STEP
    assert client.get(SECOND_STEP).status_code == 200

    set_up_app(client)
    page = client.get("/accounts/second-step/recovery-codes/").content.decode()

    assert len(re.findall(r"<li><code[^>]*>\d{8}</code></li>", page)) == 10
    assert client.get("/account/carry-on/").url == "/account/?a=1", "on to where they were going"
    assert client.get("/account/?a=1").status_code == 200
    assert AuditEvent.objects.filter(verb="account.app_added", actor_id=hr.pk).count() == 1
    assert "An authenticator app was added" in post()[-1].get_body(("plain",)).get_content()


def test_the_next_sign_in_asks_for_the_app(client, sign_in, hr):
    secret = set_up_app(sign_in("marian@example.org"))
    other = Client()
    sign_in("marian@example.org", other)
    assert "_auth_user_id" not in other.session, "the code alone does not sign in"
    assert other.get("/account/").url == "/accounts/sign-in/?next=/account/"

    wrong = other.post("/accounts/second-step/enter/", {"code": "000000"})
    assert "That code is not right. Enter the code that shows now" in wrong.content.decode()
    right = other.post("/accounts/second-step/enter/", {"code": code_of(secret)})
    assert right.url == "/home/"
    assert other.get("/account/").status_code == 200


def test_a_code_of_the_app_is_good_once(client, sign_in, hr):
    secret = set_up_app(sign_in("marian@example.org"))
    code = code_of(secret)
    answers = []
    for _ in range(2):
        browser = Client()
        sign_in("marian@example.org", browser)
        answers.append(browser.post("/accounts/second-step/enter/", {"code": code}).status_code)
    assert answers == [302, 200]


def test_a_recovery_code_is_good_once(client, sign_in, hr):
    set_up_app(sign_in("marian@example.org"))
    page = client.get("/accounts/second-step/recovery-codes/").content.decode()
    code = re.search(r"<code[^>]*>(\d{8})</code>", page)[1]
    answers = []
    for _ in range(2):
        browser = Client()
        sign_in("marian@example.org", browser)
        answers.append(browser.post("/accounts/second-step/enter/", {"code": code}).status_code)
    assert answers == [302, 200]


def test_guessing_the_second_step_is_limited(client, sign_in, hr, settings):
    secret = set_up_app(sign_in("marian@example.org"))
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "login_failed": "3/10m/key"}
    browser = Client()
    sign_in("marian@example.org", browser)
    for _ in range(3):
        browser.post("/accounts/second-step/enter/", {"code": "000000"})
    response = browser.post("/accounts/second-step/enter/", {"code": code_of(secret)})
    assert "There were too many tries" in response.content.decode()


def test_the_secret_is_encrypted(client, sign_in, hr):
    secret = set_up_app(sign_in("marian@example.org"))
    stored = Authenticator.objects.get(type=Authenticator.Type.TOTP).data["secret"]
    assert secret not in stored
    assert stored.startswith("gAAAA")
    seed = Authenticator.objects.get(type=Authenticator.Type.RECOVERY_CODES).data["seed"]
    assert seed.startswith("gAAAA")


def test_another_session_must_take_its_own_step(client, sign_in, hr):
    """Whoever holds an older session gains nothing when its owner sets up an app elsewhere."""
    other = Client()
    sign_in("marian@example.org", other)
    set_up_app(sign_in("marian@example.org"))
    assert other.get("/account/").url == SECOND_STEP
    assert other.get(SECOND_STEP).url.startswith("/accounts/second-step/again/?next=")


@pytest.mark.parametrize("path", ["/account/", "/account/name/", "/accounts/sessions/", "/schools/"])
def test_nothing_else_is_open_before(client, hr, path):
    client.force_login(hr)
    assert client.get(path).url == SECOND_STEP
    assert client.post(path).url == SECOND_STEP


@pytest.mark.parametrize("path", ["/help/", "/privacy/", "/accounts/sign-out/", APP])
def test_what_stays_open_before(client, hr, path):
    client.force_login(hr)
    assert client.get(path).status_code == 200


def test_who_has_power():
    school = SchoolFactory(trust=TrustFactory())
    staff = MembershipFactory(school=school, role=Role.STAFF).user
    head = MembershipFactory(school=school, role=Role.HEAD).user
    assert has_power(head)
    assert has_power(MembershipFactory(school=school, role=Role.HR).user)
    assert has_power(MembershipFactory(school=None, trust=school.trust, role=Role.STAFF).user)
    assert not has_power(staff)
    assert not has_power(UserFactory())
    today = timezone.localdate()
    delegation = Delegation.objects.create(
        school=school, head=head, deputy=staff, starts_on=today, ends_on=today + timedelta(days=1)
    )
    assert has_power(staff)
    Delegation.objects.filter(pk=delegation.pk).update(
        starts_on=today - timedelta(days=2), ends_on=today - timedelta(days=1)
    )
    assert not has_power(staff)


def test_a_candidate_needs_no_second_step(client, sign_in):
    sign_in("imogen@example.org")
    assert client.get("/account/").status_code == 200


# --- asking again ---------------------------------------------------------------------------------------


def request_of(user, records=(), **session):
    request = RequestFactory().get("/")
    request.user = user
    request.session = {
        "account_authentication_methods": list(records),
        "account_authentication_methods_user": str(user.pk),
        **session,
    }
    return request


def record(kind: str, age: int = 0, method: str = "mfa") -> dict:
    return {"method": method, "type": kind, "at": time.time() - age}


def factor(user, kind: str) -> None:
    data = {"credential": {}, "name": "Laptop"} if kind == "webauthn" else {"secret": "", "seed": ""}
    Authenticator.objects.create(user=user, type=kind, data=data)


@pytest.mark.parametrize(
    ("has", "did", "wanted"),
    [
        (["totp"], ("totp", 0, "mfa"), Factor.APP),
        (["totp"], ("totp", 295, "mfa"), Factor.APP),
        (["totp"], ("totp", 301, "mfa"), None),
        (["totp"], ("recovery_codes", 0, "mfa"), Factor.APP),
        (["totp", "webauthn"], ("totp", 0, "mfa"), None),
        (["totp", "webauthn"], ("webauthn", 0, "mfa"), Factor.PASSKEY),
        (["webauthn"], ("recovery_codes", 0, "mfa"), None),
        ([], ("", 0, "code"), None),
        (["totp"], ("", 0, "code"), None),
    ],
)
def test_only_the_strongest_means_counts_and_only_for_five_minutes(has, did, wanted):
    user = UserFactory()
    for kind in has:
        factor(user, kind)
    assert proof.proof(request_of(user, [record(*did)])) is wanted


def test_another_persons_records_prove_nothing():
    user, other = UserFactory(), UserFactory()
    factor(user, "totp")
    request = request_of(user, [record("totp")])
    request.session["account_authentication_methods_user"] = str(other.pk)
    assert proof.proof(request) is None


def test_the_school_sign_in_counts_where_there_is_nothing_stronger(settings):
    settings.SOCIALACCOUNT_PROVIDERS = {"google": {"APPS": [{"client_id": "x", "secret": "y"}]}}
    settings.SCHOOL_SIGN_IN_DOMAINS = ["alderbrook.example.org"]
    user, outsider = UserFactory(email="head@alderbrook.example.org"), UserFactory(email="head@example.org")
    did = {"method": "socialaccount", "provider": "google", "at": time.time()}
    assert proof.proof(request_of(user, [did])) is Factor.SCHOOL
    assert proof.proof(request_of(outsider, [did])) is None
    factor(user, "totp")
    assert proof.proof(request_of(user, [did])) is None


def test_asking_again_leads_to_the_app_and_back(client, sign_in, hr):
    secret = set_up_app(sign_in("marian@example.org"))
    age_records(client)
    response = client.get(proof.ask_again_url("/account/name/"))
    assert response.url == "/accounts/second-step/again/?next=%2Faccount%2Fname%2F"
    page = client.get(response.url).content.decode()
    assert "Enter the code from your authenticator app" in page
    answer = client.post(response.url, {"code": code_of(secret), "next": "/account/name/"})
    assert answer.url == "/account/name/"
    assert client.get(proof.ask_again_url("/account/name/")).url == "/account/name/", "fresh now"


@pytest.mark.parametrize("asked", ["a b", "home"])
def test_a_word_is_no_page_to_lead_back_to(client, sign_in, hr, asked):
    set_up_app(sign_in("marian@example.org"))
    assert client.get(proof.ask_again_url(asked)).url == "/home/"


def test_who_has_nothing_is_told_to_set_something_up(client, sign_in):
    sign_in("chair@example.org")
    page = client.get(proof.ask_again_url("/account/name/")).content.decode()
    assert "Set up a second step first" in page
    client.post("/account/again/", {"next": "/account/name/"})
    assert "demo_confirmed_at" not in client.session
    set_up_app(client)
    assert client.get("/account/carry-on/").url == "/account/name/"


def test_the_demo_takes_a_plain_confirmation_from_who_has_nothing_else(client, sign_in, settings):
    settings.DEMO_MODE = True
    user = UserFactory(email="head@example.org")
    sign_in("head@example.org")
    url = proof.ask_again_url("/account/name/")
    assert "This is a demonstration" in client.get(url).content.decode()
    assert client.post(url, {"next": "/account/name/"}).url == "/account/name/"
    assert client.get(url).url == "/account/name/"
    factor(user, "totp")
    assert client.get(url).url.startswith("/accounts/second-step/again/")
    settings.DEMO_MODE = False
    Authenticator.objects.all().delete()
    assert "Set up a second step first" in client.get(url).content.decode(), "an earlier confirmation is worth nothing"


def test_asking_again_never_leads_elsewhere(client, sign_in, settings):
    settings.DEMO_MODE = True
    sign_in("head@example.org")
    assert client.post("/account/again/", {"next": "https://elsewhere.example.org/"}).url == "/home/"


def test_removing_the_app_needs_a_fresh_proof(client, sign_in, hr):
    secret = set_up_app(sign_in("marian@example.org"))
    age_records(client)
    remove = "/accounts/second-step/app/remove/"
    assert client.get(remove).url == f"/accounts/second-step/again/?next={remove.replace('/', '%2F')}"
    assert client.post(remove).status_code == 302
    assert Authenticator.objects.filter(type="totp").exists()
    client.post(f"/accounts/second-step/again/?next={remove}", {"code": code_of(secret)})
    assert not Authenticator.objects.exists(), "the button pressed before was waiting; recovery codes go with the app"


def age_records(browser: Client, seconds: int = 600) -> None:
    """Let some minutes pass for what this session has proved."""
    session = browser.session
    session["account_authentication_methods"] = [
        {**row, "at": row["at"] - seconds} for row in session["account_authentication_methods"]
    ]
    session.save()


def test_a_view_that_needs_proof_gives_time_to_finish(client, hr):
    factor(hr, "totp")

    class Shown(proof.FreshProof, base_view()):
        pass

    def answer(method: str, age: int):
        request = request_of(hr, [record("totp", age=age)])
        request.method = method
        request.path_info = request.path = "/here/"
        return Shown.as_view()(request).status_code

    assert [answer("GET", 100), answer("GET", 400), answer("POST", 400), answer("POST", 1300)] == [200, 302, 200, 302]


def base_view():
    from django.http import HttpResponse
    from django.views.generic import View

    class Page(View):
        def get(self, request):
            return HttpResponse()

        post = get

    return Page
