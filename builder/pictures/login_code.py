"""The path of a login code, with its fallbacks and the ways that need no code."""

from __future__ import annotations

from builder.pictures.canvas import SMALL, WIDTH, Canvas, Run
from builder.pictures.words import Speaker
from builder.words import by_key

NAME = "login-code"

WORDS = by_key("picture_login_code")

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
