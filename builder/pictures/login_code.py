"""The path of a login code, with its fallbacks and the ways that need no code."""

from __future__ import annotations

from builder.pictures.canvas import SMALL, WIDTH, Canvas, Run
from builder.pictures.words import Pair, Speaker

NAME = "login-code"

WORDS = {
    "title": Pair("The path of a login code", "登录验证码走的路"),
    "description": Pair(
        "You enter your number. Telegram's server chooses the way. If you are still logged in on "
        "another device the code usually comes in the chat named Telegram there. If a login e-mail "
        "is set it comes by e-mail. For an anonymous +888 number it is shown on Fragment. "
        "Otherwise it goes to the number, as an SMS or a call; in some countries the app asks for "
        "a payment first. If nothing comes, wait for the countdown and ask for the next way, which "
        "the server chooses again. Then you type the code, and your own password if two-step "
        "verification is on, and you are logged in. A passkey or a QR code needs no login code.",
        "你填写号码，由 Telegram 服务器选择发送方式。如果别的设备还登录着，验证码通常先发到那"
        "里名为 Telegram 的聊天；设置了登录邮箱，就发到邮箱；+888 匿名号码的验证码在 Fragment"
        " 上看；其余情况发到号码，用短信或电话，有些国家要先付费。没有收到时，等倒计时结束，"
        "请求下一种方式，仍由服务器选择。然后输入验证码；开了两步验证的，再输入自己设的密码，"
        "登录完成。用通行密钥或二维码登录不需要验证码。",
    ),
    "caption": Pair(
        "The usual order, not a promise: the server decides by rules that Telegram does not "
        "publish.",
        "这是通常的次序，不是保证：服务器按什么规则选择，Telegram 没有公布。",
    ),
    "start": Pair("You enter your number", "填写手机号"),
    "server": Pair("Telegram's server chooses the way", "Telegram 服务器选择发送方式"),
    "server-note": Pair("Neither you nor the app can choose.", "你和应用都不能指定。"),
    "app-if": Pair("Still logged in on another device?", "别的设备还登录着？"),
    "app": Pair("In the app, in the chat named Telegram", "发到应用内名为 Telegram 的聊天"),
    "email-if": Pair("A login e-mail is set?", "设置了登录邮箱？"),
    "email": Pair("By e-mail", "发到邮箱"),
    "fragment-if": Pair("An anonymous +888 number?", "是 +888 匿名号码？"),
    "fragment": Pair(
        "On Fragment, with the wallet that owns the number", "到 Fragment 用持有号码的钱包查看"
    ),
    "number-if": Pair("Otherwise, to the number", "其余情况：发到号码"),
    "number": Pair(
        "By SMS (digits, a word or a phrase), or by a call. A call that reads out the code needs "
        "two-step verification.",
        "短信（数字、单词或短语），或者电话；念验证码的电话只给开了两步验证的账号。",
    ),
    "number-note": Pair(
        "In some countries the app asks for a payment first.", "有些国家会要求先付费。"
    ),
    "retry-if": Pair("Nothing came?", "没有收到？"),
    "retry": Pair(
        "When the countdown ends, ask for the next way. If none is offered, nothing more can be "
        "sent.",
        "倒计时结束后请求下一种方式；没有下一种，就不能再发了。",
    ),
    "type": Pair("You type the code", "输入验证码"),
    "password": Pair(
        "Two-step verification on? Your own password as well",
        "开了两步验证？再输入自己设的密码",
    ),
    "done": Pair("You are logged in", "登录完成"),
    "done-note": Pair(
        "Your other devices get a notice in the app, not an SMS.",
        "其他设备在应用内收到提醒，不是短信。",
    ),
    "bypass-if": Pair("No code needed at all", "完全不用验证码"),
    "bypass": Pair(
        "A passkey made beforehand, or the QR code on a computer",
        "事先建好的通行密钥，或电脑上的二维码",
    ),
}

_SPINE = 10.0
_LEFT = 30.0
_LOOP = WIDTH - 8
_STEP = 18.0


def draw(say: Speaker) -> Canvas:
    """A spine at the left with one rung for each way, and a loop back at the right."""
    canvas = Canvas()
    width = _LOOP - 14 - _LEFT
    start = canvas.box(70, 1, WIDTH - 140, [Run(say("start"), bold=True)], "accent", "middle")
    y = start.bottom + _STEP
    server = canvas.box(
        0,
        y,
        _LOOP - 14,
        [Run(say("server"), bold=True), Run(say("server-note"), size=SMALL)],
        anchor="middle",
    )
    canvas.arrow([(start.centre, start.bottom), (start.centre, server.y)])
    y = server.bottom + _STEP
    rungs = []
    for way in ("app", "email", "fragment", "number"):
        runs = [Run(say(f"{way}-if"), bold=True), Run(say(way))]
        if way == "number":
            runs.append(Run(say("number-note"), size=SMALL))
        rung = canvas.box(_LEFT, y, width, runs)
        middle = rung.y + rung.height / 2
        canvas.arrow([(_SPINE, middle), (_LEFT, middle)])
        rungs.append(rung)
        y = rung.bottom + 10
    retry = canvas.box(
        _LEFT, y + 6, width, [Run(say("retry-if"), bold=True), Run(say("retry"))], "quiet"
    )
    middle = retry.y + retry.height / 2
    back = server.y + server.height / 2
    canvas.arrow(
        [(_LEFT + width, middle), (_LOOP, middle), (_LOOP, back), (_LOOP - 14, back)], "quiet"
    )
    y = retry.bottom + _STEP
    typed = canvas.box(0, y, _LOOP - 14, [Run(say("type"), bold=True)], anchor="middle")
    canvas.arrow([(_SPINE, server.bottom), (_SPINE, typed.y)])
    password = canvas.box(
        0, typed.bottom + _STEP, _LOOP - 14, [Run(say("password"))], anchor="middle"
    )
    canvas.arrow([(typed.centre, typed.bottom), (typed.centre, password.y)])
    done = canvas.box(
        0,
        password.bottom + _STEP,
        _LOOP - 14,
        [Run(say("done"), bold=True), Run(say("done-note"), size=SMALL)],
        "accent",
        "middle",
    )
    canvas.arrow([(done.centre, password.bottom), (done.centre, done.y)])
    bypass = canvas.box(
        0,
        done.bottom + 28,
        _LOOP - 14,
        [Run(say("bypass-if"), bold=True), Run(say("bypass"))],
        "quiet",
        "middle",
    )
    canvas.arrow([(bypass.centre, bypass.y), (bypass.centre, done.bottom)], "quiet")
    return canvas
