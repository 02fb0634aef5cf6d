"""An article as the generators read it: with a header in TOML, in YAML or in Pelican's own form."""

import json

from .articles import Article


def toml(article: Article) -> str:
    values = {
        "title": article.title, "slug": article.slug, "tags": article.tags, "categories": article.categories, "authors": [article.author],
        "source": article.source, "source_url": article.source_url, "summary": article.summary,
    }  # fmt: skip
    lines = [f"date = {article.date:%Y-%m-%dT%H:%M:%SZ}"]
    lines += [f"{name} = {json.dumps(value)}" for name, value in values.items()]  # what JSON quotes, TOML reads alike
    return "\n".join(["+++", *lines, "+++", "", article.body])


def yaml(article: Article) -> str:
    values = {
        "title": article.title, "slug": article.slug, "tags": article.tags, "categories": article.categories, "authors": [article.author],
        "source": article.source, "source_url": article.source_url, "summary": article.summary,
    }  # fmt: skip
    lines = [f"date: {article.date:%Y-%m-%dT%H:%M:%SZ}"]
    lines += [f"{name}: {json.dumps(value)}" for name, value in values.items()]  # YAML takes JSON as it is
    return "\n".join(["---", *lines, "---", "", article.body])


def classic(article: Article) -> str:
    """Pelican's own. It knows one category; ours reads the line with all of them too."""
    return "\n".join([
        f"Title: {article.title}", f"Date: {article.date:%Y-%m-%d %H:%M}", f"Slug: {article.slug}", f"Tags: {', '.join(article.tags)}",
        f"Category: {article.categories[0]}", f"Categories: {', '.join(article.categories)}", f"Author: {article.author}",
        f"Source: {article.source}", f"Source_URL: {article.source_url}", f"Summary: {article.summary}", "", article.body,
    ])  # fmt: skip
