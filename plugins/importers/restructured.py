"""reStructuredText as Markdown: docutils reads it, what it makes becomes Markdown, and of what it cannot read no word is lost."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from docutils import core, nodes
from docutils.parsers.rst import Directive, directives, languages
from docutils.parsers.rst.languages import en
from docutils.writers.html5_polyglot import Writer

from .html_markdown import markdown_of
from .hugo_text import video

#: The directive under which what docutils does not know comes to us, with its name as the first word.
_OURS = "what-only-the-old-site-knew"
_DIRECTIVE = re.compile(r"^(?P<before>[ \t]*\.\. )(?P<name>[A-Za-z][\w.+-]*(?::[\w.+-]+)*)::(?=\s|$)", re.MULTILINE)
_ROLE = re.compile(r"(?<![\w:`]):(?P<name>[A-Za-z][\w.+-]*):`(?=[^`\n])")
_CODE = frozenset({"code", "code-block", "sourcecode"})
#: What has no place in a text: lists that a build made, numbers, facts for machines.
_SILENT = frozenset(
    {"meta", "title", "sectnum", "section-numbering", "contents", "default-role", "highlight", "header", "footer"}
)
#: From which level on docutils could not read what it speaks of.
_WORTH_SAYING = 3
_LINE = re.compile(r'<div class="line">(.*?)</div>\n')
_BODY = re.compile(r"<body[^<>]*>(?P<body>.*)</body>", re.DOTALL)


@dataclass
class Read:
    """A text as Markdown, and what was left behind or read otherwise."""

    text: str = ""
    left: list[str] = field(default_factory=list)


class _Any(dict[str, Callable[[str], str]]):
    """Options of a directive that nobody knows: all of them, as they are."""

    def __missing__(self, name: str) -> Callable[[str], str]:
        return directives.unchanged


class _Unknown(Directive):
    """What docutils does not know, or knows with fewer options than the old site."""

    optional_arguments = 1
    final_argument_whitespace = True
    option_spec: Any = _Any(align=directives.unchanged)
    has_content = True

    def run(self) -> list[nodes.Node]:
        first, _, more = (self.arguments[0] if self.arguments else "").partition("\n")
        name, _, given = first.strip().partition(" ")
        given, name = given.strip(), name.lower()
        told: _Told = self.state.document.settings.newsroom
        lines = [*more.split("\n"), *self.content] if more else list(self.content)
        if name in _CODE:
            return [_code("\n".join(lines), given)]
        if name in _SILENT:
            return []
        if name == "thumbnail" and given:
            return self._picture(given)
        if name == "slides" and lines:
            return [nodes.paragraph("", "", nodes.image(uri=line.strip())) for line in lines if line.strip()]
        if name == "listing" and given:
            file, _, language = given.partition(" ")
            code = told.listing(file)
            if code is not None:
                return [_code(code.rstrip("\n"), language)]
        elif address := _watched(name, given):
            told.left.append(f"directive {name} became a link to {address}")
            words = name.partition("_")[0].capitalize()
            return [nodes.paragraph("", "", nodes.reference("", words, refuri=address))]
        if not self.content or name in ("chart", "post-list", "template"):
            told.left.append(f"directive {name} {given}".rstrip() + ": nothing of it was carried over")
            return []
        told.left.append(f"directive {name}: its text was kept, its look was not")
        kept = nodes.container()
        if given:
            kept += nodes.paragraph("", "", nodes.strong("", given))
        self.state.nested_parse(self.content, self.content_offset, kept)
        return list(kept.children)

    def _picture(self, address: str) -> list[nodes.Node]:
        picture = nodes.image(uri=directives.uri(address), alt=self.options.get("alt", ""))
        if not self.content:
            return [nodes.paragraph("", "", picture)]
        below = nodes.container()
        self.state.nested_parse(self.content, self.content_offset, below)
        return [nodes.figure("", picture, nodes.caption("", below.astext()))]


@dataclass
class _Told:
    """What goes into a reading and comes out of it beside the text."""

    listing: Callable[[str], str | None]
    left: list[str]


def markdown_from_rst(
    text: str, title: str = "", lang: str = "en", listing: Callable[[str], str | None] = lambda _: None
) -> Read:
    """`text` without its header as Markdown. `listing` gives the code in a file that the old site showed. Raises Wrong without the packages for HTML.

    A heading that begins the text and says the `title` again is left out.
    """
    directives.register_directive(_OURS, _Unknown)
    read = Read()
    document = _publish("doctree")(
        _known(text, lang),
        settings_overrides={
            "_disable_config": True,
            "file_insertion_enabled": False,
            "doctitle_xform": False,
            "docinfo_xform": False,
            "sectnum_xform": False,
            "syntax_highlight": "none",
            "report_level": _WORTH_SAYING,
            "halt_level": 6,
            "warning_stream": False,
            "language_code": lang if _language(lang) else "en",
            "newsroom": _Told(listing, read.left),
        },
    )
    _settled(document, title, read.left)
    made = _publish("from_doctree")(
        document,
        writer=Writer(),
        settings_overrides={
            "_disable_config": True,
            "output_encoding": "unicode",
            "stylesheet": None,
            "stylesheet_path": None,
            "initial_header_level": 2,
            "math_output": "LaTeX",
            "report_level": 5,
            "warning_stream": False,
        },
    )
    body = _BODY.search(made)
    converted = markdown_of(_LINE.sub(r"\1<br>\n", body["body"] if body else made))
    read.text = _named_again(converted.text)
    read.left += converted.left
    return read


def _known(text: str, lang: str) -> str:
    """`text` with the names that docutils does not know behind the one of our directive, and its roles made known."""
    here = _language(lang)
    known = {name.lower() for one in (en, here) if one for name in one.directives} - _CODE - _SILENT - {"include"}
    text = _DIRECTIVE.sub(
        lambda one: one[0] if one["name"].lower() in known else f"{one['before']}{_OURS}:: {one['name']}", text
    )
    named = {one["name"].lower() for one in _ROLE.finditer(text)}
    for module in (en, here):
        named -= {name.lower() for name in module.roles} if module else set()
    own = {one[1].lower() for one in re.finditer(r"^\.\. role:: *([\w.+-]+)", text, re.MULTILINE)}
    head = "".join(f".. role:: {name}\n" for name in sorted(named - own))
    return f"{head}\n{text}" if head else text


def _language(code: str) -> Any:
    """The words of docutils in a language; None where it has none."""
    return languages.get_language(code)


def _publish(what: str) -> Callable[..., Any]:
    """A function of docutils, whose own types say nothing."""
    found: Callable[..., Any] = getattr(core, f"publish_{what}")
    return found


def _named_again(text: str) -> str:
    """The Markdown with the names of directives that stood in code as they were."""
    return re.sub(rf"{_OURS}:: ([\w.:+-]+)", r"\1::", text)


def _code(text: str, language: str) -> nodes.literal_block:
    name = language.split(maxsplit=1)[0] if language.split() else ""
    return nodes.literal_block(text, text, classes=[f"language-{name}"] if re.fullmatch(r"[\w+#-]+", name) else [])


def _watched(name: str, given: str) -> str:
    """The address of what a player shows, "" where it is none."""
    which = given.split(maxsplit=1)[0] if given else ""
    if name == "gist" and which:
        return which if "://" in which else f"https://gist.github.com/{which}"
    if name in ("soundcloud", "soundcloud_playlist") and which:
        kind = "playlists" if name.endswith("playlist") else "tracks"
        return f"https://w.soundcloud.com/player/?url=https://api.soundcloud.com/{kind}/{which}"
    if name == "media" and which.startswith(("http://", "https://")):
        return which
    found = video(name, which)
    return found[found.rindex("(") + 1 : -1] if found else ""


def _settled(document: nodes.document, title: str, left: list[str]) -> None:
    """The document without what only a build reads, and with the words that could not be read as code."""
    for message in list(document.findall(nodes.system_message)):
        _spoken(message, left)
    for topic in [one for one in document.findall(nodes.topic) if "contents" in one["classes"]]:
        topic.parent.remove(topic)
    for one in list(document.findall(nodes.Admonition)):
        _framed(one)
    for picture in list(document.findall(nodes.image)):
        shown = picture.parent if isinstance(picture.parent, nodes.reference) else picture
        if not isinstance(shown.parent, nodes.TextElement | nodes.figure):
            shown.replace_self(nodes.paragraph("", "", shown.deepcopy()))
    for one in document.findall(nodes.literal):
        one["classes"] = [*one["classes"], "code"]
    first = next((one for one in document.children if isinstance(one, nodes.section | nodes.paragraph)), None)
    heading = first.children[0] if isinstance(first, nodes.section) and first.children else None
    if isinstance(heading, nodes.title) and _plain(heading.astext()) == _plain(title):
        first_one: Any = first
        first_one.parent.replace(first_one, first_one.children[1:])


def _spoken(message: nodes.system_message, left: list[str]) -> None:
    """What docutils says of a text goes; the words of which it says so stay."""
    parent = message.parent
    if message["level"] < _WORTH_SAYING:
        if parent is not None:
            parent.remove(message)
        return
    words: Sequence[nodes.Node] = [one for one in message.children if isinstance(one, nodes.literal_block)]
    said = " ".join(message.children[0].astext().split()) if message.children else ""
    left.append(f"reStructuredText: {said}" + ("; it stands in the text as code" if words else ""))
    if parent is None:
        return
    if isinstance(parent, nodes.section) and "system-messages" in parent["classes"]:
        if len(parent.children) <= 2 and parent.parent is not None:  # its heading and this one
            parent.parent.remove(parent)
        else:
            parent.remove(message)
        return
    if words and "ection title" in said:  # where a heading has no place
        words = [nodes.paragraph("", "", nodes.strong("", words[0].astext().split("\n")[0]))]
    parent.replace(message, list(words))


def _framed(one: Any) -> None:
    """A text with a frame around it as a quotation, with its name above."""
    heads = [child for child in one.children if isinstance(child, nodes.title)]
    words = heads[0].astext() if heads else one.tagname.capitalize()
    inner = [child for child in one.children if child not in heads]
    one.replace_self(nodes.block_quote("", nodes.paragraph("", "", nodes.strong("", words)), *inner))


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
