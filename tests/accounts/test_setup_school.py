"""Making the first school and its first HR person."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from accounts.models import Membership, Role, School, Trust, User
from accounts.statements import EXEMPTION
from core.models import AuditEvent, OutgoingEmail

COLUMNS = (
    "URN", "EstablishmentName", "TypeOfEstablishment (name)", "EstablishmentTypeGroup (name)",
    "EstablishmentStatus (name)", "PhaseOfEducation (code)", "ReligiousCharacter (name)", "Street", "Town",
    "County (name)", "Postcode", "SchoolWebsite", "Trusts (name)", "Trusts (code)",
)  # fmt: skip


def register(folder: Path, *rows: dict[str, str], encoding: str = "cp1252") -> Path:
    path = folder / "schools.csv"
    lines = [",".join(f'"{name}"' for name in COLUMNS)]
    lines += [",".join(f'"{row.get(name, "")}"' for name in COLUMNS) for row in rows]
    path.write_bytes("\r\n".join(lines).encode(encoding))
    return path


ALDERBROOK = {
    "URN": "136531",
    "EstablishmentName": "Alderbrook High School – Café wing",  # a dash and an accent of Windows-1252
    "TypeOfEstablishment (name)": "Academy converter",
    "EstablishmentTypeGroup (name)": "Academies",
    "EstablishmentStatus (name)": "Open",
    "PhaseOfEducation (code)": "4",
    "ReligiousCharacter (name)": "Does not apply",
    "Street": "Mill Lane",
    "Town": "Alderbrook",
    "Postcode": "LS1 4AP",
    "SchoolWebsite": "www.alderbrook.example.org",
    "Trusts (name)": "Bramblewick Learning Trust",
    "Trusts (code)": "16644",
}
HR = ("--hr-email", "Marian@example.org", "--hr-name", "Marian Duxbury")


def test_a_school_from_the_register(tmp_path, post, capsys):
    call_command("setup_school", "--urn", "136531", "--gias", register(tmp_path, ALDERBROOK), *HR)

    school = School.objects.get()
    assert school.name == "Alderbrook High School – Café wing"
    assert (school.urn, school.phase, school.type_group) == ("136531", "secondary", "academy")
    assert (school.town, school.website) == ("Alderbrook", "https://www.alderbrook.example.org")
    assert school.religious_character == ""
    assert school.exemption_statement == EXEMPTION
    assert (school.trust.name, school.trust.uid) == ("Bramblewick Learning Trust", "16644")
    membership = Membership.objects.get()
    assert (membership.user.email, membership.user.name) == ("marian@example.org", "Marian Duxbury")
    assert (membership.role, membership.school) == (Role.HR, school)
    verbs = set(AuditEvent.objects.values_list("verb", flat=True))
    assert verbs == {"trust.made", "school.made", "account.made", "membership.started"}
    (letter,) = post()
    assert letter["To"] == "marian@example.org"
    assert "http://testserver/accounts/sign-in/" in letter.get_body(("plain",)).get_content()
    assert "A letter to marian@example.org goes out" in capsys.readouterr().out


def test_a_second_run_changes_nothing(tmp_path, capsys):
    path = register(tmp_path, ALDERBROOK)
    for _ in range(2):
        call_command("setup_school", "--urn", "136531", "--gias", path, *HR)
    counts = [model.objects.count() for model in (School, Trust, User, Membership, OutgoingEmail)]
    assert counts == [1, 1, 1, 1, 1]
    assert "They have had their letter" in capsys.readouterr().out


def test_by_hand_and_for_the_whole_trust():
    by_hand = ("--name", "Fallowfield Grange", "--phase", "all_through", "--type", "pru", "--trust", "Bramblewick")
    call_command("setup_school", "--urn", "100001", *by_hand, *HR, "--trust-hr")
    assert Membership.objects.get().trust == Trust.objects.get(name="Bramblewick")
    call_command("setup_school", "--urn", "100001", *by_hand, *HR, "--trust-hr", "--send-again")
    assert OutgoingEmail.objects.count() == 2


@pytest.mark.parametrize(
    ("type_name", "group", "wanted"),
    [
        ("Community school", "Local authority maintained schools", "maintained"),
        ("Pupil referral unit", "Local authority maintained schools", "pru"),
        ("Academy alternative provision converter", "Academies", "ap_academy"),
        ("Academy special sponsor led", "Academies", "special_academy"),
        ("Free schools", "Free Schools", "free_school"),
        ("Community special school", "Special schools", "special"),
        ("Other independent school", "Independent schools", "independent"),
    ],
)
def test_the_types_of_the_register(tmp_path, type_name, group, wanted):
    row = {**ALDERBROOK, "TypeOfEstablishment (name)": type_name, "EstablishmentTypeGroup (name)": group}
    call_command("setup_school", "--urn", "136531", "--gias", register(tmp_path, row), *HR)
    assert School.objects.get().type_group == wanted


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"URN": "999999"}, "There is no school with the URN 136531"),
        ({"EstablishmentStatus (name)": "Closed"}, "is closed"),
        ({"TypeOfEstablishment (name)": "Welsh establishment", "EstablishmentTypeGroup (name)": "Welsh schools"},
         "Give --type: it is not known from the register's file. The register has “Welsh establishment”."),
        ({"PhaseOfEducation (code)": "0"}, "Give --phase"),
        ({"EstablishmentName": ""}, "Give --name"),
    ],
)  # fmt: skip
def test_what_the_register_cannot_say_is_asked_for(tmp_path, change, says):
    with pytest.raises(CommandError, match=says.replace(".", r"\.")):
        call_command("setup_school", "--urn", "136531", "--gias", register(tmp_path, {**ALDERBROOK, **change}), *HR)
    assert not School.objects.exists()
    assert not User.objects.exists()


def test_files_that_are_not_the_register(tmp_path):
    missing = tmp_path / "none.csv"
    other = tmp_path / "other.csv"
    other.write_text("a,b\n1,2\n")
    for path, says in ((missing, "cannot be read: No such file"), (other, "has no column URN")):
        with pytest.raises(CommandError, match=says):
            call_command("setup_school", "--urn", "136531", "--gias", path, *HR)


@pytest.mark.parametrize(
    ("extra", "says"),
    [
        (("--urn", "12"), "urn: Enter the URN as 6 digits"),
        (("--urn", "123456", "--trust-hr"), "--trust-hr needs a trust"),
        (("--urn", "123456", "--hr-email", "marian"), "is no e-mail address"),
    ],
)
def test_mistakes_are_one_clear_line_and_leave_nothing(extra, says):
    by_hand = ("--name", "Alderbrook", "--phase", "primary", "--type", "maintained")
    with pytest.raises(CommandError, match=says):
        call_command("setup_school", *HR, *by_hand, *extra)
    assert not School.objects.exists()
