"""Checking before anybody is told: each letter as its reader will see it, and the chair's words on each criterion."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.generic import FormView, TemplateView

from core.emails import Letter
from core.models import OutgoingEmail
from core.services.letters import compose
from shortlisting import sift
from shortlisting.feedback import Line, about_others, drafts
from shortlisting.forms.decide import FeedbackForm
from shortlisting.letters import outcome_context
from shortlisting.models import Decision, Feedback, Stage
from shortlisting.scoring import Scale
from shortlisting.services import decisions, feedback, finals
from shortlisting.services.keeping import DecisionError
from shortlisting.standing import standing_of
from shortlisting.telling import letter_of, told_of_all
from shortlisting.views.base import OfPanel
from shortlisting.views.of_candidate import OneDecided
from shortlisting.views.outcomes import PAGES
from vacancies.letters import hr_address
from vacancies.models import Criterion

LETTER_PAGES = {Stage.SIFT: "letters", Stage.INTERVIEW: "final_letters"}
WORDS_PAGES = {Stage.SIFT: "words", Stage.INTERVIEW: "final_words"}
GOOD = Fraction(3, 4)  # of the way up the scale: worth naming as a strength


class LettersView(OfPanel, TemplateView):
    """Every letter that a release would send, one under the other."""

    permission_required = "shortlisting.outcomes"
    template_name = "shortlisting/letters.html"
    stage = Stage.SIFT

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the letters; none while somebody has still to score."""
        ready = sift.all_in(self.panel) and not sift.has_open_sheet(self.user, self.panel)
        if ready:
            self.note_seen()
        return super().get_context_data(
            letters=self._letters() if ready else [],
            writes=self.user.has_perm("shortlisting.decide", self.vacancy),
            back_url=self.page(PAGES[self.stage]),
            words_page=f"shortlisting:{WORDS_PAGES[self.stage]}",
            **kwargs,
        )

    def _letters(self) -> list[dict[str, Any]]:
        held = decisions.held_of(self.panel) if self.stage == Stage.SIFT else finals.held_of(self.panel)
        told = told_of_all(held)
        numbers = {} if self.panel.outcomes_released_at else sift.common_numbers(self.panel)
        school, reply_to = self.vacancy.school.name, hr_address(self.vacancy)
        rows = []
        for each in held:
            if each.application_id in self.out_for:
                continue
            each.application.vacancy = self.vacancy
            who = f"Candidate {numbers.get(each.application_id, 0)}" if numbers else sift.name_of(each.application)
            name = who if numbers else sift.first_name(each.application)
            letter = Letter("", outcome_context(each, told[each.pk], name=name), school, reply_to=reply_to)
            message = compose(OutgoingEmail(template=letter_of(each), message_id="<preview@example.invalid>"), letter)
            rows.append({"decision": each, "who": who, "subject": message.subject, "text": message.body,
                         "compares": about_others(each.reason) if each.outcome in REFUSED else ""})  # fmt: skip
        return sorted(rows, key=lambda row: (row["decision"].outcome, row["who"]))


REFUSED = (Decision.Outcome.DO_NOT_SHORTLIST, Decision.Outcome.DO_NOT_APPOINT)


class WordsView(OneDecided, FormView):
    """The chair's words on each criterion, for one candidate."""

    template_name = "shortlisting/words.html"
    form_class = FeedbackForm

    @property
    def criteria(self) -> list[Criterion]:
        """What the stage could judge: the sift's criteria, or all of them after an interview."""
        if self.stage == Stage.SIFT:
            return sift.criteria_of(self.panel)
        return list(self.vacancy.criteria.in_order())

    def get_form_kwargs(self) -> dict[str, Any]:
        """The criteria, with what was written or a draft."""
        return {**super().get_form_kwargs(), "criteria": self.criteria, "lines": self._lines()}

    def _lines(self) -> list[Line]:
        rows = Feedback.objects.filter(application=self.application, stage=self.stage)
        written = [Line(row.criterion_id, row.strength, row.words) for row in rows]
        if written or self.decision.outcome not in REFUSED:
            return written
        lacking = list(self.decision.criteria.values_list("pk", flat=True))
        if self.stage != Stage.SIFT:
            return drafts(lacking=lacking, means={}, good=Fraction(0))
        standing = standing_of(self.panel)
        row = next(each for each in standing.ranking.ranked if each.candidate == self.application.pk)
        return drafts(lacking=lacking, means=row.means, good=good_on(standing.scale))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the way back."""
        return super().get_context_data(back_url=self.page(LETTER_PAGES[self.stage]), **kwargs)

    def form_valid(self, form: FeedbackForm) -> HttpResponse:
        """Keep the words and show the letter, or say what is wrong."""
        try:
            feedback.write(self.application, stage=self.stage, lines=form.lines(), by=self.user)
        except DecisionError as error:
            form.add_error(f"words-{error.field}" if error.field else None, str(error))
            return self.form_invalid(form)
        messages.success(self.request, f"Your words for {self.who} are saved. Read the letter once more.")
        return redirect(f"{self.page(LETTER_PAGES[self.stage])}#letter-{self.application.ref}")


def good_on(scale: Scale) -> Fraction:
    """Return from which score on a criterion is named as a strength."""
    return scale.lowest + (scale.highest - scale.lowest) * GOOD
