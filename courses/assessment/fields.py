"""The fields that pieces are made of: those of every form, and weights."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from common.fields import GroupPrices, LineField, NumberField, TextField, UnderstoodField, YuanField, group_size_field
from common.weights import parse_grams

__all__ = [
    "GramsField", "GroupPrices", "LineField", "NumberField", "TextField", "UnderstoodField", "YuanField", "group_size_field",
]  # fmt: skip


class GramsField(UnderstoodField):
    def __init__(self, **given: Any) -> None:
        super().__init__(unit=_("grams"), **given)

    def understand(self, text: str) -> int:
        return parse_grams(text)
