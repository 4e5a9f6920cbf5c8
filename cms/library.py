"""What may be put into the library of pictures, documents and recordings: only what it says it is, and can be read."""

import re
from collections.abc import Mapping
from typing import IO, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageSequence
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm
from wagtailmedia.forms import BaseMediaForm

from cms.crediting import CreditFields, RecordingFields

UNREADABLE = _("We cannot read this picture: it is broken, or far too large. Choose another one, or save it anew as a JPEG.")
DISGUISED = _("What is inside this file is not what its name says. Save it anew from the program that made it.")
MARKUP = re.compile(rb"<\s*[!/?]?\s*(doctype|html|head|body|script|style|iframe|object|embed|svg|img|xml|a\s|meta|link)", re.I)
LOOKED_AT = 64 * 1024  # bytes
ZIPPED = (0, b"PK\x03\x04")
MPEG4 = (4, b"ftyp")
# Where a file of each kind says what it is: (offset, bytes), any of them. Kinds of plain text say nothing.
SIGNS: Mapping[str, tuple[tuple[int, bytes], ...]] = {
    "pdf": ((0, b"%PDF-"),),
    **dict.fromkeys(("docx", "xlsx", "pptx", "odt", "ods"), (ZIPPED,)),
    "mp3": ((0, b"ID3"), (0, b"\xff\xfb"), (0, b"\xff\xf3"), (0, b"\xff\xf2"), (0, b"\xff\xfa")),
    "aac": ((0, b"\xff\xf1"), (0, b"\xff\xf9")),
    "ogg": ((0, b"OggS"),),
    "wav": ((0, b"RIFF"),),
    "webm": ((0, b"\x1a\x45\xdf\xa3"),),
    **dict.fromkeys(("m4a", "m4v", "mp4"), (MPEG4,)),
}


def check_kind(file: Any) -> None:
    """Raise ValidationError when `file` begins otherwise than its extension says; plain text must hold no markup.

    The extension itself is held to the settings' lists by Wagtail.
    """
    file.seek(0)
    head = file.read(LOOKED_AT)
    file.seek(0)
    signs = SIGNS.get(file.name.rpartition(".")[2].lower())
    if signs is None:
        is_right = not MARKUP.search(head.replace(b"\0", b""))  # UTF-16 has a zero beside each letter
    else:
        is_right = any(head[offset:].startswith(sign) for offset, sign in signs)
    if not is_right:
        raise ValidationError(DISGUISED, code="disguised")


def check_readable(file: IO[bytes]) -> None:
    """Decode every frame once. Raises whatever Pillow stumbles on; the size must have been checked before."""
    file.seek(0)
    with Image.open(file) as image:
        image.draft("RGB", (1200, 1200))  # a JPEG decodes smaller at once
        for frame in ImageSequence.Iterator(image):
            frame.load()
    file.seek(0)


class PictureFileField(WagtailImageField):
    """Wagtail's, which reads only the header and lets what Pillow raises through as a failed page."""

    def to_python(self, data: Any) -> Any:
        try:
            file = super().to_python(data)
            if file is not None:
                check_readable(file.image.f)
                file.seek(0)
        except ValidationError:
            raise
        except Exception as fault:  # Pillow's readers raise whatever they stumble on
            raise ValidationError(UNREADABLE, code="invalid_image") from fault
        return file


class PictureForm(CreditFields, BaseImageForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        wagtails: Any = self.fields.get("file")
        if wagtails:
            self.fields["file"] = PictureFileField(
                label=wagtails.label, required=wagtails.required, widget=wagtails.widget, max_length=wagtails.max_length
            )


class PaperForm(BaseDocumentForm):
    """A document. A page of a website under another name is refused."""

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if "file" in self.changed_data:
            check_kind(file)
        return file


class RecordingForm(RecordingFields, BaseMediaForm):
    """Sound or film, with a picture that stands for it, its captions and its words."""

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if "file" in self.changed_data:
            check_kind(file)
        return file

    def clean_thumbnail(self) -> Any:
        file = self.cleaned_data["thumbnail"]
        if file and "thumbnail" in self.changed_data:
            try:
                check_readable(file)
            except Exception as fault:
                raise ValidationError(UNREADABLE, code="invalid_image") from fault
        return file
