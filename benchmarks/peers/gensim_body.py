"""gensim's TF-IDF with its defaults over headline, deck and text; the cosine."""

from gensim.corpora import Dictionary
from gensim.models import TfidfModel
from gensim.similarities import SparseMatrixSimilarity
from gensim.utils import simple_preprocess
from records import Record, newest_first, run, text_of


def rank(records: list[Record], limit: int) -> dict[str, list[str]]:
    records = newest_first(records)
    texts = [simple_preprocess(text_of(record)) for record in records]
    dictionary = Dictionary(texts)
    bags = [dictionary.doc2bow(text) for text in texts]
    weighted = TfidfModel(bags)[bags]
    index = SparseMatrixSimilarity(weighted, num_features=len(dictionary), num_best=limit + 1)
    found = {}
    for place, best in enumerate(index):
        others = [other for other, score in best if other != place and score > 0]
        found[records[place]["id"]] = [records[other]["id"] for other in others[:limit]]
    return found


run(rank)
