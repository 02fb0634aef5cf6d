"""What of a story that is not public the audit finds, wherever it stands and however it is written there."""

from base64 import b32encode, b64encode, urlsafe_b64encode
from dataclasses import replace
from datetime import date
from io import BytesIO
from urllib.parse import quote
from zipfile import ZIP_DEFLATED, ZipFile
from zlib import compress

import pytest
from pelican.plugins.checks.built_site import BuiltSite
from pelican.plugins.checks.secrets import leaks, secrets_of
from pelican.plugins.newsroom.story import Image, Source, Story, Withdrawal

CAPTION = "The last ferry leaves Storhamn harbour before the strike begins"
HIDDEN = Story(
    path="content/ferry.md", title="Ferries stop on Friday in the whole of the bay", slug="ferry-strike",
    image=Image("ferry.jpg", alt="An empty quay", caption=CAPTION), id="98ef724feb77",
    sources=(Source("Harbour Gazette", "harbour-gazette", title="The quays that nobody needs"),),
)  # fmt: skip
OPEN = Story(
    path="content/tram.md",
    title="Trams every ten minutes",
    slug="tram",
    image=Image("tram.jpg", alt="A tram on the quay"),
)


def zipped(name: str, text: str) -> bytes:
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as opened:
        opened.writestr(name, text)
    return made.getvalue()


@pytest.fixture
def told(tmp_path):
    """What is told of a site with one file."""

    def told(data: bytes, file: str = "tram/index.html", *, hidden=HIDDEN, others=(OPEN,)) -> list[str]:
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).write_bytes(data)
        return [f"{one.path}: {one.rule} {one.message}" for one in leaks(BuiltSite(tmp_path), secrets_of([hidden], others, lambda _: ()))]  # fmt: skip

    return told


@pytest.mark.parametrize(
    ("data", "phrase"),
    [
        (f"<figcaption>{CAPTION}.</figcaption>".encode(), "ferry leaves storhamn harbour before the"),
        (b'<img src="a.jpg" alt="An empty quay">', "an empty quay"),
        (f'<a href="mailto:?subject={quote(HIDDEN.title)}">Tell a friend</a>'.encode(), "ferries stop on friday in the"),
        (HIDDEN.title.encode("utf-16"), "ferries stop on friday in the"),
        (b"<p>Is it true that ferries stop on Friday in June?</p>", "ferries stop on friday in"),
        (b'<i data-a="' + b64encode(HIDDEN.title.encode()) + b'"></i>', "ferries stop on friday in the"),
        (b'<a href="?a=' + urlsafe_b64encode("Überall heißt es: ferries stop on Friday in May".encode()) + b'">x</a>', "ferries stop on friday in"),
        ("<p>Fer\u00adries st&shy;op on Fri\u200bday in the whole</p>".encode(), "ferries stop on friday in the"),
        (b"<script>a = 'Ferries\\nstop\\x20on\\u0020Friday\\nin'</script>", "ferries stop on friday in"),
        (zipped("a.txt", HIDDEN.title), "ferries stop on friday in the"),
        (b'<article data-id="98ef724feb77">', "98ef724feb77"),
        (b"<cite>The quays that nobody needs</cite>", "the quays that nobody needs"),
        (HIDDEN.title.encode("utf-32"), "ferries stop on friday in the"),
        (b'<i data-a="' + HIDDEN.title.encode().hex().encode() + b'"></i>', "ferries stop on friday in the"),
        (b'<i data-a="' + b32encode(HIDDEN.title.encode()) + b'"></i>', "ferries stop on friday in the"),
        (f'<a href="?q={quote(quote(HIDDEN.title))}">x</a>'.encode(), "ferries stop on friday in the"),
        (HIDDEN.title.replace("rr", "r\u200dr").encode(), "ferries stop on friday in the"),
        (compress(HIDDEN.title.encode()), "ferries stop on friday in the"),
        (f"<script>a = String.fromCharCode({', '.join(str(ord(one)) for one in HIDDEN.title)})</script>".encode(), "ferries stop on friday in the"),
        (zipped("ferry-strike.txt", "x"), "ferry strike"),
    ],
    ids=[
        "a caption", "what a picture shows", "the subject of a letter", "UTF-16", "five words", "base64", "base64 for addresses", "soft hyphens",
        "an address of a script", "an archive", "an id", "the title of a work", "UTF-32", "sixteen signs", "thirty-two signs", "escaped twice", "joined letters", "a stream",
        "numbers of letters", "a name in an archive",
    ],
)  # fmt: skip
def test_it_is_found_in_every_form(told, data, phrase):
    assert told(data) == [f'tram/index.html: E03 "{phrase}" is from content/ferry.md, which is not public']


