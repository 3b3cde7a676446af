"""Each check of wording: texts that it must find, and texts like them that it must leave alone.

A false alarm is a defect: nobody reads a list of warnings that are wrong.
"""

# ruff: noqa: E501 - one text, one line
from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from tests.vacancies.wording.samples import (
    AT,
    LONDON,
    clean,
    criterion,
    found,
    only_criteria,
    with_advert,
    with_criterion,
    with_duty,
    with_statement,
    without,
)
from vacancies.wording import CATALOGUE, DEFECT, GP, LAW, SG, Kind, Passage, Place, Subject, catalogue, examine

FIRES: list[tuple[str, Subject]] = []
QUIET: list[tuple[str, Subject]] = []


def fires(code: str, *subjects: Subject) -> None:
    """The check finds something in each of `subjects`."""
    FIRES.extend((code, subject) for subject in subjects)


def quiet(code: str, *subjects: Subject) -> None:
    """The check leaves each of `subjects` alone."""
    QUIET.extend((code, subject) for subject in subjects)


def criteria(*texts: str, **kwargs: object) -> list[Subject]:
    """The clean vacancy once for each text, as a further criterion."""
    return [with_criterion(text, **kwargs) for text in texts]


def adverts(*texts: str) -> list[Subject]:
    """The clean vacancy once for each text, in the advert."""
    return [with_advert(text) for text in texts]


fires(
    "L01",
    *criteria(
        "At least 5 years’ teaching experience",
        "A minimum of 2 to 3 years experience in a primary school",
        "Over ten years' experience of working with pupils with SEND",
        "5+ years experience as a class teacher",
        "Has taught for at least three years",
        "Three or more years of successful teaching",
        "At least two years in a SENCO role",
        "Min 3 yrs experience",
    ),
    *adverts("We want a teacher with five years of experience in the classroom."),
)
quiet(
    "L01",
    *criteria(
        "Experience of working in the early years",
        "Experience of teaching Years 7 to 9",
        "Ready to pass the NPQ for SENCOs within three years of appointment",
        "Experience of teaching 3 to 5 year olds",
        "Has led a three-year plan for improvement",
        "Experience of supporting pupils in the first two years of secondary school",
        "Experience of Key Stage 2 or Year 6",
        "Has kept up with practice over the last two years",
    ),
    *adverts(
        "Our school has over 40 years of experience in welcoming pupils with SEND.",
        "You lead a plan for the next three years and the practice that comes from it.",
        "You join nine teaching assistants, some of whom have more than ten years of experience.",
    ),
)

fires(
    "L02",
    *criteria("Energetic and enthusiastic", "A dynamic leader", "Highly experienced teacher", "A mature attitude to work"),
    *adverts(
        "We are looking for a young, dynamic teacher to join us.",
        "The job would suit a recent graduate.",
        "You will be a highly experienced practitioner.",
        "ECTs only.",
        "You are a digital native.",
        "A vibrant personality is a must.",
        "We need an energetic SENCo.",
        "You are young and enthusiastic.",
    ),
)  # fmt: skip
quiet(
    "L02",
    *criteria(
        "Experience of dynamic assessment",
        "Understands how young people with autism learn",
        "Has worked with young adults and young carers",
        "Inspires young, enthusiastic learners and young and ambitious people",
        "Helps pupils to mature and to make friends",
        "Knows the youth services of the area",
        "Uses energy well across a busy week",
    ),
    *adverts(
        "You will be supported by a highly experienced team of teaching assistants.",
        "We are a vibrant school community at the heart of the town.",
        "Ours is a dynamic and diverse school.",
        "We support young people and their families.",
        "You have a highly experienced and kind team around you.",
        "You work beside a dynamic and forward-thinking headteacher.",
    ),
)

fires(
    "L03",
    *criteria(
        "Ability and willingness to drive.",
        "Holds a full, clean driving licence",
        "Full UK driving licence",
        "Car owner",
        "Must be able to drive between our two sites",
        "Able to drive the school minibus",
        "Has a current driver’s licence and access to a car",
    ),
)
quiet(
    "L03",
    *criteria(
        "Ability to drive improvement in SEND provision",
        "Personal drive to complete tasks on time",
        "Makes decisions that are data-driven",
        "Has the drive to raise standards",
        "Able to drive forward change across the school",
        "Understands the key drivers of progress",
        "Manages software licences for assistive technology",
        "Able to travel between sites, with adjustments where they are needed",
    ),
)

