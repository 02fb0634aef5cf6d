"""Which words a text is made of, language by language: what likeness compares."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import chain

#: Vowel signs and points that belong to the word they stand in, though Python counts them as no letters.
_MARKS = r"\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0963\u0966-\u0dff\u0e31-\u0e4e\u0eb1-\u0ece\u102b-\u103e"
_WORD = re.compile(rf"\d+(?:[.,]\d+)+|[^\W_](?:[^\W_]|[{_MARKS}])*(?:'[^\W_](?:[^\W_]|[{_MARKS}])*)?")
# What _WORD finds in ASCII, in a third of the time.
_PLAIN_WORD = re.compile(r"\d+(?:[.,]\d+)+|[a-z0-9]+(?:'[a-z0-9]+)?")
#: In ASCII, blanks for what stands in no word of `_PLAIN_WORD`: what is left between them is looked up as it is.
_PLAIN_GAPS = {code: " " for code in range(128) if not (chr(code).isalnum() or chr(code) in "'.,")}
#: In ASCII, what may stand around a word and is no part of it.
_PLAIN_AROUND = "".join(mark for mark in map(chr, range(128)) if not mark.isalnum())
_APOSTROPHES = str.maketrans(
    {"\u2019": "'", "\u02bc": "'", "\uff07": "'", "\u00ad": None, "\u200b": None, "\u200d": None}
)

#: What stands between words is a blank as well: most texts of Latin script are ASCII then, and are read in a third of the time.
_PLAIN = (
    *((chr(mark), plain or "") for mark, plain in _APOSTROPHES.items()),
    *((mark, " ") for mark in "“”„«»–—…•·€£"),
)

#: Scripts written without blanks, and Hangul, whose particles stick to the word: two characters at a time say most.
_UNSPACED = re.compile(
    r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uac00-\ud7af\u0e00-\u0eff\u1780-\u17ff\u1000-\u109f\U00020000-\U0003134f]+"
)

#: French, Italian and Catalan write an article and its noun as one: l'accord, dell'Europa.
_ELISION = re.compile(r"(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|dell|all|nell|sull|dall|un)'(?=\w)")
_ELIDING = frozenset({"fr", "it", "ca"})

#: Words that stand in every text. Short on purpose: how rare a word is does the rest.
_STOP = {
    "en": """a about after all also although am an and another any are as at be because been before being between both but by can cannot
        could did do does doing done dont down during each either else even ever every few for from further get had has have having he her
        here hers him his how however i if in into is isnt it its itself just let like made make many may me might more most much must my
        neither no nor not now of off often on once one only or other our out over own per rather said same say says shall she should since
        so some still such than that the their them then there these they this those though through thus to too two under until up upon us
        very was wasnt we well were what when where whether which while who whom whose why will with within without would yet you your""",
    "de": """aber alle als also am an auch auf aus bei bis da damit dann das dass dem den denn der des die dies diese dieser doch durch ein eine
        einem einen einer eines er es etwa für haben hat hatte ich ihr ihre im in ist ja kann können man mehr mit muss nach nicht noch nun nur
        ob oder ohne schon sehr sein seine seit sich sie sind so soll sowie über um und uns unter vom von vor war waren was weil wenn werden
        wie wieder will wir wird wo wurde wurden zu zum zur zwischen""",
    "fr": """à afin ainsi alors après au aussi autre autres aux avant avec avoir c ce cela ces cette ceux chez comme contre d dans de depuis
        des deux dont du elle elles en encore entre est et été être eu fait il ils j je jusque l la le les leur leurs lui mais même moins n ne
        non nos notre nous on ont ou où par pas pendant peut plus pour pourquoi qu quand que qui s sa sans se ses si son sont sous sur tous
        tout toute toutes très un une vers vous y""",
    "es": """a al algo ante antes aunque bajo cada casi como con contra cual cuando de del desde donde dos durante e el ella ellos en entre era
        es esa ese eso esta está están estas este esto estos fue fueron ha han hasta hay la las le les lo los mas más me mi mientras muy ni no
        nos o otra otras otro otros para pero poco por porque pues que qué quien se según ser si sí sido sin sobre son su sus también tan
        tanto tiene todo todos tras un una uno y ya""",
}
_STOP_WORDS = {lang: frozenset(words.split()) for lang, words in _STOP.items()}


@lru_cache(maxsize=100_000)
def is_stop_word(word: str, lang: str) -> bool:
    """Whether a word stands in every text of a language. `lang` has no region."""
    return word.casefold().translate(_APOSTROPHES).replace("'", "") in _STOP_WORDS.get(lang, ())


def words_of(text: str, lang: str = "en") -> list[str]:
    """The words of `text` in their order, folded: NFKC, case and plural (English) do not count, stop words are left out.

    Texts of scripts without blanks come as pairs of characters. `lang` is a language code; of `en-GB` only `en` counts.
    """
    return reader_of(lang)(text)


def reader_of(lang: str) -> Callable[[str], list[str]]:
    """`words_of` in a language: for who asks of many texts."""
    language = lang.replace("_", "-").partition("-")[0].casefold()
    terms = _TERMS.get(language)
    if terms is None:
        terms = _TERMS[language] = _Terms(language)
    return terms.words


class _Terms(dict[str, str]):
    """What the words of a language count as: "" for nothing. Fills itself, and begins anew when it has grown too large."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._language = language
        self._of_runs = _TermsOfRuns(self)

    def words(self, text: str) -> list[str]:
        folded = (text if text.isascii() else unicodedata.normalize("NFKC", text)).casefold()
        if not folded.isascii():
            for mark, plain in _PLAIN:
                folded = folded.replace(mark, plain)
        elif (alone := folded.strip(_PLAIN_AROUND)).isalnum():  # one word, as between two blanks of a text
            return [term] if (term := self[alone]) else []
        if self._language in _ELIDING:
            folded = _ELISION.sub(" ", folded)
        if folded.isascii():
            return list(chain.from_iterable(map(self._of_runs.__getitem__, folded.translate(_PLAIN_GAPS).split())))
        found: list[str] = []
        for word in _WORD.findall(folded):
            if word.isascii() or not _UNSPACED.search(word):
                if term := self[word]:
                    found.append(term)
            else:
                found.extend(_pairs_of_characters(word))
        return found

    def __missing__(self, word: str) -> str:
        if len(self) > _REMEMBERED:
            self.clear()
        self[word] = found = _term(word, self._language)
        return found


