"""Faith: asked only where a school is designated with a religious character, of teachers (SSFA 1998, ss58 to 60)."""

from __future__ import annotations

from django.db import models

from applications.models.application import Application
from core.fields import EncryptedTextField


class FaithProof(models.TextChoices):
    """What a candidate offers to show their faith."""

    REFEREE = "referee", "A religious referee"
    BAPTISM = "baptism", "A baptism certificate, which I would bring to the interview"
    NONE = "none", "Nothing"


class FaithAnswer(models.Model):
    """What a candidate says about faith. Encrypted as a whole; HR and head read it after release, the sift never."""

    application = models.OneToOneField(Application, on_delete=models.CASCADE, related_name="faith")
    ethos = EncryptedTextField("how you would support the ethos", blank=True, default="")
    follows = EncryptedTextField("follows a religion", blank=True, default="")  # "yes", "no", "unsaid" or ""
    religion = EncryptedTextField("religion or denomination", blank=True, default="")
    place_of_worship = EncryptedTextField(blank=True, default="")
    proof = EncryptedTextField("what shows it", blank=True, default="")  # a value of FaithProof or ""
    referee_name = EncryptedTextField("religious referee", blank=True, default="")
    referee_role = EncryptedTextField("the religious referee’s role", blank=True, default="")
    referee_email = EncryptedTextField("the religious referee’s e-mail address", blank=True, default="")
    referee_phone = EncryptedTextField("the religious referee’s phone number", blank=True, default="")

    def __str__(self) -> str:
        return f"Faith answers of {self.application_id}"
