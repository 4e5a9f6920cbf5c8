"""What can be measured of a photograph, and how its light could be better. A suggestion: nothing is changed by itself."""

from functools import partial
from math import log

from django.db import models
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageFilter, ImageOps, ImageStat

LOOKED_AT = (320, 320)  # px: enough to measure light and edges, and the same for every photograph
EDGES = ImageFilter.Kernel((3, 3), (0, 1, 0, 1, -4, 1, 0, 1, 0), scale=1, offset=128)
DARK, BRIGHT = 80, 205  # middle grey of 255
FLAT = 70  # greys between the darkest and the lightest twentieth
SIDED = 2.2  # times as light on one side as on the other
TINTED = 28  # between the strongest and the weakest colour of the lightest parts
SHARP = 30  # variance of the edges: below, nothing in the picture has a sharp outline
SMALL = 600  # px of the shorter side
BUSY = 14  # mean strength of the edges along the border


class Finding(models.TextChoices):
    DARK = "dark", _("It is rather dark. Go near a window or outside into the shade, or take the suggestion.")
    BRIGHT = "bright", _("It is too bright; white things lose their outline. Move out of the sun, or take the suggestion.")
    FLAT = "flat", _("It looks grey. Wipe the lens, or take the suggestion.")
    SIDED = "sided", _("The light comes from one side only. Turn the goods to the window, or hold something white opposite.")
    TINTED = (
        "tinted",
        _("The light has a colour, like that of a lamp. Daylight shows the goods as they are, or take the suggestion."),
    )
    BLURRED = "blurred", _("It is blurred. Hold the phone with both hands, tap on the goods, and take it again.")
    SMALL = "small", _("It has few pixels. Send the photo as the camera took it, not one saved from a chat.")
    BUSY = "busy", _("There is much around the goods. Clear the table, or cut the picture closer.")


def findings(image: Image.Image, width: int, height: int) -> list[str]:
    """What is found on a picture whose original is `width` by `height`, the gravest first; [] when nothing is."""
    small = image.convert("RGB")
    small.thumbnail(LOOKED_AT, Image.Resampling.BILINEAR)
    grey = small.convert("L")
    middle = ImageStat.Stat(grey).mean[0]
    darkest, lightest = share(grey, 0.05), share(grey, 0.95)
    drawn = grey.filter(EDGES).crop((2, 2, grey.width - 2, grey.height - 2))
    checks = {
        Finding.BLURRED: ImageStat.Stat(drawn).var[0] < SHARP,
        Finding.DARK: middle < DARK,
        Finding.BRIGHT: middle > BRIGHT and share(grey, 0.25) > BRIGHT,
        Finding.SMALL: min(width, height) < SMALL,
        Finding.FLAT: middle >= DARK and lightest - darkest < FLAT,
        Finding.TINTED: max(whites(small)) - min(whites(small)) > TINTED,
        Finding.SIDED: middle >= DARK / 2 and sided(grey) > SIDED,
        Finding.BUSY: busy(drawn) > BUSY,
    }
    return [finding.value for finding, is_so in checks.items() if is_so]


def share(grey: Image.Image, part: float) -> int:
    """The grey below which that part of the pixels is."""
    wanted, seen = part * grey.width * grey.height, 0
    for value, count in enumerate(grey.histogram()):
        seen += count
        if seen >= wanted:
            return value
    return 255


def whites(image: Image.Image) -> list[float]:
    """The mean red, green and blue of the lightest twentieth: what should be white, or at least without a colour."""
    grey = image.convert("L")
    least = share(grey, 0.95)
    return ImageStat.Stat(image, grey.point(lambda value: 255 if value >= least else 0)).mean


def sided(grey: Image.Image) -> float:
    """How many times lighter one half is than the opposite one."""
    width, height = grey.size
    halves = (
        (0, 0, width // 2, height),
        (width // 2, 0, width, height),
        (0, 0, width, height // 2),
        (0, height // 2, width, height),
    )
    left, right, top, bottom = (ImageStat.Stat(grey.crop(half)).mean[0] + 1 for half in halves)
    return max(left / right, right / left, top / bottom, bottom / top)


def busy(drawn: Image.Image) -> float:
    """The mean strength of the edges in the outer fifth of the picture if they are as strong as in its middle, else 0."""
    strength = drawn.point(lambda value: abs(value - 128))
    width, height = strength.size
    inner = strength.crop((width // 5, height // 5, width - width // 5, height - height // 5))
    area, within = width * height, inner.width * inner.height
    whole, middle = ImageStat.Stat(strength).mean[0], ImageStat.Stat(inner).mean[0]
    around = (whole * area - middle * within) / (area - within)
    return around if around >= 0.9 * middle else 0.0


def mended(image: Image.Image) -> Image.Image:
    """The picture with its colours evened, its greys spread and its middle lightened or darkened: each by a little only."""
    bands = zip(image.split(), evening(image), strict=True)
    evened = Image.merge("RGB", [band.point(partial(scaled, by=by)) for band, by in bands])
    spread = Image.blend(evened, ImageOps.autocontrast(evened, cutoff=0.5, preserve_tone=True), 0.7)
    middle = min(max(ImageStat.Stat(spread.convert("L")).mean[0], 8), 247)
    wanted = min(max(middle, 112), 160)
    bend = min(max(log(wanted / 255) / log(middle / 255), 0.55), 1.3)
    return spread.point([round(255 * (value / 255) ** bend) for value in range(256)] * 3)


def scaled(value: float, by: float) -> float:
    return value * by


def evening(image: Image.Image) -> list[float]:
    """By how much each colour is multiplied so that what should be white is; a fifth at most, and nothing where it is right."""
    light = whites(image)
    even = sum(light) / 3
    return [min(max(even / max(one, 1), 0.8), 1.2) for one in light]
