"""Cross-stitch on an integer grid: motifs are {(x, y): thread}, then merged to few paths."""

from .palette import G300, G500, I200, I500, L500, R600, WHITE

Cells = dict[tuple[int, int], str]
THREADS = {"w": WHITE, "r": R600, "g": G500, "l": G300, "n": L500, "b": I500, "s": I200}
TURNS = ((1, 0, 0, 1), (-1, 0, 0, 1), (1, 0, 0, -1), (-1, 0, 0, -1), (0, 1, 1, 0), (0, -1, 1, 0), (0, 1, -1, 0), (0, -1, -1, 0))


def star(a: int, edge: str, fill: str, other: str, core: str = "g") -> Cells:
    """The eight-petal flower, 2a cells from the centre to a tip; every second petal filled with `other`."""
    petal = {(x, -y) for x in range(1, a + 1) for y in range(x + 1, x + a + 1)}
    cells: Cells = {(0, 0): core}
    for k, (xx, xy, yx, yy) in enumerate(TURNS):
        thread = other if k in (0, 3, 5, 6) else fill
        for x, y in petal:
            rim = edge and any((x + dx, y + dy) not in petal for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1)))
            cells[(x * xx + y * xy, x * yx + y * yy)] = edge if rim else thread
    return cells


def diamond(r: int, rim: str, inside: str) -> Cells:
    """A diamond outline of radius r with a checked inside."""
    return {
        (x, y): rim if abs(x) + abs(y) == r else inside
        for x in range(-r, r + 1)
        for y in range(-r, r + 1)
        if abs(x) + abs(y) == r or (abs(x) + abs(y) <= r - 2 and (x + y + r) % 2 == 0)
    }


def hook(thread: str) -> Cells:
    """A ram's horn, mirrored four ways."""
    horn = ((0, 0), (0, 1), (0, 2), (1, 3), (2, 3), (3, 2), (2, 1))
    return {(x * sx, y * sy): thread for x, y in horn for sx in (1, -1) for sy in (1, -1)}


def zig(width: int, period: int, thread: str, y0: int = 0) -> Cells:
    """A zigzag of the given period; its peaks stand period/2 above y0."""
    return {(x, y0 - min(x % period, period - x % period)): thread for x in range(width)}


def cross(centre: str, arms: str) -> Cells:
    """A five-stitch cross."""
    return {(0, 0): centre, (1, 0): arms, (-1, 0): arms, (0, 1): arms, (0, -1): arms}


def rule(width: int, y: int, threads: str) -> Cells:
    """One straight row, its threads repeating."""
    return {(x, y): threads[x % len(threads)] for x in range(width) if threads[x % len(threads)] != " "}


def move(cells: Cells, dx: int, dy: int, wrap: int = 0) -> Cells:
    """The motif shifted; with `wrap`, cells past the edge come back at the other side."""
    return {((x + dx) % wrap if wrap else x + dx, y + dy): t for (x, y), t in cells.items()}


def runs(cells: Cells) -> dict[str, list[tuple[int, int, int]]]:
    """Per thread, the merged runs of each row as (y, first x, length)."""
    out: dict[str, list[tuple[int, int, int]]] = {}
    for (x, y), thread in sorted(cells.items(), key=lambda c: (c[1], c[0][1], c[0][0])):
        rows = out.setdefault(thread, [])
        if rows and rows[-1][0] == y and rows[-1][1] + rows[-1][2] == x:
            rows[-1] = (y, rows[-1][1], rows[-1][2] + 1)
        else:
            rows.append((y, x, 1))
    return out


def solid(cells: Cells) -> str:
    """The motif as square stitches: one path a thread."""
    out = ""
    for thread, rows in runs(cells).items():
        d = "".join(f"M{x} {y}h{n}v1h-{n}z" for y, x, n in rows)
        out += f'<path fill="{THREADS[thread]}" d="{d}"/>'
    return out


def crosses(cells: Cells, width: float = 0.5) -> str:
    """The motif as true X stitches: one stroked path a thread, written as relative steps."""
    out = []
    for thread in sorted(set(cells.values())):
        px = py = 0
        d = ""
        for x, y in sorted((c for c, t in cells.items() if t == thread), key=lambda c: (c[1], c[0])):
            d += f"m{x - px}{'' if y - py < 0 else ' '}{y - py}l1 1m0-1l-1 1"
            px, py = x, y + 1
        out.append(f'<path stroke="{THREADS[thread]}" d="M0 0{d}"/>')
    return f'<g fill="none" stroke-width="{width}" stroke-linecap="round">{"".join(out)}</g>'


def weave(cells: Cells, period: int, width: int) -> str:
    """The motif repeated over `width` cells without a pattern id: each row of a thread is one dashed line."""
    out = []
    for thread, rows in runs(cells).items():
        lines = "".join(_row(y, [r for r in rows if r[0] == y], period, width) for y in sorted({r[0] for r in rows}))
        out.append(f'<g stroke="{THREADS[thread]}">{lines}</g>')
    return "".join(out)


def _row(y: int, row: list[tuple[int, int, int]], period: int, width: int) -> str:
    path = f'd="M0 {y}.5h{width}"'
    if sum(n for _, _, n in row) == period:
        return f"<path {path}/>"
    starts = [x for _, x, _ in row]
    gaps = [(nxt - x - n) for (_, x, n), nxt in zip(row, [*starts[1:], starts[0] + period], strict=True)]
    dash = " ".join(f"{n} {gap}" for (_, _, n), gap in zip(row, gaps, strict=True))
    offset = f' stroke-dashoffset="-{starts[0]}"' if starts[0] else ""
    return f'<path stroke-dasharray="{dash}"{offset} {path}/>'
