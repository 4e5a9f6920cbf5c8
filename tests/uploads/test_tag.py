"""`{% photo %}`: sized, lazy, and never a broken picture."""

from django.template import engines

from tests.factories import photos
from uploads.models import Photo


def said(photo, arguments='300 200 "一袋茶"'):
    return engines["django"].from_string(f"{{% photo photo {arguments} %}}").render({"photo": photo})


def test_a_ready_photo_is_an_image_with_its_sizes(trainee):
    photo = photos.photo(trainee)
    tag = said(photo)
    assert f'src="{photo.url(320)}"' in tag
    assert f"{photo.url(960)} 960w" in tag
    assert 'width="300" height="200" alt="一袋茶" loading="lazy"' in tag


def test_a_photo_on_its_way_holds_its_place(trainee):
    photo = photos.photo(trainee)
    photo.state = Photo.State.WAITING
    assert "照片正在路上" in said(photo)
    assert "<img" not in said(photo)
    assert "照片正在路上" in said(None)


def test_words_about_a_photo_come_out_as_text(trainee):
    tag = (
        engines["django"]
        .from_string("{% photo photo 300 300 alt %}")
        .render({"photo": photos.photo(trainee), "alt": '"><script>alert(1)</script>'})
    )
    assert "<script>" not in tag
