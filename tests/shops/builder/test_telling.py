"""A story set out in its teller's own words, with what they said elsewhere and nothing else."""

import pytest

from shops.builder.telling import Facts, tell

HERE = Facts(("水口镇", "Shuikou"), "河口村", (("江华苦茶", "Jianghua bitter tea"), ("野蜂蜜", "")))
ONE_BREATH = "奶奶的茶树长在坡上。我们赶在雾散之前采。“先苦后甜！”她说。" + "每年只采一季，采完就养树，等来年的春雨。" * 6


def test_the_first_sentence_leads_and_the_rest_is_in_paragraphs_without_a_word_lost():
    told = tell(ONE_BREATH, "zh-hans", Facts())
    lines = told.split("\n\n")
    assert lines[0] == "奶奶的茶树长在坡上。"
    assert [len(line) for line in lines[1:]] == [80, 60]
    assert told.replace("\n\n", "") == ONE_BREATH


def test_the_tellers_own_paragraphs_stay():
    assert tell("第一段。还有。\n\n\n第二段。", "zh-hans", Facts()) == "第一段。还有。\n\n第二段。"


@pytest.mark.parametrize(("story", "added"), [
    ("茶树很老。", "店在水口镇河口村，卖江华苦茶、野蜂蜜。"),
    ("水口镇河口村的茶。", "店里卖江华苦茶、野蜂蜜。"),
    ("我家有江华苦茶和野蜂蜜。", "店在水口镇河口村。"),
    ("水口镇河口村的江华苦茶和野蜂蜜。", ""),
])  # fmt: skip
def test_only_what_the_story_leaves_out_is_added(story, added):
    assert tell(story, "zh-hans", HERE) == "\n\n".join(filter(None, (story, added)))


def test_english_is_told_in_english_and_a_name_it_has_not_is_left_out():
    told = tell("My grandmother's trees. We pick at 5.30 a.m. daily. Bitter, then sweet!", "en", HERE)
    assert told.split("\n\n")[0] == "My grandmother's trees."
    assert told.split("\n\n")[-1] == "A shop in Shuikou, selling Jianghua bitter tea."


def test_what_does_not_fit_is_not_added():
    story = "好" * 1190
    assert tell(story, "zh-hans", HERE) == story
