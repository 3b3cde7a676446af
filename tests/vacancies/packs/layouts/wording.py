"""The words of packs of our own making, for posts from lunchtime helper to special needs lead."""

from __future__ import annotations

from random import Random

from vacancies.packs.pack import Method

SECTIONS: dict[str, tuple[str, ...]] = {
    "Qualifications": (
        "Qualified Teacher Status",
        "A good honours degree or something equal to it",
        "GCSE grade C/4 or above in English and mathematics (or equivalent)",
        "Holds, or will finish within three years, the national award for special needs leaders",
        "NVQ Level 2 for teaching assistants",
        "First aid certificate",
        "A further certificate in supporting autistic pupils",
        "Evidence of recent training, including reading recovery and signing",
        "HLTA status",
        "Food hygiene training (Level 2)",
    ),
    "Experience": (
        "Three years or more in a classroom where many pupils need extra help",
        "Has run review meetings with families and outside services",
        "Experience of managing a budget",
        "Experience of working with children aged 4 - 11",
        "Successful teaching in Key Stage 3 and Key Stage 4",
        "Has prepared evidence for an appeal, tribunal or panel",
        "Work with pupils whose first language is not English; at least one year of it",
        "Leading a team of support staff",
        "Experience in a school, nursery or play setting",
        "Caring for a child with a physical disability (paid or unpaid)",
    ),
    "Knowledge and understanding": (
        "The code of practice and what it asks of schools",
        "Knowledge of how children learn to read",
        "A clear understanding of safeguarding procedures",
        "Up-to-date knowledge of assistive technology, e.g. screen readers",
        "Understanding of the graduated approach (assess, plan, do, review)",
        "How to keep records that stand up to inspection",
        "Health and safety rules for kitchens and playgrounds",
        "Knows what an education, health and care plan must contain",
    ),
    "Skills and abilities": (
        "Writes plans that class teachers can use the same day",
        "Explains difficult news kindly and clearly, in speech and in writing",
        "Able to work to deadlines without close supervision",
        "Good ICT skills, including spreadsheets",
        "Can read data and say what it means for a child",
        "Ability to stay calm when a pupil is in distress, and to help others do so too",
        "Presentation skills",
        "Ability to work as part of a team",
        "Numeracy and literacy",
        "Clean driving licence",
    ),
    "Personal qualities": (
        "Patience",
        "A sense of humour",
        "Flexible and willing to take on other tasks when the school needs it",
        "Commitment to equality",
        "Honest, kind and discreet",
        "Excellent attendance record",
        "Enjoys the company of young people",
        "Willing to undertake training outside school hours",
    ),
    "Safeguarding": (
        "Committed to the safety and welfare of every child",
        "Keeps professional boundaries with children and adults",
        "Knows when a worry about a child must be passed on, and to whom",
    ),
    "Other requirements": (
        "Able to travel between the two sites during the day",
        "Will attend some evening meetings",
        "Willing to be trained in moving and handling",
    ),
}
SECTION_NAMES: dict[str, tuple[str, ...]] = {
    "Qualifications": (
        "Qualifications", "Qualifications and training", "Education & Qualifications", "QUALIFICATIONS",
        "Training and Qualifications", "Education/Training", "Professional qualifications", "Attainments",
    ),
    "Experience": ("Experience", "Relevant experience", "EXPERIENCE", "Work experience", "Previous experience",
                   "Teaching experience", "Professional Experience", "Background and experience"),
    "Knowledge and understanding": (
        "Knowledge and understanding", "Knowledge", "Specialist knowledge", "KNOWLEDGE", "Professional knowledge",
        "Subject knowledge and understanding", "What you will know",
    ),
    "Skills and abilities": (
        "Skills and abilities", "Skills", "Abilities, skills and aptitudes", "Practical Skills", "Aptitudes",
        "Communication and teamwork", "Job-related skills", "Competencies",
    ),
    "Personal qualities": (
        "Personal qualities", "Personal attributes", "Disposition", "PERSONAL QUALITIES", "Personal Characteristics",
        "Values and behaviours", "Attitude", "Qualities",
    ),
    "Safeguarding": ("Safeguarding", "Commitment to safeguarding", "Safeguarding children",
                     "Safeguarding and promoting welfare"),
    "Other requirements": ("Other requirements", "Other", "Special requirements", "Additional requirements",
                           "Circumstances", "Equal opportunities"),
}  # fmt: skip