fires(
    "L04",
    *adverts(
        "An ambitious, competitive and decisive leader: fearless, assertive and dominant in every meeting.",
        "Outspoken, self-reliant and courageous, a confident champion who will fight for results.",
    ),
)
quiet(
    "L04",
    *adverts(
        "You lead the team, analyse data, set objectives and challenge low expectations of individual pupils.",
        "Support for children is inclusive and independent learning is our objective. We trust each other.",
        "Keeps confidential records. Competence in using data. Sensitive personal information is kept safe.",
        "Kind, warm and patient with pupils whose social, emotional and mental health is fragile.",
        "Confident with data, and sensitive to what families say.",
    ),
)

fires(
    "L05",
    without("safeguarding", instead="We follow all statutory guidance on child protection."),
    without(
        "safeguarding", instead="We are committed to high standards. Safeguarding checks are made before you start."
    ),
    without("safeguarding"),
)
quiet(
    "L05",
    without("safeguarding", instead="Our trust is committed to safeguarding and promoting the welfare of "
                                    "children. An enhanced DBS check with barred list is made. You work with "
                                    "children in regulated activity."),
    without("safeguarding", instead="We have made a commitment to keep every child safe. Enhanced DBS check, "
                                    "barred list."),
)  # fmt: skip

fires(
    "L06",
    without("exemption"),
    without("exemption", instead="We ask about convictions once you are shortlisted."),
    without("exemption", instead="This post is exempt from the Rehabilitation of Offenders Act 1974."),
)
quiet(
    "L06",
    without("exemption", instead="The job is exempt from the Rehabilitation of Offenders Act 1974; the Exceptions "
                                 "Order of 1975 was amended in 2013 and 2020."),
)  # fmt: skip

fires("L07", without("safeguarding", instead="We are committed to safeguarding children. A DBS check is made."))
quiet(
    "L07",
    without("safeguarding", instead="We are committed to safeguarding. We make an enhanced Disclosure and Barring "
                                    "Service check with the children’s barred list."),
)  # fmt: skip

fires(
    "L08",
    clean(closes=None),
    clean(closes=None, closes_on=date(2027, 3, 22)),
    clean(closes=AT),
    clean(closes=datetime(2027, 3, 20, 9, tzinfo=LONDON)),
    clean(closes=datetime(2027, 3, 29, 9, tzinfo=LONDON)),
    clean(closes=datetime(2027, 3, 10, 9, tzinfo=LONDON)),
)
quiet("L08", clean(), clean(closes=datetime(2027, 3, 15, 9, tzinfo=LONDON)))

fires(
    "L09",
    clean(interview=None),
    clean(interview=date(2027, 3, 19), shortlist=None),
    clean(interview=date(2027, 4, 6)),
    clean(interview=date(2027, 5, 3)),
    clean(interview=date(2027, 3, 25)),
)
quiet("L09", clean(), clean(interview=None, interview_said=True), clean(interview=date(2027, 4, 28), shortlist=None))

fires(
    "L10",
    *criteria(
        "The National SENCo Award, or commitment to obtaining it within two years",
        "National Award for SEN Co-ordination, or willingness to complete it",
        "Hold or be working towards the National Award for Special Educational Needs Co-ordination",
        "NASENCO (or working towards)",
        "Will undertake the NASENCO qualification",
        "Holds the National SENCO Award",
        "NASENCO",
        "Hold the NPQ for SENCOs or be working towards NASENCO",
    ),
    with_duty("Complete the National Award for SEN Co-ordination in the first year"),
    *adverts("You gain, in your first year, the National Award for SEN Co-ordination."),
)
quiet(
    "L10",
    *criteria(
        "NASENCO, or ready to complete the NPQ for SENCOs within three years",
        "Holds NASENCO or the NPQ for SENCOs",
        "NASENCO begun before September 2024",
        "The NPQ for SENCOs, or commitment to obtaining it within three years",
        "Has helped pupils to gain a national award in sport",
        "Holds a national qualification in mentoring",
    ),
    *adverts("You hold NASENCO or the NPQ. To apply, complete the form and take a look at this page."),
)

