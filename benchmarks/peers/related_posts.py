"""pelican-related-posts, its own code: the articles with the most tags in common."""

from pelican.plugins.related_posts.related_posts import add_related_posts
from pelican_articles import Generator
from records import Record, run


def rank(records: list[Record], limit: int) -> dict[str, list[str]]:
    generator = Generator(records, RELATED_POSTS_MAX=limit)
    add_related_posts(generator)
    return {one.id: [other.id for other in getattr(one, "related_posts", ())] for one in generator.articles}


run(rank)
