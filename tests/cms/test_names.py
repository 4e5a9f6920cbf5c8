"""What the CMS shows of our records is named in Chinese, and our words do not take the place of Wagtail's."""

import re

import pytest
from django.utils import translation
from django.utils.translation import gettext

from cms.models import Township
from common.templatetags.words import spaced
from courses.assessment.models import Assignment, Criterion
from courses.cohorts.models import Application, Cohort, Enrolment
from courses.fieldlog.models import Herd, LogEntry, LogRule, Plot
from courses.questions.models import Question, Test
from courses.timetable.models import Session
from shops.catalogue.models import Category
from shops.franchise.models import FranchiseTerms
from shops.market.models import Special

LISTED = (Application, Assignment, Category, Cohort, Criterion, Enrolment, FranchiseTerms, Herd, LogEntry, LogRule, Plot,
          Question, Session, Special, Test, Township)  # fmt: skip


@pytest.mark.parametrize("model", LISTED, ids=lambda model: model._meta.label)
def test_a_list_of_the_cms_has_a_chinese_name(model):
    with translation.override("zh-hans"):
        names = [str(model._meta.verbose_name), str(model._meta.verbose_name_plural)]
    assert [name for name in names if not re.fullmatch(r"[一-鿿]+", name)] == []


def test_both_languages_of_a_field_are_told_apart_in_words():
    with translation.override("zh-hans"):
        names = [str(Assignment._meta.get_field(f"title_{one}").verbose_name) for one in ("zh_hans", "en")]
    assert names == ["标题（中文）", "标题（英文）"]


@pytest.mark.parametrize(("words", "chinese"), [("Inspect", "检查"), ("Move", "移动")])
def test_wagtails_words_stay_its_own(words, chinese):
    with translation.override("zh-hans"):
        assert gettext(words) == chinese


@pytest.mark.parametrize(
    ("contact", "shown"), [("+8613900000001", "139 0000 0001"), ("a@b.example", "a@b.example"), (None, "")]
)
def test_a_mobile_number_is_shown_as_it_is_read(contact, shown):
    assert spaced(contact) == shown
