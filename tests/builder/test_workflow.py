"""What the hosted runner is told: only commands that exist, pinned actions, the built site."""

import re

import pytest
from ruamel.yaml import YAML

from builder import release
from builder.paths import ROOT, SITE

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
MAKE = re.compile(r"\bmake ((?:[\w-]+ ?)+)")
SCRIPT = re.compile(r"\bbash (\S+)")
USED = re.compile(r"^\s*-?\s*uses:\s*(.+)$", re.MULTILINE)
PINNED = re.compile(r"[\w-]+/[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")
EXAMPLES = [ROOT / "smsparts" / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


@pytest.fixture(params=WORKFLOWS, ids=lambda path: path.name)
def workflow(request):
    return YAML(typ="safe").load(request.param)


@pytest.fixture
def steps(workflow):
    return [step for job in workflow["jobs"].values() for step in job["steps"]]


@pytest.fixture(scope="module")
def targets():
    makefile = (ROOT / "Makefile").read_text("utf-8")
    return set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))


def commands(text):
    """The lines of a script that are run."""
    return [line for line in text.splitlines() if not line.lstrip().startswith("#")]


def asked_of_make(lines):
    return {name for line in lines for found in MAKE.findall(line) for name in found.split()}


def test_there_is_a_workflow():
    assert [path.name for path in WORKFLOWS] == ["pages.yml"]


def test_it_runs_only_what_is_there(steps, targets):
    own = [line for step in steps for line in commands(step.get("run", ""))]
    scripts = [ROOT / name for line in own for name in SCRIPT.findall(line)]
    assert [path for path in scripts if not path.is_file()] == []
    theirs = [line for path in scripts for line in commands(path.read_text("utf-8"))]
    asked = asked_of_make([*own, *theirs])
    assert "test" in asked
    assert asked - targets == set()


def test_every_target_that_tests_is_run(targets):
    """A folder of tests that `make test` leaves out is in a target of its own."""
    asked = asked_of_make(commands((ROOT / ".ci" / "run").read_text("utf-8")))
    assert {name for name in targets if name.startswith("test")} - asked == set()


def test_every_target_is_declared_as_no_file(targets):
    makefile = (ROOT / "Makefile").read_text("utf-8")
    (declared,) = re.findall(r"^\.PHONY: (.+)$", makefile, re.MULTILINE)
    assert set(declared.split()) == targets


@pytest.mark.parametrize("path", [*WORKFLOWS, *EXAMPLES], ids=lambda path: path.name)
def test_actions_are_pinned_by_commit_and_say_their_version(path):
    used = USED.findall(path.read_text("utf-8"))
    assert used or path not in WORKFLOWS
    assert [name for name in used if not PINNED.fullmatch(name)] == []


def test_what_is_published_is_attested_before(workflow):
    steps = workflow["jobs"]["publish"]["steps"]
    used = [step.get("uses", "").split("@")[0] for step in steps]
    attested = used.index("actions/attest-build-provenance")
    assert attested < used.index("actions/deploy-pages")
    assert steps[attested]["with"] == {"subject-path": release.NAME}


def test_the_built_site_is_what_is_published(steps):
    (upload,) = [s for s in steps if s.get("uses", "").startswith("actions/upload-pages-artifact@")]
    assert ROOT / upload["with"]["path"] == SITE


def test_only_the_main_branch_is_published_and_only_after_its_tests(workflow):
    jobs = workflow["jobs"]
    (publish,) = [
        job
        for job in jobs.values()
        if any(s.get("uses", "").startswith("actions/deploy-pages@") for s in job["steps"])
    ]
    assert "github.ref == 'refs/heads/main'" in publish["if"]
    assert "github.event_name == 'push'" in publish["if"]
    assert "bash .ci/run" in [step.get("run") for step in jobs[publish["needs"]]["steps"]]


def test_only_the_publishing_job_may_write(workflow):
    may_write = {
        name
        for name, job in workflow["jobs"].items()
        if "write" in job.get("permissions", {}).values()
    }
    assert workflow["permissions"] == {"contents": "read"}
    assert may_write == {"publish"}
