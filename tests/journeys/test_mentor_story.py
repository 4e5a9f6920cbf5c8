"""A mentor's ten minutes on a phone, in Chinese: three works, one question, one article that an editor publishes."""

import pytest

from tests.journeys import talking
from tests.journeys.editing import letter_to
from tests.journeys.staff import admit
from tests.journeys.walker import EDITOR, MENTORS, Walker, walker
from tests.journeys.works import tea_shop

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("site")]
NAME, PHONE = "盘小满", "13711110004"
LESSON = "ecommerce/photograph/light-from-a-window"
ASKED = "我家窗外是竹林，照进来一片绿，茶叶也成绿的了，河口村的小满问。"
FOR_ALL = "窗外是竹林，照出来一片绿，怎么办？"
ANSWERED = "窗上挂一层白布，再把手机的白平衡对准白纸。"
CHANGE, REMARK = "请加一个日子，写上哪天开采。", "第三句没有日子。"
TITLE, LEDE = "竹林边的窗，挂一层白布", "竹叶的绿会照到茶上，白布一挡就干净。"
STEPS = "白布挂在窗里，离茶半米；白纸放在旁边，照着它对颜色。"
MOST_PRESSES = 30  # at twenty seconds each, reading and typing counted in, it is ten minutes


def what_waits(browser, site, folder) -> Walker:
    """A trainee of the mentor's who has sent three pieces and asked one question."""
    trainee = walker(browser, site, "zh-hans")
    trainee.sign_up(NAME, PHONE)
    trainee.apply(NAME)
    admit(walker(browser, site, "zh-hans"), NAME)
    works = tea_shop("小满竹边茶", "竹边苦茶")
    trainee.hand_in({piece: works[piece] for piece in ("name", "story", "product")}, folder)
    talking.ask(trainee, LESSON, ASKED)
    return trainee


def open_oldest(mentor: Walker) -> None:
    """On the desk: the piece of the trainee that has waited longest."""
    mentor.press(f":is(main section.first, main .rows > li):has-text('{NAME}') a[href*='/mentoring/review/']")


def review_three(mentor: Walker) -> str:
    """One approved with a saved sentence, one sent back with words and a remark on a mark, one approved; the sentence."""
    open_oldest(mentor)
    said = mentor.page.locator("main .say[value^=own-]").first.inner_text()
    mentor.press("main .say[value^=own-]")
    assert mentor.page.input_value("main [name=words]") == said
    mentor.press("main button[value=approve]")
    open_oldest(mentor)
    remark = mentor.page.locator("main .cr [name^=on_]").first.get_attribute("name")
    mentor.tap(f"main .cr details:has([name={remark}]) summary")
    mentor.fill(**{remark: REMARK, "words": CHANGE})
    mentor.press("main button[value=change]")
    open_oldest(mentor)
    mentor.press("main button[value=approve]")
    assert mentor.page.url.endswith("/mentoring/")
    return said


def read_the_answers(trainee: Walker, said: str) -> None:
    """Each piece says what the mentor said of it."""
    for piece, words in (("name", [said]), ("story", [CHANGE, REMARK]), ("product", [])):
        trainee.open_piece(piece)
        shown = trainee.page.inner_text("main")
        assert [shown.count(each) for each in words] == [1] * len(words), piece


def write_guidance(mentor: Walker) -> None:
    """From the desk into the CMS: a draft, kept, then sent to the editors."""
    mentor.press("#guidance a[href*='/add/cms/guidancepage/']")
    mentor.fill(title=TITLE, lede=LEDE)
    mentor.tap("main .c-sf-add-button")
    mentor.tap("[role=option]:has-text('一段话')")
    mentor.fill(**{"body-0-value": STEPS})
    mentor.press("main footer .action-save")
    mentor.tap("main footer .w-dropdown__toggle")
    mentor.press("main footer [name=action-submit]")
    mentor.go("mentoring/")
    mine = mentor.page.locator("#guidance li", has_text=TITLE)
    assert "草稿，在编辑那里" in mine.inner_text()


def publish(editor: Walker) -> None:
    """The editor, told by letter, finds the article on their own page, reads it in the CMS and publishes it."""
    editor.sign_in(EDITOR)
    assert letter_to(editor, EDITOR, f"请您审阅：{TITLE}")
    editor.go("my/")
    editor.press(f"main a[href*='/admin/pages/']:has-text('{TITLE}')")
    editor.tap("main footer .w-dropdown__toggle")
    editor.press("main footer [data-workflow-action-name=approve]:not([data-workflow-action-modal-url])")
    editor.go("my/")
    assert editor.page.locator("main a[href*='/admin/pages/']", has_text=TITLE).count() == 0


def read_guidance(stranger: Walker, author: str) -> None:
    """Anybody finds it among the guidance and reads it, with its author."""
    stranger.go("guidance/")
    stranger.press(f"main a[href*='/guidance/']:has-text('{TITLE}')")
    shown = stranger.page.inner_text("main")
    for words in (TITLE, LEDE, STEPS, author):
        assert words in shown, words


def test_ten_minutes_of_a_mentor(site, browser, tmp_path):
    trainee = what_waits(browser, site, tmp_path)
    name = trainee.mentor_of_piece()
    mentor, editor, stranger = (walker(browser, site, "zh-hans") for _person in range(3))
    mentor.sign_in(MENTORS[name])
    mentor.go("mentoring/")
    said = review_three(mentor)
    talking.answer(mentor, ASKED, for_all=FOR_ALL, words=ANSWERED)
    write_guidance(mentor)
    assert mentor.presses <= MOST_PRESSES
    read_the_answers(trainee, said)
    for reader in (trainee, stranger):
        talking.read_under_the_lesson(reader, LESSON, FOR_ALL, ANSWERED)
    publish(editor)
    assert letter_to(mentor, MENTORS[name], f"已发布：{TITLE}")
    read_guidance(stranger, name)
