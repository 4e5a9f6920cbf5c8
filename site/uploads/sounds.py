"""Reading a stranger's file as a voice note: what it is by its content, how long it lasts, and that it is no video.

The name and the type that the browser sends are never asked. Nothing is decoded or played here: only headers are read.
"""

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO

from django.utils.translation import gettext_lazy as _
from mutagen import FileType
from mutagen.aac import AAC
from mutagen.mp3 import MP3
from mutagen.mp4 import MP4, Atoms
from mutagen.oggopus import OggOpus
from mutagen.oggspeex import OggSpeex
from mutagen.oggvorbis import OggVorbis
from mutagen.wave import WAVE

from uploads import webm
from uploads.refusals import Refused

MOST_BYTES = 5 * 1024 * 1024
LONGEST = 180  # seconds; a phone that stops at three minutes may run a part of a second over
AMR_FRAMES = {  # bytes of a frame by its kind; a frame lasts 20 ms
    b"#!AMR\n": (12, 13, 15, 17, 19, 20, 26, 31, 5, 6, 5, 5, 0, 0, 0, 0),
    b"#!AMR-WB\n": (17, 23, 32, 36, 40, 46, 50, 58, 60, 5, 0, 0, 0, 0, 0, 0),
}


class NotASound(Refused):
    message = _("This file is not a voice note we can play. Record one with your phone (M4A, MP3, OGG, WebM, AMR or WAV).")


class IsAVideo(NotASound):
    message = _("This is a video. Record your voice only, with the phone's recorder, and send that.")


class SoundTooLong(Refused):
    message = _("This recording is longer than 3 minutes. Say the main thing again in 3 minutes or less.")


class SoundTooLarge(Refused):
    message = _("This recording is over 5 MB. Record it again, shorter or in lower quality; 3 minutes usually take 2 MB.")


@dataclass(frozen=True)
class Sound:
    """What a voice note is by its content; `seconds` are whole, at least 1."""

    media_type: str
    seconds: int


def read_sound(raw: bytes) -> Sound:
    """The kind and length of `raw`. Raises SoundTooLarge, IsAVideo, NotASound or SoundTooLong."""
    if len(raw) > MOST_BYTES:
        raise SoundTooLarge
    media_type, measure = kind_of(raw)
    try:
        seconds = measure(raw)
    except Refused:
        raise
    except Exception as fault:  # readers raise whatever they stumble on
        raise NotASound from fault
    if not seconds > 0:
        raise NotASound
    if seconds >= LONGEST + 1:
        raise SoundTooLong
    return Sound(media_type, max(1, round(seconds)))


def kind_of(raw: bytes) -> tuple[str, Callable[[bytes], float]]:
    """The media type by the first bytes, and what measures it. Raises IsAVideo and NotASound."""
    if raw[:3] == b"FLV" or raw[:4] in (b"\0\0\1\xba", b"\0\0\1\xb3") or (raw[:4] == b"RIFF" and raw[8:11] == b"AVI"):
        raise IsAVideo
    if raw[4:8] == b"ftyp":
        return "audio/mp4", of_mp4
    if raw[:4] == b"OggS":
        return "audio/ogg", of_ogg
    if raw[:4] == b"RIFF" and raw[8:12] == b"WAVE":
        return "audio/wav", lambda raw: length(WAVE(BytesIO(raw)))
    if raw[:4] == webm.MAGIC:
        return "audio/webm", of_webm
    if raw.startswith(tuple(AMR_FRAMES)):
        return "audio/amr", of_amr
    if raw[:1] == b"\xff" and len(raw) > 1 and raw[1] & 0xF6 == 0xF0:
        return "audio/aac", lambda raw: length(AAC(BytesIO(raw)))
    if raw[:3] == b"ID3" or (raw[:1] == b"\xff" and len(raw) > 1 and raw[1] & 0xE0 == 0xE0):
        return "audio/mpeg", of_mp3
    raise NotASound


def length(read: FileType) -> float:
    """Seconds, as mutagen found them; 0 for none."""
    return read.info.length if read.info else 0.0


def of_mp4(raw: bytes) -> float:
    """M4A, and what Android calls 3GP."""
    tracks = Atoms(BytesIO(raw))[b"moov"].findall(b"trak")
    kinds = {track[b"mdia", b"hdlr"].read(BytesIO(raw))[1][8:12] for track in tracks}
    if b"vide" in kinds:
        raise IsAVideo
    if b"soun" not in kinds:
        raise NotASound
    return length(MP4(BytesIO(raw)))


def of_ogg(raw: bytes) -> float:
    head = raw[:8192]  # every stream's first page stands before any sound
    if any(mark in head for mark in (b"\x80theora", b"OVP80", b"BBCD\0", b"\x80daala")):
        raise IsAVideo
    kind = OggOpus if b"OpusHead" in head else OggSpeex if b"Speex   " in head else OggVorbis
    return length(kind(BytesIO(raw)))


def of_webm(raw: bytes) -> float:
    found = webm.read(raw)
    if found.has_video:
        raise IsAVideo
    return found.seconds if found.has_sound else 0


def of_mp3(raw: bytes) -> float:
    read = MP3(BytesIO(raw))
    return 0 if read.info is None or read.info.sketchy else length(read)


def of_amr(raw: bytes) -> float:
    """20 ms for each whole frame. Raises NotASound where a frame is cut off or of a kind that is not in use."""
    magic = next(mark for mark in AMR_FRAMES if raw.startswith(mark))
    sizes, place, frames = AMR_FRAMES[magic], len(magic), 0
    while place < len(raw):
        place += 1 + sizes[raw[place] >> 3 & 15]
        frames += 1
    if place != len(raw):
        raise NotASound
    return frames * 0.02
