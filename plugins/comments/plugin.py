"""Publishes `comments` for templates."""

from typing import Any

from pelican import signals

from ..newsroom.builds import desk_of
from .view import Comments


def publish_comments(generator: Any) -> None:
    generator.context["comments"] = Comments(desk_of(generator.settings))


def register() -> None:
    signals.article_generator_finalized.connect(publish_comments)
