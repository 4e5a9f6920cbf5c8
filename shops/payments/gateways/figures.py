"""Fen and the yuan that companies write: converted here, at the edge, and nowhere else."""


def fen(yuan: str) -> int:
    """Fen of "168.00", "-1.01" or "168.00000": companies write up to five places, of which the last three are 0."""
    sign, plain = (-1 if yuan.startswith("-") else 1), yuan.lstrip("-+") or "0"
    whole, _dot, part = plain.partition(".")
    return sign * (int(whole or 0) * 100 + int(f"{part}00"[:2]))


def yuan(amount: int) -> str:
    """168.00 of fen."""
    return f"{amount // 100}.{amount % 100:02d}"