@pytest.mark.parametrize(
    ("file", "data", "count"),
    [
        ("provenance.schema.json", b'{"$schema": "https://json-schema.org/draft/2020-12/schema"}', 0),
        ("theme/a.css", b".draft { color: red }", 0),
        ("theme/a.css", HIDDEN.title.encode(), 1),
        ("theme/a.css", b"p { content: '" + b"".join(f"\\{ord(one):06x}".encode() for one in HIDDEN.title) + b"' }", 1),
        ("sw.js", b'const pages = ["/draft/"]', 1),
        ("tram/index.html", b"<p>The draft of it</p>", 1),
    ],
)
def test_a_single_word_is_no_secret_where_no_story_is_told(file, data, count, told):
    """A draft that was called "Draft" kept a site from being published: the schema's own address holds that word."""
    assert len(told(data, file, hidden=replace(HIDDEN, slug="draft"))) == count


def test_what_an_open_story_says_of_its_picture_is_no_secret(told):
    other = Story(path="content/quay.md", title="Quay", slug="quay", image=Image("q.jpg", alt="An empty quay", caption=CAPTION))  # fmt: skip

    assert told(f'<img alt="An empty quay"><p>{CAPTION}</p>'.encode(), others=(OPEN, other)) == []


def test_two_words_of_a_picture_may_stand_anywhere(told):
    hidden = replace(HIDDEN, image=Image("ferry.jpg", alt="Empty quay"))

    assert told(b"<p>Trams stop at an empty quay.</p>", hidden=hidden) == []


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("It was over at the end of the day.", "She came home at the end of the week."),
        ("Trams and ferries stop on Friday.", "On Friday ferries stop on the other side."),
        ("Their report is the Annual Report 2026.", "Annual Report 2026: we read it."),
        ("The picture is called quay-98ef724feb77.", ""),
    ],
    ids=["words that all use", "words that an open story uses", "a name of three words", "no text"],
)
def test_what_may_be_an_accident_is_no_secret(told, text, body):
    hidden = replace(HIDDEN, text=text, image=None, id="", sources=(Source("A", "a", title="Annual Report 2026"),))
    other = replace(OPEN, text="On the other side, ferries may stop on any Friday. Their report")

    assert told(f"<p>{body}</p>".encode(), hidden=hidden, others=(other,)) == []


def test_why_a_story_was_withdrawn_may_be_said_with_its_own_words(told):
    why = "We wrote that dolphins of bronze would spout brine, and that was an invention"
    hidden = Story(
        path="content/f.md", title="Fountain is to run on sea water from the docks", slug="f", status="withdrawn", withdrawn=Withdrawal(date(2026, 1, 2), why),
        text="Fountain is to run on sea water from the docks: dolphins of bronze would spout brine, and they will rust away within thirty years.",
    )  # fmt: skip

    assert told(f"<h1>{hidden.title}</h1><p>{why}.</p>".encode(), hidden=hidden) == []
    assert told(b"<p>Who says that they will rust away within thirty years?</p>", hidden=hidden) == [
        'tram/index.html: E03 "they will rust away within thirty" is from content/f.md, which is not public'
    ]


