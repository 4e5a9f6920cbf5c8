from django.db import models
from django.utils.translation import gettext_lazy as _


class Certainty(models.TextChoices):
    SURE = "sure", _("Sure")
    LIKELY = "likely", _("Likely")
    UNSURE = "unsure", _("Not sure")
