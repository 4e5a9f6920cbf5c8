"""Voice notes as phones record them (silence, but whole), and papers; each made byte by byte, so that its length is known."""

import wave
from datetime import UTC, datetime
from io import BytesIO
from struct import pack

from django.core.files.uploadedfile import SimpleUploadedFile
from mutagen.ogg import OggPage

from uploads import operations
from uploads.models import Enclosure

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\nxref\n0 1\ntrailer<</Root 1 0 R>>\nstartxref\n45\n%%EOF\n"


def wav(seconds: float = 2) -> bytes:
    written = BytesIO()
    with wave.open(written, "wb") as file:
        file.setparams((1, 1, 8000, 0, "NONE", ""))
        file.writeframes(b"\x80" * int(8000 * seconds))
    return written.getvalue()


def amr(seconds: float = 2) -> bytes:
    """The lowest rate: 13 bytes for each 20 ms."""
    return b"#!AMR\n" + (b"\x04" + bytes(12)) * int(seconds * 50)


def mp3(seconds: float = 2) -> bytes:
    """MPEG 2 layer 3, 8 kbit/s: 576 samples at 16 kHz are 36 ms in 36 bytes."""
    return (b"\xff\xf3\x18\xc4" + bytes(32)) * round(seconds / 0.036)


def atom(kind: bytes, *bodies: bytes) -> bytes:
    body = b"".join(bodies)
    return pack(">I", len(body) + 8) + kind + body


def mp4(seconds: float = 2, *, tracks: tuple[bytes, ...] = (b"soun",), brand: bytes = b"M4A ") -> bytes:
    made = [
        atom(
            b"trak",
            atom(
                b"mdia",
                atom(b"mdhd", pack(">IIIII", 0, 0, 0, 1000, int(seconds * 1000)) + bytes(4)),
                atom(b"hdlr", bytes(8) + kind + bytes(13)),
            ),
        )
        for kind in tracks
    ]
    return atom(b"ftyp", brand + bytes(4)) + atom(b"moov", *made) + atom(b"mdat", bytes(400))


def ogg(seconds: float = 2, *, head: bytes = b"OpusHead\x01\x01" + pack("<HIHB", 0, 48000, 0, 0)) -> bytes:
    packets = [[head], [b"OpusTags" + pack("<I", 4) + b"test" + pack("<I", 0)], [bytes(200)]]
    pages = []
    for number, each in enumerate(packets):
        page = OggPage()
        page.packets, page.serial, page.sequence = each, 7, number
        page.first, page.last = number == 0, number == len(packets) - 1
        page.position = int(seconds * 48000) if page.last else 0
        pages.append(page.write())
    return b"".join(pages)


def element(key: str, body: bytes, *, endless: bool = False) -> bytes:
    return bytes.fromhex(key) + (b"\x01" + b"\xff" * 7 if endless else pack(">Q", len(body) | 1 << 56)) + body


def webm(seconds: float = 2, *, kind: int = 2) -> bytes:
    """As a browser records it live: no length in its header, the segment without an end."""
    tracks = element("1654ae6b", element("ae", element("83", bytes([kind]))))
    blocks = b"".join(
        element("1f43b675", element("e7", pack(">I", second * 1000)) + element("a3", b"\x81" + pack(">h", 0) + bytes(40)))
        for second in range(int(seconds) + 1)
    )
    return element("1a45dfa3", element("4282", b"webm")) + element("18538067", tracks + blocks, endless=True)


KINDS = {
    "audio/wav": wav, "audio/amr": amr, "audio/mpeg": mp3, "audio/mp4": mp4, "audio/ogg": ogg, "audio/webm": webm,
}  # fmt: skip


def sound_file(raw: bytes | None = None, name: str = "说明.m4a") -> SimpleUploadedFile:
    """A voice note as a browser sends it."""
    return SimpleUploadedFile(name, mp4(65) if raw is None else raw, content_type="audio/mp4")


def paper_file(raw: bytes = PDF, name: str = "检验报告.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, raw, content_type="application/pdf")


def voice(owner, seconds: float = 65) -> Enclosure:
    return operations.take_in_voice(owner=owner, file=sound_file(mp4(seconds)), at=NOW)


def paper(owner) -> Enclosure:
    return operations.take_in_paper(owner=owner, file=paper_file(), at=NOW)
