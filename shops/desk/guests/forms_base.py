"""The usual price, which every rule differs from."""

from django import forms
from django.utils.translation import gettext_lazy as _

from common.fields import YuanField
from shops.builder.forms import ONE_PRICE


class BasePriceForm(forms.Form):
    price = YuanField(label=_("Usual price"), wrong=ONE_PRICE)
