"""The book of rules: what each is about, how grave it is unless the site says otherwise, and what to do. docs/rules.md shows it.

Ids never change their meaning. Whens and remedies are Markdown.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    """`severity` is error, warning or off, and `but` says where it is another or there is none.

    A site cannot change a rule that is `fixed`: a story that breaks it would harm readers or sources.
    """

    severity: str
    when: str
    remedy: str
    but: str = ""
    fixed: bool = False


BOOK: Mapping[str, Rule] = {
    "E00": Rule(
        "error",
        "a file cannot be read as a story: its encoding, its header, a value that does not fit its key, no title, no date; or nobody reads it by its ending",
        "go to the line that is named; save the file as UTF-8; give the value the form that [the guide](writing.md) shows",
        but=", but a warning where the ending tells that nobody reads the file",
        fixed=True,
    ),
    "E01": Rule(
        "error",
        "the deck says the same as the title",
        "write what the title does not say, or take the deck out",
    ),
    "E02": Rule(
        "error",
        "a date would have to be guessed or does not exist; `modified` lies before `date`; an embargo has no offset",
        "write the year first, as in `2026-11-20 09:00`; add the offset to an embargo, as in `2026-11-20 09:00 +01:00`",
        fixed=True,
    ),
    "E03": Rule(
        "error",
        "something of an embargoed, draft or withdrawn story is in a published site",
        "take it out of what quotes it, and build again",
        fixed=True,
    ),
    "E04": Rule(
        "error",
        "the registry does not know the source",
        "use the name that is suggested, or enter the source",
        but="where `sources.yaml` exists",
    ),
    "E05": Rule(
        "error",
        "a republished or agency story has neither `license` nor `permission`, or its permission has run out",
        "ask, then write down the licence or who permitted it and when; or choose the relation that is true",
        but=", but a warning where the credit was found in the text",
    ),
    "E06": Rule(
        "error",
        "page, structured data, feeds and `provenance.json` tell different things about a story",
        "build anew; if it stays, a template or a plugin has its own idea: report it",
        fixed=True,
    ),
    "E07": Rule(
        "error",
        "the canonical address is another than the page's own, or there are two",
        "let the theme write it once, from the page's address",
        fixed=True,
    ),
    "E08": Rule(
        "error",
        "a picture has neither `alt` nor `decorative: true`",
        "say in `alt` what is to be seen, or that it only decorates",
        but="for the lead picture, warning in the text",
    ),
    "E09": Rule(
        "error",
        "the picture has no credit",
        "write who made it into `credit`",
        but="for the lead picture",
    ),
    "E10": Rule(
        "error",
        "a link, an anchor or a file inside the site leads nowhere",
        "use the name that is suggested, or take the link out",
        but=", but a warning where it has no address at all",
    ),
    "E11": Rule(
        "error",
        "a published story has a new address and the old one leads nowhere",
        "add the old slug to `aliases`",
        but="in a git checkout",
    ),
    "E12": Rule(
        "error",
        "two stories have one id or one address",
        "give one of them another `slug` or `id`; both files are named",
        fixed=True,
    ),
    "E13": Rule(
        "error",
        "a tag or category is outside the vocabulary; always an error when two names share one slug",
        "use the name that is suggested, or enter the new one into `tags.yaml` or `categories.yaml`",
        but="where the registry is strict, else warning",
    ),
    "E14": Rule(
        "warning",
        "a heading skips a level, or a `#` heading stands beside the title",
        "begin with `##`, and go down one level at a time",
    ),
    "E15": Rule(
        "error",
        "a published text changed its meaning and nobody was told",
        "add a correction, or set `modified`",
        but="in a git checkout",
    ),
    "E16": Rule(
        "error",
        "the registry does not know the author",
        "use the name that is suggested, or enter the author",
        but="where `authors.yaml` exists",
    ),
    "E17": Rule(
        "error",
        "a link leads to a story that was withdrawn",
        "take the link out, or link to what replaced it",
    ),
    "E18": Rule(
        "error",
        "no such relation, or one that the source does not allow, or a changed text under a licence that forbids changes",
        "choose an allowed relation; publish such a text unchanged or not at all",
        fixed=True,
    ),
    "E19": Rule(
        "error",
        "an address with an unsafe scheme, a path or a link of the file system that leaves the site, YAML that could do harm",
        "write a plain `https:` address, a path inside `content/`, a plain value",
        fixed=True,
    ),
    "E20": Rule(
        "error",
        "the source corrected or withdrew its report, and nobody here has looked at our story since",
        "read it again, mend it, then enter the story's id under `acknowledged` of the source",
    ),
    "E21": Rule(
        "error",
        "a picture is broken, cut off, of a kind that browsers do not show, or far too large",
        "export it anew as JPEG, PNG or SVG; 3,000 pixels are enough",
        but="for the lead picture, warning in the body",
    ),
    "E22": Rule(
        "error",
        "the newsroom's look is not right: the logo or the sheet of tokens is not there, a token is unknown or no colour, or two colours are too like each other to be read",
        "put the file where THEMING says; take the name that is suggested; choose colours that differ more",
    ),
    "E23": Rule(
        "error",
        "two elements of a page have one id: a link to it, a label or a script finds only the first; or an id is nothing, or has a blank in it",
        "give one of them another: in a text as `{#name}` behind the heading, in a theme of your own in its template",
        but="where a link of the site or a label leads to it, else warning",
    ),
    "E24": Rule(
        "error",
        "a page or a feed holds what belongs to its making: marks of a template, of a merge, of a shortcode or of a footnote that is not there, or an address of the maker's own machine or without encryption",
        "mend the template or SITEURL; in a text mark it as code",
        but="where a page or a feed needs the address or a merge is not finished, warning in a text or a link",
    ),
    "W01": Rule(
        "warning",
        "the title has more than 110 characters",
        "say it shorter; the deck has room",
    ),
    "W02": Rule(
        "warning",
        "there is no deck, or one under 40 or over 220 characters",
        "write one or two sentences that say why to read on",
    ),
    "W03": Rule(
        "warning",
        "a source has no address",
        "add its `url`, if there is one",
    ),
    "W04": Rule(
        "warning",
        "the address of a source, or of a link in the text, is dead, and no archived copy is known (`--online`)",
        "look for a copy in an archive and enter it as `archived`",
    ),
    "W05": Rule(
        "warning",
        "much of the text is the source's",
        "tell it in your own words, or choose the relation that is true",
    ),
    "W06": Rule(
        "warning",
        "an aggregator is named as the reporter",
        "name in `upstream` where it had the report from",
    ),
    "W07": Rule(
        "warning",
        "more than eight tags; a tag that says nothing; a source, a category or an author as a tag",
        "keep the tags a reader would look under",
    ),
    "W08": Rule(
        "warning",
        "a report or an analysis rests on one source",
        "find a second one, or say in the text that there is none",
    ),
    "W09": Rule(
        "warning",
        "more than 600 words without a section heading",
        "add a `##` heading where the thought turns",
    ),
    "W10": Rule(
        "warning",
        'the words of a link say nothing, such as "here"',
        "link the words that name what is there",
    ),
    "W11": Rule(
        "off",
        "a number or a quotation has no link to its origin near it",
        "link to the document it is taken from",
    ),
    "W12": Rule(
        "warning",
        "the lead picture is narrower than 1,200 pixels",
        "use a larger one",
    ),
    "W13": Rule(
        "warning",
        "a link outside has moved for good (`--online`)",
        "write the new address",
    ),
    "W14": Rule(
        "off",
        "the story has no `type`",
        "add one",
    ),
    "W15": Rule(
        "warning",
        "the site has no page about itself, its corrections or how to reach it",
        "write `about`, `corrections` and `contact` into `content/pages/`",
    ),
    "W16": Rule(
        "warning",
        "the day in `review_by` has passed, or nobody has touched an explainer for a year",
        "read it again; set `modified` if something changed, and a new `review_by`",
    ),
    "W17": Rule(
        "warning",
        'an explainer says "yesterday" or "last week"',
        "write the day",
    ),
    "W18": Rule(
        "warning",
        "fewer than two stories are related to it, or no related list leads to it; not on sites of fewer than ten stories, and above 500 it is a build that finds out",
        "give it the tags of stories it belongs to, or name it in `related` of one that fits",
    ),
    "W19": Rule(
        "warning",
        "an unknown key is nearly a known one; a key stands twice; classic lines stand in a YAML fence",
        "take the spelling that is suggested; keep one of the two; put quotes around a text with a colon",
    ),
    "W20": Rule(
        "warning",
        "the credit was found in the text",
        "move it to the header, as `sources`, a reprint with its licence or permission; `newsroom check --fix` does where it is the story's only source and nothing speaks against it there",
    ),
    "W21": Rule(
        "warning",
        "the date in the file's name is not the one in the header",
        "rename the file, or mend the date",
    ),
    "W22": Rule(
        "warning",
        "a pin in `related`, or an entry of `front.yaml`, leads to nothing",
        "use the slug, id or category that is suggested, or take it out",
    ),
    "W23": Rule(
        "warning",
        "an ignore has no reason, ignores a rule that nobody may ignore, or ignores nothing",
        'give the reason after "because", or take the comment out',
    ),
    "W24": Rule(
        "warning",
        "a picture of the text lies on somebody else's site, which then knows our readers",
        "with permission, put a copy into `content/images` and show that",
    ),
    "W25": Rule(
        "warning",
        "the text holds a script, a style or a handler of events; browsers do not obey them here",
        "write it in Markdown; for a look give a class, `{.wide}`",
    ),
    "W26": Rule(
        "warning",
        "what a plugin needs is missing or cannot be read: Pagefind for the search, the file of exported comments; or another plugin's reader "
        "reads the stories",
        "install it, write it anew, or put the plugins in the other order, as the problem says; the site is built without it",
    ),
    "W27": Rule(
        "warning",
        "the build writes rules that a host does not obey: over 100 of headers, 2,000 redirects or 100,000 bytes, or a policy that Netlify cannot replace",
        "shorten the settings, as the problem says; redirects go on working by their pages",
    ),
    "W28": Rule(
        "warning",
        "a story has no text, or it still begins with what `newsroom new` asks, or a page with what `newsroom start` does",
        "write it, or set `status: draft` until it is written",
    ),
    "W29": Rule(
        "warning",
        "the date lies more than a year ahead, and no embargo says that this is meant",
        "look at the year: until then no reader sees the story",
    ),
}