fires(
    "L11",
    *criteria(
        "Ready to complete the NPQ for SENCOs within two years of appointment",
        "NPQ for SENCOs, or will complete it within 18 months",
        "NPQ for SENCOs within 5 years",
    ),
    clean(criteria=(criterion("Qualified teacher status"),), passages=()),
)
quiet(
    "L11",
    *criteria(
        "Ready to complete the NPQ for SENCOs within three years",
        "NPQ for SENCOs, or will complete it within 3 years of first becoming a SENCo",
        "NPQ for SENCOs within 36 months",
        "Reviews each plan within two months",
    ),
    clean(criteria=(criterion("Qualified teacher status"),), passages=(), school_type=None),
    clean(criteria=(criterion("Qualified teacher status"),), passages=(), school_type="pru"),
)

fires(
    "L12",
    only_criteria("Knows the SEND Code of Practice", "Has led a team"),
    only_criteria("A relevant teaching qualification", school_type=None),
    clean(criteria=(criterion("Qualified teacher status", importance="desirable"), criterion("Has led a team"))),
)
quiet(
    "L12",
    only_criteria("Qualified teacher status"),
    only_criteria("QTS and a degree"),
    only_criteria("Fully qualified school teacher"),
    clean(criteria=(criterion("Qualified teacher status", importance=""),)),
    clean(criteria=()),
    only_criteria("Knows the SEND Code of Practice", school_type=None),
    only_criteria("Knows the SEND Code of Practice", school_type="special"),
    only_criteria("A teaching qualification", school_type="independent"),
    only_criteria("Has led a team", title=Passage(Place(Kind.TITLE, "title", ""), "Assistant SENCo")),
)

fires(
    "L13",
    with_statement("Next review date: March 2026"),
    with_statement("Next review date: in line with the appraisal cycle"),
    with_statement("Next review: 28/02/2027"),
    clean(next_review=Passage(Place(Kind.ADVERT, "next_review", ""), "January 2025")),
    clean(next_review=Passage(Place(Kind.ADVERT, "next_review", ""), "To be decided")),
)
quiet(
    "L13",
    with_statement("Next review date: March 2027"),
    with_statement("Last review date: January 2026"),
    with_statement("Next review date: 1 September 2028"),
    with_statement("Next review date:"),
    with_statement("This job description is reviewed once a year. Next review: annually"),
    clean(next_review=Passage(Place(Kind.ADVERT, "next_review", ""), "July 2028")),
)

fires(
    "L14",
    clean(contact_ways=("", "")),
    clean(contact_name=""),
    clean(contact_name=None, contact_ways=("office@alderbrook.example.org",)),
    clean(contact_name=None, contact_ways=None, whole=True),
)
quiet(
    "L14",
    clean(),
    clean(contact_name=None, contact_ways=None),
    clean(contact_name=None, contact_ways=("m.duxbury@alderbrook.example.org",)),
    replace(with_advert("Ring Marian Duxbury on 01632 960143."), contact_name=None, contact_ways=None, whole=True),
)

fires(
    "L15",
    *adverts(
        "Please send your CV to the office.",
        "To apply, e-mail a CV and covering letter to the head.",
        "CVs are accepted.",
        "Apply by CV.",
        "A CV and covering letter are to be sent to the head.",
        "Submit your curriculum vitae by Friday.",
    ),
)
quiet(
    "L15",
    *adverts(
        "CVs will not be accepted.",
        "CV’s will not be accepted.",
        "Please do not send a CV.",
        "We cannot take a CV instead of the form.",
        "You may send a CV with your completed application form.",
        "Fill in the application form; a CV alone is not enough.",
        "Teach pupils to write a CV for work experience.",
    ),
)

fires(
    "L16",
    *criteria(
        "In good health",
        "Good health and attendance record",
        "Physically fit",
        "Good attendance record",
        "Excellent record of attendance and punctuality",
        "Low sickness absence",
        "Fit and healthy",
        "Good physical health",
        "Physical stamina to work with active children",
        "In good physical and mental health",
    ),
    *adverts("References ask about your sickness absence.", "You must be medically fit to work."),
)
quiet(
    "L16",
    *criteria(
        "Understands social, emotional and mental health needs",
        "Knows health and safety law",
        "Works well with health and social care professionals",
        "Has improved the attendance of pupils with SEND",
        "Knows education, health and care plans",
        "Experience of pupils with physical disabilities",
        "Promotes good mental health among pupils",
        "Makes sure that policies are fit for purpose",
        "Manages sickness absence in a team",
        "Has raised good attendance of pupils in a school",
        "Good health and safety awareness",
        "Trained in physical intervention",
    ),
    *adverts("A fitness to work declaration is asked for following "
             "appointment.", "We promote good health and wellbeing."),
)  # fmt: skip

