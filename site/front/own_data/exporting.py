"""A copy of one's own data: asked for once, packed by a job, told once, gone after a week."""

import json
import logging
import zipfile
from datetime import datetime, timedelta
from functools import partial
from tempfile import TemporaryFile
from typing import IO, Any

from django.core.files import File
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django_tasks import task

from accounts.models import User
from common import audit
from common.clock import now
from common.languages import LANG
from front.models import DataExport
from front.own_data.collecting import files, sections
from outbox.operations import tell

log = logging.getLogger(__name__)
KEPT = timedelta(days=7)
FRESH = timedelta(hours=1)  # a copy made within it is the copy asked for


@transaction.atomic
def ask_for_data(*, person: Any, language: str, at: datetime) -> DataExport:
    """Have the person's data packed, in words of `language`. Asked again while it is packed or fresh, it is the same copy."""
    User.objects.select_for_update().get(pk=person.pk)  # two presses at once wait for each other
    mine = DataExport.objects.filter(person=person, failed=False)
    if again := mine.filter(made_at=None).first() or mine.filter(made_at__gt=at - FRESH).first():
        return again
    export = DataExport.objects.create(person=person, language=language, asked_at=at)
    audit.record(person, "ask for own data", export, at=at)
    transaction.on_commit(partial(pack_data.enqueue, export.pk))
    return export


@task()
def pack_data(export_id: int) -> None:
    """Pack it once and tell the person; run again, it changes nothing. A failure is kept, so that the page can say so."""
    export = DataExport.objects.select_related("person").get(pk=export_id)
    if export.made_at or export.failed or export.person.erased_at:
        return
    try:
        with TemporaryFile() as packed:
            pack(export, packed)
            keep(export, packed, at=now())
    except Exception:  # whatever fails must be said to the person, who may press again
        log.exception("Data export %s was not packed", export.pk)
        DataExport.objects.filter(pk=export.pk, made_at=None).update(failed=True)


def pack(export: DataExport, into: IO[bytes]) -> None:
    """Write the archive: a page to read, the same as JSON, and the files as they were kept."""
    with translation.override(export.language), zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as archive:
        missing, names = [], []
        packed_on = timezone.localtime(export.asked_at).timetuple()[:6]
        for name, kept in files(export.person):
            if kept.storage.exists(str(kept.name)):
                with kept.open("rb") as original, archive.open(zipfile.ZipInfo(name, packed_on), "w") as copy:
                    for piece in original.chunks():
                        copy.write(piece)
                names.append(name)
            else:
                missing.append(name)
        found = list(sections(export.person))
        context = {"sections": found, "files": names, "missing": missing, "export": export, "lang": LANG[export.language]}
        archive.writestr("index.html", render_to_string("front/own_data/index.html", context))
        archive.writestr("data.json", json.dumps(as_json(export, found), ensure_ascii=False, indent=2))


def as_json(export: DataExport, found: list[Any]) -> dict[str, Any]:
    rows = {section.key: [{key: value for key, _l, value, _w in line} for line in section.lines] for section in found}
    return {"asked_at": export.asked_at.isoformat(), "language": export.language, "data": rows}


@transaction.atomic
def keep(export: DataExport, packed: IO[bytes], *, at: datetime) -> None:
    """Keep the archive and say that it is there; what another worker kept meanwhile stands."""
    packed.seek(0)
    mine = DataExport.objects.select_for_update().get(pk=export.pk)
    if mine.made_at:
        return
    mine.zip.save(f"{mine.person.key}-{mine.pk}.zip", File(packed), save=False)
    mine.made_at, mine.size = at, mine.zip.size
    mine.save(update_fields=["zip", "made_at", "size"])
    until = at + KEPT
    tell(
        user=mine.person, key=f"data-ready-{mine.pk}", template="data_ready", context={"until": until}, at=at, link="/my/data/"
    )


def delete_old_exports(*, at: datetime) -> int:
    """Delete copies whose week is over, their files first; how many."""
    old = list(
        DataExport.objects.filter(made_at__lte=at - KEPT) | DataExport.objects.filter(failed=True, asked_at__lte=at - KEPT)
    )
    for export in old:
        if export.zip:
            export.zip.storage.delete(str(export.zip.name))
        export.delete()
    return len(old)
