"""Each rule of the comparison, held against a pair that is wrong in just that one way."""

import pytest

from builder.parity.compare import differences
from builder.parity.page import digest, read

EN = """---
title: Counting
description: How texts are counted.
reviewed: 2026-11-22
---

# Counting

!!! answer "In short"

    Two sentences.[^one] See [the tool](../tools/segments.md#try).

## Steps {#steps}

1. First `a | b`.
2. Second.

- A point, with ![a bar](../assets/bar.svg)

{!claims/s1-160-70.md!}

| Unit | Size |
| --- | --- |
| septet | 7 |

```python title="count.py"
count("text")
{!recipes/courier.py!}
```

## Sources {#sources}

{!sources/one.md!}

[^one]: A source, <https://example.org/>.
"""

ZH = """---
title: 计数
description: 短信怎么数。
reviewed: 2026-11-20
---

# 计数

!!! answer "简短回答"

    两句话，见[工具](../tools/segments.md#try)。[^one]

## 步骤 {#steps}

1. 第一步 `a | b`。
2. 第二步。

- 一点，附![图](../assets/bar.svg)

{!claims/s1-160-70.md!}

| 单位 | 大小 |
| --- | --- |
| 七位组 | 7 |

```python title="count.py"
count("text")
{!recipes/courier.py!}
```

## 来源 {#sources}

{!sources/one.md!}

[^one]: 一个来源，<https://example.org/>。
"""

WRONG = {
    "a field of the front matter is missing": (
        ("description: 短信怎么数。\n", ""),
        "front matter: only one page has description",
    ),
    "the day of review is no day": (
        ("reviewed: 2026-11-20", "reviewed: 去年"),
        "front matter: 'reviewed: 去年' is not a day like 2026-11-22",
    ),
    "there is no front matter at all": (
        (ZH[: ZH.index("# 计数")], ""),
        "front matter: only one page has description, reviewed, title",
    ),
    "a section is missing": (
        ("## 来源 {#sources}\n", ""),
        "headings differ: '## … {#sources}' against nothing",
    ),
    "a section too many": (
        ("## 来源 {#sources}", "## 来源 {#sources}\n\n## 更多 {#more}"),
        "headings differ: nothing against '## … {#more}'",
    ),
    "two sections the other way round": (
        ("## 步骤 {#steps}", "## 步骤 {#sources}"),
        "headings differ: '## … {#steps}' against '## … {#sources}'",
    ),
    "another level": (
        ("## 步骤 {#steps}", "### 步骤 {#steps}"),
        "headings differ: '## … {#steps}' against '### … {#steps}'",
    ),
    "a heading without an id": (
        ("## 步骤 {#steps}", "## 步骤"),
        "headings differ: '## … {#steps}' against '## … {#}'",
    ),
    "two titles": (
        ("## 步骤 {#steps}", "# 步骤 {#steps}"),
        "headings: a page opens with its one title, '# …'",
    ),
    "another link": (
        ("segments.md#try", "segments.md#read"),
        "the opening: links: not equally often in both: "
        "../tools/segments.md#read, ../tools/segments.md#try",
    ),
    "a link twice": (
        ("2. 第二步。", "2. 第二步，见[工具](../tools/segments.md#try)。"),
        "section 'steps': links: not equally often in both: ../tools/segments.md#try",
    ),
    "another address in a footnote": (
        ("<https://example.org/>。", "<https://example.com/>。"),
        "section 'sources': links: not equally often in both: "
        "https://example.com/, https://example.org/",
    ),
    "another picture": (
        ("bar.svg", "bar-zh.svg"),
        "section 'steps': pictures: not equally often in both: "
        "../assets/bar-zh.svg, ../assets/bar.svg",
    ),
    "a footnote is missing": (
        ("。[^one]", "。"),
        "the opening: footnotes: only in one page: one",
    ),
    "a footnote is not defined": (
        ("[^one]: 一个来源，", ""),
        "footnotes defined: only in one page: one",
    ),
    "a table has a row less": (
        ("| 七位组 | 7 |\n", ""),
        "section 'steps': tables (rows, columns): [(1, 2)] against [(0, 2)]",
    ),
    "a table has a column more": (
        ("| 单位 | 大小 |\n| --- | --- |", "| 单位 | 大小 | 注 |\n| --- | --- | --- |"),
        "section 'steps': tables (rows, columns): [(1, 2)] against [(1, 3)]",
    ),
    "another kind of box": (
        ("!!! answer", "!!! note"),
        "the opening: admonitions: ['answer'] against ['note']",
    ),
    "another claim is shown": (
        ("s1-160-70", "s1-4096"),
        "section 'steps': included snippets: ['claims/s1-160-70.md', 'recipes/courier.py'] "
        "against ['claims/s1-4096.md', 'recipes/courier.py']",
    ),
    "code of another kind": (
        ('```python title="count.py"', "```sh"),
        "section 'steps': kinds of code block: ['python title=\"count.py\"'] against ['sh']",
    ),
    "other code": (
        ('count("text")', 'count("txt")'),
        "section 'steps': code block 1 is not the same",
    ),
    "a step less": (
        ("2. 第二步。\n", ""),
        "section 'steps': list items: {'numbers': 2, 'bullets': 1} "
        "against {'numbers': 1, 'bullets': 1}",
    ),
}


def test_a_true_pair_has_no_differences() -> None:
    assert differences(read(EN), read(ZH)) == []


@pytest.mark.parametrize(("change", "fault"), WRONG.values(), ids=WRONG)
def test_each_rule_finds_the_pair_that_breaks_it(change: tuple[str, str], fault: str) -> None:
    before, after = change
    wrong = ZH.replace(before, after)
    assert wrong != ZH
    assert fault in differences(read(EN), read(wrong))


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("bu-zhou", None),
        ("sms_1", None),
        ("步骤", "headings: id '步骤' is not small Latin letters, digits and hyphens"),
        ("Steps", "headings: id 'Steps' is not small Latin letters, digits and hyphens"),
        ("sources", "headings: id 'sources' stands 2 times"),
    ],
)
def test_ids_are_english_and_stand_once(name: str, fault: str | None) -> None:
    both = [read(page.replace("{#steps}", f"{{#{name}}}")) for page in (EN, ZH)]
    found = differences(*both)
    assert found == ([fault, fault] if fault else [])


def test_words_inside_an_example_may_differ() -> None:
    english = EN.replace('count("text")', 'count("On my way")')
    chinese = ZH.replace('count("text")', 'count("在路上了")')
    assert differences(read(english), read(chinese)) == []


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("`[not a link](x.md)` and `[^two]`", "code is not read"),
        ("| a line with a bar", "one row is no table"),
        ("Again.[^one]", "how often a source is cited in a section is the writer's matter"),
    ],
)
def test_what_does_not_count(line: str, why: str) -> None:
    english = EN.replace("## Steps", "Cited.[^one]\n\n## Steps")
    chinese = ZH.replace("## 步骤", f"{line}\n\n## 步骤")
    assert differences(read(english), read(chinese)) == [], why


def test_the_digest_is_of_the_words_only() -> None:
    assert digest(EN) == digest(EN.replace("reviewed: 2026-11-22", "reviewed: 2026-11-23"))
    assert digest(EN) == digest(EN.replace("\n\n1. First", "\n\n\n1. First  "))
    assert digest(EN) != digest(EN.replace("Second.", "Second, then."))
    assert digest(EN) != digest(EN.replace("title: Counting", "title: Counts"))
