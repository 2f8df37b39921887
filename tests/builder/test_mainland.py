"""What the site says of mainland China: who files, which names sign, what documents are called."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from builder.facts.load import load
from builder.facts.models.providers import Provider
from builder.paths import DATA, DOCS

FACTS = load(DATA)
MAINLAND = [
    one
    for one in FACTS.providers
    if one.registration.regions == ["cn"] and one.category == "business"
]
FIRST = ["alibaba_sms", "tencent_sms", "huawei_sms", "cloopen"]

CHINESE_DOCUMENTS = re.compile(
    r"https?://(?:help\.aliyun\.com/(?!en/)|developer\.aliyun\.com/|cloud\.tencent\.com/"
    r"|www\.tencentcloud\.com/zh/|intl\.cloud\.tencent\.com/zh/|hushengzixun\.com/"
    r"|bbs\.youzan\.com/|www\.67wa\.com/|huaweicloud\.com/s/|www\.miit\.gov\.cn/"
    r"|support\.huaweicloud\.com/(?!intl/|eu/)|cloud\.baidu\.com/|docs\.jiguang\.cn/(?!en/)"
    r"|docs\.getui\.com/|(?:www\.)?volcengine\.com/|developer\.qiniu\.com/)"
)
HAN = re.compile("[\u3400-\u9fff]")


def sources(node: Any) -> Iterator[dict[str, Any]]:
    """Every source of a facts file, wherever it stands."""
    if isinstance(node, dict):
        if isinstance(node.get("title"), str) and isinstance(node.get("url"), str):
            yield node
        for value in node.values():
            yield from sources(value)
    elif isinstance(node, list):
        for value in node:
            yield from sources(value)


FILES = sorted(DATA.rglob("*.yaml"))


@pytest.mark.parametrize("file", FILES, ids=[file.stem for file in FILES])
def test_a_chinese_document_keeps_its_chinese_title(file: Path) -> None:
    """A reader looks for 短信发送规则, not for our English words for it."""
    held = YAML(typ="safe").load(file.read_text("utf-8"))
    chinese = [one for one in sources(held) if CHINESE_DOCUMENTS.match(one["url"])]
    assert [one["title"] for one in chinese if not HAN.search(one["title"])] == []


@pytest.mark.parametrize("name", FIRST)
def test_a_review_says_who_files_the_signature(name: str) -> None:
    provider = next(one for one in FACTS.providers if one.id == name)
    assert "向运营商报备" in provider.registration.note.zh
    assert re.search(r"files .{0,30}with the carriers", provider.registration.note.en)


def test_the_region_says_which_names_can_be_a_signature() -> None:
    (china,) = [one for one in FACTS.regions.regions if one.id == "cn"]
    for word in ("企事业单位名", "商标", "App", "小程序", "公众号", "店铺", "网站"):
        assert word in china.registration.zh
    for word in ("trade mark", "mini-program", "official account", "shop", "website", "app"):
        assert word in china.registration.en


@pytest.mark.parametrize("name", FIRST)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_each_review_says_it_or_leads_to_it(language: str, name: str) -> None:
    provider = next(one for one in FACTS.providers if one.id == name)
    page = (DOCS / language / "providers" / f"{name}.md").read_text("utf-8")
    said = getattr(provider.registration.note, language) + page
    assert re.search("商标|regions.md#cn" if language == "zh" else "trade mark|regions.md#cn", said)


@pytest.mark.parametrize("provider", MAINLAND, ids=[one.id for one in MAINLAND])
def test_that_there_is_no_rcs_was_read_somewhere(provider: Provider) -> None:
    """Alibaba's was a no of ours while its documents had SendRCS; what was not read is unknown."""
    assert provider.criteria["rcs"].value != "no" or provider.criteria["rcs"].uses


def test_alibaba_has_rcs_and_a_way_for_individuals_with_a_source_each() -> None:
    provider = next(one for one in FACTS.providers if one.id == "alibaba_sms")
    for criterion in ("rcs", "verify_api", "individual_ok"):
        cell = provider.criteria[criterion]
        assert cell.value == "partial", criterion
        assert cell.uses, criterion


@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_was_not_read_at_first_hand_says_so(language: str) -> None:
    (china,) = [one for one in FACTS.regions.regions if one.id == "cn"]
    regulation = FACTS.regions.sources["miit-sms-provisions-2026"]
    assert regulation.copied is not None
    assert regulation.copied.kind == "quoted"
    assert {"en": "as others quote", "zh": "第二手"}[language] in getattr(china.regime, language)
