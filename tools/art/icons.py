"""The icon sprite: one symbol a word, 24 grid, 2 px round stroke set by the sheet that uses it."""

from .gallery import whole

DOT = "h.01"
ICONS = {
    "learn": "M12 7q-4-3-9-2v14q5-1 9 2 4-3 9-2V5q-5-1-9 2zM12 7v14",
    "shop": "M4 10v10h16V10M2 10l3-6h14l3 6zM10 20v-6h4v6",
    "map": "M3 6l6-2 6 2 6-2v14l-6 2-6-2-6 2zM9 4v14M15 6v14",
    "stall": "M4 9h16L18 4H6zM4 9v2q2 2 4 0 2 2 4 0 2 2 4 0 2 2 4 0V9M6 13v7h12v-7M3 20h18",
    "bag": "M5 8h14l1 13H4zM9 8a3 3 0 0 1 6 0",
    "ok": "M4 13l5 5L20 6",
    "clock": "M12 3a9 9 0 1 0 .01 0M12 7v5l3 3",
    "truck": "M2 6h12v11H2zM14 10h4l4 4v3h-8zM7 17a2 2 0 1 0 .01 0M17 17a2 2 0 1 0 .01 0",
    "right": "M9 5l7 7-7 7",
    "left": "M15 5l-7 7 7 7",
    "down": "M5 9l7 7 7-7",
    "up": "M5 15l7-7 7 7",
    "play": "M7 4l13 8-13 8z",
    "ear": "M8 21q4 0 4-4t4-5a6 6 0 1 0-10-4M9.5 9q0-3 2.5-3t2.5 3-3 4",
    "read": "M4 5h16M4 10h16M4 15h16M4 20h9",
    "chat": "M4 5h16v11H9l-5 4z",
    "search": "M10.5 4a6.5 6.5 0 1 0 .01 0M15.5 15.5 21 21",
    "phone": "M7 2h10v20H7zM11 18h2",
    "mail": "M3 5h18v14H3zM3 6l9 7 9-7",
    "globe": "M12 3a9 9 0 1 0 .01 0M3 12h18M12 3q-8 9 0 18M12 3q8 9 0 18",
    "lock": "M5 11h14v10H5zM8 11V8a4 4 0 0 1 8 0v3M12 15v2",
    "camera": "M3 8h4l2-3h6l2 3h4v12H3zM12 10a4 4 0 1 0 .01 0",
    "plus": "M12 4v16M4 12h16",
    "minus": "M4 12h16",
    "trash": "M4 7h16M9 7V4h6v3M6 7l1 14h10l1-14M10 11v6M14 11v6",
    "edit": "M4 20l1-5L16 4l4 4L9 19zM14 6l4 4",
    "eye": "M2 12q10-14 20 0-10 14-20 0zM12 9a3 3 0 1 0 .01 0",
    "star": "M12 3l2.8 6 6.2.7-4.6 4.3 1.3 6.5L12 17.3l-5.7 3.2 1.3-6.5L3 9.7 9.2 9z",
    "warn": "M12 3 2 20h20zM12 10v4M12 17" + DOT,
    "info": "M12 3a9 9 0 1 0 .01 0M12 11v6M12 7.5" + DOT,
    "user": "M4 3h16v18H4zM12 7q0 6-4.5 10M12 9.5q.6 5 4.5 7.5",
    "people": "M3 6h12v13H3zM18 9h3v13H9M9 9q0 4-3 7M9 10q.3 4 3 6",
    "users": "M3 6h12v13H3zM18 9h3v13H9M9 9q0 4-3 7M9 10q.3 4 3 6",
    "home": "M3 12l9-8 9 8M6 10v10h12V10M10 20v-5h4v5",
    "cal": "M4 6h16v15H4zM4 10h16M8 3v5M16 3v5",
    "calendar": "M4 6h16v15H4zM4 10h16M8 3v5M16 3v5",
    "download": "M12 3v12M7 10l5 5 5-5M4 20h16",
    "print": "M7 8V3h10v5M7 17H3V8h18v9h-4M7 14h10v7H7z",
    "share": "M12 15V3M8 7l4-4 4 4M6 11H4v10h16V11h-2",
    "leaf": "M5 19C4 9 10 4 20 4c0 10-5 16-15 15zM5 19l8-8",
    "coin": "M12 3a9 9 0 1 0 .01 0M8.5 7l3.5 5 3.5-5M12 12v6M9 12h6M9 15h6",
    "box": "M3 8l9-5 9 5v9l-9 5-9-5zM3 8l9 5 9-5M12 13v9",
    "tag": "M3 12V3h9l9 9-9 9zM7.5 7.5" + DOT,
    "menu": "M3 6h18M3 12h18M3 18h18",
    "x": "M6 6l12 12M18 6 6 18",
    "close": "M6 6l12 12M18 6 6 18",
    "pin": "M12 22C5 14 5 11 5 9a7 7 0 0 1 14 0c0 2 0 5-7 13M12 7a2 2 0 1 0 .01 0",
    "flag": "M5 22V3M5 4h14l-3 5 3 5H5",
    "note": "M5 3h10l4 4v14H5zM14 3v5h5M8 13h8M8 17h5",
    "link": "M10 14a4 4 0 0 0 6 0l4-4a4 4 0 0 0-6-6l-2 2M14 10a4 4 0 0 0-6 0l-4 4a4 4 0 0 0 6 6l2-2",
    "logout": "M10 3H4v18h6M9 12h12M17 8l4 4-4 4",
    "walk": "M13 3.5a1 1 0 1 0 .01 0M10 21l2-6-2-3 1-5 4 3 3 1M12 15l3 6M11 8l-4 4",
    "bus": "M5 4h14v13H5zM5 11h14M8 17v3M16 17v3M8.5 14h.01M15.5 14h.01",
    "sound": "M4 9v6h4l5 4V5L8 9zM17 9q2 3 0 6M20 6q4 6 0 12",
    "mic": "M12 3a3 3 0 0 0-3 3v6a3 3 0 0 0 6 0V6a3 3 0 0 0-3-3M5 12a7 7 0 0 0 14 0M12 19v3",
    "undo": "M4 9h10a6 6 0 0 1 0 12H8M8 5 4 9l4 4",
    "wifi": "M2 9q10-9 20 0M6 13q6-5 12 0M10 17q2-2 4 0M3 3l18 18",
}


@whole("i")
def sprite() -> str:
    """All symbols in one file; on its own the file shows nothing."""
    draw = 'fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"'
    body = "".join(f'<symbol id="{name}" viewBox="0 0 24 24"><path d="{d}"/></symbol>' for name, d in ICONS.items())
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24" {draw}>{body}</svg>\n'
