"""The `yaodu` pack: labels bound, hints and errors heard with the control, the summary leads to the fields."""

import re

import pytest
from crispy_forms.templatetags.crispy_forms_filters import as_crispy_errors, as_crispy_field
from crispy_forms.utils import render_crispy_form
from django import forms
from django.utils.translation import override


class EveryWidget(forms.Form):
    name = forms.CharField(label="Shop name", help_text="2 to 12 characters", error_messages={"required": "Write a name."})
    story = forms.CharField(label="Story", widget=forms.Textarea)
    grams = forms.CharField(label="Weight", widget=forms.TextInput(attrs={"data-unit": "g", "class": "num"}))
    category = forms.ChoiceField(label="Kind", choices=[("tea", "Tea"), ("oil", "Oil")])
    band = forms.ChoiceField(
        label="Pattern", help_text="It hangs over your shop", choices=[("sun", "Sun"), ("tea", "Tea bud")],
        widget=forms.RadioSelect, error_messages={"required": "Choose a pattern."},
    )  # fmt: skip
    days = forms.MultipleChoiceField(
        label="Days", choices=[(str(n), f"Day {n}") for n in range(7)], widget=forms.CheckboxSelectMultiple
    )
    agree = forms.BooleanField(label="I agree", help_text="To the terms")
    photo = forms.FileField(label="Photo")
    kept = forms.CharField(widget=forms.HiddenInput, required=False)


@pytest.fixture
def good() -> str:
    with override("en"):
        return render_crispy_form(EveryWidget(initial={"band": "sun"}))


@pytest.fixture
def bad() -> str:
    with override("en"):
        return render_crispy_form(EveryWidget(data={"story": "<script>alert(1)</script>"}))


@pytest.mark.parametrize("name", ["name", "story", "grams", "category", "photo", "agree"])
def test_every_label_is_bound_to_its_control(good, name):
    assert f'for="id_{name}"' in good
    assert good.count(f'id="id_{name}"') == 1


def test_the_hint_stands_before_the_control_and_is_heard_with_it(good):
    assert good.index('id="id_name_hint"') < good.index('id="id_name"')
    assert re.search(r'<input[^>]*name="name"[^>]*aria-describedby="id_name_hint"', good)


def test_radios_are_a_group_with_a_legend_and_a_hint(good):
    assert '<fieldset class="field" id="id_band" aria-describedby="id_band_hint">' in good
    assert '<legend class="legend">Pattern</legend>' in good
    assert re.search(r'<label class="pick"><span class="sw sun"></span>.*?value="sun"[^>]*checked', good)


def test_many_answers_stand_in_columns(good):
    assert '<div class="picklist many mt2">' in good
    assert good.count('name="days"') == 7


def test_a_number_shows_its_unit_and_keeps_its_class(good):
    assert re.search(r'<div class="with"><input[^>]*class="in num"[^>]*>', good)
    assert '<span aria-hidden="true">g</span>' in good


def test_a_form_with_files_is_sent_as_one(good):
    assert 'enctype="multipart/form-data"' in good


def test_a_form_not_yet_sent_says_nothing_is_wrong(good):
    assert 'class="err"' not in good
    assert "aria-invalid" not in good


def test_the_summary_counts_and_leads_to_the_fields_in_the_same_words(bad):
    assert "Check 7 things" in bad
    assert '<a href="#id_name">Write a name.</a>' in bad
    assert '<a href="#id_band_0">Choose a pattern.</a>' in bad
    assert bad.count("Write a name.") == 2


def test_the_summary_takes_the_focus(bad):
    assert re.search(r'<div class="err" id="errors" role="alert" tabindex="-1" autofocus', bad)


def test_a_wrong_field_is_marked_and_hears_its_error(bad):
    control = re.search(r'<input[^>]*name="name"[^>]*>', bad)[0]
    assert '<div class="field bad" id="div_id_name">' in bad
    assert 'aria-invalid="true"' in control
    assert 'aria-describedby="id_name_hint id_name_error"' in control
    assert 'class="m" id="id_name_error"' in bad


def test_what_was_typed_is_kept_and_harmless(bad):
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in bad


def test_one_thing_is_said_as_one():
    class OneField(forms.Form):
        price = forms.CharField(error_messages={"required": "Enter one price, like 38 or 38.50."})

    with override("en"):
        assert "Check one thing" in as_crispy_errors(OneField(data={}))
    with override("zh-hans"):
        assert "请改 1 处" in as_crispy_errors(OneField(data={}))


def test_a_field_alone_is_the_same_field():
    with override("en"):
        assert 'aria-describedby="id_name_hint"' in as_crispy_field(EveryWidget()["name"])


def test_hidden_fields_have_no_frame():
    assert as_crispy_field(EveryWidget()["kept"]).strip() == '<input type="hidden" name="kept" id="id_kept">'
