"""Says in words which system libraries printing lacks, before the first certificate fails."""

import ctypes
from typing import Any

from django.core.checks import CheckMessage, Warning

LIBRARIES = {
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz.so.0": "libharfbuzz0b",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
}


def is_there(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def missing_packages() -> list[str]:
    """The Debian packages to install, in the order of the list."""
    return [package for library, package in LIBRARIES.items() if not is_there(library)]


def check_libraries(**options: Any) -> list[CheckMessage]:
    """A warning, not an error: the site serves pages without them, only documents wait."""
    if not (missing := missing_packages()):
        return []
    said = "Certificates and agreements cannot be printed well: this machine lacks " + ", ".join(missing) + "."
    return [Warning(said, hint="apt-get install -y " + " ".join(missing), id="printing.W001")]
