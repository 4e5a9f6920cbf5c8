"""Voice notes and papers as strangers send them: what phones record is taken in, everything else is refused in plain words."""

import pytest

from common.models import AuditEntry
from tests.factories import people, photos, sounds
from tests.factories.sounds import KINDS, NOW, PDF, paper_file, sound_file
from uploads import operations
from uploads.models import Enclosure
from uploads.papers import NotAPaper, PaperTooLarge
from uploads.sounds import IsAVideo, NotASound, SoundTooLarge, SoundTooLong


def take(owner, raw, name="a.m4a"):
    return operations.take_in_voice(owner=owner, file=sound_file(raw, name), at=NOW)


@pytest.mark.parametrize("kind", KINDS)
def test_what_phones_record_is_taken_in_with_its_length(trainee, kind):
    kept = take(trainee, KINDS[kind](65), "photo.jpg")
    assert (kept.media_type, kept.seconds, kept.length) == (kind, 65, "1:05")
    assert kept.file.name == f"enclosures/{kept.key}.kept"
    assert kept.size == len(kept.file.read())


@pytest.mark.parametrize("kind", KINDS)
def test_three_minutes_are_taken_and_two_hours_are_not(trainee, kind):
    assert take(trainee, KINDS[kind](180)).seconds == 180
    hours = {"audio/wav": 600, "audio/mpeg": 4800}  # what fits in 5 MB
    long = KINDS[kind](hours.get(kind, 7200))
    assert len(long) < 5_000_000
    with pytest.raises(SoundTooLong) as refusal:
        take(trainee, long)
    assert "3 分钟" in str(refusal.value)
    assert Enclosure.objects.count() == 1


VIDEOS = {
    "mp4": sounds.mp4(tracks=(b"vide", b"soun"), brand=b"isom"),
    "picture track second": sounds.mp4(tracks=(b"soun", b"vide")),
    "webm": sounds.webm(kind=1),
    "theora": sounds.ogg(head=b"\x80theora" + bytes(40)),
    "avi": b"RIFF\0\0\0\0AVI LIST" + bytes(60),
    "flv": b"FLV\x01" + bytes(60),
}


@pytest.mark.parametrize("kind", VIDEOS)
def test_a_voice_note_that_is_a_video_is_refused_in_words(trainee, kind):
    with pytest.raises(IsAVideo) as refusal:
        take(trainee, VIDEOS[kind], "voice.m4a")
    assert "视频" in str(refusal.value)
    assert (Enclosure.objects.count(), AuditEntry.objects.count()) == (0, 0)


BAD = {
    "nothing": b"",
    "text": b"not a sound",
    "program": b"MZ\x90\0" + bytes(400),
    "web page": b"<html><script>alert(1)</script></html>",
    "picture": photos.picture(),
    "pdf": PDF,
    "half an amr": sounds.amr()[:-5],
    "half a wav": sounds.wav()[:20],
    "half an ogg": sounds.ogg()[:20],
    "half an mp4": sounds.mp4()[:60],
    "no sound in it": sounds.mp4(tracks=(b"hint",)),
    "no length": sounds.mp4(0),
    "only a webm head": sounds.webm()[:30],
    "one mp3 frame": sounds.mp3(0.04),
    "a page behind an id3 tag": b"ID3\x04\0\0\0\0\0\0<script>alert(1)</script>" + bytes(2000),
    "deep atoms": b"\0\0\0\x10ftypM4A " + bytes(4) + b"\0\0\xff\xffmoov" * 5000,
    "endless webm": sounds.webm()[:20] + b"\x81\x80" * 60_000,
}


@pytest.mark.parametrize("kind", BAD)
def test_what_is_no_sound_is_refused_and_nothing_is_kept(trainee, kind):
    with pytest.raises(NotASound) as refusal:
        take(trainee, BAD[kind])
    assert "录" in str(refusal.value)
    assert (Enclosure.objects.count(), AuditEntry.objects.count()) == (0, 0)


def test_a_recording_over_five_megabytes_is_refused_before_it_is_read(trainee):
    with pytest.raises(SoundTooLarge):
        take(trainee, sounds.wav() + bytes(5 * 1024 * 1024))
    assert Enclosure.objects.count() == 0


def test_the_same_recording_again_is_the_same_note_but_not_anothers(trainee, mentor):
    first, again = sounds.voice(trainee), sounds.voice(trainee)
    assert (first, Enclosure.objects.count()) == (again, 1)
    assert sounds.voice(mentor) != first


