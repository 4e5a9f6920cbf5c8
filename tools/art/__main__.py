"""Write every drawing: `python -m tools.art [name …]`; prints name, bytes and gzip bytes."""

import gzip
import sys
from pathlib import Path

from . import DRAWINGS

OUT = Path(__file__).resolve().parents[2] / "static" / "art"


def packed(text: str) -> int:
    """Size in bytes after gzip, as a server would send it."""
    return len(gzip.compress(text.encode(), 9, mtime=0))


def main(names: list[str]) -> None:
    """Write the named drawings, or all, into static/art/."""
    OUT.mkdir(parents=True, exist_ok=True)
    total = 0
    for name in names or sorted(DRAWINGS):
        text = DRAWINGS[name]()
        (OUT / f"{name}.svg").write_text(text, encoding="utf-8")
        total += packed(text)
        print(f"{name:18} {len(text.encode()):7} {packed(text):6}")
    print(f"{'all':18} {'':7} {total:6}")


if __name__ == "__main__":
    main(sys.argv[1:])
