"""Markdown as writers write it and as nobody should: blocks put together from fragments, and real texts with single characters bent. Pure and seeded."""

import random

#: Fragments of a line. Those before `STRANGE` are what running text is made of.
PLAIN = (
    "word", "Word.", "a", "I", "été", "naïve", "日本語", "Слово", "لغة", "straße", "3", "2024", "1986.", "$5", "50%", "#1", "C#", "1.5", "3,000", "e.g.", "No. 7",
    "it's", "don't", "dogs'", "Jones's", "the '80s", "rock 'n' roll", "'tis", "'quoted'", "'two words'", "l'été", "O'Brien", "5'", "5\"", "'s", "'I'", "'90s", "'", "x'y",
    '"quoted"', '"quoted,"', '"two words."', '("inside")', '"I', 'said:"', '("', '")', '"—', '—"no', '"?', '"s', "“curly”", "‘single’", "don’t", "«guillemets»", "„low“",
    "--", "---", "a--b", "a---b", "-", "—", "–", "a—b", "1–2", "well-known", "...", "wait...", "...so", "…", "....", "Mr...", "-5", "--x", "x--",
    "**bold**", "*it*", "*it*.", "**b**,", "(*it*)", '"*it*"', "*The Times*'s", "**two words**", "*\"said\"*", "*it's*", "**a**—**b**", "*a* *b*", "**a** *b*", "*Word.*", '*"q,"*', "*'q'*", "**'80s**",
    "_it_", "__bold__", "_it_,", "snake_case", "a_b_c", "*a_b*", "`code`", "`a b`", "`x = \"1\"`", "`it's`", "`a_b*c`", "`a--b...`", "`x`.", "`[x](y)`", "`{x}`", "`|`",
    "[a link](https://x.example/a/b-1)", "[link](/a_b/)", "[x](#part)", "[story]({filename}../a.md)", "[tag]({tag}x)", "[q \"r\"](https://x.example/?a=b&c=d)", "[it's](u)", "[*it*](u)", "[**b**](u.html),", "**[b](u)**", "*see [a](u).*", "[a](mailto:a@b.example)", "([a](u))", "[Smith & Sons](u)", "[a](u%20b)", "[a](x~y)",
    "AT&T", "R&D", "a & b", "& b", "a|b", "~5", "^", "@name", "a@b.example", "http://a.example/b", "a:b", "10:30", "(aside)", "[", "]", "a/b", "50°", "½", "🚀", "a\u00a0b", "«\u00a0x\u00a0»", "= 3", "+ 4", "x  y",
)  # fmt: skip
STRANGE = (
    "<b>x</b>", "<", ">", "a<b", "a > b", "<http://a.example>", "&amp;", "&copy;", "&#39;", "&", "&x", "\\*", "\\", "*", "**", "***x***", "*x", "x*", "**x", "x**", "*x**", "**x*", "*a **b** c*", "**a *b* c**", "a*b*c", "a**b**c", "* x *", "** x **", "2 * 3", "2*3*4",
    "_", "_x", "x_", "__x", "_a_b_", "_a__b_", "*a_b_c*", "`", "``c``", "``a`b``", "` x `", "`x", "![i](u)", "![i](u 't')", "[t](u 'x')", "[t](u \"x\")", "[t](<u v>)", "[t](u(v))", "[t](u v)", "[t]()", "[](u)", "[x]", "[x][y]", "[[x]]", "[a [b](c) d](e)", "[x]: y", "[^1]", "[^1]: note", "*[HTML]: Hyper", "HTML", "{x}", "{.x}", "{: .x}", "{#x}", "*x*{.y}", "[a](u){.b}",
    "|a|b|", "~~s~~", "~~~", "```", "==x==", "x^2^", ": d", "$$x$$", "''", '""', "'\"x\"'", '"\'x\'"', "----", "-----", "'s\"", "x '", 'x "', "\t", "\u00a0", "\u2028", "\u200b", "\u00ad", "\u0301", "\x02", "\x03", "\x0b", "\r", "\ufeff", "\u3000", "[TOC]", "©", "¶", "==", "#", "##", "1.", "1)", "-", "+", "==="
)  # fmt: skip
#: Blocks that Python-Markdown reads in a way of its own, and what stands near them.
RICH = (
    "| a | b |\n|---|--:|\n| 1 | *2* |", "a | b\n--|--\n1 | 2", "Table: What it shows", "Table: Twice", "![A boat](a.png)", "![A boat](a.png \"Its title\")", "![A boat](a.png){credit=\"Ann\"}", "[![x](y)](z)",
    "It says so.[^1]", "And here.[^n] *Too.*[^1]", "[^1]: The note.", "[^1]: The note.\n\n    Goes on.", "[^n]: Another\nover lines", "[text][ref] and [ref].", "[ref]: https://x.example/ \"T\"", "[ref]: u\n[text]: v",
    "Term\n:   What it is", ":   What it is", "Term\n\n:   What it is", ": close", "   :   near", "A paragraph.\n{: .lead}", "> Said.\n{.x}", "## Part {#part}", "## Part", "## Part *two* [^1]", "# It's", "### Part ###", "Set\n---", "Set\n===",
    "- a\n\n- b", "- a\n\n    more\n\n- b", "- a\n    - b\n        - c", "1. a\n\n    > q", "* a\n* b", "- a", "1. a", "+ a", "> q", "> q\n> – Ann", "> q\n>\n> – Ann", "> # h\n>\n> - a", ">q", "    code", "    code\n\n\n    more", "    ", "***", "- - -",
    "*[HTML]: Hyper Text", "HTML and CSS", "> *[CSS]: Cascade", "**[x](u)** and *[y](v)*", "```\ncode\n\nmore\n```", "~~~\ncode", "<div>\n\nx\n\n</div>", "a <b>c</b> d", "<!-- x", "[TOC]", "///Footnotes Go Here///", "> Word.\n{.pull}", "{.pull}", "&copy; 2024", "a\\*b", "line  \nbreak", "x\n# y", "x\n- y", "newsroomplain0n", "newsroomplain",
)  # fmt: skip
_LETTERS = "*_`[]()<>{}\\&\"'-–—.,:;!?#+=|~^$@%/019s \n\n\t\u00a0éx"
_GAPS = ("\n\n",) * 12 + ("\n\n\n", "\n", "\n \n", "\n    \n", "\n\n ", "\n\n    ")