fires("L17", *criteria("Keeps clear records", methods=()))
quiet("L17", *criteria("Keeps clear records", methods=("task",)))
fires("L18", *criteria("Keeps clear records", importance=""))
quiet("L18", *criteria("Keeps clear records", importance="desirable"))

fires(
    "L19",
    *criteria(
        "The national SENCO qualification and significant managerial experience",
        "Runs annual reviews and writes clear requests for assessment",
        "Can lead annual reviews and ask for a needs assessment",
        "Experience of leading a team and knowledge of SEND law",
        "Teaching and/or leading",
        "Keeps records; meets deadlines",
        "Qualified teacher status and the NPQ for SENCOs",
        "Understands data and is able to lead training",
        "Can write reports and deliver training to staff",
        "Strong organisation, including the ability to meet deadlines, managing time and keeping records",
        "Knows the law of special educational needs, the funding of provision, the work of the local authority, "
        "the rights of parents, the role of governors and all the agencies that help families",
    ),
)
quiet(
    "L19",
    *criteria(
        "Knowledge and understanding of the SEND Code of Practice",
        "Works with parents and carers",
        "Able to plan and evaluate interventions",
        "Skills and experience in coaching",
        "Experience of leading and developing a team",
        "Can use data to plan and review support for pupils",
        "Builds trust with families, also when talks are hard",
        "Experience of assessing pupils’ knowledge and skills",
        "Understands speech, language and communication needs",
        "Experience of a range of needs, including autism and dyslexia",
        "Commitment to equality and diversity",
        "Communicates well, both in speech and in writing",
        "Resilient and able to work under pressure",
        "The ability to make decisions and take responsibility for them",
        "Ability to build and maintain good relationships with staff, pupils and parents",
        "Qualified teacher status;",
    ),
)

fires(
    "L20",
    clean(criteria=tuple(criterion(f"Demand of the job, number {n}", number=str(n)) for n in range(1, 22))),
    clean(
        criteria=tuple(criterion(f"Demand of the job, number {n}", "desirable", number=str(n)) for n in range(1, 32))
    ),
)
quiet(
    "L20",
    clean(),
    clean(criteria=tuple(criterion(f"Demand of the job, number {n}", number=str(n)) for n in range(1, 21))),
    clean(
        criteria=tuple(criterion(f"Demand, number {n}", methods=("interview",), number=str(n)) for n in range(1, 31))
    ),
)

fires(
    "L21",
    *criteria(
        "Calm under pressure", "Resilient", "Shows tact", "A team player", "Communicates well orally",
        "Has presence in a room", methods=("application",),
    ),
)  # fmt: skip
quiet(
    "L21",
    *criteria("Calm under pressure", "A team player"),
    *criteria(
        "Has run a programme that makes pupils more able to calm themselves at school by routine",
        "Writes clearly for parents",
        "Knows how to meet speech and language needs",
        methods=("application",),
    )[1:],
)

fires(
    "L22",
    *criteria("Qualified teacher status", "Degree in education", "Holds a certificate in dyslexia "
                                                                 "teaching", "NPQ for SENCOs within three years", methods=("interview",)),
)  # fmt: skip
quiet(
    "L22",
    *criteria("Works with a high degree of "
              "independence", "Understands which qualifications pupils "
                              "can take", "Builds trust", methods=("interview",)),
    *criteria("Qualified teacher status", methods=("certificates",)),
    *criteria("Qualified teacher status", methods=("application", "interview")),
)  # fmt: skip

fires(
    "L23",
    *criteria(
        "Willing to undergo an enhanced DBS check",
        "Willingness to consent to and apply for an enhanced disclosure check",
        "Willingness to comply with all school policies",
        "Right to work in the UK",
        "Enhanced DBS clearance",
        "Suitable to work with children",
    ),
)
quiet(
    "L23",
    *criteria(
        "Knowledge of how schools comply with the Equality Act",
        "Experience of making sure that staff comply with school policies",
        "Understands safeguarding and its policies",
        "Has written a policy that teachers use",
        "Able to work with children of all ages",
    ),
)