def test_nobody_keeps_more_than_their_share(trainee, monkeypatch):
    monkeypatch.setattr(operations, "MOST_ENCLOSURES", 1)
    kept = sounds.voice(trainee)
    with pytest.raises(operations.TooManyEnclosures):
        sounds.paper(trainee)
    assert (sounds.voice(trainee), Enclosure.objects.count()) == (kept, 1)


def test_a_paper_is_taken_in(trainee):
    kept = sounds.paper(trainee)
    assert (kept.media_type, kept.seconds, kept.is_voice, kept.megabytes) == ("application/pdf", None, False, 0.1)


@pytest.mark.parametrize(
    "raw", [b"", b"%PDF-1.4", PDF[:-40], b"x" + PDF, b"<html>%PDF-1.4" + PDF, sounds.mp4(), b"PK\x03\x04" + PDF]
)
def test_what_is_no_whole_pdf_is_refused(trainee, raw):
    with pytest.raises(NotAPaper) as refusal:
        operations.take_in_paper(owner=trainee, file=paper_file(raw), at=NOW)
    assert "PDF" in str(refusal.value)
    assert Enclosure.objects.count() == 0


def test_a_paper_over_ten_megabytes_is_refused(trainee):
    with pytest.raises(PaperTooLarge):
        operations.take_in_paper(owner=trainee, file=paper_file(PDF + bytes(10 * 1024 * 1024)), at=NOW)
    assert Enclosure.objects.count() == 0


def served(client, kept, **headers):
    return client.get(f"/zh-hans/files/enclosures/{kept.key}/", headers=headers)


def test_a_voice_note_is_served_as_what_it_is_and_kept_by_no_cache(client, trainee):
    kept = take(trainee, sounds.amr(), "evil.html")
    client.force_login(trainee)
    response = served(client, kept)
    assert response.getvalue() == sounds.amr()
    given = {name: response[name] for name in ("Content-Type", "X-Content-Type-Options", "Cache-Control", "Accept-Ranges")}
    assert given == {
        "Content-Type": "audio/amr", "X-Content-Type-Options": "nosniff", "Cache-Control": "private, no-store",
        "Accept-Ranges": "bytes",
    }  # fmt: skip
    assert response["Content-Disposition"] == f'inline; filename="{kept.key.hex[:8]}.amr"'
    assert response["Content-Security-Policy"].startswith("sandbox; default-src 'none'")


def test_a_paper_is_only_downloaded(client, trainee):
    kept = sounds.paper(trainee)
    client.force_login(trainee)
    assert served(client, kept)["Content-Disposition"] == f'attachment; filename="{kept.key.hex[:8]}.pdf"'


@pytest.mark.parametrize(
    ("wanted", "status", "body", "said"),
    [
        ("bytes=0-3", 206, slice(0, 4), "bytes 0-3/{}"),
        ("bytes=6-", 206, slice(6, None), "bytes 6-{last}/{}"),
        ("bytes=-5", 206, slice(-5, None), "bytes {tail}-{last}/{}"),
        ("bytes=0-999999", 206, slice(0, None), "bytes 0-{last}/{}"),
        ("bytes=999999-", 416, slice(0, 0), "bytes */{}"),
        ("bytes=-0", 416, slice(0, 0), "bytes */{}"),
        ("bytes=5-2", 416, slice(0, 0), "bytes */{}"),
        ("bytes=0-1,4-5", 200, slice(0, None), ""),
        ("lines=1-2", 200, slice(0, None), ""),
        ("bytes=-", 200, slice(0, None), ""),
    ],
)
def test_a_player_may_ask_for_a_part(client, trainee, wanted, status, body, said):
    raw = sounds.amr()
    client.force_login(trainee)
    response = served(client, take(trainee, raw), range=wanted)
    assert (response.status_code, response.getvalue()) == (status, raw[body])
    size = len(raw)
    assert response.get("Content-Range", "") == said.format(size, last=size - 1, tail=size - 5)


def test_only_the_owner_and_programme_managers_hear_a_note_that_goes_with_nothing(client, trainee, mentor):
    kept = sounds.voice(trainee)
    for role in ("mentor", "franchise manager", "editor", "trainee"):
        client.force_login(people.person(f"某{role}", role=role))
        assert served(client, kept).status_code == 404
    client.logout()
    assert served(client, kept).status_code == 302
    for allowed in (trainee, people.person("何经理", role="programme manager")):
        client.force_login(allowed)
        assert served(client, kept).status_code == 200
