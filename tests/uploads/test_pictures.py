"""Files as strangers send them: photographs are taken in, everything else is refused in plain words."""

import zlib
from io import BytesIO
from struct import pack

import pytest
from django.core.files.storage import default_storage
from PIL import Image

from tests.factories import people, photos
from tests.factories.photos import NOW, picture, upload
from uploads import operations
from uploads.models import Photo
from uploads.operations import NotAPicture, TooLarge, TooMany, TooSmall

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="800" height="800"><script>alert(1)</script></svg>'


def take(owner, raw, name="tea.jpg"):
    return operations.take_in_photo(owner=owner, file=upload(raw, name), at=NOW)


def bomb(side: int = 13_000) -> bytes:
    """A PNG of 169 million pixels in some 20 kB, made row by row."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return pack(">I", len(body)) + kind + body + pack(">I", zlib.crc32(kind + body))

    squeeze = zlib.compressobj(9)
    row = b"\0" + bytes(side // 8 + 1)
    rows = b"".join(squeeze.compress(row) for _ in range(side)) + squeeze.flush()
    head = pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIF"])
def test_photos_of_phones_are_taken_in(trainee, kind):
    photo = take(trainee, picture(kind=kind))
    photo.refresh_from_db()
    assert (photo.state, photo.width, photo.height) == ("ready", 800, 600)
    for width in (320, 640, 960):
        with default_storage.open(photo.copy_path(width)) as copy:
            image = Image.open(copy)
            assert (image.format, image.width) == ("WEBP", min(width, 800))


def test_the_same_file_again_is_the_same_photo(trainee):
    first, again = take(trainee, picture()), take(trainee, picture())
    assert (first, Photo.objects.count()) == (again, 1)


def test_the_same_file_of_two_people_is_two_photos(trainee, mentor):
    assert take(trainee, picture()) != take(mentor, picture())


BAD = {
    "text": b"not a picture at all",
    "nothing": b"",
    "program": b"MZ\x90\0" + bytes(400),
    "web page": b"<html><script>alert(1)</script></html>",
    "drawing": SVG,
    "pdf": b"%PDF-1.7\n" + bytes(300),
    "gif": picture(kind="GIF"),
    "tiff": picture(kind="TIFF"),
    "bmp": picture(kind="BMP"),
    "half a jpeg": picture(2000, 1500, quality=95)[:4000],
    "half a png": picture(kind="PNG")[:120],
    "only a head": b"\xff\xd8\xff\xe0" + bytes(20),
    "film": b"\0\0\0\x18ftypmp42" + bytes(200),
    "moving webp": picture(kind="WEBP", save_all=True, append_images=[Image.new("RGB", (800, 600), "red")]),
}


SAID = {
    "nothing": "文件是空的", "pdf": "PDF", "gif": "会动的图", "half a jpeg": "只传到了一部分", "half a png": "只传到了一部分",
    "film": "这是视频", "moving webp": "会动的图",
}  # fmt: skip


@pytest.mark.parametrize("kind", BAD)
def test_what_is_no_photo_is_refused_and_nothing_is_kept(trainee, kind):
    with pytest.raises(NotAPicture) as refusal:
        take(trainee, BAD[kind])
    assert SAID.get(kind, "手机拍的照片") in str(refusal.value)
    assert Photo.objects.count() == 0


def test_a_bomb_is_refused_by_its_header(trainee):
    raw = bomb()
    assert len(raw) < 60_000
    with pytest.raises(TooLarge) as refusal:
        take(trainee, raw, "bomb.png")
    assert "太大" in str(refusal.value)
    assert Photo.objects.count() == 0


def test_a_picture_just_over_forty_million_pixels_is_refused(trainee):
    with pytest.raises(TooLarge):
        take(trainee, picture(8001, 5000, kind="PNG"))
    assert Photo.objects.count() == 0


def test_a_file_over_fifteen_megabytes_is_refused_before_it_is_read(trainee):
    with pytest.raises(TooLarge):
        take(trainee, picture() + bytes(15 * 1024 * 1024))
    assert Photo.objects.count() == 0


def test_a_picture_too_small_to_see_is_refused(trainee):
    with pytest.raises(TooSmall):
        take(trainee, picture(64, 64))
    assert Photo.objects.count() == 0


def test_a_picture_with_a_program_behind_it_comes_out_as_a_picture_only(trainee):
    hidden = b"<script>alert('polyglot')</script>PK\x03\x04"
    photo = take(trainee, picture() + hidden)
    assert hidden not in photo.original.read()
    assert Image.open(photo.original.open()).format == "JPEG"


def test_a_photo_is_turned_upright_and_forgets_where_it_was_taken(trainee):
    exif = Image.Exif()
    exif[0x0112] = 6  # lies on its side
    exif.get_ifd(0x8825)[2] = (25.0, 11.0, 0.0)  # where it was taken
    photo = take(trainee, picture(800, 600, exif=exif, comment=b"secret"))
    kept = Image.open(BytesIO(photo.original.read()))
    assert (kept.width, kept.height) == (600, 800)
    assert (len(kept.getexif()), "comment" in kept.info) == (0, False)


def test_what_is_see_through_becomes_white(trainee):
    written = BytesIO()
    Image.new("RGBA", (400, 400), (255, 0, 0, 0)).save(written, "PNG")
    kept = Image.open(BytesIO(take(trainee, written.getvalue(), "seal.png").original.read()))
    assert kept.getpixel((200, 200)) == (255, 255, 255)


def test_a_large_photo_is_kept_no_larger_than_needed(trainee):
    photo = take(trainee, picture(4000, 3000))
    assert (photo.width, photo.height) == (2400, 1800)


def test_the_file_cannot_choose_where_it_is_kept(trainee):
    photo = take(trainee, picture(), "../../etc/passwd")
    assert photo.original.name == f"photos/{photo.key}.original"


def test_nobody_keeps_more_than_their_share(trainee, monkeypatch):
    monkeypatch.setattr(operations, "MOST_PHOTOS", 2)
    kept = [take(trainee, picture(colour=colour)) for colour in ("red", "green")]
    with pytest.raises(TooMany):
        take(trainee, picture(colour="blue"))
    assert take(trainee, picture(colour="red")) == kept[0]
    assert Photo.objects.count() == 2


def test_a_photo_whose_original_is_lost_is_refused_by_the_job(trainee):
    from uploads.jobs import make_copies

    photo = take(trainee, picture())
    Photo.objects.update(state="waiting")
    photo.original.storage.delete(photo.original.name)
    make_copies.call(photo_id=photo.pk)
    photo.refresh_from_db()
    assert photo.state == "refused"


def test_only_owner_mentor_and_managers_see_the_original(client, trainee, mentor):
    photo = photos.photo(trainee)
    url = f"/zh-hans/files/photos/{photo.key}/"
    assert client.get(url).status_code == 302
    for reader, status in ((trainee, 200), (mentor, 404), (people.person("何经理", role="programme manager"), 200)):
        client.force_login(reader)
        assert client.get(url).status_code == status
    client.force_login(trainee)
    response = client.get(url)
    assert (response["Content-Type"], response["Cache-Control"]) == ("image/jpeg", "private, no-store")
    assert response["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("mode", "colour", "kind", "wanted"),
    [("CMYK", (0, 255, 255, 0), "JPEG", (254, 0, 0)), ("I;16", 128 * 256, "PNG", (128, 128, 128))],
)
def test_four_colours_and_sixteen_bits_look_as_they_were(trainee, mode, colour, kind, wanted):
    """A print shop's CMYK and a scanner's 16 bits: not black, white or inside out."""
    written = BytesIO()
    Image.new(mode, (400, 400), colour).save(written, kind)
    seen = Image.open(BytesIO(take(trainee, written.getvalue()).original.read())).getpixel((200, 200))
    assert max(abs(one - other) for one, other in zip(seen, wanted, strict=True)) <= 3