fires("L24", *criteria("Degree in relevant subject", "A good degree in a relevant subject", "Relevant degree"))
quiet(
    "L24",
    *criteria("Degree in a relevant subject", importance="desirable"),
    *criteria("Honours degree", "Works with a degree of independence", "Relevant training in the last two years"),
)


def paid(text: str) -> Subject:
    """The clean vacancy with other words about pay."""
    return clean(pay=Passage(Place(Kind.PAY, "pay_text", "Pay"), text))


fires(
    "L25",
    paid("Upper Pay Scale"),
    paid("UPS"),
    paid("M6 to U3, £48,000"),
    paid("MPS 6 – UPS 3"),
    clean(lowest_point="U1"),
)
quiet(
    "L25", paid("MPS/UPS"), paid("Main Scale / UPS plus TLR"), paid("M1 to U3"), paid("Teachers’ main and upper pay range"),
    clean(lowest_point="M1"), paid("L5 to L9, £60,000"),
)  # fmt: skip

fires(
    "L26",
    *criteria("Native English speaker", "English mother tongue", "British nationals only", "English as your first language"),
    *adverts("Applicants must be British.", "Only UK nationals need apply."),
)  # fmt: skip
quiet(
    "L26",
    *criteria(
        "Experience of pupils whose first language is not English",
        "Understands English as an additional language",
        "Speaks and writes clear English",
        "Promotes fundamental British values",
        "Knows British Sign Language",
        "Supports children with English as a second language",
    ),
    *adverts("You must have the right to work in the UK.", "Native plants grow in our sensory garden."),
)

fires(
    "L27",
    with_duty("Any duty that is given to him/her by the headteacher"),
    *adverts("He/she will lead the team.", "The chairman of governors will meet you.", "S/he reports to the head."),
)
quiet(
    "L27",
    *adverts(
        "They will lead the team.",
        "The chair of governors will meet you.",
        "Her Majesty’s Inspectorate came.",
        "She reads.",
    ),
)

fires(
    "L28",
    *criteria(
        "Is a practising Catholic", "A committed Christian", "Member of a local church", "Regular church attender"
    ),
    *adverts("Applicants must be Catholic.", "Christians preferred."),
)
quiet(
    "L28",
    *criteria(
        "Respects the Christian character of the school",
        "Is committed to Catholic education",
        "Works with families of every faith and none",
        "Confirmed experience as a SENCo",
    ),
    replace(with_criterion("Is a practising Catholic"), faith=True),
    replace(with_criterion("Is a practising Catholic"), faith=None),
)

fires(
    "L29",
    paid("£35,000 to £54,000 + TLR 1.2"),
    paid("£35,000 to £54,000 and a SEN allowance"),
    clean(pay=Passage(Place(Kind.PAY, "pay", "Pay"), "MPS/UPS"), whole=True),
    clean(pay=Passage(Place(Kind.PAY, "pay", "Pay"), ""), whole=True),
)
quiet("L29", clean(), clean(pay=None), paid("MPS/UPS"), paid(""))

fires(
    "L30",
    clean(fixed_term=True, term_ends=True),
    clean(fixed_term=True, term_reason=True),
    replace(with_advert("Contract: fixed term"), fixed_term=None),
    replace(with_advert("This is a temporary post until 31 August 2028."), fixed_term=None),
)
quiet(
    "L30",
    clean(),
    clean(fixed_term=True, term_ends=True, term_reason=True),
    replace(with_advert("Contract: permanent"), fixed_term=None),
    replace(with_advert("Fixed term until 31.03.2028, maternity cover"), fixed_term=None),
)

fires(
    "L31",
    *criteria(
        "Knows Statements of SEN", "Has taught NQTs", "Understands School Action Plus", "Knows the SEN Code of Practice"
    ),
    with_statement("We make a CRB check and look at List 99."),
    with_statement("Sensitive matters, and sensitive personal data, under the Data Protection Act 1998."),
    with_statement("Registered with the NCTL."),
    with_statement("We hold the Two Ticks symbol."),
    with_duty("Work to the Teachers’ Standards Framework"),
)
quiet(
    "L31",
    *criteria(
        "Writes a school action plan", "Knows the SEND Code of Practice", "Mentors early career teachers",
        "Makes a statement in court", "Knows the whole school action plan for SEND", "Manages an ISA for savings",
    ),
    with_statement("Data is kept under the Data Protection Act 2018. Sensitive data is special category data."),
)  # fmt: skip

