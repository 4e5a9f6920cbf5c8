"""A sample to listen to: a rhythm made up and synthesised here, and labelled so. Nobody's playing is copied in it."""

import io
import math
import random
import wave
from typing import Any

from django.core.files.base import ContentFile
from wagtailmedia.models import Media

from cms.captions import clean_captions
from cms.pages.credits import Licence, Recording
from demo.content import ROOT, in_language, read

POSTER = ROOT.parent / "pictures" / "s-drum.jpg"
RATE = 8000  # samples a second; a drum needs no more, and the file stays under 60 KB
BEAT = 0.45  # seconds
BAR = 4 * BEAT
# Four bars of eighths: L the low end of the drum, h the high one, a dot waits.
BARS = ("L.h.L.hh", "L.h.LLh.", "LhLhL.hh", "L.L.L...")


def load_recordings() -> int:
    """The sounds that are missing, each with its captions and words in both languages; how many are new."""
    return sum(load_sound(name, words) for name, words in read("recordings.yaml").items())


def load_sound(name: str, words: dict[str, Any]) -> bool:
    """One sound named after its file; False where there is one already."""
    if recording(name):
        return False
    media = Media(title=words["title"], type="audio", duration=BAR * len(BARS))
    media.thumbnail.save(POSTER.name, ContentFile(POSTER.read_bytes()), save=False)
    media.file.save(f"{name}.wav", ContentFile(rhythm()))
    said = {f"words_{code}": in_language(words, code)["words"] for code in ("zh", "en")}
    shown = {f"captions_{code}": captions(in_language(words, code)["bars"]) for code in ("zh", "en")}
    Recording.objects.create(
        media=media, credit=words["credit"], licence=Licence.OWN, tongue=Recording.Tongue.NONE, **said, **shown
    )
    return True


def recording(name: str) -> Media | None:
    """The sound of `recordings.yaml` under that name, once it is loaded."""
    return Media.objects.filter(title=read("recordings.yaml")[name]["title"]).first()


def captions(bars: list[str]) -> str:
    """One caption a bar, as WebVTT."""
    cues = (f"{clock(k * BAR)} --> {clock((k + 1) * BAR)}\n{bar}" for k, bar in enumerate(bars))
    return clean_captions("\n\n".join(("WEBVTT", *cues)))


def clock(seconds: float) -> str:
    return f"00:{seconds:06.3f}"


def rhythm() -> bytes:
    """The bars as a WAV: mono, 8 bits, the same on every machine."""
    sound, noise = [0.0] * round(BAR * len(BARS) * RATE), random.Random(16)
    for k, stroke in enumerate("".join(BARS)):
        if stroke != ".":
            strike(sound, round(k * BEAT / 2 * RATE), 92 if stroke == "L" else 190, noise)
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(1)
        file.setframerate(RATE)
        file.writeframes(bytes(128 + round(100 * max(-1.0, min(1.0, value))) for value in sound))
    return out.getvalue()


def strike(sound: list[float], start: int, pitch: float, noise: random.Random) -> None:
    """A blow on a hide: a tone that sinks and dies within 0.4 s, with a slap of noise at its head."""
    for n in range(min(int(0.4 * RATE), len(sound) - start)):
        t = n / RATE
        tone = math.sin(2 * math.pi * pitch * (t + 0.03 * (1 - math.exp(-30 * t)))) * math.exp(-9 * t)
        sound[start + n] += 0.75 * tone + 0.35 * noise.uniform(-1, 1) * math.exp(-90 * t)
