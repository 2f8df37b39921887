"""What stays while screens change: the state of Python in words, and the region of the screen."""

from __future__ import annotations

from calculators.views.html import Html, tag
from calculators.views.status import draw as draw_status

WORDS = {
    "en": {"recommend": "The questions", "code-not-arriving": "The check"},
    "zh": {"recommend": "问答", "code-not-arriving": "排查"},
}

STATES = {
    "en": {
        "working": "Still working…",
        "lost": "Python was stopped, perhaps for lack of memory. Your answers are in the address.",
        "unsupported": "This browser does not run WebAssembly, so Python cannot start "
        "(Lockdown Mode on iPhone and iPad switches it off). The whole tree stands below as text.",
        "noscript": "The questions need JavaScript. The whole tree stands below as text.",
    },
    "zh": {
        "working": "还在处理……",
        "lost": "Python 被终止了，可能是内存不足。你的回答还在地址栏里。",
        "unsupported": "这个浏览器不能运行 WebAssembly，Python 无法启动"
        "（iPhone 和 iPad 的锁定模式会关闭它）。下面有整棵决策树的文字版。",
        "noscript": "问答需要 JavaScript。下面有整棵决策树的文字版。",
    },
}


def draw(widget: str, language: str, screen: Html) -> Html:
    """The whole tool around `screen`."""
    return tag(
        "decision-flow",
        tag(
            "div",
            screen,
            class_="tool-result",
            data_source="static",
            role="region",
            aria_label=WORDS[language][widget],
        ),
        tag("div", draw_status(language, STATES[language]), class_="flow-status"),
        tag("p", class_="tool-spoken", aria_live="polite"),
        class_="tool flow",
        data_widget=widget,
        data_language=language,
    )
