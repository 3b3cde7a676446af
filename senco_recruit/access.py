"""The access table: every address, its methods, its permission, and who may enter."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver

from core.permissions import BY_LINK, PUBLIC, SIGNED_IN

# Who a permission lets in, in words; tests/access/ walks every address as each of them.
WHO = {
    PUBLIC: "anyone",
    SIGNED_IN: "anyone signed in",
    BY_LINK: "whoever holds the link",
    "accounts.manage_school": "HR of the school",
    "accounts.invite": "HR of the school; of roles in the whole trust, HR of the trust",
    "accounts.delegate": "head of the school",
    "accounts.hr_home": "HR",
    "accounts.view_people": "HR and head of the school",
    "accounts.school_list": "HR; head",
    "vacancies.list": "HR; head",
    "vacancies.start": "HR",
    "vacancies.add": "HR of the school",
    "vacancies.delete_template": "HR of the school; of a template for the whole trust, HR of the trust",
    "vacancies.view": "HR, head and acting deputy of the school, unless they applied",
    "vacancies.change": "HR of the school, unless they applied",
    "vacancies.approve": "head and acting deputy of the school, unless they applied",
    "applications.own": "the candidate; of an application on paper, until it is sent, HR who enters it",
    "applications.apply": "anyone signed in, once the vacancy is published",
    "applications.list": "HR of the school, unless they applied",
    "applications.read": "HR, head and panel after the outcomes are released, unless they applied",
    "applications.read_adjustments": "HR of the school after the outcomes are released, unless they applied",
    "applications.correspond": "the candidate",
    "applications.answer": "HR of the school; while the sift is blind not who is on its panel; unless they applied",
    "applications.write_to": "HR of the school after the outcomes are released, unless they applied",
    "applications.speak_for": "HR of the school, for a candidate who has no e-mail address and told them by letter or "
    "phone; while the sift is blind only who knows already whose application it is; never who applied themselves",
    "applications.enter_paper": "HR of the school who is not on the panel, until the outcomes are released, "
    "unless they applied",
    "applications.enter_this": "HR who began to enter this application from paper, until it is sent",
    "applications.post_letters": "HR of the school; while the sift is blind only who is not on its panel; "
    "unless they applied",
    "applications.read_scan": "HR of the school after the outcomes are released, unless they applied",
    "applications.monitoring": "HR and head of the school",
    "applications.trust_monitoring": "HR of the trust",
    "shortlisting.manage": "HR of the school, unless they applied",
    "shortlisting.panel": "the panel, unless they applied",
    "shortlisting.score": "the panel member whose sheet it is, once the sift is open, unless they applied",
    "shortlisting.paper": "HR of the school who do not score; of those who score, HR and the chair once their own "
    "sheets are in; unless they applied",
    "shortlisting.decide": "the chair, unless they applied",
    "shortlisting.grid": "the chair; other members once their own sheets are in; observers once every sheet is; "
    "HR after the outcomes are released; unless they applied",
    "shortlisting.plan": "HR of the school and everybody on the panel, unless they applied",
    "shortlisting.outcomes": "HR of the school and the chair, unless they applied",
    "shortlisting.interview": "HR of the school and the chair after the outcomes are released, unless they applied",
    "shortlisting.kit": "HR of the school and the panel after the outcomes are released, unless they applied",
    "shortlisting.mark": "the panel member who takes part in the activity, unless they applied",
    "shortlisting.own_interview": "the candidate whose interview it is",
    "shortlisting.hr_check": "HR of the school who is not on the panel, unless they applied",
    "shortlisting.matrix": "HR of the school and everybody on the panel after the outcomes are released, "
    "unless they applied",
    "shortlisting.challenge": "HR and head of the school after the outcomes are released, unless they applied",
    "appointments.list": "HR and head of the school, unless they applied",
    "appointments.view": "HR, head and acting deputy, once the person is shortlisted, unless they applied",
    "appointments.plan_npq": "HR, head and acting deputy, once the person is shortlisted, unless they applied",
    "appointments.manage": "HR of the school, once the person is shortlisted, unless they applied",
    "appointments.sign": "head and acting deputy, once the person is shortlisted, unless they applied",
    "appointments.countersign": "the governor who was asked to countersign",
    "appointments.own_offer": "the candidate to whom the offer was made",
    "appointments.record": "HR and head of the school",
    "appointments.declaration": "HR of the school and the chair, once the person is shortlisted, unless they applied "
    "or are close to the candidate",
    "appointments.declarations": "HR of the school and the chair after the outcomes are released, unless they applied",
    "appointments.searches": "HR of the school, the chair and whom HR named, after the outcomes are released, "
    "unless they applied",
    "appointments.search": "HR of the school, the chair and whom HR named to search, once the person is shortlisted, "
    "unless they applied or are close to the candidate",
    "appointments.record_search": "HR of the school and whom HR named to search, outside the panel",
    "appointments.own_declaration": "the candidate, once shortlisted; of one who has no e-mail address HR of the "
    "school, unless close to them",
    "appointments.own": "the candidate, once shortlisted, until they withdraw",
    "papers.view": "HR and head of the school",
    "papers.hold": "HR and head of the school, unless they applied",
    "papers.subject_access": "HR after the outcomes are released, unless they applied or are close to the person",
}

# Addresses whose views are not ours and name no permission: what they let in, written down.
THIRD_PARTY = {
    "account_logout": PUBLIC,
    "account_inactive": PUBLIC,
    "socialaccount_login_cancelled": PUBLIC,
    "socialaccount_login_error": PUBLIC,
    "google_login": PUBLIC,
    "google_callback": PUBLIC,
    "microsoft_login": PUBLIC,
    "microsoft_callback": PUBLIC,
    "mfa_index": PUBLIC,  # leads to one's account, which asks to sign in
    "mfa_list_webauthn": PUBLIC,
    "mfa_authenticate": PUBLIC,  # who has typed the code and has the second step before them
    "mfa_login_webauthn": PUBLIC,
    "mfa_reauthenticate": SIGNED_IN,
    "mfa_reauthenticate_webauthn": SIGNED_IN,
    "mfa_activate_totp": SIGNED_IN,
    "mfa_add_webauthn": SIGNED_IN,
    "mfa_deactivate_totp": SIGNED_IN,  # from here to the passkeys: what is one's own
    "mfa_view_recovery_codes": SIGNED_IN,
    "mfa_generate_recovery_codes": SIGNED_IN,
    "mfa_download_recovery_codes": SIGNED_IN,
    "mfa_remove_webauthn": SIGNED_IN,
    "mfa_edit_webauthn": SIGNED_IN,
    "usersessions_list": SIGNED_IN,
}


@dataclass(frozen=True)
class Address:
    """One URL pattern."""

    name: str  # "vacancies:list"
    path: str
    methods: tuple[str, ...]
    permission: str  # "" when the view names none, which a test refuses
    roles: str


def addresses() -> list[Address]:
    """Return every URL pattern of the service, in the order they are tried."""
    return list(_walk(get_resolver(), "", ()))


def _walk(resolver: URLResolver, prefix: str, namespaces: tuple[str, ...]) -> Iterator[Address]:
    for entry in resolver.url_patterns:
        path = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = (*namespaces, entry.namespace) if entry.namespace else namespaces
            yield from _walk(entry, path, inner)
        else:
            yield _address(entry, path, namespaces)


def _address(entry: URLPattern, path: str, namespaces: tuple[str, ...]) -> Address:
    name = ":".join((*namespaces, entry.name or ""))
    view = getattr(entry.callback, "view_class", None)
    permission = getattr(view, "permission_required", "") or THIRD_PARTY.get(name, "")
    allowed = getattr(view, "http_method_names", ["get", "post"])
    methods = tuple(m.upper() for m in ("get", "post") if m in allowed and (view is None or hasattr(view, m)))
    return Address(name, f"/{path}", methods, permission, WHO.get(permission, ""))
