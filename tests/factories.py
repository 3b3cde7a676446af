"""Rows that tests of every app stand on: people, trusts, schools, roles. Each app adds its own in tests/<app>/."""

from __future__ import annotations

import factory
from factory.django import DjangoModelFactory

from accounts.models import Membership, Phase, Role, School, Trust, TypeGroup, User


class UserFactory(DjangoModelFactory[User]):
    """A person with an account and no role."""

    class Meta:
        model = User

    name = factory.Sequence("Imogen Larkfield {}".format)
    email = factory.Sequence("person{}@example.org".format)


class TrustFactory(DjangoModelFactory[Trust]):
    """A trust without schools."""

    class Meta:
        model = Trust

    name = factory.Sequence("Bramblewick Learning Trust {}".format)


class SchoolFactory(DjangoModelFactory[School]):
    """A secondary academy in a trust of its own; `maintained` is a primary school without one."""

    class Meta:
        model = School

    class Params:
        maintained = factory.Trait(
            trust=None, phase=Phase.PRIMARY, type_group=TypeGroup.MAINTAINED, name="Thornmere Primary School"
        )

    trust = factory.SubFactory(TrustFactory)
    name = factory.Sequence("Alderbrook High School {}".format)
    urn = factory.Sequence(lambda n: f"{100000 + n}")
    phase = Phase.SECONDARY
    type_group = TypeGroup.ACADEMY


class MembershipFactory(DjangoModelFactory[Membership]):
    """HR of a school; give `role`, or `school=None` and a `trust`."""

    class Meta:
        model = Membership

    user = factory.SubFactory(UserFactory)
    school = factory.SubFactory(SchoolFactory)
    role = Role.HR
