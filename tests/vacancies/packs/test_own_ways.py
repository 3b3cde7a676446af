"""Specifications set out in ways of the school's own, as they are met in copies of pages."""

from __future__ import annotations

import pytest

from tests.vacancies.packs.checks import criteria, duties
from vacancies.packs import read_text

SPACED = """
Person Specification

                              Essential                                Desirable                  How assessed

Qualifications and            Qualified teacher status                 A further teaching         Application form
training                                                               award                      Certificates
                              Has taken courses in the last
                              two years

Experience                    Two years of work with young             Has led a team             Application form
                              children                                                            Interview

                              Has worked with families

Personal qualities            Cheerful                                                            Interview
"""
NUMBERED_COLUMNS = """
PART B: PERSON SPECIFICATION

                                                          E    D    A    I    R
1   Qualifications
1.1 Holds a teaching award                                ✓         ✓
1.2 Has studied autism further                                 ✓    ✓
2   Experience
2.1 Has taught autistic pupils                            ✓         ✓    ✓    ✓
2.2 Uses pictures to plan the day                         ✓              ✓

E – essential; D – desirable; A – application; I – interview; R – references
"""
METHODS_AS_NUMBERS = """
Person Specification for the post of Class Teacher with care of special needs

Method of assessment: 1 = application form, 2 = interview, 3 = lesson observation

Qualifications
Holds a teaching award\t\t\t\t\tE\t1
Speaks Polish\t\t\t\t\t\tD\t1
Experience
Has taught two age groups\t\t\t\tE\t1, 2
Runs a lively classroom\t\t\t\t\tE\t3
"""
ROUNDED = """
Person Specification

Essential criteria (assessed by application form and interview)

1. Good standard of education
2. Enjoys work with young children

Desirable criteria (assessed by application form)

3. Can sign
5. Drives
"""
DASHED = """
PERSON SPECIFICATION
Key: E – Essential, D – Desirable; AF – Application Form; I – Interview; LO – Lesson Observation

Qualifications
• Holds a teaching award – E – AF
• Has studied further – D – AF
Skills
• Speaks and writes clearly – E – AF, I
• Keeps a calm classroom – E – LO
"""


@pytest.mark.parametrize(
    ("text", "want"),
    [
        (
            SPACED,
            [
                ("Qualifications and training", None, "Qualified teacher status", "E", "AC"),
                ("Qualifications and training", None, "Has taken courses in the last two years", "E", "AC"),
                ("Qualifications and training", None, "A further teaching award", "D", "AC"),
                ("Experience", None, "Two years of work with young children", "E", "AI"),
                ("Experience", None, "Has worked with families", "E", "AI"),
                ("Experience", None, "Has led a team", "D", "AI"),
                ("Personal qualities", None, "Cheerful", "E", "I"),
            ],
        ),
        (
            NUMBERED_COLUMNS,
            [
                ("1. Qualifications", "1.1", "Holds a teaching award", "E", "A"),
                ("1. Qualifications", "1.2", "Has studied autism further", "D", "A"),
                ("2. Experience", "2.1", "Has taught autistic pupils", "E", "AIR"),
                ("2. Experience", "2.2", "Uses pictures to plan the day", "E", "I"),
            ],
        ),
        (
            METHODS_AS_NUMBERS,
            [
                ("Qualifications", None, "Holds a teaching award", "E", "A"),
                ("Qualifications", None, "Speaks Polish", "D", "A"),
                ("Experience", None, "Has taught two age groups", "E", "AI"),
                ("Experience", None, "Runs a lively classroom", "E", "O"),
            ],
        ),
        (
            ROUNDED,
            [
                ("", "1", "Good standard of education", "E", "AI"),
                ("", "2", "Enjoys work with young children", "E", "AI"),
                ("", "3", "Can sign", "D", "A"),
                ("", "5", "Drives", "D", "A"),
            ],
        ),
        (
            DASHED,
            [
                ("Qualifications", None, "Holds a teaching award", "E", "A"),
                ("Qualifications", None, "Has studied further", "D", "A"),
                ("Skills", None, "Speaks and writes clearly", "E", "AI"),
                ("Skills", None, "Keeps a calm classroom", "E", "O"),
            ],
        ),
    ],
    ids=["spaced", "numbered columns", "methods as numbers", "rounded", "dashed"],
)
def test_a_way_of_its_own(text: str, want: list[tuple[str, str | None, str, str, str]]) -> None:
    methods = {"A": "application", "C": "certificates", "I": "interview", "R": "references", "O": "observation"}
    levels = {"E": "essential", "D": "desirable"}
    assert criteria(read_text(text)) == [
        (section, number, words, levels[level], [methods[c] for c in by]) for section, number, words, level, by in want
    ]


def test_a_pack_in_plain_words_without_the_usual_headings() -> None:
    pack = read_text(
        "Role: Family Support Worker\nGrade: Band 6\nReports to: Inclusion Manager\nResponsible for: n/a\n\n"
        "About the role\nEvery child should feel safe and ready to learn.\n\n"
        "What you will do\n- Visit families at home\n- Run a group for parents each half term\n\n"
        "What you will bring\n\nEssential\n- Two years of work with families\n\n"
        "Desirable\n- Speaks a second language\n\n"
        "How to apply\nSend your form to the office by noon on Friday 12 March 2027. "
        "We plan to interview on 22 and 23 March 2027.\n"
    )
    assert (pack.title, pack.salary_text, pack.reports_to) == ("Family Support Worker", "Band 6", "Inclusion Manager")
    assert (pack.responsible_for, pack.closing, pack.interview) == (None, "2027-03-12T12:00", "22 and 23 March 2027")
    assert duties(pack) == [("What you will do", ("Visit families at home", "Run a group for parents each half term"))]
    assert [(c.text, c.importance) for c in pack.criteria] == [
        ("Two years of work with families", "essential"),
        ("Speaks a second language", "desirable"),
    ]


def test_lettered_headings_over_plain_lines() -> None:
    pack = read_text(
        "JOB DESCRIPTION – SENCo\n\nResponsible to: Head teacher\n\n"
        "A. Plans\n\nTo write the yearly plan.\nTo show it to governors.\n\n"
        "B. Staff\n\nTo lead support staff.\nTo meet each of them every term.\n"
    )
    assert duties(pack) == [
        ("A. Plans", ("To write the yearly plan.", "To show it to governors.")),
        ("B. Staff", ("To lead support staff.", "To meet each of them every term.")),
    ]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("1.1 Sings (E)\n1.1 Dances (E)\n1.2 Draws (D)", {"duplicate_number", "missing_assessment"}),
        ("1.1 Sings (E)\n1.3 Dances (E)\n1.4 Draws (D)", {"number_gap", "missing_assessment"}),
        ("1.1 Sings\n1.2 Dances\n1.3 Draws", {"missing_importance", "missing_assessment"}),
        ("• Sings (E) (A)\n• Dances (E) (Z)", {"unknown_assessment_code", "missing_assessment"}),
        ("• Sings (E) (A)\n• Dances (D) (I)", set()),
    ],
)
def test_each_warning_where_it_is_deserved_and_nowhere_else(text: str, codes: set[str]) -> None:
    pack = read_text(f"Job description\n\nMain duties\n\n- Open up\n- Lock up\n\nPerson specification\n\n{text}\n")
    assert set(pack.warnings) == codes
