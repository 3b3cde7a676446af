"""What to do for each check, in plain words: for who records it, and for the person it is about. No Django here."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """A kind of evidence. `numbered`: its last four characters are kept; `runs_out`: it may have an end."""

    code: str
    label: str
    numbered: bool = False
    runs_out: bool = False


@dataclass(frozen=True)
class Guidance:
    """One check explained. `ask`: what the candidate is asked to bring or do; "" when nothing is theirs to do."""

    do: tuple[str, ...]
    kinds: tuple[Kind, ...]
    ask: str = ""
    copies: bool = True  # whether a copy may be kept here at all
    sends: bool = False  # whether the candidate may send a copy themselves


PASSPORT = Kind("passport", "Passport", numbered=True, runs_out=True)
BIRTH = Kind("birth", "Birth certificate")
RECORD = Kind("record", "Teacher record, read online")
LETTER = Kind("letter", "Letter")
OWN = Kind("declaration", "Their own declaration")
CERTIFICATE = Kind("certificate", "Certificate", numbered=True)

GUIDANCE: dict[str, Guidance] = {
    "ID": Guidance(
        do=(
            "Meet the person, with the originals in front of you. A copy or a photograph is not enough.",
            "See one document with a photograph and one with the address. A birth certificate is best for the name.",
            "If a name has changed, see what changed it: a marriage certificate or a deed poll.",
            "Compare the name and the date of birth with the form.",
        ),
        kinds=(
            PASSPORT,
            Kind("licence", "Driving licence with a photograph", numbered=True, runs_out=True),
            BIRTH,
            Kind("digital", "Certified digital identity check"),
        ),
        ask="Bring your passport or driving licence, your birth certificate if you have it, and a letter of the last "
        "three months with your address. If your name has changed, bring the proof of that too.",
    ),
    "RTW": Guidance(
        do=(
            "Ask everyone, British citizens too, in the same way.",
            "See the original, look the share code up online, or use a certified digital check.",
            "If the right ends on a day, enter that day. We remind you eight weeks before.",
        ),
        kinds=(
            PASSPORT,
            Kind("share_code", "Share code, looked up online", numbered=True, runs_out=True),
            BIRTH,
            Kind("digital", "Certified digital right to work check"),
        ),
        ask="Bring your British or Irish passport. Or give us a share code, which you can get on GOV.UK.",
    ),
    "DBS": Guidance(
        do=(
            "Ask for an enhanced check with the children’s barred list, for the child workforce.",
            "When the certificate has come to the person, see the original. A photograph is not enough.",
            "Enter the number, the day and whether anything needs a decision. Do not copy what it says.",
            "You need no copy. If you keep one, it is deleted here after six months at the latest.",
        ),
        kinds=(Kind("certificate", "Original certificate", numbered=True),),
        ask="Fill in the DBS form as soon as you get the link. When the certificate comes by post, bring it to us.",
    ),
    "BL": Guidance(
        do=(
            "Look the person up in the Department’s barred list service, by last name and date of birth.",
            "Do this apart from the DBS check only before a start without its result, or when no new DBS is made.",
        ),
        kinds=(Kind("screen", "Result of the barred list service"),),
    ),
    "US": Guidance(
        do=(
            "Have the person’s agreement, and see the original certificate.",
            "The certificate must be enhanced, with the children’s barred list, for the child workforce.",
            "If the service says that something has changed, ask for a new DBS check.",
        ),
        kinds=(Kind("online", "Result of the Update Service", numbered=True),),
        ask="Tell us that we may look up your certificate in the Update Service, and bring the certificate.",
        copies=False,
    ),
    "PROH": Guidance(
        do=(
            "Prove the identity first.",
            (
                "Read the teacher record in the Department’s service: prohibition, interim orders, sanctions and "
                "restrictions of the former General Teaching Council, failed induction."
            ),
        ),
        kinds=(RECORD,),
    ),
    "QTS": Guidance(
        do=(
            "Read the teacher record: qualified teacher status and induction.",
            "QTLS is not on the teacher record. Look in the register of the Society for Education and Training.",
            "If the person reached QTS in another way than by award, ask your adviser whether regulation 49 counts it.",
        ),
        kinds=(RECORD, CERTIFICATE, Kind("set", "Register of QTLS, read online")),
        ask="Send or bring the certificate that shows you are a qualified teacher.",
        sends=True,
    ),
    "ECT": Guidance(
        do=(
            "Ask where induction stands, and read the teacher record.",
            "Whoever has to serve induction and has not passed it cannot be the SENCo, unless they are the head.",
        ),
        kinds=(RECORD, LETTER),
        ask="Send the letter or e-mail that shows where your induction stands.",
        sends=True,
    ),
    "SENCO": Guidance(
        do=(
            "See the certificate of the NPQ for SENCOs or of the NASENCO, or read it on the teacher record.",
            "Without an award: write down when the person first became a SENCo, the provider and the start of the NPQ.",
            "The award must be there by the third anniversary of the first day as a SENCo, in any school.",
        ),
        kinds=(CERTIFICATE, RECORD, Kind("plan", "Written plan for the NPQ")),
        ask="Send or bring your NPQ or NASENCO certificate, or tell us your plan to take the NPQ.",
        sends=True,
    ),
    "S128": Guidance(
        do=(
            "Look in the Department’s list of section 128 directions. The teacher record does not show them.",
            "The law is about people who manage academies, free schools and independent schools.",
        ),
        kinds=(Kind("list", "The Department’s list"), Kind("dbs", "Stated on the DBS certificate")),
    ),
    "OS": Guidance(
        do=(
            "Write down each country and the time there. Your policy says how far back you look.",
            "Ask for a criminal record certificate from each country that gives one.",
            "If none can be had, say why in the notes and write down how you weighed it.",
        ),
        kinds=(
            Kind("abroad", "Criminal record certificate from abroad"),
            Kind("weighed", "Could not be had: weighed and written down"),
        ),
        ask="Get a criminal record certificate from each country you lived or worked in, and send or bring it. "
        "GOV.UK says how, country by country.",
        sends=True,
    ),
    "EEA": Guidance(
        do=(
            "Ask for a letter of professional standing from the body that regulates teachers there.",
            "Restrictions from the EEA have not been shared with England since 1 January 2021.",
        ),
        kinds=(Kind("standing", "Letter of professional standing"), Kind("none", "Never taught abroad: they told us")),
        ask="Ask the body that regulates teachers where you taught for a letter of professional standing.",
        sends=True,
    ),
    "MED": Guidance(
        do=(
            "Send the person the questionnaire of occupational health. Their answers do not come to you.",
            "Record one outcome: fit, or fit with adjustments. Medical details stay with occupational health.",
        ),
        kinds=(Kind("fit", "Fit"), Kind("adjusted", "Fit with adjustments")),
        ask="Fill in the questionnaire of occupational health. The school learns the outcome, not your answers.",
        copies=False,
    ),
    "CD": Guidance(
        do=(
            "Ask the person to sign your declaration on childcare disqualification.",
            "Ask only about them, not about the people they live with. That ended for schools in 2018.",
            "If they are disqualified they may ask Ofsted for a waiver. They must not do that work meanwhile.",
        ),
        kinds=(OWN,),
        ask="Sign the declaration on childcare disqualification that we give you.",
    ),
    "EMP": Guidance(
        do=(
            "Read the history beside the references: dates, posts and reasons for leaving.",
            "Every gap has been talked about at interview, and its note says what was said.",
        ),
        kinds=(Kind("references", "References beside the form"), Kind("employer", "Asked the employer")),
        copies=False,
    ),
    "SD": Guidance(
        do=(
            "The person answers here after they are shortlisted, and signs again on the day of the interview.",
            "Read it, talk about what they told you, and settle it on its own page.",
            "Record it on this page only if it was answered on paper.",
        ),
        kinds=(Kind("online", "Answered here"), Kind("paper", "Answered and signed on paper")),
        ask="Answer the self-declaration.",
        copies=False,
    ),
    "CMP": Guidance(
        do=(
            "Put the certificate beside what the person declared.",
            "A difference is not a lie by itself: a protected record need not be told. Ask, and write down the answer.",
            "Keep the decision, not what the certificate says.",
        ),
        kinds=(Kind("agrees", "They agree"), Kind("explained", "They differ, and it was explained")),
        copies=False,
    ),
    "ONL": Guidance(
        do=(
            "Somebody outside the panel searches, in the same way for everyone shortlisted.",
            "Only what matters for work with children is passed on. The person may answer it.",
            "Record it on this page only if it was done outside this service.",
        ),
        kinds=(Kind("log", "Recorded here"), Kind("paper", "Recorded on paper"), Kind("decided", "Decided against it")),
        copies=False,
    ),
}