DUTIES: dict[str, tuple[str, ...]] = {
    "Leading provision": (
        "Keep the map of extra help up to date and share it each half term",
        "Decide with the head how support staff are deployed",
        "Report to governors on what the extra help achieves.",
        "To lead the yearly plan for special needs, and to see that it is carried out",
    ),
    "Working with families": (
        "Meet parents within ten days of a concern being raised",
        "Prepare the papers for every annual review; send them out two weeks before",
        "Tell families about local groups and services",
    ),
    "Teaching and learning": (
        "Teach a timetable agreed each summer. This may include intervention groups.",
        "Support pupils in lessons so that they can take part and make progress",
        "Mark work in line with the school's policy",
        "Prepare resources, displays and equipment",
    ),
    "Support for pupils": (
        "Help pupils at lunchtime, in the dining hall and on the playground",
        "Encourage pupils to play together and to include others",
        "Attend to personal needs such as toileting and first aid",
        "Supervise pupils on trips and visits",
    ),
    "Managing staff": (
        "Line manage three assistants, including their yearly appraisal",
        "Arrange cover when a member of the team is absent",
        "Induct new staff",
    ),
    "Records and reports": (
        "Write reports for panels and meetings",
        "Maintain accurate records, and keep them safe",
        "Enter test results on the school's system by the dates set",
    ),
    "General": (
        "Follow the school's policies on health and safety and confidentiality",
        "Take part in training and staff meetings",
        "Carry out any other reasonable duties that the head asks for",
    ),
}
DUTY_HEADS: dict[str, tuple[str, ...]] = {
    "Leading provision": ("Leading provision", "Strategic leadership", "Leadership and management",
                          "Strategic direction and development of SEN provision"),
    "Working with families": ("Working with families", "Parents and carers", "Liaison with parents",
                              "Partnership with parents and other agencies"),
    "Teaching and learning": ("Teaching and learning", "Teaching", "Supporting learning", "Curriculum"),
    "Support for pupils": ("Support for pupils", "Pupil support", "Care of pupils", "Support for the pupil"),
    "Managing staff": ("Managing staff", "Leading and managing people", "Staff"),
    "Records and reports": ("Records and reports", "Administration", "Monitoring and reporting"),
    "General": ("General", "Other duties", "General responsibilities", "Whole school", "Support for the school"),
}  # fmt: skip

METHOD_WORDS: dict[Method, tuple[str, ...]] = {
    "application": ("Application form", "Application", "Application Form", "Letter of application", "App form"),
    "interview": ("Interview", "interview", "Interviews", "Panel interview"),
    "task": ("Task", "Written task", "Selection exercise", "Test", "Practical task"),
    "presentation": ("Presentation", "presentation"),
    "references": ("References", "Reference", "references"),
    "certificates": ("Certificates", "Certificate", "Sight of certificates"),
    "observation": ("Lesson observation", "Observation", "Observed lesson"),
}
ONE_LETTER: dict[Method, str] = {
    "application": "A", "interview": "I", "task": "T", "presentation": "P", "references": "R", "certificates": "C",
    "observation": "O",
}  # fmt: skip
TWO_LETTERS: dict[Method, str] = {
    "application": "AF", "interview": "IN", "task": "TA", "presentation": "PR", "references": "RF",
    "certificates": "CE", "observation": "LO",
}  # fmt: skip

TEXT_HEADS = (
    "Criteria", "Requirement", "Requirements", "Attributes", "Criterion", "Selection criteria", "Description", "",
    "Competency", "Person specification", "Job requirements", "Standard", "What we are looking for", "Factor",
    "Knowledge, skills and experience", "Attribute", "Category / criteria", "The successful candidate will have",
)  # fmt: skip
CATEGORY_HEADS = ("", "Category", "Area", "Attribute", "Factor", "Aspect", "Heading", "Section", "Criteria", "Theme")
NUMBER_HEADS = ("No.", "No", "Ref", "#", "", "Number", "Ref.", "Item")
PAIR_HEADS = (
    ("Essential", "Desirable"), ("E", "D"), ("Ess", "Des"), ("Ess.", "Des."), ("ESSENTIAL", "DESIRABLE"),
    ("Essential (E)", "Desirable (D)"), ("Essential criteria", "Desirable criteria"), ("Must have", "Nice to have"),
    ("Essential Requirements", "Desirable Requirements"), ("Required", "Preferred"), ("Essential ✓", "Desirable ✓"),
)  # fmt: skip
ONE_HEADS = ("E/D", "E or D", "Essential/Desirable", "Essential or Desirable", "Importance", "Rank", "Status",
             "Essential (E) or Desirable (D)", "E&D", "Level", "Priority", "Weighting", "Ess/Des")  # fmt: skip
METHOD_HEADS = (
    "Assessed by", "How assessed", "Where identified", "Evidenced by", "Source", "Measured by", "Evidence",
    "Method of assessment", "How identified", "Assessment", "Assessment method", "How will this be measured?",
    "How tested", "To be assessed by", "Means of assessment", "Identified through", "Assessment criteria",
    "How will we check this?", "Tested by", "Stage",
)  # fmt: skip
MARKS = ("✓", "✔", "√", "☑", "X", "x", "Yes", "*", "•", "●", "Y", "\uf0fc", "✗", "✅", "X ")
SPECIFICATION_HEADS = (
    "Person specification", "PERSON SPECIFICATION", "Person Specification: {title}", "Person Spec",
    "Candidate specification", "Personnel Specification", "{title} - Person Specification",
    "Appendix 2: Person specification", "Person Profile", "Employee specification",
)  # fmt: skip
JOB_HEADS = (
    "Job description", "JOB DESCRIPTION", "Job Description: {title}", "{title} Job Description", "Job Profile",
    "Role description", "Job Description and Person Specification", "Appendix 1: Job description",
)  # fmt: skip
TITLES = ("SENCO", "Special needs lead teacher", "Teaching assistant (SEN)", "Midday supervisor",
          "Higher level teaching assistant", "Learning mentor", "Assistant head and SENCO",
          "Class teacher, Year 4", "Office administrator", "Inclusion manager", "Teacher of Mathematics",
          "SEN Teaching Assistant - Level 3", "Cover supervisor", "Lunchtime assistant", "Family support worker",
          "Speech and language assistant", "Deputy SENDCo")  # fmt: skip


def some(random: Random, bank: tuple[str, ...], least: int, most: int) -> list[str]:
    """Between `least` and `most` of a bank, in its order."""
    count = min(len(bank), random.randint(least, most))
    return [bank[i] for i in sorted(random.sample(range(len(bank)), count))]
