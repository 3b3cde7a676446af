"""Equality monitoring, kept apart from applications: the questions, and totals that hide people. No Django."""
