"""pelican-similar-posts, its own code: the tags of an article as a vector, compared by gensim."""

from pelican.plugins.similar_posts.similar_posts import add_similar_posts
from pelican_articles import Generator
from records import Record, run


def rank(records: list[Record], limit: int) -> dict[str, list[str]]:
    generator = Generator(records, SIMILAR_POSTS_MAX_COUNT=limit)
    add_similar_posts(generator)
    return {one.id: [other.id for other in getattr(one, "similar_posts", ())] for one in generator.articles}


run(rank)
