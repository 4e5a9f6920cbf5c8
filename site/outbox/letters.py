"""What a message says: a template of `templates/emails/`, its first line the subject, in the person's language."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Letter:
    subject: str
    body: str
    html: str


def write_letter(template: str, context: dict[str, Any], language: str, link: str = "", stop: str = "") -> Letter:
    """The letter `template` in `language`; `link` is a path on this site and becomes a whole address. `stop` is the whole
    address that stops e-mails like it.

    Raises TemplateDoesNotExist for a letter nobody wrote.
    """
    address = f"{settings.BASE_URL}/{language}{link}" if link else ""
    with translation.override(language):
        words = render_to_string(f"emails/{template}.txt", context | {"link": address}).strip()
        subject, _, body = words.partition("\n")
        html = render_to_string(
            "emails/letter.html",
            {
                "subject": subject, "paragraphs": body.strip().split("\n\n"), "link": address, "code": context.get("code"),
                "stop": stop,
            },
        )  # fmt: skip
    return Letter(subject=subject.strip(), body=body.strip(), html=html)


def stop_words(address: str, language: str) -> str:
    """The last line of a plain e-mail: where to stop those like it."""
    with translation.override(language):
        return _("No more e-mails like this: %(address)s") % {"address": address}
