"""Two people change one thing: what each changed is kept, and where both changed the same, the second is shown both."""

import json
from collections.abc import Mapping
from typing import Any

from django.core import signing
from django.core.serializers.json import DjangoJSONEncoder

SALT = "goods seen"


class ChangedMeanwhile(Exception):
    """Somebody else changed the same fields since the page was opened. `now`: field → its value now. Nothing was changed."""

    def __init__(self, now: dict[str, Any]) -> None:
        self.now = now
        super().__init__(", ".join(now))


def plain(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values as JSON has them, so that a day compares with a day that was sent to the browser and back."""
    found: dict[str, Any] = json.loads(json.dumps(dict(values), cls=DjangoJSONEncoder))
    return found


def sealed(values: Mapping[str, Any]) -> str:
    """What the page shows, for the form to bring back."""
    return signing.dumps(plain(values), salt=SALT, compress=True)


def opened(text: str) -> dict[str, Any] | None:
    """What the page had shown; None when the form brought nothing that was ours."""
    try:
        found = signing.loads(text, salt=SALT)
    except signing.BadSignature:
        return None
    return found if isinstance(found, dict) else None


def merged(seen: Mapping[str, Any] | None, mine: Mapping[str, Any], now: Mapping[str, Any]) -> dict[str, Any]:
    """Of `mine`, what is to be written over `now`, given what the page had `seen`.

    A field left as it was seen stays as it is now; without `seen`, all of mine is written. Raises ChangedMeanwhile.
    """
    was, is_now, wanted = plain(now if seen is None else seen), plain(now), plain(mine)
    changed = {name: mine[name] for name in mine if wanted[name] != was.get(name) and wanted[name] != is_now[name]}
    if clashes := {name: now[name] for name in changed if is_now[name] != was.get(name)}:
        raise ChangedMeanwhile(clashes)
    return changed
