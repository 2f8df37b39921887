"""`data/sources.yaml`: the sources that several files and pages cite by id."""

from pydantic import Field

from builder.facts.models.base import Facts, Id, Source


class Sources(Facts):
    """The register. Each source stands here once."""

    sources: dict[Id, Source] = Field(
        description="By id: a short readable slug, `who-what`.",
        examples=[{"telegram-faq-login-sms": {"title": "Telegram FAQ – Login and SMS"}}],
    )
