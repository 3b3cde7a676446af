"""Addresses of shortlisting."""

from __future__ import annotations

from django.urls import path

from shortlisting.models import Stage
from shortlisting.urls_interviews import urlpatterns as interview_day_pages
from shortlisting.views import (
    calibration,
    challenge,
    conflicts,
    fairness,
    feedback,
    grid,
    guaranteed,
    interviews,
    letters,
    matrix,
    member,
    moderation,
    outcomes,
    panel,
    paper,
    plan,
    score,
    submit,
)

app_name = "shortlisting"
HR = "vacancies/<slug:ref>"
SIFT = "panel/<slug:ref>"
ONE = f"{HR}/interviews/<slug:app_ref>"
urlpatterns = [
    # HR
    path(f"{HR}/panel/", panel.PanelView.as_view(), name="panel"),
    path(f"{HR}/panel/add/", panel.AddView.as_view(), name="panel_add"),
    path(f"{HR}/panel/due/", panel.DueView.as_view(), name="panel_due"),
    path(f"{HR}/panel/open/", panel.OpenSiftView.as_view(), name="open_sift"),
    path(f"{HR}/panel/open/pass/", panel.OpenWaiveView.as_view(), name="open_sift_waive"),
    path(f"{HR}/panel/open/take-back/", panel.OpenTakeBackView.as_view(), name="open_sift_take_back"),
    path(f"{HR}/panel/plan/", plan.PlanView.as_view(), name="plan"),
    path(f"{HR}/panel/plan/change/", plan.SetPlanView.as_view(), name="set_plan"),
    path(f"{HR}/panel/plan/agree/", plan.AgreePlanView.as_view(), name="agree_plan"),
    path(f"{HR}/panel/<int:pk>/", panel.ChangeView.as_view(), name="panel_change"),
    path(f"{HR}/panel/<int:pk>/remove/", panel.RemoveView.as_view(), name="panel_remove"),
    path(f"{HR}/panel/conflicts/", conflicts.ConflictsView.as_view(), name="conflicts"),
    path(f"{HR}/panel/conflicts/<int:pk>/", conflicts.DecideConflictView.as_view(), name="decide_conflict"),
    # HR and the chair
    path(f"{HR}/outcomes/", outcomes.OutcomesView.as_view(), name="outcomes"),
    path(f"{HR}/outcomes/pass/", outcomes.OutcomesWaiveView.as_view(), name="outcomes_waive"),
    path(f"{HR}/outcomes/take-back/", outcomes.OutcomesTakeBackView.as_view(), name="outcomes_take_back"),
    path(f"{HR}/outcomes/release/", outcomes.ReleaseView.as_view(), name="release"),
    path(f"{HR}/outcomes/release/stop/", outcomes.StopView.as_view(), name="stop_release"),
    path(f"{HR}/outcomes/letters/", letters.LettersView.as_view(), name="letters"),
    path(f"{HR}/outcomes/letters/<slug:app_ref>/", letters.WordsView.as_view(), name="words"),
    path(f"{HR}/outcomes/undo/<slug:app_ref>/", outcomes.UndoView.as_view(), name="undo"),
    path(f"{HR}/outcomes/check/", guaranteed.HrCheckView.as_view(), name="hr_check"),
    path(f"{HR}/matrix/", matrix.MatrixView.as_view(), name="matrix"),
    path(f"{HR}/matrix/release/", outcomes.ReleaseView.as_view(stage=Stage.INTERVIEW), name="final_release"),
    path(f"{HR}/matrix/release/stop/", outcomes.StopView.as_view(stage=Stage.INTERVIEW), name="final_stop"),
    path(f"{HR}/matrix/letters/", letters.LettersView.as_view(stage=Stage.INTERVIEW), name="final_letters"),
    path(f"{HR}/matrix/letters/<slug:app_ref>/", letters.WordsView.as_view(stage=Stage.INTERVIEW), name="final_words"),
    path(f"{HR}/matrix/undo/<slug:app_ref>/", outcomes.FinalUndoView.as_view(), name="final_undo"),
    path(f"{HR}/interviews/", interviews.InterviewsView.as_view(), name="interviews"),
    path(f"{ONE}/", interviews.InterviewView.as_view(), name="interview"),
    path(f"{ONE}/pass/", interviews.InterviewWaiveView.as_view(), name="interview_waive"),
    path(f"{ONE}/take-back/", interviews.InterviewTakeBackView.as_view(), name="interview_take_back"),
    path(f"{ONE}/points/<int:pk>/", interviews.PointView.as_view(), name="probe_point"),
    # the panel
    path(f"{SIFT}/", member.SiftView.as_view(), name="sift"),
    path(f"{SIFT}/criterion/<int:n>/", score.CriterionView.as_view(), name="criterion"),
    path(f"{SIFT}/criterion/<int:n>/<int:number>/", score.ScoreView.as_view(), name="score"),
    path(f"{SIFT}/criterion/<int:n>/<int:number>/keep/", score.KeepView.as_view(), name="keep"),
    path(f"{SIFT}/candidate/<int:number>/", score.CandidateView.as_view(), name="candidate"),
    path(f"{SIFT}/candidate/<int:number>/<int:n>/", score.ScoreCandidateView.as_view(), name="score_candidate"),
    path(f"{SIFT}/names/", conflicts.DeclareView.as_view(), name="names"),
    path(f"{SIFT}/first-two/", calibration.CalibrationView.as_view(), name="calibration"),
    path(f"{SIFT}/booklet/", paper.BookletView.as_view(), name="booklet"),
    path(f"{SIFT}/paper/", paper.PaperView.as_view(), name="paper"),
    path(f"{SIFT}/paper/<int:pk>/", paper.PaperMemberView.as_view(), name="paper_member"),
    path(f"{SIFT}/paper/<int:pk>/names/", paper.PaperNamesView.as_view(), name="paper_names"),
    path(f"{SIFT}/paper/<int:pk>/print/", paper.PaperPrintView.as_view(), name="paper_print"),
    path(f"{SIFT}/paper/<int:pk>/<int:number>/", paper.PaperSheetView.as_view(), name="paper_sheet"),
    path(f"{SIFT}/submit/", submit.SubmitView.as_view(), name="submit"),
    path(f"{SIFT}/grid/", grid.GridView.as_view(), name="grid"),
    path(f"{SIFT}/grid/file/", grid.ExportView.as_view(), name="grid_file"),
    path(f"{SIFT}/grid/<slug:app_ref>/", grid.ScoresView.as_view(), name="scores"),
    path(f"{SIFT}/agreement/", grid.AgreementView.as_view(), name="agreement"),
    path(f"{SIFT}/moderation/", moderation.ModerationView.as_view(), name="moderation"),
    path(f"{SIFT}/moderation/<slug:app_ref>/<int:pk>/", moderation.AgreeView.as_view(), name="agree"),
    path(f"{SIFT}/decide/<slug:app_ref>/", grid.DecideView.as_view(), name="decide"),
    # HR, the head and the trust
    path("schools/<str:ref>/fairness/", fairness.SchoolFairnessView.as_view(), name="fairness"),
    path("schools/<str:ref>/fairness/<int:year>/", fairness.SchoolFairnessView.as_view(), name="fairness_year"),
    path("schools/<str:ref>/fairness/trust/", fairness.TrustFairnessView.as_view(), name="trust_fairness"),
    path(
        "schools/<str:ref>/fairness/trust/<int:year>/",
        fairness.TrustFairnessView.as_view(),
        name="trust_fairness_year",
    ),
    path(f"{HR}/files/", challenge.ChallengeListView.as_view(), name="challenge_list"),
    path(f"{HR}/files/<slug:app_ref>/", challenge.ChallengeView.as_view(), name="challenge"),
    path(f"{HR}/files/<slug:app_ref>/<int:pk>/", challenge.OrderView.as_view(), name="challenge_order"),
    path(f"{HR}/files/<slug:app_ref>/<int:pk>/pdf/", challenge.OrderFileView.as_view(), name="challenge_pdf"),
    # the candidate
    path("feedback/<slug:ref>/", feedback.FeedbackView.as_view(), name="feedback"),
    *interview_day_pages,
]