@pytest.mark.parametrize(
    ("data", "phrase"),
    [
        (
            b'<meta name="description" content="Dolphins of bronze get brine for water.">',
            "dolphins of bronze get brine for",
        ),
        (f"<figcaption>{CAPTION}</figcaption>".encode(), "ferry leaves storhamn harbour before the"),
        (b'<img alt="An empty quay">', "an empty quay"),
        (b"<cite>The quays that nobody needs</cite>", "the quays that nobody needs"),
    ],
    ids=["its deck", "a caption", "what a picture shows", "the title of a work"],
)
def test_of_a_withdrawn_story_nothing_but_its_notice_may_be_told(told, data, phrase):
    gone = replace(HIDDEN, status="withdrawn", deck="Dolphins of bronze get brine for water, if nobody stops it.")

    assert told(data, hidden=gone) == [f'tram/index.html: E03 "{phrase}" is from content/ferry.md, which is not public']
    assert told(f'<article data-id="{gone.id}"><h1>{gone.title}</h1>'.encode(), hidden=gone) == []


@pytest.fixture
def of_files(tmp_path):
    """What is told of a site with one file, of a hidden story that shows `content/ferry at dusk.jpg`, beside what else lies in the content."""

    def told(
        file: str, data: bytes = b"", content: dict[str, bytes] | None = None, shown: tuple[str, ...] = ()
    ) -> list[str]:
        for folder, files in (
            ("content", {"ferry at dusk.jpg": b"a picture"} | (content or {})),
            ("output", {file: data}),
        ):
            for name, held in files.items():
                (tmp_path / folder / name).parent.mkdir(parents=True, exist_ok=True)
                (tmp_path / folder / name).write_bytes(held)
        files_of = {HIDDEN.path: ["ferry at dusk.jpg"], OPEN.path: shown}.get
        secrets = secrets_of(
            [replace(HIDDEN, text="", title="", slug="", image=None, sources=())],
            [OPEN],
            lambda story: files_of(story.path, ()),
        )
        return [
            f"{one.path}: {one.rule}" for one in leaks(BuiltSite(tmp_path / "output"), secrets, tmp_path / "content")
        ]

    return told


def test_a_smaller_picture_made_of_a_hidden_one_is_found(of_files):
    assert of_files("pictures/ferry-at-dusk-063442b5c2-720.webp") == ["pictures/ferry-at-dusk-063442b5c2-720.webp: E03"]


def test_one_made_of_an_open_picture_by_the_same_name_is_not(of_files):
    assert of_files("pictures/ferry-at-dusk-063442b5c2-720.webp", shown=("b/ferry-at-dusk.png",)) == []


def test_a_picture_whose_name_begins_alike_is_another(of_files):
    assert of_files("pictures/ferry-at-dusk-from-the-north-063442b5c2-720.webp") == []


def test_a_hidden_file_is_found_by_another_name(of_files):
    assert of_files("files/x.bin", b"a picture") == ["files/x.bin: E03"]


def test_it_is_no_secret_where_an_open_file_has_the_same_bytes(of_files):
    assert of_files("files/x.bin", b"a picture", {"quay.jpg": b"a picture"}) == []


def test_an_id_of_several_words_is_found(told):
    hidden = replace(HIDDEN, id="ferry-strike-memo")

    assert told(b'{"next": "ferry-strike-memo"}', "x.json", hidden=hidden) == [
        'x.json: E03 "ferry strike memo" is from content/ferry.md, which is not public'
    ]


def test_the_address_of_a_source_is_found_unless_an_open_story_links_it_too(told):
    url = "https://post.example/2098/05/battens"
    hidden = replace(HIDDEN, sources=(Source("Post", "post", url=url),))

    assert told(f'{{"next": "{url}"}}'.encode(), "x.json", hidden=hidden) == [
        'x.json: E03 "post example 2098 05 battens" is from content/ferry.md, which is not public'
    ]
    for other in (replace(OPEN, body=f"[There]({url})."), replace(OPEN, sources=hidden.sources)):
        assert told(f'{{"next": "{url}"}}'.encode(), "x.json", hidden=hidden, others=(other,)) == []


def test_the_address_of_an_outlet_is_no_secret(told):
    hidden = replace(HIDDEN, sources=(Source("Post", "post", url="https://post.example/news/"),))

    assert told(b'{"next": "https://post.example/news/"}', "x.json", hidden=hidden) == []
