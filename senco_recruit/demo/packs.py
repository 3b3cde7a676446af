"""The demo's job packs, as a school would paste them in. Written for the demo."""

from __future__ import annotations

SENCO = """Person Specification

Special Educational Needs Co-ordinator (SENCo)

Requirements (E = Essential; D = Desirable)\t\tE\tD\tAssessed by
Qualifications\t\t\t\t
1.1\tQualified teacher status\t✓\t\tApplication & certificates
1.2\tThe NPQ for SENCOs, or ready to pass it within three years\t✓\t\tApplication & certificates
Experience\t\t\t\t
2.1\tHas taught pupils with a range of special educational needs well\t✓\t\tApplication & interview
2.2\tHas used assessment information to plan support and shown its effect\t✓\t\tApplication & interview
2.3\tHas led a group of adults in a school\t\t✓\tApplication & references
Knowledge and skills\t\t\t\t
3.1\tKnows the SEND Code of Practice and the graduated approach\t✓\t\tApplication & interview
3.2\tBuilds trust with parents and carers, also when talks are hard\t✓\t\tInterview
3.3\tHelps colleagues to adapt their teaching\t✓\t\tInterview & task

Job Description

Special Educational Needs Co-ordinator (SENCo)

Reporting to:\tHeadteacher
Responsible for:\tTeaching assistants

OVERVIEW

You will lead how we find, meet and review special educational needs across the school.

MAIN DUTIES

Leading provision

- Keep the SEND register, provision map and each pupil’s records accurate and useful to teachers
- Find out with teachers which pupils have special educational needs, and check what our support achieves
- Co-ordinate requests for education, health and care needs assessments and run annual reviews
- See that every pupil can take part in lessons, clubs and trips
- Pass on what the next school needs to know when a pupil moves
- Prepare the SEN information report that the school publishes
- Report to governors on what our support achieves

Working with people

- Coach teachers in adaptive teaching
- Meet parents and carers regularly and act on what they tell you
- Bring in outside agencies where a pupil needs them

Staff and resources

- Lead and train the teaching assistants
- Plan the use of the SEN budget and show its effect
"""

ASSISTANT = """Person Specification

Assistant SENCo

CRITERIA\tDESCRIPTION
Qualifications\t• Qualified teacher status• Interest in taking the NPQ for SENCOs later
Experience\t• Has taught pupils who need extra help to learn• Has worked closely with teaching assistants
Skills\t• Keeps clear records• Explains things simply to parents and carers

Job Description

Assistant SENCo

Reporting to: SENCo

MAIN DUTIES

- Run the small-group programmes and track their effect
- Help to prepare annual reviews
- Keep the access arrangements file up to date
"""