fires(
    "L32",
    only_criteria("Knows the SEND Code of Practice", "Knows the SEND Code of Practice."),
    only_criteria(
        "Collects and reads specialist assessment data on SEN to inform practice",
        "Collects and reads specialist assessment data to inform practice",
    ),
    with_duty("Coach teachers in adapting their teaching"),
)
quiet(
    "L32",
    only_criteria("Experience of teaching in Key Stage 1", "Experience of teaching in Key Stage 2"),
    only_criteria(
        "Understands how to teach pupils with autism well", "Understands how to teach pupils with dyslexia well"
    ),
    only_criteria("Works with parents and carers", "Works with governors and trustees"),
    only_criteria("Leads a team", "Leads a meeting"),
)


def numbered(*numbers: str) -> Subject:
    """Criteria with these numbers under one heading."""
    return clean(
        criteria=tuple(criterion(f"Demand {n} of the job {'x' * n}", number=each) for n, each in enumerate(numbers))
    )


fires("L33", numbered("2.1", "2.2", "2.2"), numbered("2.7", "2.11"), numbered("1", "2", "4"))
quiet(
    "L33", numbered("1.1", "1.2", "2.1", "2.2"), numbered("1", "2", "3"), numbered("", "", ""), numbered("a", "b"),
    clean(criteria=(criterion("Has led", number="1", section="A"), criterion("Has taught", number="1", section="B"))),
)  # fmt: skip

fires(
    "L34",
    *adverts(
        "Visits are welcome on [insert dates].", "Add any other notes of relevance to this document.", "Ring XXXX.",
        "Dear {{ name }}", "Lorem ipsum dolor", "Full time/part time (delete as "
                                                "appropriate)", "Contact: [name of head]",
        "Closing date: dd/mm/yyyy",
    ),
)  # fmt: skip
quiet(
    "L34",
    *adverts(
        "Visits are welcome [by appointment].", "You add any other notes that a teacher needs.", "Ring the office.",
        "See our website (and insert from the handbook).", "Room XX is free.", "Names are given in [square] brackets.",
    ),
)  # fmt: skip

fires(
    "L35",
    without("equality"),
    without("equality", instead="We welcome all applications."),
    without("equality", instead="We make reasonable adjustments."),
)
quiet(
    "L35",
    without(
        "equality",
        instead="We welcome applications from everybody. Tell us what would make the interview work for you.",
    ),
)
quiet("L35", clean(), without("equality", instead="We are an equal opportunities employer and make adjustments."))

fires(
    "L36",
    without("checks"),
    without("checks", instead="We ask for references before the interview."),
    without("checks", instead="We may look online for what is public. We ask for references."),
)
quiet("L36", clean(), without("checks", instead="We search online, and take up references before interview."))

fires("L37", clean(duties=(Passage(Place(Kind.DUTY, "duty-1", ""), "Keep the SEND register"),)))
quiet(
    "L37",
    clean(),
    clean(duties=()),
    clean(duties=(Passage(Place(Kind.DUTY, "duty-1", ""), "Keep the SEND register"),), school_type=None),
    clean(duties=(Passage(Place(Kind.DUTY, "duty-1", ""), "Keep the SEND register"),), school_type="special"),
)

fires("L38", *criteria("Proven experience as a SENCO", "Experienced SENCo", "Previous SENCo experience"))
quiet(
    "L38",
    *criteria("Proven experience as a SENCO", importance="desirable"),
    *criteria(
        "Experience as a SENCo or of leading part of a school’s work", "Experience of working with the SENCo",
        "Experience as an assistant SENCo", "Knows what a SENCo does",
    ),
)  # fmt: skip

fires(
    "L39",
    *criteria("Supplimentary training", "Understands what some pupil's face", "Models best practise", "Knows the the law"),
    *adverts("The job is described in the pack (and in the "
             "advert.", "We recognize good behavior.", "See the personal specification."),
    with_advert("Job title: Assistant SENCo"),
)  # fmt: skip
quiet(
    "L39",
    *criteria(
        "Practises what they preach", "Helps pupils to practise their reading", "Knows that that pupil matters",
        "Supports each pupil’s learning", "Dysregulation, ELSA, Makaton and "
                                          "interoception", "Licence to practise as a therapist",
        "Understands all pupils’ needs", "A child’s programme", "Enrols pupils",
    ),
    *adverts("See the person specification.", "The Center for Autism is in Ohio.", "a) read; b) write", "Use (brackets) well."),
    with_advert("Job title: SENCo"),
)  # fmt: skip

