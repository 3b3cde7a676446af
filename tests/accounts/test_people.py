"""Invitations, roles and deputies."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import Delegation, Invitation, Membership, Role
from accounts.permissions import is_deputy
from accounts.services import people
from accounts.services.people import PeopleError
from core.models import AuditEvent
from tests.at_once import at_once
from tests.factories import MembershipFactory, SchoolFactory, UserFactory


@pytest.fixture
def school():
    return SchoolFactory(name="Alderbrook High School")


@pytest.fixture
def hr(school):
    return MembershipFactory(school=school, user__name="Marian Duxbury", user__email="marian@example.org").user


@pytest.fixture
def head(school):
    return MembershipFactory(school=school, role=Role.HEAD, user__name="Dr Helen Ashgrove").user


def invite(browser: Client, school, **changes):
    data = {
        "name": "Sunita Marlowe",
        "email": "Sunita@example.org",
        "role": "staff",
        "job_title": "Governor",
        **changes,
    }
    return browser.post(f"/schools/{school.ref}/people/invite/", data)


def link_in(letter) -> str:
    return re.search(r"http://testserver(/invitations/\S+)", letter.get_body(("plain",)).get_content())[1]


def test_an_invitation_from_hr_to_the_new_members_home(client, sign_in, school, hr, post):
    client.force_login(hr)
    assert invite(client, school).url == f"/schools/{school.ref}/people/"
    (letter,) = post()
    assert letter["To"] == "sunita@example.org"
    assert letter["Subject"] == "Join Alderbrook High School on SENCo Recruit"
    link = link_in(letter)

    sunita = Client()
    page = sunita.get(link).content.decode()
    assert "Join Alderbrook High School" in page
    assert not Membership.objects.filter(user__email="sunita@example.org").exists(), "looking changes nothing"
    answer = sunita.post("/accounts/sign-in/", {"email": "sunita@example.org", "next": link})
    assert answer.url.endswith(f"?next={link.replace('/', '%2F')}")
    sign_in("sunita@example.org", sunita)
    assert sunita.post(link).url == "/home/"

    membership = Membership.objects.get(user__email="sunita@example.org")
    assert (membership.school, membership.role, membership.job_title) == (school, Role.STAFF, "Governor")
    assert membership.user.name == "Sunita Marlowe"
    assert "This invitation cannot be used" in sunita.get(link).content.decode()


def test_somebody_else_cannot_accept(client, sign_in, school, hr, post):
    people.invite(school, email="sunita@example.org", name="Sunita Marlowe", role=Role.HR, by=hr)
    link = link_in(post()[0])
    sign_in("callum@example.org")
    assert "You are signed in as callum@example.org" in client.get(link).content.decode()
    assert client.post(link).url == link
    assert not Membership.objects.filter(user__email="callum@example.org").exists()
    assert Client().post(link).status_code == 200
    assert Membership.objects.count() == 1


@pytest.mark.parametrize("token", ["x", "abc~1~2", "a.b.c~1tXyZ0~sig"])
def test_a_forged_link_shows_one_page(client, token):
    response = client.get(f"/invitations/{token}/")
    assert response.status_code == 200
    assert "This invitation cannot be used" in response.content.decode()


def test_an_old_invitation_cannot_be_used_until_it_is_sent_again(sign_in, client, school, hr, post):
    row = people.invite(school, email="sunita@example.org", name="Sunita Marlowe", role=Role.STAFF, by=hr)
    Invitation.objects.update(invited_at=timezone.now() - timedelta(days=15))
    sign_in("sunita@example.org")
    sunita = row.invited_by.__class__.objects.get(email="sunita@example.org")
    with pytest.raises(PeopleError, match="can no longer be used"):
        people.accept(Invitation.objects.get(), by=sunita)
    people.resend(row, by=hr)
    assert people.accept(Invitation.objects.get(), by=sunita).role == Role.STAFF


def test_a_withdrawn_invitation_is_dead_and_its_letter_is_not_sent(client, school, hr, post):
    row = people.invite(school, email="sunita@example.org", name="Sunita Marlowe", role=Role.STAFF, by=hr)
    client.force_login(hr)
    client.post(f"/schools/{school.ref}/people/invitations/{row.ref}/withdraw/")
    assert post() == []
    again = client.post(f"/schools/{school.ref}/people/invitations/{row.ref}/again/", follow=True)
    assert "This invitation has been accepted or withdrawn." in again.content.decode()
    with pytest.raises(PeopleError):
        people.accept(row, by=UserFactory(email="sunita@example.org"))


def test_twice_is_once(client, school, hr):
    client.force_login(hr)
    invite(client, school)
    second = invite(client, school, email="sunita@EXAMPLE.org")
    assert "This person has an invitation already" in second.content.decode()
    assert 'value="Sunita Marlowe"' in second.content.decode()
    assert Invitation.objects.count() == 1
    people.accept(Invitation.objects.get(), by=UserFactory(email="sunita@example.org"))
    assert "already has this role" in invite(client, school).content.decode()


@pytest.mark.django_db(transaction=True)
def test_two_presses_at_once_accept_once(school, hr):
    row = people.invite(school, email="sunita@example.org", name="Sunita Marlowe", role=Role.STAFF, by=hr)
    sunita = UserFactory(email="sunita@example.org")

    def press() -> str:
        try:
            people.accept(Invitation.objects.get(pk=row.pk), by=sunita)
        except PeopleError as error:
            return error.message
        return "joined"

    assert sorted(at_once(press, press)) == ["This invitation can no longer be used", "joined"]
    assert Membership.objects.filter(user=sunita).count() == 1


def test_the_only_hr_person_cannot_leave(client, school, hr):
    membership = Membership.objects.get(user=hr)
    client.force_login(hr)
    page = client.post(f"/schools/{school.ref}/people/{membership.pk}/end/", follow=True).content.decode()
    assert "Marian Duxbury is the only HR person of Alderbrook High School" in page
    MembershipFactory(school=school)
    client.post(f"/schools/{school.ref}/people/{membership.pk}/end/")
    membership.refresh_from_db()
    assert membership.ended_at is not None
    assert client.get(f"/schools/{school.ref}/people/").status_code == 404, "and the door is shut at once"


def test_a_deputy_signs_only_while_named_and_while_a_member(school, hr, head):
    deputy = MembershipFactory(school=school, role=Role.STAFF).user
    today = timezone.localdate()
    with pytest.raises(PeopleError):
        people.name_deputy(school, head=head, deputy=UserFactory(), starts_on=today, ends_on=today)
    people.name_deputy(school, head=head, deputy=deputy, starts_on=today, ends_on=today)
    assert is_deputy(deputy, school)
    with pytest.raises(PeopleError, match="already signs for the head"):
        people.name_deputy(school, head=head, deputy=deputy, starts_on=today, ends_on=today + timedelta(days=3))
    people.end_membership(Membership.objects.get(user=deputy), by=hr)
    assert not is_deputy(deputy, school)


def test_the_deputy_of_a_head_who_leaves_stops(school, hr, head):
    deputy = MembershipFactory(school=school, role=Role.STAFF).user
    today = timezone.localdate()
    people.name_deputy(school, head=head, deputy=deputy, starts_on=today, ends_on=today)
    people.end_membership(Membership.objects.get(user=head), by=hr)
    assert Delegation.objects.current().count() == 0


@pytest.mark.parametrize("leaves", ["deputy", "head"])
def test_a_deputy_or_head_by_the_trusts_own_role_stops_with_it(school, hr, leaves):
    trust_role = {"school": None, "trust": school.trust}
    deputy = MembershipFactory(role=Role.STAFF, **trust_role)
    head = MembershipFactory(role=Role.HEAD, **trust_role)
    today = timezone.localdate()
    people.name_deputy(school, head=head.user, deputy=deputy.user, starts_on=today, ends_on=today)
    people.end_membership(deputy if leaves == "deputy" else head, by=hr)
    assert not is_deputy(deputy.user, school)


@pytest.mark.django_db(transaction=True)
def test_the_last_two_of_hr_cannot_end_each_other_at_once():
    school = SchoolFactory()
    one, other = MembershipFactory(school=school), MembershipFactory(school=school)
    came = at_once(lambda: people.end_membership(other, by=one.user), lambda: people.end_membership(one, by=other.user))
    assert [type(each) for each in came].count(PeopleError) == 1
    assert Membership.objects.current().filter(school=school).count() == 1


def test_the_head_names_a_deputy_on_the_page(client, school, head, post):
    colin = MembershipFactory(school=school, role=Role.STAFF, user__name="Colin Thackray", job_title="Deputy head").user
    client.force_login(head)
    today, last = timezone.localdate(), timezone.localdate() + timedelta(days=5)
    typed = {
        f"{field}_{part}": str(getattr(day, part))
        for field, day in (("starts_on", today), ("ends_on", last))
        for part in ("day", "month", "year")
    }
    url = f"/schools/{school.ref}/people/deputy/"
    assert "Colin Thackray, Deputy head" in client.get(url).content.decode()
    backwards = client.post(url, {**typed, "deputy": colin.pk, "ends_on_year": str(last.year - 1)})
    assert "The last day must be the first day or after it" in backwards.content.decode()
    assert client.post(url, {**typed, "deputy": colin.pk}).url == f"/schools/{school.ref}/people/"
    (letter,) = post()
    assert letter["To"] == colin.email
    row = Delegation.objects.get()
    assert AuditEvent.objects.get(verb="delegation.started").codes == {"deputy": colin.pk}
    client.post(f"/schools/{school.ref}/people/deputy/{row.pk}/end/")
    assert not Delegation.objects.current().exists()


PAGES = ("", "people/", "people/invite/", "people/deputy/", "dates/", "dates/add/", "look/", "settings/identity/")


@pytest.mark.parametrize("page", PAGES)
def test_another_schools_people_find_nothing(client, school, page):
    for role in Role.values:
        other = MembershipFactory(role=role).user
        client.force_login(other)
        assert client.get(f"/schools/{school.ref}/{page}").status_code == 404
        assert client.post(f"/schools/{school.ref}/{page}").status_code == 404


def test_rows_of_another_school_are_not_reached_through_ones_own(client, school, hr):
    elsewhere = SchoolFactory()
    theirs = MembershipFactory(school=elsewhere, role=Role.STAFF)
    invitation = people.invite(elsewhere, email="x@example.org", name="X", role=Role.STAFF, by=theirs.user)
    client.force_login(hr)
    for path in (
        f"{theirs.pk}/end/",
        f"invitations/{invitation.ref}/withdraw/",
        f"invitations/{invitation.ref}/again/",
    ):
        assert client.post(f"/schools/{school.ref}/people/{path}").status_code == 404
    theirs.refresh_from_db()
    assert theirs.ended_at is None


def test_trust_roles_belong_to_the_trusts_own_hr(client, school, hr):
    trust_hr = MembershipFactory(school=None, trust=school.trust, user__name="Trust Person")
    client.force_login(hr)
    page = client.get(f"/schools/{school.ref}/people/").content.decode()
    assert "Trust Person" in page
    assert f"/people/{trust_hr.pk}/end/" not in page
    assert client.get(f"/schools/{school.ref}/people/{trust_hr.pk}/end/").status_code == 404
    assert client.post(f"/schools/{school.ref}/people/{trust_hr.pk}/end/").status_code == 404
    invite(client, school, where="trust")
    assert Invitation.objects.get().school == school, "school HR cannot choose the trust"

    client.force_login(trust_hr.user)
    invite(client, school, where="trust", email="other@example.org")
    assert Invitation.objects.get(email="other@example.org").trust == school.trust


def test_trust_hr_sees_each_school_and_chooses_one(client, school):
    trust_hr = MembershipFactory(school=None, trust=school.trust).user
    second, elsewhere = SchoolFactory(trust=school.trust), SchoolFactory()
    client.force_login(trust_hr)
    page = client.get("/schools/").content.decode()
    assert school.name in page
    assert second.name in page
    assert elsewhere.name not in page
    assert client.post(f"/schools/{second.ref}/choose/").url == "/home/"
    assert client.session["school"] == second.pk
    assert client.post(f"/schools/{elsewhere.ref}/choose/").status_code == 404


def test_the_head_sees_people_and_changes_no_roles(client, school, hr, head):
    client.force_login(head)
    page = client.get(f"/schools/{school.ref}/people/").content.decode()
    assert "Marian Duxbury" in page
    assert "Invite someone" not in page
    assert "Name a deputy" in page
    assert invite(client, school).status_code == 404


def test_people_costs_the_same_queries_however_many_there_are(client, school, hr, django_assert_num_queries):
    client.force_login(hr)
    counts = []
    for number in (1, 2):
        for _ in range(number):
            MembershipFactory(school=school, role=Role.STAFF)
            people.invite(school, email=f"{UserFactory().email}x", name="X", role=Role.STAFF, by=hr)
        with django_assert_num_queries(PEOPLE_QUERIES):
            client.get(f"/schools/{school.ref}/people/")
        counts.append(number)
    assert counts == [1, 2]


PEOPLE_QUERIES = 9
