"""Panel, sift, scores, decisions."""

from shortlisting.models.decision import Decision, ProbePoint
from shortlisting.models.panel import Panel, PanelMember
from shortlisting.models.score import PassFail, Score, ScoreSheet, ScoringScale, Stage

__all__ = [
    "Decision",
    "Panel",
    "PanelMember",
    "PassFail",
    "ProbePoint",
    "Score",
    "ScoreSheet",
    "ScoringScale",
    "Stage",
]
