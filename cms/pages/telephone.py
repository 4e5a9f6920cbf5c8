"""Editors see a page first as most readers will: on a telephone."""

from typing import Any

from django.utils.translation import gettext_lazy as _

TELEPHONE = 390  # pixels


class TelephoneFirst:
    """Beside a Wagtail page: the sizes its preview is offered in."""

    @property
    def preview_sizes(self) -> list[dict[str, Any]]:
        return [
            {"name": "mobile", "icon": "mobile-alt", "device_width": TELEPHONE, "label": _("As on a telephone")},
            {"name": "desktop", "icon": "desktop", "device_width": 1280, "label": _("As on a computer")},
        ]
