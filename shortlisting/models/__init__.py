"""Panel, sift, scores, decisions."""

from shortlisting.models.agreed import AgreedScore
from shortlisting.models.decision import Decision, ProbePoint
from shortlisting.models.panel import Panel, PanelMember
from shortlisting.models.score import PassFail, Score, ScoreMark, ScoreSheet, ScoringScale, Stage

__all__ = [
    "AgreedScore",
    "Decision",
    "Panel",
    "PanelMember",
    "PassFail",
    "ProbePoint",
    "Score",
    "ScoreMark",
    "ScoreSheet",
    "ScoringScale",
    "Stage",
]
