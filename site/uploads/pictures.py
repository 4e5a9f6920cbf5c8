"""Reading a stranger's file as a picture: what it must be, how large it may be, and what of it is kept.

The size in pixels is read from the header before anything is decoded, so a bomb costs nothing; what is kept is drawn
anew, so a file that is a picture and something else besides comes out as a picture only.
"""

import warnings
from dataclasses import dataclass
from io import BytesIO
from typing import IO

import pillow_heif
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps

from uploads.refusals import Refused

FORMATS = ("JPEG", "PNG", "WEBP", "HEIF")  # a JPEG with a second frame (MPO) opens as JPEG
MOVING = ("PNG", "WEBP")  # may hold a film; the further frames of a JPEG or HEIF are previews and bursts
MOST_BYTES = 15 * 1024 * 1024
MOST_PIXELS = 40_000_000
LEAST_SIDE = 200  # px: below it nothing can be told from a photograph
KEPT_SIDE = 2400  # px: the longer side of what is kept

pillow_heif.register_heif_opener(thumbnails=False)


class NotAPicture(Refused):
    message = _("This file is not a photo we can read. Choose a photo taken with your phone (JPEG, PNG, WebP or HEIC).")


class Nothing(NotAPicture):
    message = _("This file is empty. Open the photo on your phone to see that it is there, then choose it again.")


class CutOff(NotAPicture):
    message = _("Only a part of this photo arrived. Send it once more, where the signal is better.")


class IsAPaper(NotAPicture):
    message = _("This is a PDF, whatever it is called. Take a photo of what it shows, and send that.")


class IsAVideo(NotAPicture):
    message = _("This is a video. Choose a photo, or take one.")


class Moves(NotAPicture):
    message = _("This picture moves. Choose a still photo.")


class TooLarge(Refused):
    message = _("This photo is too large. Choose one under 15 MB and 40 million pixels; a usual phone photo is right.")


class TooSmall(Refused):
    message = _("This photo is too small to see anything on. Choose the photo as the camera took it.")


@dataclass(frozen=True)
class Picture:
    """A picture as it will be kept: an upright JPEG without any of the file's own notes (place, camera, time)."""

    jpeg: bytes
    width: int
    height: int


def read_picture(file: IO[bytes]) -> Picture:
    """`file` as a clean picture. Raises TooLarge, TooSmall or NotAPicture; never decodes more than `MOST_PIXELS`."""
    raw = file.read(MOST_BYTES + 1)
    if len(raw) > MOST_BYTES:
        raise TooLarge
    image = opened(raw)
    width, height = image.size
    if width * height > MOST_PIXELS:
        raise TooLarge
    if min(width, height) < LEAST_SIDE:
        raise TooSmall
    if image.format in MOVING and getattr(image, "n_frames", 1) > 1:
        raise Moves
    return drawn_anew(image)


def opened(raw: bytes) -> Image.Image:
    """The header of the picture in `raw`, nothing decoded yet. Raises NotAPicture, or the kind of it that says more."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            return Image.open(BytesIO(raw), formats=FORMATS)
    except Image.DecompressionBombError as fault:
        raise TooLarge from fault
    except Exception as fault:  # Pillow's readers raise whatever they stumble on
        raise instead(raw) from fault


def instead(raw: bytes) -> NotAPicture:
    """What a file that is no picture is, as far as its first bytes tell."""
    if not raw:
        return Nothing()
    if b"%PDF-" in raw[:1024]:
        return IsAPaper()
    if raw[4:8] in (b"ftyp", b"moov") or raw[:4] == b"\x1a\x45\xdf\xa3" or raw[8:11] == b"AVI":
        return IsAVideo()
    return Moves() if raw[:4] == b"GIF8" else NotAPicture()


def drawn_anew(image: Image.Image) -> Picture:
    """The picture decoded, turned upright, made no larger than is kept, on white, without metadata."""
    try:
        image.draft("RGB", (KEPT_SIDE, KEPT_SIDE))  # a JPEG decodes smaller at once
        image.load()
        upright = ImageOps.exif_transpose(of_eight_bits(image))
        upright.thumbnail((KEPT_SIDE, KEPT_SIDE), Image.Resampling.LANCZOS)
        clean = on_white(upright)
        kept = BytesIO()
        clean.save(kept, "JPEG", quality=88, optimize=True)
    except Exception as fault:
        raise (CutOff if "truncated" in str(fault) else NotAPicture) from fault
    return Picture(kept.getvalue(), clean.width, clean.height)


def of_eight_bits(image: Image.Image) -> Image.Image:
    """Greys of 16 bits made 8: converted as they are, all but the darkest would be white."""
    if not image.mode.startswith("I"):
        return image
    return image.convert("I").point(lambda value: value * (1 / 256)).convert("L")


def on_white(image: Image.Image) -> Image.Image:
    """Plain RGB; what was transparent becomes white."""
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        image = image.convert("RGBA")
        ground = Image.new("RGB", image.size, "white")
        ground.paste(image, mask=image.getchannel("A"))
        return ground
    clean = Image.new("RGB", image.size)
    clean.paste(image.convert("RGB"))
    return clean
