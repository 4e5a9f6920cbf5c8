"""Cutting Chinese for the index ."""

from cms.pages.bigrams import bigrams, cut


def test_a_run_is_cut_into_characters_and_pairs():
    assert cut("江华苦茶") == ["江", "华", "苦", "茶", "江华", "华苦", "苦茶"]
    assert cut("tea 茶, 250 克") == ["茶", "克"]
    assert bigrams("", None, "苦茶") == "苦 茶 苦茶"
    assert bigrams("ＱＲ 码") == "码 QR"
