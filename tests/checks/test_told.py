"""What one surface alone tells otherwise: JSON-LD, related lists, citations, corrections, the head of a page, provenance.json."""

from tests.checks.planting import ATOM, PROVENANCE, STORY, in_json, item, put, swapped, told, without

OWN, COPIED, GERMAN = "2026/11/own/index.html", "2026/11/copied/index.html", "de/2026/11/own/index.html"
PACK, PASTED = "2026/11/straits/republish/text.txt", "2026/11/straits/republish/index.html"
SOURCE = "https://wire.example/1?a=1&amp;b=2"


def twice(name: str):
    def change(read: dict) -> None:
        read["articles"].append(dict(item(read, name)))

    return in_json(change)


#: What is planted -> (file, how, rule and file of a finding).
FAULTS = {
    "two titles": (STORY, swapped("</title>", "</title><title>Again</title>"), f"E00 {STORY}"),
    "a language that is none": (STORY, swapped('<html lang="en"', '<html lang="english"'), f"E00 {STORY}"),
    "another language of the page": (STORY, swapped('<html lang="en"', '<html lang="fr"'), f"E06 {STORY}"),
    "another language in JSON-LD": (STORY, swapped('"inLanguage": "en"', '"inLanguage": "fr"'), f"E06 {STORY}"),
    "another language of itself": (GERMAN, swapped('hreflang="de"', 'hreflang="fr"'), f"E06 {GERMAN}"),
    "a canonical link in the body": (STORY, lambda text: swapped("<body>", '<body><link rel="canonical" href="https://news.example/2026/11/straits/">')(without('<link rel="canonical"[^>]*>')(text)), f"E07 {STORY}"),
    "another description": (STORY, swapped('name="description" content="What', 'name="description" content="All'), f"E06 {STORY}"),
    "another description on a card": (STORY, swapped('og:description" content="What', 'og:description" content="All'), f"E06 {STORY}"),
    "another deck": (STORY, swapped('p-summary">What', 'p-summary">All'), f"E06 {STORY}"),
    "no deck": (STORY, without('<p class="deck p-summary">.*?</p>'), f"E06 {STORY}"),
    "another topic on the page": (STORY, put(r'(class="p-category"[^>]*>)sea<', r"\1lake<"), f"E06 {STORY}"),
    "no topic on the page": (STORY, without(r'<li><a class="p-category" href="[^"]*">sea</a></li>'), f"E06 {STORY}"),
    "another type in JSON-LD": (OWN, swapped("ReportageNewsArticle", "OpinionNewsArticle"), f"E06 {OWN}"),
    "a report that is not ours": (STORY, swapped('"@type": "NewsArticle", "mainEntity', '"@type": ["NewsArticle", "ReportageNewsArticle"], "mainEntity'), f"E06 {STORY}"),
    "another type in provenance.json": (PROVENANCE, in_json(lambda read: item(read, "example/2026/11/own").update(type="opinion")), f"E06 {OWN}"),
    "a work that nobody names": (OWN, swapped('"headline"', '"citation": {"@type": "NewsArticle", "url": "https://else.example/"}, "headline"'), f"E06 {OWN}"),
    "another holder of the copyright": (COPIED, put(r'("copyrightHolder": \{[^}]*"name": ")[^"]*', r"\1Ourselves"), f"E06 {COPIED}"),
    "a step that is left out": (OWN, swapped('"@type": "ListItem", "position": 2', '"@type": "ListItem", "position": 4'), f"E06 {OWN}"),
    "a step with another name": (OWN, put(r'("position": 1, "name": ")[^"]*', r"\1Another paper"), f"E06 {OWN}"),
    "the last step with another name": (OWN, put(r'("position": 3, "name": ")[^"]*', r"\1Another story"), f"E06 {OWN}"),
    "a way to another page": (OWN, put(r'("position": 3, "name": "[^"]*", "item": ")[^"]*', r"\1https://news.example/2026/11/straits/"), f"E06 {OWN}"),
    "a dead address in JSON-LD": (OWN, put(r'("url": "https://news.example/author/)[^"]*', r"\1nobody/"), f"E10 {OWN}"),
    "the maker's machine in JSON-LD": (OWN, put(r'("url": ")https://news.example(/author/)', r"\1http://localhost:8000\2"), f"E24 {OWN}"),
    "a credit that is not to be followed": (STORY, swapped('reported by <a href=', 'reported by <a rel="nofollow" href='), f"E06 {STORY}"),
    "a second credit": (STORY, swapped('<h2 id="why-it-matters">', '<p data-relation="via">First spotted at Else.</p><h2 id="why-it-matters">'), f"E06 {STORY}"),
    "no citation": (STORY, put(r'<li class="h-cite">.*?</li>', '<li class="h-cite">Somebody</li>'), f"E06 {STORY}"),
    "another title in the citation": (STORY, swapped(">Theirs</a>", ">Others</a>"), f"E06 {STORY}"),
    "another change in the credit": (STORY, swapped("What we added: A map.", "What we added: A poem."), f"E06 {STORY}"),
    "the words of a correction on the page": (STORY, swapped("<span>The year was wrong.</span>", "<span>The day was wrong.</span>"), f"E06 {STORY}"),
    "the words of a correction in JSON-LD": (STORY, swapped('"text": "The year was wrong."', '"text": "The day was wrong."'), f"E06 {STORY}"),
    "the words of a correction in provenance.json": (PROVENANCE, in_json(lambda read: item(read, "straits")["corrections"][0].update(text="The day.")), f"E06 {PROVENANCE}"),
    "the day of a correction in JSON-LD": (STORY, put(r'("CorrectionComment".*?"datePublished": ")[^"]*', r"\g<1>2026-11-22"), f"E06 {STORY}"),
    "a story twice in provenance.json": (PROVENANCE, twice("straits"), f"E06 {PROVENANCE}"),
    "a fact that is nothing": (PROVENANCE, in_json(lambda read: item(read, "straits").update(type=None)), f"E06 {PROVENANCE}"),
    "no sources, as a list": (PROVENANCE, in_json(lambda read: item(read, "example/2026/11/own").update(sources=[])), f"E06 {PROVENANCE}"),
    "another site": (PROVENANCE, in_json(lambda read: read["site"].update(url="https://else.example/")), f"E06 {PROVENANCE}"),
    "a dead picture of a feed": (ATOM, put(r'(<link rel="enclosure"[^>]*href="https://news.example/)', r"\1nowhere/"), f"E10 {ATOM}"),
    "a related story by another name": (OWN, put(r'(data-role="[^"]*"[^>]*>)[^<]*', r"\1Of old"), f"E06 {OWN}"),
    "a related story without a reason": (OWN, put(r' data-reason="[^"]*"', ""), f"E06 {OWN}"),
    "a reason that nobody sees": (OWN, put(r'(<span class="related__reason">)[^<]*', r"\1"), f"E06 {OWN}"),
    "a part that there is not": (OWN, put(r'data-role="[^"]*"', 'data-role="friend"'), f"E06 {OWN}"),
    "the story itself as a related one": (OWN, put(r'(data-role="[^>]*href=")[^"]*', r"\1https://news.example/2026/11/own/"), f"E06 {OWN}"),
    "a page as a related story": (OWN, put(r'(data-role="[^>]*href=")[^"]*', r"\1https://news.example/about/"), f"E06 {OWN}"),
    "another number of related stories": (OWN, put(r'data-related="\d+"', 'data-related="9"'), f"E06 {OWN}"),
    "another source of what others may print": (PACK, swapped("reported by Harbour Wire", "reported by Harbour Gazette"), f"E06 {PACK}"),
    "another source of what others may paste": (PASTED, swapped("reported by Harbour Wire", "reported by Harbour Gazette"), f"E06 {PASTED}"),
    "no credit of what others may print": (PACK, without(r"This article was originally reported by [^\n]*\n\n"), f"E06 {PACK}"),
    "no credit of what others may paste": (PASTED, without(r"&lt;p&gt;This article was originally reported.*?&lt;/p&gt;"), f"E06 {PASTED}"),
    "another title of what others may print": (PACK, swapped("Straits and the law", "Straits and lawyers"), f"E06 {PACK}"),
    "another deck of what others may paste": (PASTED, swapped("What everybody can know", "All that anybody can know"), f"E06 {PASTED}"),
    "another author of what others may print": (PACK, swapped("Ann Bee and", "Eve Gee and"), f"E06 {PACK}"),
    "another licence of what others may print": (PACK, swapped("under CC BY 4.0", "under CC BY-SA 4.0"), f"E06 {PACK}"),
    "another licence of what others may paste": (PASTED, swapped("CC BY 4.0&lt;/a&gt;.&lt;/p&gt;", "CC0 1.0&lt;/a&gt;.&lt;/p&gt;"), f"E06 {PASTED}"),
    "another address of what others may print": (PACK, swapped("(https://news.example/2026/11/straits/)", "(https://news.example/2026/11/)"), f"E06 {PACK}"),
    "another address of what others may paste": (PASTED, swapped("first published by &lt;a href=&#34;https://news.example/2026/11/straits/", "first published by &lt;a href=&#34;https://news.example/2026/11/own/"), f"E06 {PASTED}"),
    "another day of what others may print": (PACK, swapped("on 2026-11-20 and", "on 2026-11-21 and"), f"E06 {PACK}"),
    "more words of what others may print": (PACK, swapped("More.", "More, and once more."), ""),
    "two related lists": (OWN, swapped("</main>", '<aside data-related="0"></aside></main>'), f"E06 {OWN}"),
}  # fmt: skip


test_a_planted_fault_is_found = told(FAULTS)
