"""Small sites of the kinds that real ones have: as other programs export or keep them. Every word of them is made up."""

import json

WORDPRESS = """<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:content="http://purl.org/rss/1.0/modules/content/"
  xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel>
<title>The Old Lamp</title><link>https://oldlamp.example</link><wp:wxr_version>1.2</wp:wxr_version>
<wp:base_site_url>https://oldlamp.example</wp:base_site_url><wp:base_blog_url>https://oldlamp.example</wp:base_blog_url>
<wp:author><wp:author_id>2</wp:author_id><wp:author_login><![CDATA[mo]]></wp:author_login><wp:author_email><![CDATA[mo@oldlamp.example]]></wp:author_email>
<wp:author_display_name><![CDATA[Mo Ferrant]]></wp:author_display_name></wp:author>
<wp:category><wp:term_id>3</wp:term_id><wp:category_nicename><![CDATA[intl]]></wp:category_nicename><wp:category_parent></wp:category_parent>
<wp:cat_name><![CDATA[International Affairs]]></wp:cat_name><wp:category_description><![CDATA[What happens abroad.]]></wp:category_description></wp:category>
<wp:tag><wp:term_id>9</wp:term_id><wp:tag_slug><![CDATA[grain-trade]]></wp:tag_slug><wp:tag_name><![CDATA[Grain]]></wp:tag_name></wp:tag>
<item><title><![CDATA[Grain &amp; ships: why the strait matters]]></title><link>https://oldlamp.example/2019/05/31/grain-and-ships/</link>
<dc:creator><![CDATA[mo]]></dc:creator><guid isPermaLink="false">https://oldlamp.example/?p=41</guid>
<content:encoded><![CDATA[<!-- wp:paragraph -->
<p>Half the grain of the valley goes through <a href="https://maps.example/strait">one strait</a>, and &lt;nobody&gt; had looked.</p>
<!-- /wp:paragraph -->

<!-- wp:image {"id":44} -->
<figure class="wp-block-image"><img src="https://oldlamp.example/wp-content/uploads/2019/05/strait-300x200.jpg" alt="Two ships in a strait"/><figcaption>The strait at noon.</figcaption></figure>
<!-- /wp:image -->

<!-- wp:embed {"url":"https://www.youtube.com/watch?v=abcdefghijk","type":"video"} -->
<figure><div>
https://www.youtube.com/watch?v=abcdefghijk
</div></figure>
<!-- /wp:embed -->

<!-- wp:shortcode -->
[weather_map region="north"]
<!-- /wp:shortcode -->

<script>alert(1)</script><p onclick="steal()">A <a href="javascript:steal()">harmless</a> end.</p>

<!-- wp:paragraph -->
<p><em>This article was originally reported by <a href="https://gazette.example/strait">Harbour Gazette</a>.</em></p>
<!-- /wp:paragraph -->]]></content:encoded>
<excerpt:encoded><![CDATA[What a narrow water costs.]]></excerpt:encoded>
<wp:post_id>41</wp:post_id><wp:post_date><![CDATA[2019-05-31 14:05:00]]></wp:post_date><wp:post_date_gmt><![CDATA[2019-05-31 12:05:00]]></wp:post_date_gmt>
<wp:post_modified><![CDATA[2019-06-02 08:00:00]]></wp:post_modified><wp:post_modified_gmt><![CDATA[2019-06-02 06:00:00]]></wp:post_modified_gmt>
<wp:post_name><![CDATA[grain-and-ships]]></wp:post_name><wp:status><![CDATA[publish]]></wp:status><wp:post_parent>0</wp:post_parent>
<wp:post_type><![CDATA[post]]></wp:post_type>
<category domain="category" nicename="intl"><![CDATA[International Affairs]]></category>
<category domain="category" nicename="trade"><![CDATA[Trade]]></category>
<category domain="post_tag" nicename="grain-trade"><![CDATA[Grain]]></category>
<wp:comment><wp:comment_id>7</wp:comment_id><wp:comment_author><![CDATA[Ines]]></wp:comment_author><wp:comment_author_email>ines@reader.example</wp:comment_author_email>
<wp:comment_author_IP>192.0.2.7</wp:comment_author_IP><wp:comment_date><![CDATA[2019-06-01 10:00:00]]></wp:comment_date>
<wp:comment_date_gmt><![CDATA[2019-06-01 08:00:00]]></wp:comment_date_gmt><wp:comment_content><![CDATA[Well <b>told</b>.]]></wp:comment_content>
<wp:comment_approved>1</wp:comment_approved><wp:comment_type>comment</wp:comment_type><wp:comment_parent>0</wp:comment_parent></wp:comment>
<wp:comment><wp:comment_id>8</wp:comment_id><wp:comment_author>Spam</wp:comment_author><wp:comment_content>Buy</wp:comment_content>
<wp:comment_approved>spam</wp:comment_approved></wp:comment>
</item>
<item><title>Old classic post</title><link>https://oldlamp.example/2010/01/02/classic/</link><dc:creator>mo</dc:creator>
<content:encoded><![CDATA[First line
second line.

[caption id="x" width="300"]<img src="https://oldlamp.example/wp-content/uploads/2019/05/strait.jpg" alt="A strait" /> A strait seen from above[/caption]

[sourcecode language="python"]print("<b>")[/sourcecode]

The last word.]]></content:encoded><excerpt:encoded></excerpt:encoded>
<wp:post_id>12</wp:post_id><wp:post_date>2010-01-02 09:00:00</wp:post_date><wp:post_date_gmt>2010-01-02 09:00:00</wp:post_date_gmt>
<wp:post_name>classic</wp:post_name><wp:status>publish</wp:status><wp:post_type>post</wp:post_type>
<category domain="category" nicename="intl"><![CDATA[International Affairs]]></category></item>
<item><title>Not for readers yet</title><link>https://oldlamp.example/?p=50</link><dc:creator>mo</dc:creator><content:encoded><![CDATA[<p>The unsaid sentence zanzibarine.</p>]]></content:encoded>
<wp:post_id>50</wp:post_id><wp:post_date>2019-07-01 10:00:00</wp:post_date><wp:post_date_gmt>0000-00-00 00:00:00</wp:post_date_gmt><wp:post_name></wp:post_name>
<wp:status>draft</wp:status><wp:post_type>post</wp:post_type></item>
<item><title>The team</title><link>https://oldlamp.example/about/team/</link><content:encoded><![CDATA[<p>We are three.</p>]]></content:encoded>
<wp:post_id>60</wp:post_id><wp:post_date>2018-01-01 10:00:00</wp:post_date><wp:post_date_gmt>2018-01-01 10:00:00</wp:post_date_gmt><wp:post_name>team</wp:post_name>
<wp:status>publish</wp:status><wp:post_parent>61</wp:post_parent><wp:post_type>page</wp:post_type></item>
<item><title>About</title><link>https://oldlamp.example/about/</link><content:encoded><![CDATA[<p>About us.</p>]]></content:encoded>
<wp:post_id>61</wp:post_id><wp:post_date>2018-01-01 10:00:00</wp:post_date><wp:post_date_gmt>2018-01-01 10:00:00</wp:post_date_gmt><wp:post_name>about</wp:post_name>
<wp:status>publish</wp:status><wp:post_parent>0</wp:post_parent><wp:post_type>page</wp:post_type></item>
<item><title>strait</title><wp:post_id>44</wp:post_id><wp:post_type>attachment</wp:post_type><wp:status>inherit</wp:status>
<wp:attachment_url>https://oldlamp.example/wp-content/uploads/2019/05/strait.jpg</wp:attachment_url></item>
</channel>
</rss>
"""

