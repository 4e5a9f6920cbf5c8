"""Text from WeChat and Word comes in as words; what else is refused says so in both languages."""

import pytest
from django.test import override_settings
from django.urls import reverse
from wagtail.images.models import Image

from cms.editing.pasting import words_in, words_of
from cms.models import CultureIndexPage, CulturePage
from tests.cms.test_completeness import edit
from tests.cms.test_library import png, send_picture
from tests.factories.pages import child

pytestmark = pytest.mark.django_db
WECHAT = (
    '<section style="margin:0;color:rgb(0,0,0)" data-tools="135编辑器"><p style="x"><span style="font-size:15px">长鼓\u200b舞'
    '</span></p><p>一锤<strong>定</strong>音&nbsp;！<img src="data:image/png;base64,iVBORw0KGgo="></p>'
    "<script>alert(1)</script><style>p{color:red}</style></section>"
)
WORD = '<!--[if gte mso 9]><xml></xml><![endif]--><p class=MsoNormal>鼓<o:p></o:p></p><p class="MsoNormal">锣</p>'
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        (WECHAT, "长鼓舞\n一锤定音 ！"),
        (WORD, "鼓\n锣"),
        ("1 < 2，5 > 3", "1 < 2，5 > 3"),
        ("鼓 <3 锣", "鼓 <3 锣"),
        ("<a href='javascript:alert(1)'>点</a>", "点"),
        ("一行\n\n二行\u202e", "一行\n\n二行"),
    ],
)
def test_of_what_is_pasted_the_words_are_kept(pasted, kept):
    assert words_of(pasted) == kept
    assert words_in([{"type": "paragraph", "id": "<b>", "value": pasted}]) == [
        {"type": "paragraph", "id": "<b>", "value": kept}
    ]


def test_a_page_pasted_from_wechat_is_saved_as_words(sign_in, homes):
    index = child(homes["zh-hans"], CultureIndexPage, "culture", {"title": "文化"}, {"title": "Culture"})
    drum = child(index, CulturePage, "drum", {"title": "长鼓"}, {"title": "Long drum"}, kind="music")
    given = {"body-count": "1", "body-0-type": "paragraph", "body-0-order": "0", "body-0-deleted": "", "body-0-id": "1"}
    assert edit(sign_in("editor"), drum, **given, **{"body-0-value": WECHAT, "holders": WORD}).status_code == 302
    draft = CulturePage.objects.get(pk=drum.pk).get_latest_revision_as_object()
    assert (draft.body[0].value, draft.holders) == ("长鼓舞\n一锤定音 ！", "鼓\n锣")


@pytest.mark.parametrize(
    ("language", "too_large", "not_allowed", "mismatch"),
    [
        ("zh-hans", "这张图片读不出来", "不支持的图片格式", "扩展名与文件格式不匹配"),
        ("en", "We cannot read this picture", "Not a supported image format", "does not match the file format"),
    ],
)
def test_two_hundred_megapixels_and_a_drawing_with_a_script_are_refused_in_words(
    sign_in, language, too_large, not_allowed, mismatch
):
    client = sign_in("editor")
    with override_settings(LANGUAGE_CODE=language):
        client.cookies["django_language"] = language
        large = send_picture(client, "one", png(side=14_143), "fields.png").content.decode()
        svg = send_picture(client, "one", SVG, "drum.svg").content.decode()
        disguised = send_picture(client, "one", SVG, "drum.png")
    assert too_large in large
    assert not_allowed in svg
    assert mismatch in disguised.context["form"].errors["file"][0]
    assert Image.objects.count() == 0


def test_nothing_is_shown_from_another_site(sign_in):
    address, given = reverse("wagtailembeds:chooser_upload"), "embed-chooser-url"
    for url in ("https://evil.example/v/1", "https://www.youtube.com/watch?v=abc", "http://127.0.0.1/admin/"):
        assert "这里不放外面网站的内容" in sign_in("editor").post(address, {given: url}).json()["html"]
