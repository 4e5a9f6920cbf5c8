"""Pictures, documents and recordings as they come in through the CMS's own addresses."""

import zlib
from pathlib import Path
from struct import pack

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import Collection
from wagtailmedia.models import Media

from accounts.models import User
from tests.factories import people
from tests.factories.photos import picture

pytestmark = pytest.mark.django_db
PAGE = b"<!doctype html><script src=/media/x.js></script>"
SCRIPT = b"alert(1)"
PDF = b"%PDF-1.7\n%%EOF"


def png(*chunks: tuple[bytes, bytes], side: int = 60_000) -> bytes:
    head = (b"IHDR", pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0))
    parts = [head, *chunks, (b"IDAT", zlib.compress(b"")), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        pack(">I", len(body)) + kind + body + pack(">I", zlib.crc32(kind + body)) for kind, body in parts
    )


HOSTILE = {
    "truncated.jpg": picture()[:2000],
    "huge.png": png(),
    "words.png": png((b"zTXt", b"a\0\0" + zlib.compress(bytes(70_000_000), 9)), side=300),
    "page.jpg": PAGE,
    "empty.png": b"",
}


def send_picture(client, address: str, raw: bytes, name: str):
    if address == "multiple":
        given = {"title": "茶", "files[]": SimpleUploadedFile(name, raw)}
        return client.post(reverse("wagtailimages:add_multiple"), given, headers={"x-requested-with": "XMLHttpRequest"})
    given = {"image-chooser-upload-title": "茶", "image-chooser-upload-file": SimpleUploadedFile(name, raw)}
    if address == "chooser":
        return client.post(reverse("wagtailimages_chooser:create"), given)
    return client.post(reverse("wagtailimages:add"), {"title": "茶", "file": SimpleUploadedFile(name, raw)})


@pytest.mark.parametrize("address", ["multiple", "chooser", "one"])
@pytest.mark.parametrize("name", HOSTILE)
def test_a_picture_that_cannot_be_read_is_refused_in_words(sign_in, name, address):
    response = send_picture(sign_in("editor"), address, HOSTILE[name], name)
    assert response.status_code == 200
    assert Image.objects.count() == 0
    if name in ("truncated.jpg", "huge.png", "words.png"):
        words = response.json()["error_message"] if address == "multiple" else response.content.decode()
        assert "这张图片读不出来" in words.encode().decode("unicode-escape" if "\\u8fd9" in words else "utf-8")


@pytest.mark.parametrize("address", ["multiple", "chooser", "one"])
@pytest.mark.parametrize("role", ["editor", "mentor"])
def test_a_good_picture_is_taken_in(sign_in, address, role):
    assert send_picture(sign_in(role), address, picture(), "tea.jpg").status_code in (200, 302)
    assert Image.objects.get().title == "茶"


def a_picture(by) -> Image:
    return Image.objects.create(title="茶", file=ContentFile(picture(), "tea.jpg"), uploaded_by_user=by)


def a_document(by) -> Document:
    return Document.objects.create(title="表", file=ContentFile(PDF, "form.pdf"), uploaded_by_user=by)


@pytest.mark.parametrize(("make", "model"), [(a_picture, "image"), (a_document, "document")])
def test_a_mentor_changes_and_deletes_only_what_they_added(sign_in, make, model):
    client = sign_in("mentor")
    names = {"image": ("wagtailimages:delete", "wagtailimages:edit"), "document": ("wagtaildocs:delete", "wagtaildocs:edit")}
    theirs, own = make(people.person("别人")), make(User.objects.get(pk=client.session["_auth_user_id"]))
    given = {"title": "改了", "collection": Collection.get_first_root_node().pk}
    for name in names[model]:
        assert client.post(reverse(name, args=[theirs.pk]), given).status_code == 302
        theirs.refresh_from_db()
        assert theirs.title in ("茶", "表")
    assert client.post(reverse(names[model][1], args=[own.pk]), given).status_code == 302
    own.refresh_from_db()
    assert own.title == "改了"
    client.post(reverse(names[model][0], args=[own.pk]), {})
    assert list(type(own).objects.all()) == [theirs]


def test_an_editor_changes_everybodys(sign_in):
    client, theirs = sign_in("editor"), a_picture(people.person("别人"))
    client.post(reverse("wagtailimages:delete", args=[theirs.pk]), {})
    assert Image.objects.count() == 0


REFUSED = {
    "page.html": PAGE, "script.js": SCRIPT, "drawing.svg": b"<svg/>", "program.exe": b"MZ", "archive.zip": b"PK\x03\x04",
    "page.pdf": PAGE, "page.txt": PAGE, "page.csv": b"a,b\n" + PAGE, "page.docx": PAGE,
    "wide.txt": PAGE.decode().encode("utf-16"), "late.txt": b"\n" * 2000 + b"<ScRiPt>",
}  # fmt: skip
TAKEN = {
    "form.pdf": PDF,
    "sums.csv": "价格,重量\n38,500".encode(),
    "words.txt": "1 < 2，5 > 3".encode(),
    "sheet.xlsx": b"PK\x03\x04..",
}


def send_document(client, name: str, raw: bytes):
    given = {"title": "表", "file": SimpleUploadedFile(name, raw, content_type="application/pdf")}
    return client.post(reverse("wagtaildocs:add"), given)


@pytest.mark.parametrize("name", REFUSED)
def test_a_document_of_another_kind_or_in_disguise_is_refused(sign_in, name):
    assert send_document(sign_in("editor"), name, REFUSED[name]).status_code == 200
    given = {"title": "表", "files[]": SimpleUploadedFile(name, REFUSED[name])}
    sign_in("mentor").post(reverse("wagtaildocs:add_multiple"), given, headers={"x-requested-with": "XMLHttpRequest"})
    assert Document.objects.count() == 0


@pytest.mark.parametrize("name", TAKEN)
def test_a_document_of_an_office_is_taken(sign_in, name):
    assert send_document(sign_in("editor"), name, TAKEN[name]).status_code == 302
    assert Document.objects.get().filename.startswith(name.partition(".")[0])


@pytest.mark.parametrize(
    ("kind", "name", "raw", "kept"),
    [
        ("audio", "talk.mp3", b"ID3\x04" + bytes(40), 1),
        ("audio", "talk.mp3", PAGE, 0),
        ("audio", "talk.html", PAGE, 0),
        ("video", "walk.mp4", b"\0\0\0\x18ftypmp42" + bytes(40), 1),
        ("video", "walk.webm", PAGE, 0),
        ("video", "walk.avi", b"RIFF", 0),
    ],
)
def test_a_recording_is_what_its_name_says(sign_in, kind, name, raw, kept):
    given = {"title": "听", "file": SimpleUploadedFile(name, raw), "duration": 0}
    response = sign_in("editor").post(reverse("wagtailmedia:add", args=[kind]), given)
    assert (response.status_code, Media.objects.count()) == (302 if kept else 200, kept)


@pytest.mark.parametrize("name", ["x.html", "x.svg", "x.js"])
def test_nothing_among_the_files_is_run(client, name):
    place = Path(settings.MEDIA_ROOT) / name
    place.write_bytes(PAGE)
    response = client.get(f"/media/{name}")
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["X-Content-Type-Options"] == "nosniff"
