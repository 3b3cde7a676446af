"""People who can speak for the candidate."""

from __future__ import annotations

from django.db import models

from applications.models.application import Application

ANSWER_WITHIN = (1, 2, 5)  # working days between which a candidate chooses


class Referee(models.Model):
    """A person who will be asked for a reference. Has no account.

    `ask_me_first`: nobody writes to them before the candidate has agreed. The candidate promised to answer within
    `answer_within` working days of being asked; without `ask_me_first` the number means nothing.
    """

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="referees")
    name = models.CharField(max_length=150)
    job_title = models.CharField(max_length=150)
    organisation = models.CharField(max_length=200)
    email = models.EmailField("e-mail address at work")
    phone = models.CharField(max_length=30, blank=True)
    relationship = models.CharField("how they know you", max_length=200)
    is_current_employer = models.BooleanField("speaks for your present or latest employer", default=False)
    is_head = models.BooleanField("is the head of a school", default=False)
    knows_work_with_children = models.BooleanField(default=False)
    ask_me_first = models.BooleanField("ask me before you contact them", default=False)
    answer_within = models.PositiveSmallIntegerField("working days in which you answer", default=2)

    class Meta:
        ordering = ["-is_current_employer", "pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def asking_words(self) -> str:
        """What the candidate agreed: whether they are asked first, and by when they answer."""
        if not self.ask_me_first:
            return "You need not ask me"
        days = "1 working day" if self.answer_within == 1 else f"{self.answer_within} working days"
        return f"Ask me first. I answer within {days}"
