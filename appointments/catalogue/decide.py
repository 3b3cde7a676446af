"""When each check is needed, and why, in a sentence for the person who reads it."""

from __future__ import annotations

from collections.abc import Callable

from appointments.catalogue.facts import Facts

Decide = Callable[[Facts], tuple[bool, str]]


def always(why: str) -> Decide:
    """Needed by everybody."""

    def decide(facts: Facts) -> tuple[bool, str]:
        return True, why

    return decide


def identity(facts: Facts) -> tuple[bool, str]:
    """Everybody; who had other names shows how they changed."""
    if facts.former_names:
        return True, "Everyone. This person had another name: see the proof of the change."
    return True, "Everyone. Look for changes of name."


def dbs(facts: Facts) -> tuple[bool, str]:
    """Regulated activity, unless the school relies on work in a school up to three months before."""
    if facts.recent_school_work:
        return False, "Not needed: worked with children in a school in the last three months. Check the barred list."
    return True, "A SENCo works in regulated activity. See the original certificate."


def barred(facts: Facts) -> tuple[bool, str]:
    """Apart from the DBS only where no DBS result is there on the first day."""
    if facts.starts_early:
        return True, "Needed because the person is to start before the DBS result."
    if facts.recent_school_work:
        return True, "Needed because no new DBS check is made."
    return False, "Part of the DBS check. Needed apart only for a start before the DBS result."


def update_service(facts: Facts) -> tuple[bool, str]:
    """Whoever subscribes."""
    if facts.update_service and not facts.recent_school_work:
        return True, "Needed because the person subscribes to the Update Service and lets you look."
    return False, "Not needed: the person has not told you of a subscription."


def qualified(facts: Facts) -> tuple[bool, str]:
    """A SENCo is a qualified teacher."""
    if facts.by_qtls:
        return True, "A SENCo must be a qualified teacher. This person holds QTLS, which the teacher record leaves out."
    return True, "A SENCo must be a qualified teacher who has passed induction if they had to serve it."


def induction(facts: Facts) -> tuple[bool, str]:
    """Early career teachers."""
    if facts.induction_open:
        return True, "Needed because the person says that induction is not finished. A SENCo must have passed it."
    return False, "Not needed: induction is finished, or was never asked of this person."


def section_128(facts: Facts) -> tuple[bool, str]:
    """Management posts of academies and independent schools."""
    if not facts.trust_or_independent:
        if facts.asks_section_128:
            return True, "The law does not ask it of this kind of school. The school asks it itself."
        return False, "Not needed: the direction is about academies, free schools and independent schools."
    if not facts.leads_team:
        return False, "Not needed: the post does not manage the school, a team or a budget."
    return True, "Needed because the SENCo leads a team in a trust school."


def overseas(facts: Facts) -> tuple[bool, str]:
    """Who lived or worked abroad."""
    if facts.lived_abroad is False:
        return False, "Not needed: has not lived or worked outside the UK."
    if facts.lived_abroad is None:
        return True, "Needed until we know whether the person lived or worked outside the UK."
    return True, "Needed because the person has lived or worked outside the UK."


def standing(facts: Facts) -> tuple[bool, str]:
    """Who qualified or may have taught abroad. EEA restrictions are no longer shared since 2021."""
    if facts.trained_abroad:
        return True, "Needed because the person qualified as a teacher in another country."
    if facts.lived_abroad:
        return True, "Needed if the person taught abroad: the regulator there says whether they may still teach."
    return False, "Not needed: did not qualify or teach in another country."


def childcare(facts: Facts) -> tuple[bool, str]:
    """Early and later years provision."""
    if facts.early_years:
        return True, "Needed because the post works with nursery or Reception, or manages that provision."
    return False, "Not needed: no early years or after-school care in this post."


def award(facts: Facts) -> tuple[bool, str]:
    """The SENCo qualification by the third anniversary."""
    if facts.has_award:
        return True, "Look at the certificate or the teacher record."
    if facts.mainstream:
        return True, "Has no award yet: write the plan to pass the NPQ by the third anniversary."
    return True, "The law does not ask it of this kind of school. The school asks it itself."


def compared(facts: Facts) -> tuple[bool, str]:
    """What the person told beside what the certificate shows."""
    if facts.recent_school_work:
        return False, "Not needed: no new DBS certificate to compare with."
    return True, "When the certificate is there: does it agree with what the person declared?"
