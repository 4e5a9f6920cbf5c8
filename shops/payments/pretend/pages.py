"""What a buyer's phone shows of a pretended company: the sum, a button that pays nothing, a way back."""

from html import escape

NAMES = {"wechat": ("微信支付", "WeChat Pay", "#07a35a"), "alipay": ("支付宝", "Alipay", "#1677ff")}
STYLE = """body{margin:0;font:17px/1.5 system-ui,sans-serif;color:#0d1634;background:#f4f4f6}
header{background:COLOUR;color:#fff;padding:18px 20px;font-weight:700}
main{max-width:26rem;margin:0 auto;padding:24px 20px;text-align:center}
.sum{font-size:2.75rem;font-weight:800;margin:.25em 0}
.note{background:#fff3d6;padding:12px;border-radius:8px;text-align:left}
button,a.btn{display:block;width:100%;box-sizing:border-box;border:0;border-radius:8px;background:COLOUR;color:#fff;
font:700 1.125rem/56px system-ui,sans-serif;text-decoration:none;margin-top:16px}
a.btn.back{background:#fff;color:#0d1634}"""
PAGE = """<!doctype html><html lang="zh-Hans"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1"><title>{name} · 假的 pretended</title>
<style>{style}</style></head>
<body><header>{name} · {english}</header><main><p class="note">这是开发用的假支付页面，不会动任何人的钱。<br>
A pretended company for development: nobody’s money moves.</p><p>{words}</p>
<p class="sum">¥{yuan}</p>{body}</main></body></html>"""
BUTTON = '<form method="post"><button>{press}</button></form>'


def page(company: str, words: str, fen: int, body: str) -> bytes:
    name, english, colour = NAMES[company]
    style, yuan = STYLE.replace("COLOUR", colour), f"{fen / 100:.2f}"
    return PAGE.format(name=name, english=english, style=style, words=escape(words), yuan=yuan, body=body).encode()


def to_pay(back_to: str) -> str:
    return BUTTON.format(press="假装付款 Pretend to pay") + way_back(back_to, "先不付 Not now")


def way_back(back_to: str, words: str, css: str = "btn back") -> str:
    return f'<a class="{css}" href="{escape(back_to, quote=True)}">{words}</a>' if back_to else ""


def paid(back_to: str) -> str:
    return "<p>已付 Paid</p>" + way_back(back_to, "回到商家 Back to the shop", "btn")


def closed(back_to: str) -> str:
    return "<p>已关闭 Closed</p>" + way_back(back_to, "回到商家 Back to the shop", "btn")
