"""The state of Python in words, for every tool: the script only picks which of them is shown."""

from __future__ import annotations

from collections.abc import Mapping

from calculators.views.html import Html, join, tag

WORDS = {
    "en": {
        "idle": "Python starts when you begin.",
        "loading": "Loading Python: {percent}%",
        "starting": "Starting Python…",
        "ready": "Python is ready. It runs in your browser.",
        "working": "Still counting…",
        "error": "Python failed on this input. Change it and it will be tried again.",
        "network": "Python could not be loaded: the connection failed. Check it and try again.",
        "missing": "Python could not be loaded: a file is missing on the server. "
        "Reload the page; if that does not help, try again later.",
        "integrity": "Python was not started: a file that arrived is not the one this page was "
        "built with. Reload the page.",
        "timeout": "Python could not be loaded: nothing arrived for 30 seconds. Try again.",
        "start": "Python could not be started in this browser. Try again, or use a newer browser.",
        "lost": "Python was stopped, perhaps for lack of memory. Your text is still here.",
        "unsupported": "This browser does not run WebAssembly, so Python cannot start "
        "(Lockdown Mode on iPhone and iPad switches it off). The worked examples on this page need "
        "no script.",
        "retry": "Try again",
        "cancel": "Cancel",
        "noscript": "This tool computes in your browser and needs JavaScript. The worked examples "
        "on this page can be read without it.",
    },
    "zh": {
        "idle": "开始输入后，Python 就会启动。",
        "loading": "正在加载 Python：{percent}%",
        "starting": "正在启动 Python……",
        "ready": "Python 已就绪，在你的浏览器里运行。",
        "working": "还在计算……",
        "error": "Python 处理这次输入时出错。改动一下，就会再试一次。",
        "network": "Python 没能加载：网络连接失败。请检查网络后重试。",
        "missing": "Python 没能加载：服务器上少了一个文件。请刷新页面；还不行就过一会儿再试。",
        "integrity": "Python 没有启动：收到的文件与本页面构建时的不一致。请刷新页面。",
        "timeout": "Python 没能加载：30 秒没有收到任何数据。请重试。",
        "start": "Python 无法在这个浏览器里启动。请重试，或换一个更新的浏览器。",
        "lost": "Python 被终止了，可能是内存不足。你输入的文字还在。",
        "unsupported": "这个浏览器不能运行 WebAssembly，Python 无法启动"
        "（iPhone 和 iPad 的锁定模式会关闭它）。本页的示例不需要脚本也能看。",
        "retry": "重试",
        "cancel": "取消",
        "noscript": "这个工具在你的浏览器里计算，需要 JavaScript。本页的示例不开脚本也能看。",
    },
}
BUTTONS = ("retry", "cancel")


def draw(language: str, other: Mapping[str, str] | None = None) -> Html:
    """The line that says how far Python is, with its buttons, still hidden.

    `other` are words of a tool that stand in place of those here.
    """
    words = {**WORDS[language], **(other or {})}
    states = {f"data_{name}": text for name, text in words.items() if name not in BUTTONS}
    del states["data_noscript"]
    line = tag("span", class_="tool-state", role="status", **states)
    buttons = [
        tag("button", words[name], type="button", data_do=name, hidden=True) for name in BUTTONS
    ]
    return join(
        [
            tag("p", line, join(buttons), class_="tool-status", data_state="idle"),
            tag("noscript", tag("p", words["noscript"], class_="tool-noscript")),
        ]
    )
