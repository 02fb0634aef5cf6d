"""Files as hurried, careless and malicious hands leave them: shapes counted in real sites, made up anew, and bent at random. Pure and seeded."""

import random
import string

#: Whole files, each with what real ones had wrong or odd about them.
SHAPES = (
    "Title: A plain one\nDate: 2024-05-06 07:08\nCategory: Harbour, City\nTags: cranes, quays\nAuthor: Ann Bee and Cee Dee\n\nThe crane fell.\n",
    "---\ntitle: In a fence\ndate: 2024-05-06\ncategories:\n- One\n-  Two\ntags: [a, \"b c\", 'd']\nauthor: Bee\n---\nText with a [link](https://x.example).\n",
    '+++\ntitle = "In TOML"\ndate = 2024-05-06T07:08:09Z\ntags = ["x"]\n[params]\nmood = "grey"\n+++\nText.\n',
    "\n\n  \nTitle: After blank lines\nDate: 2024-05-06\n\nText.\n",
    "\ufeff---\ntitle: \ufeffMarked\n---\n",
    "---\ntitle: a: b: c\ndate: 2024-05-06\n---\nNot valid YAML, yet plain.\n",
    "---\ntitle: Series #1\nauthor:\tTab\ndate: '2024-05-06T07:08:09.000Z'\n---\n",
    "---\ntitle: >-\n  Folded\n  over lines\nsummary: |\n  Kept\n\n  so\ndate: 2024-05-06 14:00:00 -4\n---\n",
    "Title: Comment in the head\n# a comment\nDate: 2024-05-06\ndurée (minutes): 30\ncontraintes\u00a0: <ul><li>A : b</li></ul>\n\nText.\n",
    "title : Blank before the colon\ndate\uff1a2024-05-06\n\nText.\n",
    "---\ncategories:\n    - first\ntitle: After a list\ndate: 2024-05-06\ndate: 2024-05-07\n---\n",
    "# Only a heading\n\nAnd no header at all.\n",
    "---\ntitle: Opened and never closed\n\nText.\n",
    "Title: Bad dates\nDate: 2024-02-31\nModified: 08-02-21 15:00\nExpires: 24-05-2015\n\nText.\n",
    "Title: More dates\nDate: '2025--10-09'\nEmbargo: 2026-01-01 08:00\n\nText.\n",
    "Title: Link only\nDate: 2024-05-06\nSource: Gazette\nSource_URL: https://gazette.example/a\n",
    "---\ntitle: Sources\ndate: 2024-05-06\nsources:\n  - source: Gazette\n    relation: republished\n    license: CC-BY-4.0\n    url: https://gazette.example/(a)\n  - {name: Herald, upstream: {name: Wire}}\ncorrections:\n  - {date: 2024-05-07, kind: correction, text: 'It was *four*.'}\nimage: {src: a.png, alt: A, credit: B}\n---\nText.\n",
    "---\ntitle: 2024\nslug: 12\ntags: 2024\nauthor:\nsummary:\ndraft: no\npublished: false\n---\n",
    "---\ntitle: &a Anchors\ntags: [*a, *a]\nx: {y: {z: {w: [1, [2, [3]]]}}}\ndate: 2024-05-06\n---\n",
    "---\ntitle: !!python/object/apply:os.system ['true']\n---\n",
    "Title: Where does it go?\nDate: 2024-05-06\nSlug: ../../etc/passwd\nSave_as: /tmp/x\nURL: //evil.example/\nAliases: ../x; javascript:1\nTemplate: ../base\n\n[x](javascript:alert(1)) ![](data:x)\n",
    "Title: Body\nDate: 2024-05-06\n\n```python\n---\nTitle: no\n```\n\n> quoted\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n![]()\n[^1] and <b>html</b>\n\n[^1]: note\n\n<script>x</script>\n\n*This article was originally reported by [Gazette](https://g.example/1).*\n",
    "Title: Links\nDate: 2024-05-06\n\n[a]({filename}nowhere.md) [b]({tag}x) [c]({static}/../../x.png) {category}y |filename|z.md [d][e]\n\n[e]: {source}Gazette\n",
    "Title: Withdrawn\nDate: 2024-05-06\nStatus: withdrawn\nWithdrawn: 2024-05-07\n\nNothing.\n",
    "---\r\ntitle: Carriage returns\r\ndate: 2024-05-06\r\n---\r\nText.\r\n",
    "Title: Слово й слово\nDate: 2024-05-06\nTags: кириллица, 中文, עברית, 🚀\nLang: ru\nCategory: Новости\n\n原文: [t](https://x.example)\n",
    "---\ntitle: Types\ntype: live\nstatus: HIDDEN\nlang: xx-YY\nkey_points: [a, b]\nrelated: [nothing]\nstoryline: A line\ntoc: maybe\ncomments: yes\nlicense: javascript:x\nid: a b\nreview_by: never\n---\n",
)  # fmt: skip

