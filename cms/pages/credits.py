"""Who made a picture or a recording, and under which licence it is shown. Rows beside Wagtail's own, which stay as they are."""

from django.db import models
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.images import get_image_model_string


class Licence(models.TextChoices):
    OWN = "own", _("The county’s own")
    PERMISSION = "permission", _("With the maker’s permission")
    CC_BY = "cc-by", _("CC BY 4.0")
    CC_BY_SA = "cc-by-sa", _("CC BY-SA 4.0")
    PUBLIC = "public", _("Nobody’s any more (public domain)")


class Credit(models.Model):
    """Abstract. `credit` names the maker as readers see it."""

    credit = models.CharField(_("who made it"), max_length=120, blank=True)
    licence = models.CharField(_("licence"), max_length=12, choices=Licence.choices, blank=True)

    class Meta:
        abstract = True

    @property
    def is_whole(self) -> bool:
        return bool(self.credit and self.licence)


class PictureCredit(Credit):
    picture = models.OneToOneField(
        get_image_model_string(), on_delete=models.CASCADE, related_name="credited", verbose_name=_("Picture")
    )

    class Meta:
        verbose_name = _("credit of a picture")
        verbose_name_plural = _("credits of pictures")


class Recording(Credit):
    """What is known of a sound or film: its language, its captions (WebVTT) and its words, for those who cannot hear it."""

    class Tongue(models.TextChoices):
        CHINESE = "zh-hans", _("Chinese")
        MIEN = "ium", _("Yao (Mien)")
        ENGLISH = "en", _("English")
        NONE = "zxx", _("Nothing is said or sung")

    media = models.OneToOneField(
        "wagtailmedia.Media", on_delete=models.CASCADE, related_name="recording", verbose_name=_("recording")
    )
    tongue = models.CharField(pgettext_lazy("spoken", "language"), max_length=8, choices=Tongue.choices, blank=True)
    captions_zh = models.TextField(_("captions in Chinese"), blank=True)
    captions_en = models.TextField(_("captions in English"), blank=True)
    words_zh = models.TextField(_("its words in Chinese"), blank=True)
    words_en = models.TextField(_("its words in English"), blank=True)

    class Meta:
        verbose_name = _("recording")
        verbose_name_plural = _("recordings")

    @property
    def is_whole(self) -> bool:
        """Also that those who cannot hear it have its words, unless it has none."""
        heard = bool(self.captions_zh or self.words_zh or self.tongue == self.Tongue.NONE)
        return super().is_whole and bool(self.tongue) and heard

    @property
    def words(self) -> str:
        """Its words in the reader's language, else in the other."""
        pair = (self.words_zh, self.words_en)
        return pair[0] or pair[1] if get_language() != "en" else pair[1] or pair[0]
