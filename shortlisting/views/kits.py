"""The kit of an activity: read by the panel, changed by HR and the chair until it is first used."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views import View
from django.views.generic import TemplateView

from core.downloads import download
from shortlisting import interview_bank as bank
from shortlisting import sift
from shortlisting.files_interview import kit_pdf
from shortlisting.forms.kits import BankForm, QuestionForm
from shortlisting.interview_marks import sections_of
from shortlisting.models import Activity, Question, Slot
from shortlisting.services import kits
from shortlisting.services.kits import KitError
from shortlisting.views.days import OfActivity, SaveForm


class KitView(OfActivity, TemplateView):
    """Every question with what to ask next and what to listen for; how it is scored."""

    permission_required = "shortlisting.kit"
    template_name = "shortlisting/interviews/kit.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the questions, the scale of each area, and for the chair each candidate's own copy."""
        activity = self.activity
        found = sections_of(activity)
        questions = [each for section in found for each in section.questions]
        changes = self.user.has_perm("shortlisting.interview", self.vacancy)
        slots = Slot.objects.filter(activity=activity, application__isnull=False)
        people = slots.select_related("application__details", "application__candidate") if changes else slots.none()
        return super().get_context_data(
            sections=found,
            unasked=kits.unasked(activity, questions),
            areas=[area for area in bank.areas() if area.code in {each.area for each in questions}],
            task=bank.task(activity.task),
            scale=sift.scale_of(self.panel),
            locked=kits.is_locked(activity),
            changes=changes,
            people=[(sift.name_of(slot.application), slot.application.ref) for slot in people if slot.application],
            **kwargs,
        )


class KitPdfView(OfActivity, View):
    """The kit to print."""

    permission_required = "shortlisting.kit"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Everybody's kit, with room to write."""
        return download(kit_pdf(self.activity), "interview-kit.pdf")


class OwnKitPdfView(OfActivity, View):
    """The kit for one candidate, with what is to be explored with them alone: for the chair and HR."""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """A PDF."""
        slots = Slot.objects.filter(activity=self.activity, application__ref=kwargs["app_ref"])
        slot = slots.select_related("application__details", "application__candidate").first()
        if slot is None or slot.application is None or slot.application_id in self.out_for:
            raise Http404
        points = list(slot.application.probe_points.all())
        content = kit_pdf(self.activity, application=slot.application, points=points)
        return download(content, "interview-kit.pdf")


class _OfQuestion(OfActivity):
    """Mixin for pages of one question."""

    @cached_property
    def question(self) -> Question:
        """The question of the address. Raises Http404."""
        found = Question.objects.filter(pk=self.kwargs["question_pk"], activity=self.activity).first()
        if found is None:
            raise Http404
        found.activity = self.activity
        return found

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the question."""
        return super().get_context_data(question=self.question, **kwargs)


def _criteria(activity: Activity) -> list[Any]:
    return list(activity.criteria.in_order())


class WriteQuestionView(OfActivity, SaveForm):
    """A question in the school's own words."""

    form_class = QuestionForm
    template_name = "shortlisting/interviews/question_form.html"
    refusals = (KitError,)

    def get_form_kwargs(self) -> dict[str, Any]:
        """It knows the criteria."""
        more = {"criteria": _criteria(self.activity), "scored": self.activity.is_scored}
        return {**super().get_form_kwargs(), **more}

    def save(self, form: QuestionForm) -> str:
        """Add it."""
        kits.add_question(self.activity, by=self.user, **form.given())
        return self.page("kit", self.activity.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the heading."""
        return super().get_context_data(heading="Add a question of your own", **kwargs)


class ChangeQuestionView(_OfQuestion, SaveForm):
    """The words of a question."""

    form_class = QuestionForm
    template_name = "shortlisting/interviews/question_form.html"
    refusals = (KitError,)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The safeguarding question is swapped, not rewritten."""
        if self.question.safeguarding:
            return redirect(self.page("question_swap", self.activity.pk, self.question.pk))
        return super().get(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        """It knows the criteria."""
        more = {"criteria": _criteria(self.activity), "scored": self.activity.is_scored}
        return {**super().get_form_kwargs(), **more}

    def get_initial(self) -> dict[str, Any]:
        """The words as they are."""
        kept = {name: getattr(self.question, name) for name in ("text", "follow_ups", "listen_for")}
        return {**kept, "criterion": str(self.question.criterion_id or "")}

    def save(self, form: QuestionForm) -> str:
        """Change it."""
        kits.change_question(self.question, by=self.user, **form.given())
        return self.page("kit", self.activity.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the heading."""
        return super().get_context_data(heading="Change the question", **kwargs)


class _Bank(SaveForm):
    """The bank, to choose one question from."""

    form_class = BankForm
    template_name = "shortlisting/interviews/bank.html"
    refusals = (KitError,)

    def areas(self) -> list[bank.Area]:
        """The areas that may be chosen from."""
        raise NotImplementedError

    def get_form_kwargs(self) -> dict[str, Any]:
        """It knows what may be chosen."""
        activity: Activity = self.activity  # type: ignore[attr-defined]
        taken = list(activity.questions.exclude(code="").values_list("code", flat=True))
        return {**super().get_form_kwargs(), "areas": self.areas(), "taken": taken}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the areas, each with the questions that are still free, and what was chosen."""
        context = super().get_context_data(**kwargs)
        free = {code for code, _ in context["form"].fields["code"].choices}
        areas = [(area, [q for q in area.questions if q.code in free]) for area in self.areas()]
        return context | {"areas": [pair for pair in areas if pair[1]], "chosen": context["form"]["code"].value()}


class AddQuestionView(OfActivity, _Bank):
    """Add a question of the bank."""

    def areas(self) -> list[bank.Area]:
        """Everything that everybody may be asked."""
        return bank.offered(designated=self.vacancy.school.designated_faith)

    def save(self, form: BankForm) -> str:
        """Add it; a question about a criterion is tied to it on its own page."""
        row = kits.add_question(self.activity, code=form.cleaned_data["code"], by=self.user)
        return self.page("kit", self.activity.pk) + f"#question-{row.pk}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the heading."""
        return super().get_context_data(heading="Add a question", button="Add this question", **kwargs)


class SwapQuestionView(_OfQuestion, _Bank):
    """Another question in the place of one; for safeguarding one of that area."""

    def areas(self) -> list[bank.Area]:
        """What may stand in its place."""
        found = bank.offered(designated=self.vacancy.school.designated_faith)
        return [each for each in found if each.code == bank.SAFEGUARDING] if self.question.safeguarding else found

    def save(self, form: BankForm) -> str:
        """Swap it."""
        kits.swap_question(self.question, code=form.cleaned_data["code"], by=self.user)
        return self.page("kit", self.activity.pk) + f"#question-{self.question.pk}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the heading."""
        return super().get_context_data(heading="Choose another question", button="Use this question", **kwargs)


class RemoveQuestionView(_OfQuestion, View):
    """Take a question out."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Do it, or say why not."""
        try:
            kits.remove_question(self.question, by=self.user)
        except KitError as error:
            messages.error(request, f"{error}.")
        else:
            messages.success(request, "The question is taken out.")
        return redirect(self.page("kit", self.activity.pk))