#: What is put where it does not belong.
SCRAPS = (
    "---", "+++", "...", ":", ": ", " :", "- ", "  - ", "#", " #", "'", '"', "[", "]", "{", "}", "|", ">", ">-", "&x ", "*x", "!!binary ", "%TAG", "@", "`", "\t",
    "\u00a0", "\u200b", "\ufeff", "\u2028", "\x00", "\x0b", "\x1b[31m", "\u202e", "\ud7ff", "\U0001f680", "\x85", "é", "e\u0301", "\r", "\n", "\n\n", "\\", "\\n", "../", "/", "\\\\x\\y",
    "%00", "%2e%2e/", "{slug}", "{{ x }}", "{% if %}", "<!--", "-->", "<script>alert(1)</script>", "]]>", "<!DOCTYPE", "&lt;", "&#0;", "javascript:", "data:text/html,", "//x.example",
    "https://[::1", "http://x:99999/", "2024-13-45", "0000-00-00", "9999-12-31T23:59:59+14:00", "1-1-1", "24:61", "+99:99", "null", "~", "true", "no", "0", "-1", "1e999", "0x1f", "NaN", "A" * 300, "a," * 60, "Ж" * 120,
)  # fmt: skip
_KEYS = (
    "title", "deck", "summary", "date", "modified", "id", "slug", "aliases", "author", "authors", "editor", "category", "categories", "tags", "type", "source", "source_url",
    "relation", "sources", "related", "storyline", "status", "embargo", "corrections", "image", "key_points", "comments", "toc", "license", "source_text", "lang",
    "translation_of", "review_by", "template", "url", "save_as", "draft", "published", "expires", "withdrawn", "Categry", "Source URL", "durée", "__class__", "content",
)  # fmt: skip


def bent(random_: random.Random) -> bytes:
    """One file: a shape, or two joined, or a header made up, with up to a dozen things gone wrong. Now and then the letters are not UTF-8."""
    text = random_.choice(SHAPES) if random_.random() < 0.8 else _made_up(random_)
    if random_.random() < 0.15:
        other = random_.choice(SHAPES)
        text = text[: random_.randrange(len(text) + 1)] + other[random_.randrange(len(other) + 1) :]
    for _ in range(random_.choice((0, 0, 1, 1, 1, 2, 3, 5, 12))):
        text = random_.choice(_WAYS)(text, random_)
    data = text.encode("utf-8", "replace")
    chance = random_.random()
    if chance < 0.02:
        return text.encode("utf-16")
    if chance < 0.04 and data:
        at = random_.randrange(len(data))
        return data[:at] + bytes((random_.randrange(128, 256),)) + data[at:]
    return data


def _made_up(random_: random.Random) -> str:
    fence = random_.choice(("---", "+++", "", ""))
    joint = " = " if fence == "+++" else random_.choice((": ", ":", " : ", ":\n  - "))
    lines = [f"{random_.choice(_KEYS)}{joint}{_value(random_)}" for _ in range(random_.randrange(12))]
    return (
        "\n".join([fence, *lines, fence, "", "Some words of a body."])
        if fence
        else "\n".join([*lines, "", "Some words."])
    )


def _value(random_: random.Random) -> str:
    word = "".join(
        random_.choice(string.ascii_letters + string.digits + " -_.,'") for _ in range(random_.randrange(20))
    )
    return random_.choice(
        (
            word,
            f'"{word}"',
            f"[{word}, {word}]",
            f"{{a: {word}}}",
            random_.choice(SCRAPS),
            "2024-05-06",
            "",
            "2024-05-06T07:08:09+02:00",
            f"https://x.example/{word}",
        )
    )


def _insert(text: str, random_: random.Random) -> str:
    at = random_.randrange(len(text) + 1)
    return text[:at] + random_.choice(SCRAPS) + text[at:]


def _delete(text: str, random_: random.Random) -> str:
    at = random_.randrange(len(text) + 1)
    return text[:at] + text[at + random_.randrange(1, 12) :]


def _lines(text: str, random_: random.Random) -> str:
    """One line twice, elsewhere, gone, indented, or without its end."""
    lines = text.split("\n")
    at = random_.randrange(len(lines))
    way = random_.randrange(5)
    if way == 0:
        lines.insert(random_.randrange(len(lines) + 1), lines[at])
    elif way == 1:
        lines.insert(random_.randrange(len(lines)), lines.pop(at))
    elif way == 2:
        lines.pop(at)
    elif way == 3:
        lines[at] = random_.choice((" ", "  ", "    ", "\t")) + lines[at]
    else:
        lines[at] = lines[at][: random_.randrange(len(lines[at]) + 1)]
    return "\n".join(lines)


def _other_value(text: str, random_: random.Random) -> str:
    lines = text.split("\n")
    keyed = [n for n, line in enumerate(lines[:20]) if ":" in line or "=" in line]
    if keyed:
        at = random_.choice(keyed)
        sign = "=" if "=" in lines[at] and ":" not in lines[at] else ":"
        lines[at] = f"{lines[at].partition(sign)[0]}{sign} {_value(random_)}"
    return "\n".join(lines)


def _other_key(text: str, random_: random.Random) -> str:
    lines = text.split("\n")
    at = random_.randrange(len(lines))
    lines.insert(at, f"{random_.choice(_KEYS)}: {_value(random_)}")
    return "\n".join(lines)


def _longer(text: str, random_: random.Random) -> str:
    """A part of it very often: deep nesting, long lines, many links."""
    at = random_.randrange(len(text) + 1)
    piece = text[at : at + random_.randrange(1, 6)] or random_.choice(SCRAPS)
    return text[:at] + piece * random_.choice((2, 10, 60, 400)) + text[at:]


_WAYS = (_insert, _insert, _delete, _lines, _lines, _other_value, _other_value, _other_key, _longer)
