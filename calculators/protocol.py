"""What the page and the worker say to each other, as types: the contract of the script.

The page sends a Request and gets a Reply. ``builder.protocol`` writes the same types for the script
(``types/protocol.d.ts``), so that a field renamed on one side fails `make check` on the
other. Everything is JSON; HTML is a str.
"""

from typing import NotRequired, TypedDict

Fields = dict[str, str | list[str]]
"""What the controls hold, by name; a list for checkboxes."""
Address = dict[str, str]
"""The parts of the address after #."""


class Action(TypedDict):
    """The button that was pressed."""

    name: str
    value: str


class File(TypedDict):
    """A file of messages; the choices are made once its first rows are shown."""

    name: str
    bytes: int
    # By its name, or by its index where the columns have no names.
    column: NotRequired[str]
    column_number: NotRequired[str]
    encoding: NotRequired[str]
    delimiter: NotRequired[str]
    # The row that names the columns, "0" for none.
    header: NotRequired[str]
    sheet: NotRequired[str]


class State(TypedDict):
    """What a view is drawn from."""

    fields: Fields
    # The address the page was opened by, else None.
    address: NotRequired[Address | None]
    action: NotRequired[Action | None]
    # The place of the caret in the text box, in UTF-16 code units.
    caret: NotRequired[int]
    file: NotRequired[File]


class Request(TypedDict):
    """One question to Python."""

    # "segments", "recommend", "playground", "template-check", "timetable", "verify-cost", or the
    # name of a check.
    widget: str
    language: str
    state: State


class Reply(TypedDict, total=False):
    """What changes in the page. What is absent stays as it is."""

    # The result region.
    html: str
    # HTML of each element with that data-region.
    regions: dict[str, str]
    # The sentence to speak after a pause, or at once.
    announce: str
    speak_now: bool
    # Values of controls.
    fields: Fields
    # A new text for the text box.
    text: str
    # The options as they shall stand in the address, and whether that is a step Back returns from.
    address: Address
    step: bool
    # For the clipboard: a text, or the page's address with these options.
    copy: str | None
    copy_link: Address
    # The id of the element to move to.
    focus: str
    # The name under which the counted file is saved.
    save: str


class Progress(TypedDict, total=False):
    """How far the reading of a file is: the whole line, or what changes in it."""

    html: str
    percent: int
    words: str
