"""What every advert of a school says, in words that a school may use as they are. No Django.

Sources: Keeping children safe in education, Part 3 (the safeguarding commitment, checks and the online search in the
advert); Rehabilitation of Offenders Act 1974 (Exceptions) Order 1975 with its amendments of 2013 and 2020; Equality
Act 2010.
"""

from __future__ import annotations

SAFEGUARDING = (
    "We are committed to keeping children and young people safe and to promoting their welfare, and we expect "
    "everyone who works here to share that commitment. The person appointed works with children every day, in "
    "regulated activity. The appointment depends on checks, among them an enhanced DBS check with the children’s "
    "barred list, references, and proof of identity, qualifications and the right to work in the UK."
)

EXEMPTION = (
    "This post is exempt from the Rehabilitation of Offenders Act 1974. If you are shortlisted, we ask you about "
    "cautions and convictions, including spent ones. The Exceptions Order 1975, as amended in 2013 and 2020, protects "
    "some cautions and convictions: you do not have to tell us about those, and we must not take them into account. "
    "The Ministry of Justice explains which they are. It is an offence to apply for a post like this if you are "
    "barred from working with children."
)

EQUALITY = (
    "We want the people who work here to be as varied as the children we teach. We welcome every application and "
    "judge it on the job description and person specification alone. If you are disabled and need anything to be "
    "done differently at any stage, tell us, and we will make reasonable adjustments."
)

CHECKS = (
    "We ask for two references for each shortlisted candidate before the interview, one of them from the current or "
    "most recent employer. We may also look online for what is publicly available about shortlisted candidates. "
    "Anything we want to talk about because of it, we raise with you at the interview."
)

STANDARD = {
    "safeguarding_statement": SAFEGUARDING,
    "exemption_statement": EXEMPTION,
    "equality_statement": EQUALITY,
    "checks_statement": CHECKS,
}