def text_of(source: random.Random, *, strange: float = 0.02) -> str:
    """A whole text of one to four blocks. `strange` is the share of fragments that no plain text holds."""
    return "\n\n".join(_block(source, strange) for _ in range(source.randint(1, 4))) + source.choice(("\n", "", "\n\n"))


def mixed_text_of(source: random.Random) -> str:
    """Two to nine blocks, some of them plain and some rich."""
    share = source.choice((0.2, 0.4, 0.6))
    blocks = (
        source.choice(RICH) if source.random() < share else _block(source, 0.0) for _ in range(source.randint(2, 9))
    )
    return source.choice(("", "", "\n", "\n\n")) + "".join(f"{one}{source.choice(_GAPS)}" for one in blocks)


def bent(source: random.Random, texts: list[str]) -> str:
    """One to eight neighbouring blocks of a real text, with up to six characters put in, taken out or replaced."""
    blocks = source.choice(texts).split("\n\n")
    first = source.randrange(len(blocks))
    text = "\n\n".join(blocks[first : first + source.choice((1, 2, 3, 3, 5, 8))])
    for _ in range(source.choice((0, 1, 1, 2, 3, 6))):
        at = source.randrange(len(text) + 1)
        text = (
            text[:at]
            + source.choice(("", source.choice(_LETTERS), source.choice(PLAIN)))
            + text[at + source.randint(0, 1) :]
        )
    return text


def _line(source: random.Random, strange: float) -> str:
    parts = [source.choice(STRANGE if source.random() < strange else PLAIN) for _ in range(source.randint(1, 7))]
    line = source.choice((" ", " ", " ", " ", "", "  ")).join(parts) if source.random() < 0.2 else " ".join(parts)
    if source.random() < 0.3:
        line = line.capitalize()
    return (
        line
        if source.random() < 0.98
        else source.choice((" ", "  ", "    ", "")) + line + source.choice((" ", "  ", ""))
    )


def _block(source: random.Random, strange: float) -> str:
    def lines(most: int) -> list[str]:
        return [_line(source, strange) for _ in range(source.randint(1, most))]

    kind = source.choice("ppppphhhqu*o+sni")
    match kind:
        case "h":
            return (
                "#" * source.randint(1, 6)
                + " "
                + (
                    source.choice(("Part", "A b", "Été?", "x_1", "It's"))
                    if source.random() < 0.3
                    else _line(source, strange)
                )
            )
        case "q":
            return "\n".join("> " + one for one in lines(3))
        case "u":
            return "\n".join("- " + one for one in lines(4))
        case "*" | "+":
            return "\n".join(f"{kind} {one}" for one in lines(3))
        case "o":
            first = source.choice((1, 1, 1, 1, 2, 0))
            return "\n".join(f"{number}. {one}" for number, one in enumerate(lines(4), first))
        case "s" if source.random() < 0.1:
            return _line(source, strange) + source.choice(("\n---", "\n===", "\n- - -", "\n***"))
        case "n" if source.random() < 0.1:
            return "- a\n    - " + _line(source, strange) + source.choice(("", "\n\n    more"))
        case "i" if source.random() < 0.1:
            return source.choice(
                (
                    "    code",
                    "```\ncode\n```",
                    "> a\n\n> b",
                    "- a\n\n- b",
                    "term\n: what",
                    "a | b\n--|--\n1 | 2",
                    "<div>x</div>",
                    "***",
                    "x\n# y",
                    "x\n- y",
                    "x\n> y",
                )
            )
        case _:
            return "\n".join(lines(3))
