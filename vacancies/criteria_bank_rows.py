"""The bank's criteria: area, words, importance, ways to assess, and the terms in a duty that call for them. No Django.

Each asks for one thing, in words that the checks of wording leave alone. `*` is offered whatever the duties are.
Methods: a application, i interview, t task, p presentation, r references, c certificates.
"""

# ruff: noqa: E501 - one criterion, one line
from __future__ import annotations

E, D = "essential", "desirable"
QUALIFICATIONS, EXPERIENCE, KNOWLEDGE = "Qualifications", "Experience", "Knowledge"
LEADING, PEOPLE, PRACTICE = "Leading provision", "Working with people", "Own practice"

ROWS: tuple[tuple[str, str, str, str, str], ...] = (
    # Area, words, importance, methods, terms.
    (QUALIFICATIONS, "Qualified teacher status", E, "c", "*"),
    (QUALIFICATIONS, "The NPQ for SENCOs, NASENCO begun before September 2024, or ready to pass the NPQ within three years of becoming a SENCo", E, "ac", "*"),
    (QUALIFICATIONS, "A further qualification in an area of special educational needs", D, "c", r"specialist|dyslex|autis|assess"),
    (QUALIFICATIONS, "A qualification that lets the holder assess for access arrangements", D, "c", r"access arrangement|exam"),
    (QUALIFICATIONS, "Training in safeguarding at the level of a designated lead", D, "c", r"designated|safeguard|looked[- ]after|virtual school"),
    (QUALIFICATIONS, "Training in leading adults", D, "c", r"line manag|apprais|lead\w* (?:and manag|a team|the)"),
    (EXPERIENCE, "Has taught pupils with a wide range of needs well", E, "ai", "*"),
    (EXPERIENCE, "Has taught the age range of this school", E, "a", r"\bteach(?!ers?\b|ing assistant|ing staff)|\blessons?\b|whole[- ]class"),
    (EXPERIENCE, "Has used assessment to plan support for a pupil", E, "ai", r"assess|identif|data|track|progress"),
    (EXPERIENCE, "Has led an area of work across a school", D, "ai", r"strateg|whole[- ]school|across the school|policy"),
    (EXPERIENCE, "Has led or coached a team of adults", E, "ai", r"teaching assistant|\bTAs?\b|HLTA|support staff|line manag|lead\w* (?:and manag|the) "),
    (EXPERIENCE, "Has prepared an annual review that changed what a pupil was offered", D, "ai", r"annual review|EHC|education,? health"),
    (EXPERIENCE, "Has written a request for an education, health and care needs assessment", D, "ai", r"EHC|needs assessment|application|request"),
    (EXPERIENCE, "Has worked with outside agencies for a pupil", E, "ai", r"agenc|psycholog|therap|external|outside|health and social|professionals"),
    (EXPERIENCE, "Has run an intervention and shown what it achieved", D, "ai", r"intervention|programme|small[- ]group"),
    (EXPERIENCE, "Has trained colleagues", D, "air", r"train|INSET|professional development|CPD|coach"),
    (EXPERIENCE, "Has helped a pupil to move between schools or phases well", D, "ai", r"transition|transfer|move"),
    (EXPERIENCE, "Has managed a budget or bid for funding", D, "ai", r"budget|fund|financ|resourc"),
    (KNOWLEDGE, "Knows the SEND Code of Practice and what it asks of a school", E, "ai", "*"),
    (KNOWLEDGE, "Knows what the Equality Act asks of a school for disabled pupils", E, "ai", r"equality act|reasonable adjust|disab|inclusi|access"),
    (KNOWLEDGE, "Understands how autism shows itself in the classroom", D, "i", r"autis|\bASC\b|\bASD\b|neurodi"),
    (KNOWLEDGE, "Understands difficulties with reading, and what helps", D, "i", r"dyslex|reading|literacy"),
    (KNOWLEDGE, "Understands speech, language and communication needs", D, "i", r"speech|language|communication need|SLCN"),
    (KNOWLEDGE, "Understands social, emotional and mental health needs", E, "ai", r"SEMH|mental health|emotional|behavio|pastoral|exclu"),
    (KNOWLEDGE, "Understands sensory and physical needs", D, "i", r"sensory|physical|hearing|visual|medical"),
    (KNOWLEDGE, "Knows how to tell a special educational need from a gap in teaching", E, "it", r"identif|assess|diagnos|unmet"),
    (KNOWLEDGE, "Knows what good adaptive teaching looks like", E, "it", r"adapt|differentiat|quality[- ]first|teaching approach|teaching and learning|classroom"),
    (KNOWLEDGE, "Knows how access arrangements for examinations work", D, "i", r"access arrangement|exam"),
    (KNOWLEDGE, "Knows the process of an education, health and care plan from request to review", E, "it", r"EHC|education,? health|annual review"),
    (KNOWLEDGE, "Knows how SEN funding works", D, "i", r"fund|budget|financ|resourc"),
    (KNOWLEDGE, "Knows what the SEN information report must say", D, "i", r"information report|publish|policy|statutory|website"),
    (KNOWLEDGE, "Knows how a school keeps pupils’ records lawfully", D, "i", r"record|register|data protection|confiden"),
    (KNOWLEDGE, "Knows how looked-after children are supported in school", D, "i", r"looked[- ]after|virtual school|ePEP|designated teacher"),
    (LEADING, "Can set out a plan for SEND across a school", E, "ip", r"strateg|\bplans?\b|vision|\bpolicy"),
    (LEADING, "Can turn data about progress into a decision", E, "it", r"data|track|progress|analys|monitor"),
    (LEADING, "Can check the quality of support across a school", E, "i", r"monitor|evaluat|quality|effective"),
    (LEADING, "Can keep a SEND register that teachers use", E, "it", r"register|record|provision map"),
    (LEADING, "Can put teaching assistants where they make most difference", E, "it", r"deploy|teaching assistant|\bTAs?\b|support staff|HLTA"),
    (LEADING, "Can report to governors clearly", D, "ip", r"governor|governing|trustee|committee|report"),
    (LEADING, "Can write a clear request for a needs assessment", E, "t", r"EHC|request|application|assessment"),
    (LEADING, "Can run a meeting that ends with agreed actions", E, "it", r"meeting|annual review|chair"),
    (LEADING, "Can spend a limited budget on what works", D, "i", r"budget|fund|resourc|value"),
    (LEADING, "Can judge whether an intervention is worth going on with", E, "it", r"intervention|evaluat|impact|programme"),
    (LEADING, "Can make a timetable for support that holds when staff are away", D, "t", r"deploy|timetabl|day[- ]to[- ]day"),
    (PEOPLE, "Builds trust with parents and carers, also when talks are hard", E, "it", r"parent|carer|famil|communit"),
    (PEOPLE, "Helps colleagues to change what they do in class", E, "it", r"coach|advis|guid|model|support\w* (?:staff|teacher|colleague)|train"),
    (PEOPLE, "Hears what pupils think of their support", E, "i", r"pupil voice|\bviews\b|child[- ]cent|person[- ]cent|listen|aspiration"),
    (PEOPLE, "Works well with people from other services", E, "ir", r"agenc|psycholog|external|outside|liais|professionals|partner"),
    (PEOPLE, "Speaks up for a pupil in a meeting with senior colleagues", D, "i", r"champion|advoca|promot|inclusi"),
    (PEOPLE, "Explains a plan to a parent in plain words", E, "t", r"parent|carer|explain|inform|communicat"),
    (PEOPLE, "Leads teaching assistants so that they grow in their work", E, "ir", r"teaching assistant|\bTAs?\b|HLTA|line manag|apprais|support staff"),
    (PEOPLE, "Stays calm with a pupil in distress", E, "ir", r"behavio|SEMH|crisis|pastoral|emotional|exclu"),
    (PEOPLE, "Gives honest feedback to colleagues", D, "i", r"feedback|apprais|observ|performance"),
    (PRACTICE, "Acts on a safeguarding concern without delay", E, "i", "*"),
    (PRACTICE, "Keeps what families say in confidence", E, "ir", r"confiden|sensitive|record|parent|famil"),
    (PRACTICE, "Decides what comes first when much is urgent", E, "it", r"deadline|priorit|organis|day[- ]to[- ]day"),
    (PRACTICE, "Expects much of every pupil", E, "i", r"expect|achiev|ambitio|outcome|progress"),
    (PRACTICE, "Learns from research into special educational needs", D, "ai", r"research|up[- ]to[- ]date|initiativ|best practice|professional development"),
    (PRACTICE, "Uses technology that helps pupils to learn", D, "it", r"technolog|\bICT\b|software|digital"),
    (PRACTICE, "Owns up to a mistake and puts it right", D, "i", r"reflect|own performance|self[- ]evaluat|improve"),
)  # fmt: skip
