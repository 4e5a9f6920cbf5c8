"""What the county looks like out of doors; each module signs its drawings in."""

from . import farms, festivals, markets, places, roads, towns  # noqa: F401
