"""The template check as a reader meets it, in both languages."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.regular]

PAGES = {"en": "/tools/template-check/", "zh": "/zh/tools/template-check/"}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_template_is_checked_for_its_place_and_kind(page, language):
    page.goto(PAGES[language] + "#place=alibaba&kind=notice")
    page.locator("#text").fill("【青禾】您的订单${order}已发货，拒收请回复R")
    findings = page.locator(".tool-result[data-source=python] .findings > li")
    expect(findings).to_have_count(2)
    expect(findings.first).to_contain_text("2026-11-27")
    assert page.url.endswith("#place=alibaba&kind=notice")
    page.locator("input[name=kind][value=promotion]").check()
    expect(page.locator("[data-rule=promotion-member]")).to_be_visible()
    page.locator("#place").select_option("us")
    expect(page.locator("[data-rule=us-english]")).to_be_visible()
    assert re.search(r"place=us&kind=promotion$", page.url)
    assert "%E9" not in page.url