fires(
    "L40",
    *adverts(
        "Closing date: Thursday 14 May 2027",
        "Interviews are in the week commencing 5 May 2027",
        "Visit us on Mon 16/03/2027.",
    ),
)
quiet(
    "L40",
    *adverts(
        "Closing date: Friday 14 May 2027", "Interviews are in the week commencing 3 "
                                            "May 2027", "Visit us on Tue 16/03/2027.",
        "We meet on Monday 31 February 2027.", "Version 1.2.2027", "Friday is sports day.",
    ),
)  # fmt: skip

fires("L41", clean(visits=(date(2027, 3, 23),)), *adverts("Visits are on 25 March 2027."))
quiet(
    "L41",
    clean(),
    clean(visits=(date(2027, 3, 22),)),
    *adverts(
        "Visits are on 15 March 2027.",
        "We open again on 12 April 2027.",
        "Visit us. Applications close on 30 March 2027.",
    ),
)

fires(
    "L42",
    replace(with_advert("Write no more than two sides of A4."), criteria=tuple(criterion(f"Demand number {n}", number=str(n)) for n in range(1, 21))),
    *adverts("Your statement has a maximum of 300 words."),
)  # fmt: skip
quiet(
    "L42",
    *adverts(
        "Write no more than two sides of A4.",
        "Your statement has a maximum of 1,500 words.",
        "The report is up to 300 words."[:20],
    ),
)


@pytest.mark.parametrize(("code", "subject"), FIRES, ids=[f"{code}-{n}" for n, (code, _) in enumerate(FIRES)])
def test_it_fires(code: str, subject: Subject):
    assert {each.code for each in found(subject, code)} == {code}


@pytest.mark.parametrize(("code", "subject"), QUIET, ids=[f"{code}-{n}" for n, (code, _) in enumerate(QUIET)])
def test_it_keeps_silent(code: str, subject: Subject):
    assert found(subject, code) == []


def test_there_are_forty_two_each_tried_both_ways():
    codes = [f"L{number:02}" for number in range(1, 43)]
    assert [row.code for row in catalogue()] == codes
    assert sorted({code for code, _ in FIRES}) == codes
    assert sorted({code for code, _ in QUIET}) == codes


def test_a_clean_vacancy_gives_nothing():
    assert examine(clean(), AT) == []


def test_every_remark_is_one_of_its_check():
    for code, subject in FIRES:
        for each in found(subject, code):
            assert each.force in CATALOGUE[code].forces
            assert each.title
            assert each.message.endswith((".", "?"))
            assert 0 <= each.start <= each.end <= len(each.text)


def test_every_force_is_used():
    used = {(code, each.force) for code, subject in FIRES for each in found(subject, code)}
    used |= {("L29", DEFECT), ("L10", DEFECT)}  # tested with their own texts
    assert used == {(row.code, force) for row in catalogue() for force in row.forces}


@pytest.mark.parametrize(
    ("force", "codes"),
    [
        (LAW, {"L10", "L12", "L16", "L26", "L28"}),
        (SG, {"L05", "L06", "L15", "L36"}),
        (DEFECT, {"L08", "L09", "L14", "L17", "L18", "L29", "L30", "L34"}),
    ],
)
def test_what_stops_and_what_asks_for_a_reason(force: str, codes: set[str]):
    assert {row.code for row in catalogue() if row.forces[0] == force} == codes


def test_all_others_are_advice():
    assert {row.forces for row in catalogue() if row.forces[0] == GP} == {(GP,)}


def test_an_award_already_held_is_advice_and_one_to_obtain_is_law():
    forces = {
        "You hold NASENCO. To apply, complete the form.": GP,
        "Holds the National SENCO Award": GP,
        "NASENCO (or working towards)": LAW,
        "The National SENCo Award, or commitment to obtaining it": LAW,
        "Hold the NPQ for SENCOs or be working towards NASENCO": GP,
    }
    assert {text: found(with_criterion(text), "L10")[0].force for text in forces} == forces


def test_where_the_law_names_no_senco_an_award_that_has_ended_is_a_plain_error():
    subject = replace(with_criterion("Will obtain the National SENCO Award"), school_type="pru")
    assert [each.force for each in found(subject, "L10")] == [DEFECT]
    assert [each.force for each in found(replace(subject, school_type=None), "L10")] == [LAW]
