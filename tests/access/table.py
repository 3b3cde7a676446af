"""The access table, written by hand: who gets in at each address, as the service should be.

A row names the roles that get in, in words of world.ROLES or of GROUPS; everybody else must be refused: with "no such
page", or, who is not signed in, with the way to sign in. `where` names what stands in the address, in words of
world.at. A page has several rows where who gets in depends on how far the recruitment is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from tests.access.world import ROLES, SIGNED_OUT

SIGNED_IN = tuple(role for role in ROLES if role not in SIGNED_OUT)
GROUPS: dict[str, tuple[str, ...]] = {
    "everybody": ROLES,
    "signed_in": SIGNED_IN,
    "nobody": (),
    # On a vacancy for which the internal candidate applied, they are an applicant like any other.
    "recruiters": ("hr", "trust_hr"),
    "recruiters_and_head": ("hr", "trust_hr", "head"),
    "the_panel": ("chair", "member", "observer"),
    "signers": ("head", "deputy"),
    # Away from that vacancy the internal candidate is HR as before.
    "hr_of_school": ("hr", "trust_hr", "internal_candidate"),
    "hr_anywhere": ("hr", "trust_hr", "internal_candidate", "other_hr"),
}


@dataclass(frozen=True)
class Row:
    """Who gets in at one address. `alone`: another row has the other method, which lets in others."""

    roles: str
    where: str = ""
    method: str = "GET"
    data: Mapping[str, str] = field(default_factory=dict)
    alone: bool = False
    after_asking_for_a_code: bool = False

    @property
    def let_in(self) -> frozenset[str]:
        """The roles, one by one."""
        return frozenset(role for word in self.roles.split() for role in GROUPS.get(word, (word,)))


def get(roles: str, where: str = "", **more: bool) -> Row:
    """A page that is looked at."""
    return Row(roles, where, **more)


def post(roles: str, where: str = "", *, alone: bool = False, **data: str) -> Row:
    """A button."""
    return Row(roles, where, "POST", data, alone)


HR, VIEW, OWN = "recruiters", "recruiters_and_head", "candidate"
SEE = f"{VIEW} deputy"

PUBLIC_PAGES: dict[str, list[Row]] = {
    "healthz": [get("everybody")],
    "root": [get("everybody")],
    "help": [get("everybody")],
    "privacy": [get("everybody")],
    "accessibility": [get("everybody")],
    "core:components": [get("everybody")],
    "core:mail_events": [post("nobody")],  # the mail provider, by its secret; nothing is there without one
    "vacancies:public_list": [get("everybody")],
    "vacancies:public_detail": [get("everybody", "open"), get("everybody", "signed"), get("nobody", "draft")],
    "vacancies:public_pack": [get("everybody", "open"), get("nobody", "draft")],
    "vacancies:public_pack_docx": [get("everybody", "open"), get("nobody", "draft")],
    "vacancies:public_dates": [get("everybody", "open"), get("nobody", "draft")],
    "vacancies:public_share": [get("everybody", "open"), get("nobody", "draft")],
    "vacancies:public_feed": [get("everybody")],
    "vacancies:sitemap": [get("everybody")],
    "vacancies:robots": [get("everybody")],
    "accounts:school_css": [get("everybody", "school")],
    "accounts:school_logo": [get("everybody", "school"), get("nobody", "lone")],
}

SIGN_IN: dict[str, list[Row]] = {
    "account_login": [get("everybody")],
    "account_confirm_login_code": [Row("everybody", after_asking_for_a_code=True), get("signed_in")],
    "account_logout": [get("everybody")],
    "account_inactive": [get("everybody")],
    "socialaccount_login_cancelled": [get("everybody")],
    "socialaccount_login_error": [get("everybody")],
    # No school sign-in is set up here, so there is nothing to go to.
    "google_login": [get("nobody")],
    "google_callback": [get("nobody")],
    "microsoft_login": [get("nobody")],
    "microsoft_callback": [get("nobody")],
    # On the way in; who is in already is sent home.
    "mfa_authenticate": [get("signed_in")],
    "mfa_login_webauthn": [get("signed_in")],
    "mfa_index": [get("everybody")],  # leads on to one's account, which asks to sign in
    "mfa_list_webauthn": [get("everybody")],
    "mfa_activate_totp": [get("signed_in")],
    "mfa_add_webauthn": [get("signed_in")],
    "mfa_generate_recovery_codes": [get("signed_in")],
    # One's own app, codes and passkeys: HR alone has any.
    "mfa_reauthenticate": [get("hr")],
    "mfa_reauthenticate_webauthn": [get("hr")],
    "mfa_deactivate_totp": [get("hr")],
    "mfa_view_recovery_codes": [get("hr")],
    "mfa_download_recovery_codes": [get("hr")],
    "mfa_remove_webauthn": [get("hr", "passkey")],
    "mfa_edit_webauthn": [get("hr", "passkey")],
    "usersessions_list": [get("signed_in")],
}

ACCOUNTS: dict[str, list[Row]] = {
    "home": [get("signed_in")],
    "your_data": [get("signed_in")],
    "your_data_json": [get("signed_in")],
    "your_data_pdf": [get("signed_in")],
    "erase_account": [get("signed_in")],
    "accounts:security": [get("signed_in")],
    "accounts:name": [get("signed_in")],
    "accounts:second_step": [get("signed_in")],
    "accounts:ask_again": [get("signed_in")],
    "accounts:carry_on": [get("signed_in")],
    # Whoever holds the link; taking it up needs a sign-in at the address that was invited.
    "accounts:invitation": [get("everybody", "invitation")],
    "accounts:schools": [get("hr_anywhere head")],
    "accounts:choose_school": [
        post("hr_of_school head", "school"),
        post("other_hr trust_hr", "sister"),
        post("other_hr", "lone"),
    ],
    "accounts:school": [get("hr_of_school", "school"), get("other_hr trust_hr", "sister"), get("other_hr", "lone")],
    "accounts:school_look": [get("hr_of_school", "school"), get("other_hr", "lone")],
    "accounts:school_section": [get("hr_of_school", "school identity"), get("other_hr", "lone limits")],
    "accounts:school_dates": [get("hr_of_school", "school")],
    "accounts:school_dates_add": [get("hr_of_school", "school")],
    "accounts:school_dates_remove": [post("hr_of_school", "school closed_day")],
    "accounts:people": [
        get("hr_of_school head", "school"),
        get("other_hr trust_hr", "sister"),
        get("other_hr", "lone"),
    ],
    "accounts:invite": [get("hr_of_school", "school"), get("other_hr", "lone")],
    "accounts:end_membership": [
        get("hr_of_school", "school staff"),
        get("trust_hr", "school office"),  # a role in the whole trust is its own HR's to end
        get("nobody", "sister staff"),
    ],
    "accounts:invitation_resend": [
        post("hr_of_school", "school invited"),
        post("trust_hr", "school invited_to_trust"),
        post("nobody", "sister invited"),
    ],
    "accounts:invitation_withdraw": [
        post("hr_of_school", "school invited"),
        post("trust_hr", "school invited_to_trust"),
        post("nobody", "sister invited"),
    ],
    "accounts:deputy": [get("head", "school"), get("nobody", "sister")],
    "accounts:deputy_end": [post("head", "school stands_in"), post("nobody", "sister stands_in")],
}

VACANCIES: dict[str, list[Row]] = {
    "vacancies:list": [get("hr_anywhere head")],
    "vacancies:new": [get("hr_anywhere")],
    "vacancies:templates": [get("hr_anywhere")],
    "vacancies:save_template": [get(HR, "open"), get("hr_of_school", "draft")],
    "vacancies:delete_template": [get("hr_of_school", "template"), get("trust_hr", "trust_template")],
    "workbench": [
        get(SEE, "open"),
        get(SEE, "sifting"),
        get(SEE, "released"),
        get(SEE, "signed"),
        # Nobody can have applied for a draft; the internal candidate is HR there.
        get("hr_of_school head deputy", "draft"),
        get("hr_of_school head deputy", "another"),
        get("other_hr trust_hr", "sister.vacancy"),
        get("other_hr", "lone.vacancy"),
    ],
    "vacancies:import": [get(HR, "open"), get("hr_of_school", "draft")],
    "vacancies:source_file": [get(SEE, "open"), get("hr_of_school head deputy", "draft")],
    "vacancies:advert": [get(SEE, "open"), get("hr_of_school head deputy", "draft")],
    "vacancies:details": [get(HR, "open"), get("hr_of_school", "draft")],
    "vacancies:statements": [get(HR, "open"), get("hr_of_school", "draft")],
    "vacancies:dates": [get(HR, "open"), get("hr_of_school", "draft")],
    "vacancies:pay": [get(HR, "open"), get("hr_of_school", "draft")],
    "vacancies:pay_edition": [post(HR, "open"), post("hr_of_school", "draft")],
    "vacancies:duties": [get(HR, "open")],
    "vacancies:duties_add": [get(HR, "open")],
    "vacancies:duties_edit": [get(HR, "open open.duties"), get("nobody", "draft open.duties")],
    "vacancies:duties_delete": [get(HR, "open open.duties"), get("nobody", "draft open.duties")],
    "vacancies:review": [get(HR, "open"), get("hr_of_school", "draft")],
    "vacancies:settle": [post(HR, "open")],
    "vacancies:criterion_add": [get(HR, "open")],
    "vacancies:criterion": [get(HR, "open open.criterion"), get("nobody", "another open.criterion")],
    "vacancies:importing": [get("nobody", "open open.criterion")],  # no pack is waiting there
    "vacancies:review_split": [get(HR, "open open.criterion"), get("nobody", "another open.criterion")],
    "vacancies:review_move": [get(HR, "open"), get("hr_of_school", "draft")],
    "vacancies:review_headings": [get(HR, "open"), get("hr_of_school", "draft")],
    "vacancies:review_undo": [post(HR, "open"), post("hr_of_school", "draft")],
    "vacancies:duties_split": [get(HR, "open open.duty"), get("nobody", "another open.duty")],
    "vacancies:duties_move": [get(HR, "open"), get("hr_of_school", "draft")],
    "vacancies:duties_headings": [get(HR, "open"), get("hr_of_school", "draft")],
    "vacancies:duties_undo": [post(HR, "open"), post("hr_of_school", "draft")],
    "vacancies:preview": [get(SEE, "open"), get("hr_of_school head deputy", "draft")],
    "vacancies:preview_pack": [get(SEE, "open")],
    "vacancies:preview_pack_docx": [get(SEE, "open")],
    "vacancies:posting": [get(HR, "open"), get("hr_of_school", "draft")],
    "vacancies:publish": [get(HR, "open"), get("hr_of_school", "draft")],
    "vacancies:waive": [post(HR, "open"), post("hr_of_school", "draft")],
    "vacancies:take_back": [post(HR, "open")],
    "vacancies:mend": [post(HR, "open"), post("hr_of_school", "draft")],
    "vacancies:mend_all": [post(HR, "open")],
    "vacancies:undo_mend": [post(HR, "open")],
    "vacancies:leave": [post(HR, "open"), post("hr_of_school", "draft")],
    "vacancies:take_advice_up": [post(HR, "open")],
    "vacancies:wording_checks": [get(HR, "open"), get("hr_of_school", "draft")],
    "vacancies:bank": [get(HR, "open"), get("hr_of_school", "draft")],
    "vacancies:extend": [get(HR, "open"), get("other_hr trust_hr", "sister.vacancy")],
    "vacancies:reopen": [get(HR, "sifting")],
    "vacancies:close": [get(HR, "open")],
    "vacancies:withdraw": [get(HR, "open"), get("other_hr", "lone.vacancy")],
    "vacancies:end": [get(HR, "released")],
    "vacancies:take_up": [get(HR, "signed")],
    "vacancies:history": [get(SEE, "open"), get(SEE, "released")],
    # The parts of an advert, and what is done with it.
    **{
        f"vacancies:{page}": [get(HR, "open"), get("hr_of_school", "draft")]
        for page in (
            "contract",
            "about",
            "reporting",
            "contact",
            "apply_settings",
            "jd_end",
            "plan",
            "more",
            "more_add",
            "levels",
            "levels_add",
            "documents",
            "documents_add",
            "schedule",
            "unschedule",
            "correct",
            "again",
        )
    },
    **{
        f"vacancies:{page}": [get("hr_of_school", f"draft draft.{row}"), get("nobody", f"another draft.{row}")]
        for page, row in (
            ("more_edit", "statement"),
            ("more_delete", "statement"),
            ("levels_edit", "levels"),
            ("levels_delete", "levels"),
            ("documents_delete", "document"),
        )
    },
    "vacancies:public_document": [get("everybody", "open open.document"), get("nobody", "draft draft.document")],
    "vacancies:public_changes": [get("everybody", "corrected"), get("nobody", "open")],
    "vacancies:versions": [get(SEE, "open"), get("hr_of_school head deputy", "draft")],
    "vacancies:approval": [get(SEE, "open"), get("hr_of_school head deputy", "draft")],
    "vacancies:approval_ask": [post(HR, "open"), post("hr_of_school", "draft")],
    "vacancies:approval_take_back": [post(HR, "open"), post("hr_of_school", "draft")],
    "vacancies:approval_approve": [post("signers", "open"), post("signers", "draft")],
    "vacancies:approval_send_back": [post("signers", "open"), post("signers", "draft", reason="")],
}

APPLICATIONS: dict[str, list[Row]] = {
    "applications:apply": [get("signed_in", "open"), get("nobody", "draft")],
    "applications:mine": [get("signed_in")],
    "applications:profile": [get("signed_in")],
    **{
        f"applications:profile_{page}": [get("signed_in")]
        for page in (
            "details", "teaching_status", "left_school", "qualification_add", "training_add", "membership_add",
            "job_add", "break_add", "referee_add", "sitting",
        )
    },
    **{
        # Sent about a row that is not in one's own profile, it is added to that: it may have been removed meanwhile.
        f"applications:profile_{kind}_change": [
            get(OWN, "profile.row", alone=True),
            post("signed_in", "profile.row", alone=True),
        ]
        for kind in ("qualification", "training", "membership", "job", "break", "referee")
    },
    "applications:task_list": [
        get(OWN, "open.app"),
        get(OWN, "sifting.app"),
        get(OWN, "signed.app"),
        get(OWN, "elsewhere.app"),
        get("hr", "open.paper"),
    ],
    **{
        f"applications:{page}": [get(OWN, "open.app")]
        for page in (
            "details", "teaching_status", "senco_date", "qualifications", "qualification_add", "sitting",
            "training_add", "history", "left_school", "job_add", "break_add", "statements", "referees", "referee_add",
            "adjustments", "membership_add", "links", "declarations", "length", "length_pdf", "identity", "check",
        )
    },
    **{
        f"applications:{kind}_{act}": [get(OWN, f"open.app open.{kind}")]
        for kind in ("qualification", "training", "membership", "job", "break", "referee")
        for act in ("change", "remove")
    },
    "applications:statement": [get(OWN, "open.app open.answer")],
    "applications:versions": [get(OWN, "open.app open.answer")],
    "applications:faith": [get("nobody", "open.app")],  # the school is not designated with a religious character
    "applications:supporting": [get("nobody", "open.app")],  # it asks for an answer to each thing
    "applications:supporting_versions": [get("nobody", "open.app")],
    "applications:marks": [get("nobody", "open.app open.answer")],
    "applications:form_options": [get(HR, "open"), get("hr_of_school", "draft")],
    "applications:monitoring": [get(OWN, "open.app")],
    "applications:reminders": [post(OWN, "open.app", wanted="no")],
    "applications:ask_late": [get(OWN, "open.app")],
    "applications:late": [get("nobody", "open 0")],
    "applications:school_monitoring": [get("hr_of_school head", "school")],
    "applications:school_monitoring_year": [get("nobody", "school 1999")],
    "applications:trust_monitoring": [get("trust_hr", "school")],
    "applications:trust_monitoring_year": [get("nobody", "school 1999")],
    "applications:sent": [get(OWN, "sifting.app")],
    "applications:copy": [get(OWN, "sifting.app")],
    "applications:copy_text": [get(OWN, "sifting.app")],
    "applications:copy_pdf": [get(OWN, "sifting.app")],
    "applications:withdraw": [get(OWN, "sifting.app"), get("nobody", "signed.app")],
    "applications:hr_list": [get(HR, "open"), get(HR, "sifting"), get(HR, "released")],
    "applications:messages": [get(OWN, "open.app"), get(OWN, "sifting.app"), get("nobody", "open.paper")],
    # Nobody of HR is on the panel here; HR who is: tests/applications/test_messages.py.
    "applications:hr_threads": [get(HR, "open"), get(HR, "sifting"), get("other_hr trust_hr", "sister.vacancy")],
    "applications:hr_thread": [get(HR, "sifting sifting.thread"), get("nobody", "another sifting.thread")],
    "applications:no_answer": [post(HR, "sifting sifting.thread"), post("nobody", "another sifting.thread")],
    "applications:write_to": [get(HR, "released released.app"), get("nobody", "sifting sifting.app")],
    "applications:bulk": [get(HR, "open"), get("other_hr trust_hr", "sister.vacancy")],
    "applications:export": [post(HR, "open", format="csv"), post(HR, "released", format="csv")],
    "applications:letters": [get(HR, "open"), get("other_hr trust_hr", "sister.vacancy")],
    "applications:letter_pdf": [post("nobody", "open 0")],
    "applications:letter_posted": [post("nobody", "open 0")],
    "applications:paper_begin": [get(HR, "open"), get(HR, "sifting"), get("nobody", "released")],
    "applications:paper_take_over": [post(HR, "open open.entering"), post("nobody", "another open.entering")],
    "applications:paper_scan": [get("hr", "open.paper"), get("nobody", "open.app")],
    "applications:paper_pass": [post("hr", "open.paper"), post("nobody", "open.app")],
    "applications:paper_open": [post("hr", "open.paper"), post("nobody", "open.app")],
    # One who applied by post; each has an address here. Who may is tested in tests/applications/test_on_behalf.py.
    "applications:told": [get("nobody", "released released.app"), get("nobody", "open open.paper")],
    "applications:look_whose": [post("nobody", "open open.entering")],
    "applications:scan_file": [get("nobody", "open open.paper"), get("nobody", "released released.app")],
    "applications:hr_detail": [  # blind until the release, for everybody
        get("nobody", "open open.app"),
        get("nobody", "sifting sifting.app"),
        get("nobody", "held held.app"),
        get(f"{VIEW} the_panel", "released released.app"),
        get(f"{VIEW} the_panel", "signed signed.app"),
        get("nobody", "another released.app"),
    ],
}  # fmt: skip

SHORTLISTING: dict[str, list[Row]] = {
    **{
        f"shortlisting:{page}": [get(HR, "sifting"), get("other_hr trust_hr", "sister.vacancy")]
        for page in ("panel", "panel_add", "panel_due", "open_sift")
    },
    "shortlisting:open_sift_waive": [post(HR, "sifting")],
    "shortlisting:open_sift_take_back": [post(HR, "sifting")],
    "shortlisting:panel_change": [get(HR, "sifting sifting.member"), get("nobody", "another sifting.member")],
    "remind_member": [post(HR, "sifting sifting.member"), post("nobody", "another sifting.member")],
    "shortlisting:panel_remove": [get(HR, "sifting sifting.member"), get("nobody", "another sifting.member")],
    "shortlisting:plan": [get(f"{HR} the_panel", "sifting"), get("other_hr trust_hr", "sister.vacancy")],
    "shortlisting:set_plan": [get(f"{HR} chair", "held")],
    "shortlisting:agree_plan": [post(f"{HR} chair", "held")],
    "shortlisting:outcomes": [get(f"{HR} chair", stage) for stage in ("sifting", "held", "released")],
    "shortlisting:outcomes_waive": [post(f"{HR} chair", "held")],
    "shortlisting:outcomes_take_back": [post(f"{HR} chair", "held")],
    "shortlisting:release": [get(f"{HR} chair", "held")],
    "shortlisting:stop_release": [get(f"{HR} chair", "held")],
    "shortlisting:letters": [get(f"{HR} chair", "held"), get("other_hr trust_hr", "sister.vacancy")],
    # Nothing is decided in "held", and what was told is told.
    **{
        f"shortlisting:{page}": [get("nobody", "held held.app"), get("nobody", "released released.app")]
        for page in ("words", "undo", "final_words", "final_undo")
    },
    "shortlisting:hr_check": [get(HR, "held"), get("other_hr trust_hr", "sister.vacancy")],
    "shortlisting:matrix": [get(f"{HR} the_panel", "released"), get("nobody", "held")],
    "shortlisting:final_release": [get(f"{HR} chair", "released")],
    "shortlisting:final_stop": [get(f"{HR} chair", "released")],
    "shortlisting:final_letters": [get(f"{HR} chair", "released")],
    "shortlisting:fairness": [get("hr_of_school head", "school")],
    "shortlisting:fairness_year": [get("nobody", "school 1999")],
    "shortlisting:trust_fairness": [get("trust_hr", "school")],
    "shortlisting:trust_fairness_year": [get("nobody", "school 1999")],
    "shortlisting:challenge_list": [get(VIEW, "released"), get("nobody", "held")],
    "shortlisting:challenge": [
        get(VIEW, "released released.app"),
        get("nobody", "held held.app"),
        get("nobody", "accepted released.app"),
    ],
    "shortlisting:challenge_order": [
        get(VIEW, "released released.app released.order"),
        get("nobody", "accepted accepted.app released.order"),
    ],
    "shortlisting:challenge_pdf": [get("nobody", "released released.app released.order")],  # it is not made yet
    "shortlisting:interviews": [get(f"{HR} chair", "held"), get(f"{HR} chair", "released")],
    "shortlisting:interview": [get(f"{HR} chair", "released released.app"), get("nobody", "held held.app")],
    "shortlisting:interview_waive": [post(f"{HR} chair", "released released.app")],
    "shortlisting:interview_take_back": [post(f"{HR} chair", "released released.app")],
    "shortlisting:probe_point": [
        post(f"{HR} chair", "released released.app released.point"),
        post("nobody", "accepted accepted.app released.point"),
    ],
    "shortlisting:sift": [
        *(get("the_panel", stage) for stage in ("open", "sifting", "held", "released")),
        get("other_member", "another"),
    ],
    # Observers have no sheets.
    "shortlisting:criterion": [get("chair member", "sifting 1"), get("nobody", "open 1")],
    "shortlisting:score": [get("chair member", "sifting 1 1"), get("nobody", "open 1 1")],
    "shortlisting:keep": [post("chair member", "sifting 1 1"), post("nobody", "open 1 1")],
    "shortlisting:candidate": [get("chair member", "sifting 1"), get("nobody", "open 1")],
    "shortlisting:score_candidate": [get("chair member", "sifting 1 1"), get("nobody", "open 1 1")],
    "shortlisting:submit": [get("chair member", "sifting"), get("nobody", "open")],
    "shortlisting:names": [get("chair member", "sifting"), get("nobody", "open")],
    "shortlisting:calibration": [get("chair member", "sifting"), get("nobody", "open")],
    "shortlisting:booklet": [post("chair member", "sifting", kind="grid"), post("nobody", "open", kind="grid")],
    "shortlisting:conflicts": [get(HR, "sifting"), get("other_hr trust_hr", "sister.vacancy")],
    "shortlisting:decide_conflict": [get(HR, "sifting sifting.conflict"), get("nobody", "another sifting.conflict")],
    # Who types scores from paper sees them: not the member, whose own sheets are not in.
    "shortlisting:paper": [get(f"{HR} chair", "sifting"), get("nobody", "open"), get("nobody", "released")],
    "shortlisting:paper_member": [
        get(f"{HR} chair", "sifting sifting.member"),
        get("nobody", "another sifting.member"),
    ],
    "shortlisting:paper_names": [get(f"{HR} chair", "sifting sifting.member"), get("nobody", "held held.member")],
    "shortlisting:paper_print": [post(f"{HR} chair", "sifting sifting.member", kind="grid")],
    "shortlisting:paper_sheet": [
        get(f"{HR} chair", "sifting sifting.member 1"),
        get("nobody", "another sifting.member 1"),
    ],
    # Before every sheet is in the chair is told who is waited for; nobody sees a number.
    "shortlisting:grid": [
        get("nobody", "open"),
        get("chair", "sifting"),
        get("the_panel", "held"),
        get(f"the_panel {HR}", "released"),
    ],
    "shortlisting:scores": [
        get("nobody", "sifting sifting.app"),
        get("the_panel", "held held.app"),
        get(f"the_panel {HR}", "released released.app"),
    ],
    "shortlisting:moderation": [get("nobody", "sifting"), get("the_panel", "held")],
    "shortlisting:agreement": [get("nobody", "sifting"), get("the_panel", "held")],
    "shortlisting:agree": [get("nobody", "sifting sifting.app 1"), get("nobody", "held released.app 1")],
    "shortlisting:grid_file": [
        post("nobody", "sifting", format="xlsx"),
        post("the_panel", "held", format="xlsx"),
    ],
    "shortlisting:decide": [
        get("nobody", "sifting sifting.app"),
        get("chair", "held held.app"),
        get("chair", "released released.app"),
        get("nobody", "held released.app"),
    ],
    "shortlisting:feedback": [get(OWN, "released.app"), get("nobody", "held.app")],
    # The day of the interviews, after the release.
    "shortlisting:interview_day_add": [get(HR, "released")],
    "shortlisting:interview_day": [
        get(f"{HR} chair", "released released.day"),
        get("nobody", "another released.day"),
    ],
    "shortlisting:interview_day_print": [get(f"{HR} chair", "released released.day")],
    "shortlisting:interview_day_stay": [get("nobody", "released released.day")],  # everybody stays to the end
    **{
        f"shortlisting:{page}": [get(HR, "released released.day"), get("nobody", "another released.day")]
        for page in (
            "interview_day_change",
            "interview_day_send",
            "interview_day_cancel",
            "activity_start",
            "activity_add",
        )
    },
    "shortlisting:interview_day_make": [post(HR, "released released.day")],
    "shortlisting:interview_slot": [
        get(HR, "released released.day released.slot"),
        get("nobody", "another released.day released.slot"),
    ],
    "shortlisting:interview_adjust": [
        get(HR, "released released.day released.app"),
        get("nobody", "released released.day held.app"),
    ],
    "shortlisting:interview_answer": [get(HR, "released released.day released.app")],
    "shortlisting:interview_absent": [
        get(f"{HR} chair", "released released.day released.app"),
        get("nobody", "released released.day held.app"),
    ],
    "shortlisting:interview_came": [post(f"{HR} chair", "released released.day released.app")],
    **{
        f"shortlisting:{page}": [get(HR, "released released.kit"), get("nobody", "another released.kit")]
        for page in ("activity_change", "activity_remove")
    },
    **{
        f"shortlisting:{page}": [get(f"{HR} the_panel", "released released.kit"), get("nobody", "another released.kit")]
        for page in ("kit", "kit_pdf")
    },
    "shortlisting:own_kit_pdf": [
        get(f"{HR} chair", "released released.kit released.app"),
        get("nobody", "released released.kit held.app"),
    ],
    **{
        f"shortlisting:{page}": [get(f"{HR} chair", "released released.kit")]
        for page in ("question_add", "question_write")
    },
    **{
        f"shortlisting:{page}": [
            get(f"{HR} chair", "released released.kit released.question"),
            get("nobody", "released released.pupils released.question"),
        ]
        for page in ("question_change", "question_swap")
    },
    "shortlisting:question_remove": [post(f"{HR} chair", "released released.kit released.question")],
    "shortlisting:my_day": [get("the_panel", "released"), get("other_member", "another")],
    "shortlisting:my_day_calendar": [get("the_panel", "released released.day"), get("nobody", "another released.day")],
    "shortlisting:my_day_pdf": [get("the_panel", "released released.day")],
    "shortlisting:mark": [
        get("chair member", "released released.kit released.app"),
        get("observer", "released released.pupils released.app"),
        get("nobody", "released released.kit held.app"),
    ],
    "shortlisting:keep_marks": [
        post("chair member", "released released.kit released.app"),
        post("observer", "released released.pupils released.app"),
    ],
    "shortlisting:my_interview": [get(OWN, "released.app"), get("nobody", "held.app")],
    "shortlisting:my_interview_ask": [get(OWN, "released.app"), get("nobody", "held.app")],
    "shortlisting:my_interview_calendar": [get(OWN, "released.app"), get("nobody", "held.app")],
    "shortlisting:my_interview_pdf": [get(OWN, "released.app"), get("nobody", "held.app")],
}

APPOINTMENTS: dict[str, list[Row]] = {
    "appointments:references": [get(VIEW, "released"), get(VIEW, "open"), get("other_hr trust_hr", "sister.vacancy")],
    "appointments:candidate": [  # nobody has a name before the release
        get("nobody", "open.app"),
        get("nobody", "sifting.app"),
        get("nobody", "held.app"),
        get(f"{VIEW} deputy", "released.app"),
        get(f"{VIEW} deputy", "signed.app"),
    ],
    "appointments:chosen": [get("nobody", "held.app"), get(f"{VIEW} deputy", "released.app")],
    "appointments:ask": [post(HR, "released.app"), post("nobody", "held.app")],
    "appointments:reference": [
        get(HR, "released.app released.reference"),
        get("nobody", "accepted.app released.reference"),
    ],
    "appointments:reference_pdf": [post(HR, "released.app released.reference")],
    "appointments:reference_scan": [post(HR, "released.app released.reference")],
    "appointments:concern": [get(HR, "released.app released.reference")],
    "appointments:difference": [
        get(HR, "released.app released.reference released.difference"),
        get("nobody", "accepted.app released.reference released.difference"),
    ],
    "appointments:head_again": [get(HR, "released.app released.reference")],
    "appointments:phone_script": [get(HR, "released.app released.asked")],
    "appointments:enter_reference": [get(HR, "released.app released.asked")],
    "appointments:replace_referee": [get(HR, "released.app released.asked")],
    "appointments:ask_another": [post(HR, "released.app released.asked")],
    "appointments:consent_again": [post(HR, "released.app released.waiting")],
    "appointments:ask_again": [get(HR, "released.app released.asked")],
    "appointments:resend": [post(HR, "released.app released.asked")],
    "appointments:stop": [get(HR, "released.app released.asked")],
    "appointments:check": [
        get(f"{VIEW} deputy", "accepted.app ID", alone=True),
        post(HR, "accepted.app ID", alone=True),
    ],
    "appointments:offer": [get(HR, "released.app"), get("nobody", "held.app")],
    "appointments:checks": [get("nobody", "held.app"), get(f"{VIEW} deputy", "accepted.app")],
    "appointments:checks_pdf": [get("nobody", "held.app"), get(f"{VIEW} deputy", "accepted.app")],
    "appointments:checks_ask": [post(HR, "accepted.app"), post("nobody", "held.app")],
    "appointments:checks_close": [post(f"{VIEW} deputy", "released.app"), post("nobody", "held.app")],
    "appointments:check_facts": [get(HR, "accepted.app"), get("nobody", "held.app")],
    "appointments:check_decide": [get("signers", "accepted.app ID"), get("nobody", "held.app ID")],
    "appointments:check_copy_add": [get(HR, "accepted.app ID"), get("nobody", "held.app ID")],
    "appointments:check_copy": [get(HR, "accepted.app ID accepted.copy"), get("nobody", "signed.app ID accepted.copy")],
    "appointments:declarations": [get("nobody", "held"), get(f"{HR} chair", "released")],
    "appointments:declaration": [get("nobody", "held.app"), get(f"{HR} chair", "released.app")],
    "appointments:declaration_form": [get("nobody", "released.app")],
    "appointments:declaration_answers": [get("nobody", "held.app"), get(f"{HR} chair", "released.app")],
    "appointments:declaration_raise": [post(f"{HR} chair", "released.app"), post("nobody", "held.app")],
    "appointments:declaration_sign": [get(f"{HR} chair", "released.app"), get("nobody", "held.app")],
    "appointments:searches": [get("nobody", "held"), get(f"{HR} chair", "released")],
    "appointments:search_scope": [get(HR, "released")],
    "appointments:search": [get("nobody", "held.app"), get(f"{HR} chair", "released.app")],
    "appointments:search_ask": [post(f"{HR} chair", "released.app"), post("nobody", "held.app")],
    "appointments:risk": [get("nobody", "held.app"), get(f"{VIEW} deputy", "accepted.app")],
    "appointments:risk_write": [get(HR, "accepted.app"), get("nobody", "held.app")],
    "appointments:risk_approve": [post("signers", "accepted.app"), post("nobody", "held.app")],
    "appointments:risk_review": [get(f"{VIEW} deputy", "accepted.app"), get("nobody", "held.app")],
    "appointments:start": [
        get("nobody", "held.app"),
        get(f"{VIEW} deputy", "accepted.app", alone=True),
        post(HR, "accepted.app", alone=True),
    ],
    "appointments:filtering": [get("everybody")],
    "appointments:my_checks": [get(OWN, "released.app"), get("nobody", "held.app")],
    "appointments:my_copy": [get(OWN, "accepted.app QTS"), get("nobody", "held.app QTS")],
    "appointments:my_search": [get(OWN, "released.app"), get("nobody", "held.app")],
    "appointments:my_declaration": [get(OWN, "accepted.app"), get("nobody", "held.app")],
    "appointments:my_declaration_page": [get(OWN, "accepted.app record"), get("nobody", "held.app record")],
    "appointments:my_declaration_check": [get(OWN, "accepted.app"), get("nobody", "held.app")],
    "appointments:my_declaration_explain": [get(OWN, "accepted.app"), get("nobody", "held.app")],
    "appointments:my_declaration_sign": [get(OWN, "accepted.app"), get("nobody", "held.app")],
    "appointments:offer_pdf": [get(f"{VIEW} deputy", "accepted.app"), get("nobody", "released.app")],
    "appointments:offer_more_time": [get("nobody", "accepted.app")],
    "appointments:offer_take_back": [get(HR, "accepted.app"), get("nobody", "held.app")],
    "appointments:not_starting": [get(HR, "signed.app"), get("nobody", "accepted.app")],
    "appointments:next_in_reserve": [post(HR, "accepted.app"), post("nobody", "held.app")],
    "appointments:signed_pdf": [get(f"{VIEW} deputy", "signed.app"), get("nobody", "released.app")],
    "appointments:countersign_ask": [get("nobody", "accepted.app")],
    "appointments:countersign": [get("nobody", "accepted.app")],
    "appointments:npq": [get(f"{VIEW} deputy", "accepted.app"), get("nobody", "held.app")],
    "appointments:npq_award": [get(f"{VIEW} deputy", "accepted.app"), get("nobody", "held.app")],
    "appointments:induction": [get(HR, "signed.app"), get("nobody", "accepted.app")],
    "appointments:induction_pdf": [get(HR, "signed.app"), get("nobody", "accepted.app")],
    "appointments:my_offer_pdf": [get(OWN, "accepted.app"), get("nobody", "released.app")],
    "appointments:sign": [get(f"{VIEW} deputy", "accepted.app"), get(f"{VIEW} deputy", "signed.app")],
    "appointments:start_pass": [post("signers", "accepted.app"), post("nobody", "held.app")],
    "appointments:waive": [post("signers", "accepted.app"), post("nobody", "held.app")],
    "appointments:take_back": [post("signers", "accepted.app")],
    "appointments:my_offer": [get(OWN, "accepted.app"), get("nobody", "released.app")],
    "appointments:consent": [get(OWN, "released.waiting")],
    "appointments:another": [get(OWN, "released.asked"), get("nobody", "released.waiting")],
    "appointments:record": [
        get("hr_of_school head", "school"),
        get("other_hr trust_hr", "sister"),
        get("other_hr", "lone"),
    ],
    "appointments:record_export": [
        post("hr_of_school head", "school", format="csv"),
        post("other_hr", "lone", format="csv"),
    ],
    "appointments:record_add": [get("hr_of_school head", "school"), get("other_hr", "lone")],
    "appointments:record_person": [get("hr_of_school head", "school row"), get("nobody", "sister row")],
    "appointments:record_change": [get("hr_of_school head", "school row"), get("nobody", "sister row")],
    "appointments:record_left": [get("hr_of_school head", "school row"), get("nobody", "sister row")],
    "appointments:record_check": [get("hr_of_school head", "school row ID"), get("nobody", "sister row ID")],
    "appointments:record_upload": [get("hr_of_school head", "school"), get("other_hr", "lone")],
    "appointments:record_match": [get("hr_of_school head", "school import"), get("nobody", "sister import")],
    "appointments:record_look": [get("hr_of_school head", "school import"), get("nobody", "sister import")],
    "appointments:record_layout": [get("hr_of_school head", "school"), get("other_hr", "lone")],
    # Thanks, without a word about anybody.
    "appointments:referee_sent": [get("everybody")],
    "appointments:referee_declined": [get("everybody")],
    "appointments:head_done": [get("everybody")],
    "appointments:referee_copy": [get("nobody")],  # the browser that sent it, within the hour
    "appointments:head_confirms": [get("referee", "head_token")],
    "appointments:head_code": [get("referee", "head_token")],
    "appointments:referee": [get("referee", "token")],
    "appointments:referee_check": [get("referee", "token")],
    "appointments:referee_code": [get("referee", "token")],
    "appointments:referee_decline": [get("referee", "token")],
    "appointments:referee_draft": [get("referee", "token")],
    "appointments:referee_page": [get("referee", "token first_page")],
}

PAPERS: dict[str, list[Row]] = {
    "calendar": [get("hr_anywhere head")],
    "calendar_file": [get("hr_anywhere head")],
    "weekly_digest": [post("hr_anywhere head", wanted="no")],
    "papers": [get("hr_of_school head", "school"), get("other_hr trust_hr", "sister")],
    "place_hold": [get(VIEW, "released"), post(VIEW, "released", reason="A claim")],
    "lift_hold": [post(VIEW, "released", reason="Settled")],
    "subject_access": [get(HR, "released released.app"), get("nobody", "held held.app")],
}

TABLE: dict[str, list[Row]] = {
    **PUBLIC_PAGES,
    **SIGN_IN,
    **ACCOUNTS,
    **VACANCIES,
    **APPLICATIONS,
    **SHORTLISTING,
    **APPOINTMENTS,
    **PAPERS,
}