#: A Lexical text: a paragraph with stress and a link, and a picture.
_LEXICAL = {
    "root": {
        "type": "root",
        "children": [
            {"type": "paragraph", "children": [
                {"type": "extended-text", "text": "The tide table is "}, {"type": "extended-text", "text": "older", "format": 1},
                {"type": "extended-text", "text": " than the "},
                {"type": "link", "url": "__GHOST_URL__/the-quay/", "children": [{"type": "extended-text", "text": "harbour"}]}, {"type": "extended-text", "text": " <itself>."},
            ]},
            {"type": "image", "src": "__GHOST_URL__/content/images/2022/03/tide.png", "alt": "A tide table", "caption": "From 1880"},
            {"type": "bookmark", "url": "https://maps.example/tides", "metadata": {"title": "Tides on a map"}},
            {"type": "signup"},
        ],
    }
}  # fmt: skip
_MOBILEDOC = {
    "version": "0.3.1", "atoms": [], "markups": [["em"], ["a", ["href", "https://quay.example/"]]], "cards": [["code", {"code": "print(1)", "language": "python"}]],
    "sections": [[1, "h2", [[0, [], 0, "The quay"]]], [1, "p", [[0, [0], 1, "Stone"], [0, [], 0, " by "], [0, [1], 1, "stone"], [0, [], 0, "."]]], [10, 0]],
}  # fmt: skip
_GHOST = {
    "db": [{"meta": {"version": "5.80.0"}, "data": {
        "posts": [
            {"id": "p1", "uuid": "u-1", "title": "How tide tables came about", "slug": "tide-tables", "lexical": json.dumps(_LEXICAL), "status": "published", "visibility": "public",
             "type": "post", "published_at": "2022-03-04T09:00:00.000Z", "updated_at": "2022-04-01T09:00:00.000Z", "custom_excerpt": "A table and its century.",
             "feature_image": "__GHOST_URL__/content/images/2022/03/lead.jpg"},
            {"id": "p2", "uuid": "u-2", "title": "The quay", "slug": "the-quay", "mobiledoc": json.dumps(_MOBILEDOC), "status": "published", "visibility": "public",
             "type": "post", "published_at": 1646470800000},
            {"id": "p3", "uuid": "u-3", "title": "For members", "slug": "members", "html": "<p>The sentence quoxilian.</p>", "status": "published", "visibility": "paid", "type": "post",
             "published_at": "2022-03-06T09:00:00.000Z"},
            {"id": "p4", "uuid": "u-4", "title": "Imprint", "slug": "imprint", "html": "<p>Who we are.</p>", "status": "published", "visibility": "public", "type": "page"},
        ],
        "posts_meta": [{"post_id": "p1", "feature_image_alt": "Water at a mark"}],
        "tags": [{"id": "t1", "name": "Science", "slug": "science"}, {"id": "t2", "name": "tides", "slug": "tides"}, {"id": "t3", "name": "#internal", "slug": "hash-internal", "visibility": "internal"}],
        "posts_tags": [{"post_id": "p1", "tag_id": "t2", "sort_order": 1}, {"post_id": "p1", "tag_id": "t1", "sort_order": 0}, {"post_id": "p1", "tag_id": "t3", "sort_order": 2},
                       {"post_id": "p2", "tag_id": "t1", "sort_order": 0}],
        "users": [{"id": "w1", "name": "Noor Haddock", "email": "noor@tides.example"}],
        "posts_authors": [{"post_id": "p1", "author_id": "w1", "sort_order": 0}, {"post_id": "p2", "author_id": "w1", "sort_order": 0}],
    }}]
}  # fmt: skip
GHOST = json.dumps(_GHOST)

