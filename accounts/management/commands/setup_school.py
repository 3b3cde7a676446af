"""Makes the first school and its first HR person. There is no admin: everything after this is done in the service.

    manage.py setup_school --urn 136531 --gias edubasealldata.csv --hr-email marian@example.org --hr-name "…"
    manage.py setup_school --urn 136531 --name "…" --phase secondary --type academy --hr-email … --hr-name "…"

A second run changes nothing that is there: it adds what is missing and says so.
"""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.db import transaction

from accounts.gias import Establishment, RegisterError, find_school
from accounts.models import Membership, Phase, Role, School, Trust, TypeGroup
from accounts.services import schools
from accounts.services.people import find_or_create_user, give_role
from core import emails


class Command(BaseCommand):
    """setup_school."""

    help = "Make the first school and its first HR person, who is told by e-mail how to sign in."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """From the national register's file, by hand, or both: what is given by hand wins."""
        parser.add_argument("--urn", required=True, help="the school's six numbers in the national register")
        parser.add_argument("--gias", type=Path, help="the register's CSV file of all schools (Windows-1252)")
        parser.add_argument("--name", help="name of the school")
        parser.add_argument("--phase", choices=Phase.values)
        parser.add_argument("--type", dest="type_group", choices=TypeGroup.values)
        parser.add_argument("--trust", help="name of the trust that runs the school")
        parser.add_argument("--trust-uid", default="", help="the trust's number in the register")
        parser.add_argument("--hr-email", required=True, help="e-mail address of the first HR person")
        parser.add_argument("--hr-name", required=True, help="full name of the first HR person")
        parser.add_argument("--trust-hr", action="store_true", help="HR of every school of the trust")
        parser.add_argument("--send-again", action="store_true", help="send the letter to the HR person once more")

    def handle(self, *args: Any, **options: Any) -> None:
        """All of it or nothing."""
        try:
            validate_email(options["hr_email"])
        except ValidationError as error:
            raise CommandError(f"--hr-email {options['hr_email']} is no e-mail address.") from error
        found = self._in_register(options)
        with transaction.atomic():
            trust = self._trust(options, found)
            school = self._school(options, found, trust)
            self._hr(options, school)

    def _in_register(self, options: dict[str, Any]) -> Establishment | None:
        if options["gias"] is None:
            return None
        try:
            return find_school(options["gias"], options["urn"])
        except RegisterError as error:
            raise CommandError(str(error)) from error

    def _trust(self, options: dict[str, Any], found: Establishment | None) -> Trust | None:
        name = options["trust"] or (found.trust_name if found else "")
        uid = options["trust_uid"] or (found.trust_uid if found else "")
        if not name:
            return None
        known = Trust.objects.filter(uid=uid) if uid else Trust.objects.filter(name=name)
        trust = known.first()
        if trust is None:
            trust = schools.create_trust(name=name, uid=uid, by=None)
            self.stdout.write(f"Made the trust {trust}.")
        return trust

    def _school(self, options: dict[str, Any], found: Establishment | None, trust: Trust | None) -> School:
        school = School.objects.filter(urn=options["urn"]).select_related("trust").first()
        if school:
            self.stdout.write(f"{school} ({school.urn}) is here already.")
            return school
        values = self._values(options, found)
        try:
            school = schools.create_school(by=None, trust=trust, **values)
        except ValidationError as error:
            lines = [f"{field}: {' '.join(texts)}" for field, texts in error.message_dict.items()]
            raise CommandError("The school cannot be made. " + " ".join(lines)) from error
        self.stdout.write(f"Made {school} ({school.urn}), {school.get_type_group_display()}.")
        return school

    def _values(self, options: dict[str, Any], found: Establishment | None) -> dict[str, str]:
        """The school's fields, what was given by hand before what the register says."""
        values = {"urn": options["urn"]}
        for option, field in (("--name", "name"), ("--phase", "phase"), ("--type", "type_group")):
            value = options[field] or (getattr(found, field) if found else "")
            if not value:
                detail = f" The register has “{found.type_name}”." if found and field == "type_group" else ""
                raise CommandError(f"Give {option}: it is not known from the register's file.{detail}")
            values[field] = value
        if found:
            for field in ("religious_character", "street", "town", "county", "postcode", "website"):
                values[field] = getattr(found, field)
        return values

    def _hr(self, options: dict[str, Any], school: School) -> None:
        place: School | Trust = school
        if options["trust_hr"]:
            if school.trust is None:
                raise CommandError("--trust-hr needs a trust: give --trust.")
            place = school.trust
        user = find_or_create_user(options["hr_email"], options["hr_name"])
        before = Membership.objects.current().filter(user=user, role=Role.HR).count()
        membership = give_role(user, place, role=Role.HR, by=None)
        if Membership.objects.current().filter(user=user, role=Role.HR).count() == before:
            self.stdout.write(f"{user} is HR of {place} already.")
        else:
            self.stdout.write(f"{user} is now HR of {place}.")
        once = "" if options["send_again"] else f"welcome:{membership.pk}"
        queued = emails.queue("welcome", {"membership": membership.pk}, subject=membership, once=once)
        if queued:
            self.stdout.write(f"A letter to {user.email} goes out when the worker runs. They sign in with a code.")
        else:
            self.stdout.write("They have had their letter. Use --send-again for another.")
