"""What edits write into a site: the values of keys, registries and settings that its files may get, faulty ones among them."""

from collections.abc import Mapping, Sequence

SENTENCES = (
    "The harbour was quiet at noon.", "A *tram* came, and [nobody](https://example.org/nobody) took it.", "The quay is a wall of stone.",
    "Tides come twice a day, and the council knows it.", "> Nothing is decided.", "## What comes next", "- one\n- two", "A price of 1,200 - as before.",
    "```python\ncode = 1\n```", "| a | b |\n|---|---|\n| 1 | 2 |", "A note.[^1]\n\n[^1]: Its text.", "See [the file]({attach}/images/dot.png).",
    "![A dot]({static}/images/dot.png)", "Said **twice** by Ada Reyes.", "<!--more-->", '<img class="image-process-thumb" src="{static}/images/dot.png" alt="A dot">', "Ein Satz auf Deutsch, mit Umlauten: äöü.",
)  # fmt: skip
_SOURCE = (
    "[{source: %s, url: 'https://gazette.example.org/%d', title: A gate, relation: based-on, published: 2026-10-01}]"
)
#: Key of a header -> values it may get; None takes it away.
FACTS: Mapping[str, Sequence[str | None]] = {
    "title": ("The tram comes back", "A title, and a longer one: with marks", "Tides & ports", "Quay <b>", "The tram comes back"),
    "deck": ("Another deck.", "A deck that is long enough to be of some use to a reader of it.", None),
    "summary": ("A summary.", None),
    "slug": ("other-slug", "tram", None),
    "date": ("2026-11-10 09:00", "2026-11-23 11:59", "2026-11-24 08:00", "2025-03-01", "2026-11-10 09:00"),
    "modified": ("2026-11-22", "2026-11-20 10:00", None),
    "categories": ("[Alderhaven]", "[Science, Democracy]", "[Water]", "[Democracy, Alderhaven]", None),
    "tags": ("[trams]", "[tides, moons]", "[harbours, ports]", "[trams, tides, councils, harbours]", "[]", "[Sea Law]", None),
    "authors": ("[Ada Reyes]", "[Jun Watanabe, Ada Reyes]", "[Somebody Else]", None),
    "type": ("explainer", "report", "opinion", "live", None),
    "status": ("draft", "published", "hidden", "withdrawn", "skip", None, None),
    "embargo": ("2026-11-24T08:00+00:00", "2026-11-23T11:00+00:00", "2026-12-01T06:00+01:00", None, None),
    "expires": ("2026-11-24", "2027-01-01", None, None),
    "review_by": ("2026-11-24", None),
    "image": ("{src: /images/dot.png, alt: A dot, credit: Ada Reyes}", "{src: /images/two.png, alt: Two dots, credit: Ada Reyes, license: CC-BY-4.0}", "{src: /images/none.png, alt: Nothing}", None),
    "storyline": ("tram", "Harbour works", None),
    "related": ("[vote, ferry]", "[tide]", "[nothing-of-this-name]", None),
    "related_exclude": ("[ferry]", None),
    "sources": (_SOURCE % ("harbour-gazette", 1), _SOURCE % ("Northern Wire", 2), _SOURCE % ("harbour-gazette", 3), None),
    "corrections": ("[{date: 2026-11-20, text: An earlier version named the wrong quay.}]", "[{date: 2026-11-21, kind: update, text: More is known.}]", None),
    "key_points": ("[One point., Another point.]", None),
    "lang": ("de", "en", None, None),
    "translation_of": ("vote", None),
    "aliases": ("[old-slug]", "[old/place/]", None),
    "license": ("CC-BY-4.0", None),
    "toc": ("false", None),
    "template": ("page", None, None),
    "glossary": ("[quay]", None),
    "series": ("Water", "Rails", None),
    "series_index": ("1", "2", None),
    "unheard_of": ("something", None),
}  # fmt: skip
REGISTRIES: Mapping[str, Mapping[str, Sequence[str | None]]] = {
    "tags": {
        "trams": ("{name: trams, description: Rails in the street.}", "{name: Trams, description: Rails.}", "{name: trams, aliases: [ports]}"),
        "harbours": ("{name: harbours, aliases: [ports]}", "{name: havens, aliases: [harbours, ports]}", None),
        "moons": ("{name: moons, description: Above.}", "{name: moons}", None),
        "councils": ("{name: councils}", None),
        "tides": ("{name: tides, parent: moons}", "{name: tides}"),
    },
    "authors": {
        "ada-reyes": ("{name: Ada Reyes, bio: Ada writes about water., role: Harbour writer}", "{name: Ada Reyes, role: Editor}", "{name: Ada Reyes-Bay, aliases: [Ada Reyes]}"),
        "jun-watanabe": ("{name: Jun Watanabe}", "{name: Jun Watanabe, bio: Jun draws maps.}", None),
    },
    "sources": {
        "harbour-gazette": ("{name: Harbour Gazette, url: 'https://gazette.example.org/', allowed: [based-on, via]}", "{name: The Gazette, aliases: [Harbour Gazette], url: 'https://gazette.example.org/', description: A paper., allowed: [based-on]}"),
        "northern-wire": ("{name: Northern Wire, url: 'https://wire.example.org/', allowed: [based-on]}", None),
    },
    "storylines": {
        "tram": ("{name: Tram, description: The line to Saltmarsh., status: open}", "{name: The tram, description: The line., status: closed}"),
        "harbour-works": ("{name: Harbour works, description: What is built., status: open}", None),
    },
    "glossary": {
        "quay": ("{name: quay, definition: A wall that ships lie at.}", "{name: quay, definition: A wall.}", None),
        "tide": ("{name: tide, aliases: [tides], definition: Water that comes and goes.}", None),
    },
    "categories": {
        "science": ("{name: Science, description: How we know.}", "{name: Science}"),
        "water": ("{name: Water, parent: science}", "{name: Water, description: All of it.}", None),
        "democracy": ("{name: Democracy}", "{name: Votes, aliases: [Democracy]}"),
        "alderhaven": ("{name: Alderhaven}",),
    },
    "front": {"lead": ("tram", "tide", None), "pinned": ("[vote]", "[ferry, tide]", None), "sections": ("[science, democracy]", None)},
}  # fmt: skip
#: Setting -> Python of values it may get; None takes it away, which leaves the house's.
SETTINGS: Mapping[str, Sequence[str | None]] = {
    "SITENAME": ("'Another name'", "'The Harbour'", None),
    "SITEURL": ("'https://other.example'", None),
    "DEFAULT_PAGINATION": ("2", "3", "False", None),
    "MENUITEMS": ("[('About', 'about/')]", None),
    "DEFAULT_LANG": ("'de'", None),
    "TIMEZONE": ("'Europe/Kyiv'", None),
    "NEWEST_FIRST_ARCHIVES": ("False", None),
    "SUMMARY_MAX_LENGTH": ("5", None),
    "FEED_MAX_ITEMS": ("2", None),
    "FEED_ALL_ATOM": ("'feeds/everything.xml'", "None", None),
    "TAG_SAVE_AS": ("''", None, None),
    "TAG_FEED_ATOM": ("'feeds/of/{slug}.xml'", None),
    "ARTICLE_ORDER_BY": ("'title'", None),
    "STATIC_PATHS": ("['images', 'extra']", "[]", None),
    "RELATIVE_URLS": ("True", None),
    "DELETE_OUTPUT_DIRECTORY": ("True",),
    "TYPOGRIFY": ("False",),
    "MARKDOWN_ENGINE": ("'python'", None),
    "NEWSROOM": ("{'locale': 'words', 'preview': False}", "{'preview': True, 'locale': 'words'}", "{'age_months': 1}", None),
    "DEFAULT_DATE": ("(2026, 1, 2)", None),
    "DEFAULT_METADATA": ("{'authors': 'The Desk'}", None),
    "EXTRA_PATH_METADATA": ("{'images/dot.png': {'path': 'dot.png'}}", None),
}  # fmt: skip
OPTIONS: Mapping[str, Sequence[str | None]] = {
    "RELATED": ("{'limit': 2}", "{'limit': 4, 'threshold': 0.0}", "{'at_least': 0}", None),
    "TAXONOMY": ("{'feeds': False}", "{'thin': 1}", None),
    "STORYLINES": ("{'around': 1}", "{'days': 2}", "{'feed': ''}", None),
    "GLOSSARY": ("{'mark': False}", None),
    "FEEDS": ("{'content': 'summary'}", "{'formats': []}", "{'term_formats': ['json']}", "{'look': False}", None),
    "REDIRECTS": ("{'pages': False}", "{'nginx': True}", None),
    "ATTRIBUTION": ("{'sources_url': 'outlets/'}", "{'reserve_rights': True}", None),
    "REPUBLISH": ("{'pages': False}", None),
    "OFFLINE": ("{'enabled': True}", None),
    "HEADERS": ("{'fingerprint': False}", "{'caddy': True}", None),
    "IMAGES": ("{'widths': [360], 'formats': ['webp']}", None),
    "THEMING": ("{'home': ['latest', 'lead']}", "{'tokens': 'data/tokens.css'}", None),
    "COMMENTS": ("{'provider': ''}", None),
    "PLUGINS": ("[one for one in PLUGINS if not one.endswith('related')]", "[one for one in PLUGINS if not one.endswith(('storylines', 'glossary'))]", None),
}  # fmt: skip
#: Whole files of which no story can be made.
BROKEN = ("---\ntitle: [\n---\nText.\n", "no header at all", "---\ntitle: A\ndate: 03/04/2026\n---\nText.\n", "")
