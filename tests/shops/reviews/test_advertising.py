"""What leads away from the market is found however it is written; words about paying, years and weights are left alone."""

import pytest

from shops.reviews.advertising import Kind, found_in

LINKS = [
    "看 https://tea.example/x", "WWW.茶.com", "taobao.com 更便宜", "ｔｍａｌｌ．ｃｏｍ", "tea点com", "cheap-tea dot top", "go to t.me/tea",
    '<a href="x">茶</a>', "好茶 http://a.cn http://b.cn http://c.cn http://d.cn",
]  # fmt: skip
PHONES = [
    "电话13807314420", "138 0731 4420", "138-0731-4420", "１３８０７３１４４２０", "一三八零七三一四四二零", "+86 138.0731.4420",
    "0746-2322222", "400-820-8820", "1 3 8 0 7 3 1 4 4 2 0",
]  # fmt: skip
ACCOUNTS = [
    "加微信", "加我微信聊", "微信号：tea_8888", "VX tea888", "v信:pan123456", "加V进群", "QQ：12345678", "薇信是teaking", "扫码加群",
    "add me on WeChat", "WeChat: teaking88", "联系我的微信",
]  # fmt: skip
FINE = [
    "", "汤色黄亮，先苦后甜。", "用微信支付很方便", "Paid by WeChat, came in two days.", "250克一袋，2026年3月28日的春茶", "¥49.00 值",
    "味道好。comfortable 的包装", "第 20261109 批", "订单 JH20261109123456 收到了", "又加了一袋", "加微火煮十分钟", "一二三四五，都好",
    "微笑着喝完了", "快递员扫码签收的", "3.5 公斤 12 个", "Very good.Top quality", "回购 10 次，送给 8 位朋友",
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "kind"),
    [*((text, Kind.LINK) for text in LINKS), *((text, Kind.PHONE) for text in PHONES),
     *((text, Kind.ACCOUNT) for text in ACCOUNTS), ("写信 pan@tea.cn", Kind.MAIL), *((text, None) for text in FINE)],
)  # fmt: skip
def test_advertisements_are_found_and_nothing_else(text, kind):
    assert found_in(text) == kind


def test_signs_that_cannot_be_seen_hide_nothing():
    assert found_in("138\u200b0731\u200b4420") == Kind.PHONE
