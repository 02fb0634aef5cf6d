// The bench's site: articles, and lists of twenty for the site, its tags, categories and authors.
const PER_PAGE = 20;
const MONTHS = "January February March April May June July August September October November December".split(" ");
const KINDS = [
  ["tagPages", "tags", "tag"],
  ["catPages", "categories", "category"],
  ["authorPages", "authors", "author"],
];

const slug = (text) => text.toLowerCase().replace(/[^a-z0-9]+/g, "-");

// Newest first.
function posts(api) {
  const found = api.getFilteredByGlob(["content/posts/**/*.md"]).slice();
  return found.sort((a, b) => b.date - a.date || (a.data.slug < b.data.slug ? -1 : 1));
}

// One entry for each page of each term.
function pagesOf(api, key, folder) {
  const byTerm = new Map();
  for (const post of posts(api)) {
    for (const term of post.data[key]) {
      if (!byTerm.has(term)) byTerm.set(term, []);
      byTerm.get(term).push(post);
    }
  }
  const pages = [];
  for (const [term, its] of byTerm) {
    const total = Math.ceil(its.length / PER_PAGE);
    const url = (n) => `${folder}/${slug(term)}${n > 1 ? n : ""}.html`;
    for (let n = 1; n <= total; n++) {
      pages.push({
        term, n, total, url: url(n), items: its.slice((n - 1) * PER_PAGE, n * PER_PAGE),
        prev: n > 1 ? `/${url(n - 1)}` : null, next: n < total ? `/${url(n + 1)}` : null,
      });
    }
  }
  return pages;
}

module.exports = function (config) {
  config.addCollection("posts", posts);
  config.addCollection("allcats", (api) => [...new Set(posts(api).flatMap((post) => post.data.categories))].sort());
  for (const [name, key, folder] of KINDS) config.addCollection(name, (api) => pagesOf(api, key, folder));
  config.addFilter("slug2", slug);
  config.addFilter("iso", (date) => date.toISOString());
  config.addFilter("human", (date) => `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`);
  config.addFilter("first20", (list) => list.slice(0, 20));
  config.setUseGitIgnore(false);
  config.setQuietMode(true);
  return {
    dir: { input: "content", includes: "../_includes", output: "output" },
    markdownTemplateEngine: false,
    htmlTemplateEngine: false,
    templateFormats: ["md", "njk"],
  };
};