class _TermsOfRuns(dict[str, tuple[str, ...]]):
    """What counts in runs of ASCII without blanks: mostly one word, with what stands after it. Fills itself as `_Terms` does."""

    def __init__(self, terms: _Terms) -> None:
        super().__init__()
        self._terms = terms

    def __missing__(self, run: str) -> tuple[str, ...]:
        if len(self) > _REMEMBERED:
            self.clear()
        alone = run.strip(_PLAIN_AROUND)
        words = [alone] if alone.isalnum() else _PLAIN_WORD.findall(run)
        self[run] = found = tuple([term for word in words if (term := self._terms[word])])
        return found


_TERMS: dict[str, _Terms] = {}
_REMEMBERED = 500_000


def _term(word: str, language: str) -> str:
    word = word.removesuffix("'s").replace("'", "")
    if (len(word) < 2 and word.isascii()) or word in _STOP_WORDS.get(language, ()):
        return ""
    return _singular(word) if language == "en" else word


def _pairs_of_characters(word: str) -> Iterator[str]:
    """The parts of other scripts whole, the rest as overlapping pairs; a lone character stays itself."""
    end = 0
    for run in _UNSPACED.finditer(word):
        if run.start() > end:
            yield word[end : run.start()]
        characters = run[0]
        yield from (characters[n : n + 2] for n in range(max(1, len(characters) - 1)))
        end = run.end()
    if end < len(word):
        yield word[end:]


def _singular(word: str) -> str:
    """An English word without its plural ending: the s-stemmer of D. Harman, "How effective is suffixing?", JASIS 42 (1991)."""
    if len(word) < 4 or not word.endswith("s") or not word.isalpha():
        return word
    if word.endswith("ies"):
        return word if word.endswith(("eies", "aies")) else word[:-3] + "y"
    if word.endswith(("us", "ss", "is")):
        return word
    return word[:-1]
