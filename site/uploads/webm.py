"""How long a WebM recording lasts and whether it shows pictures: what browsers record, and mutagen does not read.

A recording made live has no length in its header, so the time of its last block counts. EBML is a tree of
(id, size, body); the branches of interest are entered and all else is skipped.
"""

from dataclasses import dataclass
from struct import unpack

MAGIC = b"\x1a\x45\xdf\xa3"
SEGMENT, INFO, TRACKS, TRACK, CLUSTER, GROUP = 0x18538067, 0x1549A966, 0x1654AE6B, 0xAE, 0x1F43B675, 0xA0
SCALE, DURATION, TRACK_TYPE, CLUSTER_TIME, BLOCK, SIMPLE_BLOCK = 0x2AD7B1, 0x4489, 0x83, 0xE7, 0xA1, 0xA3
ENTERED = frozenset({SEGMENT, INFO, TRACKS, TRACK, CLUSTER, GROUP})
MOST_ELEMENTS = 40_000  # three minutes of 20 ms blocks are 9,000


@dataclass
class Found:
    has_video: bool = False
    has_sound: bool = False
    scale: int = 1_000_000  # nanoseconds of one tick
    stated: float = 0.0  # ticks
    cluster: int = 0
    last: int = 0

    @property
    def seconds(self) -> float:
        """The longer of what is stated and what is there."""
        return max(self.stated, self.last) * self.scale / 1_000_000_000


def read(raw: bytes) -> Found:
    """What `raw` holds. Raises ValueError for what is no EBML, or has more elements than a voice note can have."""
    found, place = Found(), 0
    for _element in range(MOST_ELEMENTS):
        if place >= len(raw):
            return found
        key, place = number(raw, place, keep_mark=True)
        size, place = number(raw, place)
        if key in ENTERED:
            continue
        note(found, key, raw[place : place + min(size, 16)])
        place += size
    raise ValueError("too many elements")


def number(raw: bytes, place: int, *, keep_mark: bool = False) -> tuple[int, int]:
    """An EBML number at `place`, and the place after it. An id keeps the bit that marks its length."""
    first = raw[place]
    length = 9 - first.bit_length()
    if length > 8 or place + length > len(raw):
        raise ValueError("no EBML number")
    value = int.from_bytes(raw[place : place + length], "big")
    return (value if keep_mark else value & ((1 << 7 * length) - 1)), place + length


def note(found: Found, key: int, body: bytes) -> None:
    """Keep what an element says, if it is one of those asked for. `body` is its first 16 bytes."""
    whole = int.from_bytes(body[:8], "big")
    if key == TRACK_TYPE:
        found.has_video |= whole == 1
        found.has_sound |= whole == 2
    elif key == SCALE:
        found.scale = whole
    elif key == DURATION:
        found.stated = unpack(">d" if len(body) == 8 else ">f", body)[0]
    elif key == CLUSTER_TIME:
        found.cluster = whole
        found.last = max(found.last, whole)
    elif key in (BLOCK, SIMPLE_BLOCK):
        _track, place = number(body, 0)
        found.last = max(found.last, found.cluster + unpack(">h", body[place : place + 2])[0])
