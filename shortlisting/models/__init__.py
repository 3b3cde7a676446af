"""Panel, sift, scores, decisions."""

from shortlisting.models.agreed import AgreedScore
from shortlisting.models.calibration import CalibrationScore
from shortlisting.models.challenge import ChallengeOrder, Others
from shortlisting.models.conflict import ConflictDeclaration
from shortlisting.models.decision import Decision, ProbePoint
from shortlisting.models.interview import Activity, Booking, InterviewDay, Slot
from shortlisting.models.kit import Answer, Question
from shortlisting.models.outcome import Feedback, HrCheck, Release
from shortlisting.models.panel import Panel, PanelMember, Ties
from shortlisting.models.score import PassFail, Score, ScoreMark, ScoreSheet, ScoringScale, Stage

__all__ = [
    "Activity",
    "AgreedScore",
    "Answer",
    "Booking",
    "CalibrationScore",
    "ChallengeOrder",
    "ConflictDeclaration",
    "Decision",
    "Feedback",
    "HrCheck",
    "InterviewDay",
    "Others",
    "Panel",
    "PanelMember",
    "PassFail",
    "ProbePoint",
    "Question",
    "Release",
    "Score",
    "ScoreMark",
    "ScoreSheet",
    "ScoringScale",
    "Slot",
    "Stage",
    "Ties",
]