HUGO = """\
-- hugo/hugo.toml --
baseURL = "https://hugosite.example/"
[permalinks]
  posts = "/:year/:month/:slug/"
-- hugo/data/authors/ida.toml --
name = "Ida Regn"
-- hugo/content/posts/2021-04-05-rain/index.md --
+++
title = "Why it rains on Mondays"
date = 2021-04-05T07:00:00+02:00
lastmod = 2021-04-06
categories = ["Weather", "Science"]
tags = ["rain", "week days"]
author = "ida"
aliases = ["/old/rain.html"]
featured_image = "cloud.jpg"
image_alt = "A cloud"
mood = "grey"
+++
It does not, says [the other story]({{< ref "snow.md" >}}#why).

{{< figure src="cloud.jpg" alt="A cloud" caption="Seen on Monday" >}}

{{< youtube abcdefghijk >}}

{{< rainmeter station=4 >}}

`{{</* ref "x" */>}}` stays a sample.
-- hugo/content/posts/snow.md --
---
title: "Snow: white, mostly"
date: 2021-05-01
draft: false
categories: [weather]
---
White. ![flake](/img/flake.png) First seen on the [front page](/).

## Why

Because.

*Originally reported by [Frost Herald](https://frost.example/snow).*
-- hugo/content/posts/secret.md --
{
  "title": "Not yet",
  "date": "2021-06-01",
  "draft": true
}
The sentence vermiculous.
-- hugo/content/weather-desk.md --
---
title: About the weather
---
We look up.
"""

JEKYLL = """\
-- jekyll/_config.yml --
url: https://jekyllsite.example
baseurl: /blog
permalink: pretty
title: Sand and Stone
-- jekyll/_data/authors.yml --
lou:
  name: Lou Kern
  web: https://lou.example
-- jekyll/_posts/2018-02-03-sand-in-gears.md --
---
layout: post
title: "Sand in the gears"
categories: machines sand
tags: [gears]
author: lou
redirect_from: /gears.html
---
See [the other one]({% post_url 2018-03-04-stone %}) on {{ site.title }}, and ![gear]({{ site.baseurl }}/assets/gear.png).

{% highlight python %}
{{ not_a_tag }}
{% endhighlight %}

{% include figure image_path="/assets/gear.png" alt="A gear" caption="Worn" %}

{% include weather.html city="Brim" %}

In code, `{{ page.title }}` stays.
-- jekyll/_posts/2018-03-04-stone.md --
---
title: Stone
category: Stones & sand
---
# How hard

Hard.

## On a scale

Ten.
-- jekyll/_drafts/unfinished.md --
---
title: Unfinished
---
The sentence flobberwig.
-- jekyll/about.md --
---
title: About
permalink: /who-we-are/
---
Two people.
"""

PELICAN = """\
-- pelican/pelicanconf.py --
SITENAME = "Moss"
PATH = "content"
ARTICLE_URL = "blog/{date:%Y}/{slug}.html"
ARTICLE_SAVE_AS = ARTICLE_URL
-- pelican/content/moss/on-moss.md --
Title: Moss, and why it's green
Date: 2016-07-08 10:00
Category: Plants, Slow things
Tags: moss, green
Author: Fern Grew

Green. See [stone]({filename}../moss/stone.md) and ![moss]({static}/images/moss.png).
-- pelican/content/moss/stone.md --
---
title: Stone for moss
date: 2016-07-09
---
Grey.
-- pelican/content/old.rst --
Old text
########

:date: 2015-01-01

In another markup.
"""

#: Where the pictures of these sites lie: all of them one picture of a single pixel.
PICTURES = (
    "hugo/content/posts/2021-04-05-rain/cloud.jpg", "hugo/static/img/flake.png", "jekyll/assets/gear.png", "pelican/content/images/moss.png",
    "uploads/2019/05/strait.jpg", "ghost-images/2022/03/tide.png", "ghost-images/2022/03/lead.jpg",
)  # fmt: skip
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a49444154789c63f80f0001010100b138f6140000000049454e44ae426082"
)
