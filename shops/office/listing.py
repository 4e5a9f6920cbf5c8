"""What the lists share: who may look, columns that are also the sheet's, and sheets that no spreadsheet runs anything of."""

import codecs
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.timezone import localtime
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.model import ModelViewSet

from cms.wagtail_hooks import ReadOnlyPolicy
from common.money import yuan
from common.rights import can
from common.sheets import FORMULA
from shops.office.pressing import Press, Pressing, Record
from shops.payments.looking_after import RIGHT

RUN = (*FORMULA, "＝", "＋", "－", "＠", "\n")  # what a spreadsheet takes for the beginning of a formula


class ManagersRead(ReadOnlyPolicy):
    """Franchise managers look; what they do is done by operations."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return super().user_has_permission(user, action) and can(user, RIGHT)


@dataclass(frozen=True)
class Field:
    """A column. `value` is what a sheet gets; `shown`, where it is not just that, what the list shows."""

    name: str
    label: Any
    value: Callable[[Any], Any]
    sort: str | None = None
    shown: Callable[[Any], Any] | None = None
    is_whole: bool = False  # never broken over two lines

    def column(self) -> Column:
        css = "whole" if self.is_whole else None
        return Column(self.name, label=self.label, accessor=self.shown or self.value, sort_key=self.sort, classname=css)


def said(name: str) -> Callable[[Any], str]:
    """A choice in words."""
    return lambda row: str(getattr(row, f"get_{name}_display")())


def money(name: str, label: Any, fen: Callable[[Any], int | None], sort: str | None = None) -> Field:
    """Fen: as a number of yuan in a sheet, with ¥ in a list; nothing where there is nothing."""

    def in_yuan(row: Any) -> Decimal | str:
        amount = fen(row)
        return "" if amount is None else Decimal(amount) / 100

    def shown(row: Any) -> str:
        amount = fen(row)
        return "" if amount is None else yuan(amount)

    return Field(name, label, in_yuan, sort, shown, is_whole=True)


def moment(name: str, label: Any, at: Callable[[Any], datetime | None], sort: str | None = None) -> Field:
    """A moment as clocks here show it."""

    def here(row: Any) -> datetime | str:
        found = at(row)
        return localtime(found).replace(tzinfo=None, microsecond=0) if found else ""

    def shown(row: Any) -> str:
        found = at(row)
        return date_format(localtime(found), "SHORT_DATETIME_FORMAT") if found else ""

    return Field(name, label, here, sort, shown, is_whole=True)


def plain(value: Any) -> Any:
    """Text that a spreadsheet would run begins with an apostrophe, as people write it themselves."""
    return f"'{value}" if isinstance(value, str) and value.lstrip(" ").startswith(RUN) else value


class Listing(IndexView):
    """A list, and the same rows as a sheet."""

    fields: tuple[Field, ...] = ()

    def rows(self) -> QuerySet[Any]:
        return super().get_base_queryset()  # type: ignore[no-any-return]

    def get_base_queryset(self) -> QuerySet[Any]:
        return self.rows()

    def search_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        words = " ".join((self.search_query or "").split())[:60]
        return queryset.filter(self.found_by(words)) if words else queryset

    def found_by(self, words: str) -> Q:
        query = Q()
        for name in self.search_fields or ():
            query |= Q(**{f"{name}__icontains": words})
        return query

    def to_row_dict(self, item: Any) -> dict[str, Any]:
        return {field.name: plain(field.value(item)) for field in self.fields}

    def stream_csv(self, queryset: QuerySet[Any]) -> Iterator[bytes]:
        yield codecs.BOM_UTF8  # without it, Excel takes Chinese for something else
        yield from super().stream_csv(queryset)


class Records(ModelViewSet):
    """Rows that are read in the CMS, and written by operations only."""

    fields: tuple[Field, ...] = ()
    index_view_class: type[Listing] = Listing
    inspect_view_class: type[Record] = Record
    presses: tuple[Press, ...] = ()
    copy_view_enabled = False
    inspect_view_enabled = True
    list_per_page = 50
    search_backend_name = None  # by the database: these rows are in no search index
    form_fields = ("state",)  # asked for by Wagtail; nothing is edited

    @cached_property
    def permission_policy(self) -> ManagersRead:
        return ManagersRead(self.model)

    @cached_property
    def list_display(self) -> list[Any]:
        first, *others = self.fields
        to = self.get_url_name("inspect")
        title = TitleColumn(
            first.name, label=first.label, accessor=first.value, sort_key=first.sort, get_url=lambda row: record_url(to, row)
        )
        return [title, *(field.column() for field in others)]

    @cached_property
    def list_export(self) -> list[str]:
        return [field.name for field in self.fields]

    @cached_property
    def export_headings(self) -> dict[str, Any]:
        return {field.name: field.label for field in self.fields}

    def get_index_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_index_view_kwargs(fields=self.fields, **kwargs)  # type: ignore[no-any-return]

    def get_inspect_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_inspect_view_kwargs(presses=self.presses, space=self.name, **kwargs)  # type: ignore[no-any-return]

    def get_urlpatterns(self) -> list[Any]:
        return [*super().get_urlpatterns(), *Pressing.paths(self.model, self.name, self.presses)]


def record_url(name: str, row: Any) -> str:
    return reverse(name, args=[row.pk])
