"""Catalogues compiled by a process are read by it, as the first start on a bare machine needs."""

from django.core.management import call_command
from django.utils import translation

PO = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "%(n)s seals"\nmsgstr "%(n)s 枚印章"\n'


def said() -> str:
    with translation.override("zh-hans"):
        return translation.gettext("%(n)s seals")


def test_what_was_read_before_is_forgotten(tmp_path, settings):
    source = tmp_path / "zh_Hans" / "LC_MESSAGES" / "django.po"
    source.parent.mkdir(parents=True)
    source.write_text(PO, encoding="utf-8")
    settings.LOCALE_PATHS = [tmp_path]
    assert said() == "%(n)s seals"
    call_command("compile_translations")
    assert said() == "%(n)s 枚印章"
