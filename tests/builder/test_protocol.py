"""The messages between page and worker: what is sent is what the types say, on both sides."""

import json
import subprocess

import pytest

from builder import protocol as maker
from builder.paths import ROOT
from calculators import protocol, views


def test_every_rehearsed_reply_holds_only_what_the_type_knows():
    known = set(protocol.Reply.__annotations__)
    requests = views.rehearsal()
    assert requests
    for request in requests:
        assert set(json.loads(request)) == set(protocol.Request.__annotations__)
        assert set(json.loads(views.respond(request))) <= known


def test_the_script_gets_the_same_fields_and_knows_which_may_lack():
    told = maker.written()
    assert "    widget: string;\n" in told
    assert "    address?: Record<string, string> | null;\n" in told
    assert "    fields: Record<string, string | string[]>;\n" in told
    assert "    copy?: string | null;\n" in told


def test_types_that_are_not_fresh_are_refused_and_made_anew(tmp_path, capsys):
    target = tmp_path / "protocol.d.ts"
    assert maker.main(["--check"], target) == 1
    assert "run python -m builder.protocol" in capsys.readouterr().err
    assert maker.main([], target) == 0
    assert maker.main(["--check"], target) == 0


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("/** @param {Protocol.Reply} r */ export const a = (r) => r.announce;", ""),
        ("/** @param {Protocol.Reply} r */ export const a = (r) => r.anounce;", "anounce"),
        ("/** @param {Protocol.State} s */ export const a = (s) => s.fields.length.x;", "'x'"),
    ],
)
def test_a_field_that_does_not_exist_fails_in_the_script(tmp_path, line, expected):
    (tmp_path / "script.js").write_text(line, "utf-8")
    settings = {"extends": str(ROOT / "tsconfig.json"), "include": [str(ROOT / "types"), "*.js"]}
    (tmp_path / "tsconfig.json").write_text(json.dumps(settings), "utf-8")
    command = [ROOT / "node_modules" / ".bin" / "tsc", "--project", tmp_path / "tsconfig.json"]
    done = subprocess.run(command, capture_output=True, text=True)
    assert (done.returncode == 0) == (expected == "")
    assert expected in done.stdout
