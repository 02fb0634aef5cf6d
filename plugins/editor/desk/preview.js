// How a story looks, beside its form: the theme's style sheet and the markup of its components; above it, what is wrong with it.

import { creditOf } from "./credit.js";
import { judged } from "./judging.js";
import { partsOf } from "./dates.js";

/** A preview for Decap: `h` makes its elements, `render` turns Markdown into HTML. */
export function storyPreview({ h, render, facts }) {
  return ({ entry, getAsset }) => {
    const data = entry.get("data").toJS();
    const lang = data.lang || facts.site.lang;
    const speech = facts.speech[lang] ?? facts.speech[facts.site.lang];
    return h("div", { lang, dir: speech.dir, className: "desk-preview" },
      problems(h, judged(data, facts)),
      h("main", { className: "page" }, h("article", { className: "h-entry story" },
        head(h, data, facts, speech, lang),
        h("div", { className: "e-content" },
          credit(h, data, facts, speech, lang),
          picture(h, data.image, getAsset),
          points(h, data.key_points, speech),
          h("div", { dangerouslySetInnerHTML: { __html: render(data.body ?? "") } }),
          corrections(h, data.corrections, speech)))));
  };
}

/** What is wrong, the errors first. */
function problems(h, found) {
  const count = (kind) => found.filter((one) => one.severity === kind).length;
  const said = [["error", "errors"], ["warning", "warnings"]].map(([one, several], n) => {
    const number = count(["error", "warning"][n]);
    return number ? `${number} ${number === 1 ? one : several}` : "";
  }).filter(Boolean).join(", ");
  const ordered = [...found].sort((one, other) => one.severity.localeCompare(other.severity));
  return h("section", { className: `desk-problems ${count("error") ? "wrong" : found.length ? "" : "fine"}`, role: "status", lang: "en", dir: "ltr" },
    h("h2", {}, said || "Nothing is wrong as far as this page can tell."),
    found.length ? h("ul", {}, ordered.map((one, n) => h("li", { key: n }, h("b", {}, one.rule), ` ${one.message}; ${one.remedy}`))) : null);
}

function head(h, data, facts, speech, lang) {
  const shelves = data.categories ?? [];
  const people = (key) => (data[key] ?? []).filter(Boolean);
  return h("header", { className: "story__head" },
    shelves.length ? h("p", { className: "kicker" }, joined(h, shelves.map((name) => h("a", { key: name }, name)), " · ")) : null,
    data.type === "press-release" ? h("p", { className: "label" }, speech.words.label) : null,
    h("h1", { className: "p-name" }, data.title ?? ""),
    data.deck ? h("p", { className: "deck p-summary" }, data.deck) : null,
    h("div", { className: "byline" },
      people("authors").length ? h("p", { className: "byline__names" }, speech.words.by.replace("{names}", listed(people("authors"), lang))) : null,
      people("editors").length ? h("p", {}, speech.words.edited.replace("{names}", listed(people("editors"), lang))) : null,
      h("p", { className: "byline__meta" }, data.date ? h("time", {}, spoken(data.date, lang)) : null)));
}

function credit(h, data, facts, speech, lang) {
  const parts = creditOf(data, facts, lang);
  const added = (data.sources ?? []).map((one) => one?.changes).filter(Boolean).join(" ");
  if (!parts.length) return null;
  return h("p", { className: "credit" },
    parts.map((part, n) => (part.isName ? h("a", { key: n, href: part.url || undefined }, part.text) : part.text)),
    added ? h("span", { className: "credit__added" }, ` ${speech.words.added.replace("{text}", added)}`) : null);
}

function picture(h, image, getAsset) {
  if (!image?.src) return null;
  const note = [image.caption, image.credit && `${image.credit}${image.license ? ` (${image.license})` : ""}`].filter(Boolean);
  return h("figure", { className: "lead" },
    h("img", { src: String(getAsset(image.src)), alt: image.decorative ? "" : (image.alt ?? "") }),
    note.length ? h("figcaption", {}, note.join(" ")) : null);
}

function points(h, given, speech) {
  const texts = (given ?? []).filter(Boolean);
  return texts.length ? h("section", { className: "points" }, h("h2", {}, speech.words.key_points), h("ul", {}, texts.map((text, n) => h("li", { key: n }, text)))) : null;
}

function corrections(h, given, speech) {
  const items = (given ?? []).filter((one) => one?.text);
  return items.length ? h("section", { className: "corrections" }, h("h2", {}, speech.words.corrections), items.map((one, n) => h("p", { key: n }, h("strong", {}, one.date ?? ""), ` ${one.text}`))) : null;
}

const joined = (h, items, between) => items.flatMap((one, n) => (n ? [between, one] : [one]));

function listed(names, lang) {
  return new Intl.ListFormat(lang, { type: "conjunction" }).format(names.map(String));
}

/** A moment in words, in the zone it is written in. */
function spoken(text, lang) {
  const parts = partsOf(text);
  if (!parts) return text;
  const wall = new Date(Date.UTC(parts.year, parts.month - 1, parts.day, parts.hour ?? 0, parts.minute));
  return new Intl.DateTimeFormat(lang, { dateStyle: "long", timeStyle: parts.hour === null ? undefined : "short", timeZone: "UTC" }).format(wall);
}
