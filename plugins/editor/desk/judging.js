// What is wrong with a story, as far as its own text tells: by the table that the build wrote into desk.json. Pure.
//
// The table says which test stands at which key, with its words; here are the tests. `newsroom check` has the last word.

import { momentOf, partsOf } from "./dates.js";
import { cleaned, folded, hostOf } from "./values.js";

/** [{rule, severity, at, message, remedy}] of a story's `data` (the form's values); `at` is the path of the field: ["sources", 0, "url"]. */
export function judged(data, facts) {
  const story = { ...cleaned(data), body: data.body ?? "" };
  const isShown = !["withdrawn", "skip"].includes(status(story, facts));
  return facts.rules.filter((rule) => isShown || !rule.of_readers).flatMap((rule) => places(story, rule.at).flatMap(({ at, value, entry }) => told(rule, { at, value, entry, story, facts })));
}

function told(rule, asked) {
  const found = TESTS[rule.test](asked, rule.value);
  const faults = found === true ? [{}] : found === false || found === null || found === undefined ? [] : [found].flat();
  return faults.map((fault) => ({
    rule: rule.rule, severity: fault.severity ?? rule.severity, at: fault.at ?? asked.at, message: filled(rule.message, fault), remedy: filled(rule.remedy, fault),
  }));
}

const filled = (text, fault) => text.replace(/\{(\w+)\}/g, (whole, name) => (name in fault ? String(fault[name]) : whole));

/** Each value that a path such as "sources.*.url" names, with the entry that holds it. */
function places(story, path) {
  let found = [{ at: [], value: story, entry: story }];
  for (const step of path.split(".")) {
    found = found.flatMap(({ at, value }) => {
      if (step === "*") return (Array.isArray(value) ? value : []).map((one, n) => ({ at: [...at, n], value: one, entry: value }));
      if (value === null || value === undefined || typeof value !== "object") return [];
      return [{ at: [...at, step], value: value[step], entry: value }];
    });
  }
  return found;
}

/** A text as the build takes it: blanks joined, entities decoded. */
export function line(value) {
  return String(value ?? "")
    .replace(/&#x([0-9a-f]{1,6});/gi, (whole, code) => character(parseInt(code, 16), whole))
    .replace(/&#(\d{1,7});/g, (whole, code) => character(+code, whole))
    .replace(/&(amp|lt|gt|quot|apos|nbsp);/g, (_, name) => ({ amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: "\u00a0" })[name])
    .replace(/[\ufeff\u200b\u2060]/g, "")
    .split(/\s+/)
    .filter(Boolean)
    .join(" ");
}

/** A text without what nobody sees. */
const plainText = (value) => String(value ?? "").replace(/[\ufeff\u200b\u2060]/g, "").replaceAll("\u00a0", " ").trim();

const character = (code, whole) => (code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole);
const bytes = (text) => new TextEncoder().encode(text).length;
const length = (text) => [...text].length;
const words = (text) => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();
const kind = (story, facts) => (facts.types.includes(choice(story.type)) ? choice(story.type) : facts.site.type);
const choice = (value) => line(value).toLowerCase().replace(/[-_\s]+/g, "-");
const isGiven = (value) => value !== undefined && value !== null && !(typeof value === "string" && !value.trim());
/** The status as the build takes it: what it cannot read publishes nothing. */
function status(story, facts) {
  const given = choice(story.status);
  const isRead = (given === "" || facts.statuses.includes(given)) && (!isGiven(story.embargo) || (partsOf(story.embargo)?.offset ?? null) !== null);
  return isRead ? given || "published" : "draft";
}

const isLinkOnly = (story) => !story.body.trim() && (story.sources ?? []).some((one) => isGiven(one?.url));
const relation = (source) => line(source?.relation).toLowerCase() || "based-on";
const named = (source) => line(source?.source) || line(source?.name);
const outlet = (source, facts) => facts.sources?.[facts.spellings.sources?.[folded(named(source))] ?? named(source)];

function titleOf(story) {
  return line(story.title) || line(/^(?:[ \t]*\n)*#[ \t]+(.*?)[ \t]*#*[ \t]*(?:\n|$)/.exec(story.body)?.[1]);
}

/** Lines of the body outside fenced code: [{text, n}]. */
function prose(body) {
  const found = [];
  let fence = "";
  for (const text of body.split("\n")) {
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(text)?.[1];
    if (mark && !fence) fence = mark;
    else if (mark && mark[0] === fence[0] && mark.length >= fence.length && !text.trim().slice(mark.length).trim()) fence = "";
    else if (!fence) found.push(text);
  }
  return found;
}

/** Links of the body: [{words, target}]; pictures are none. */
function links(body) {
  const found = [];
  for (const text of prose(body)) {
    for (const one of text.replace(/`[^`]*`/g, "").matchAll(/(?<!!)\[((?:[^[\]]|!\[[^\]]*\])*)\]\(\s*<?([^)\s>]*)>?(?:\s[^)]*)?\)/g)) found.push({ words: one[1], target: one[2] });
  }
  return found;
}

const host = (url) => hostOf(url).replace(/^www\./, "");

/** Whether a tag is taken out before anybody looks for it in the vocabulary. */
function isNoTag(tag, story, facts) {
  const key = folded(tag);
  return facts.junk.includes(key) || Boolean(facts.spellings.sources?.[key]) || (story.sources ?? []).some((one) => folded(named(one)) === key);
}

function termFaults(story, facts) {
  const faults = [];
  const tags = (story.tags ?? []).map(String);
  const known = facts.spellings.tags;
  const shelves = new Set((story.categories ?? []).map((name) => folded(facts.spellings.categories?.[folded(name)] ?? String(name))));
  const writers = new Set((story.authors ?? []).map((name) => folded(String(name))));
  const sources = new Set((story.sources ?? []).map((one) => folded(named(one))).filter(Boolean));
  const kept = new Map();
  tags.forEach((tag, n) => {
    const key = folded(tag);
    const entry = known?.[key];
    const at = ["tags", n];
    if (facts.junk.includes(key) && (!entry || facts.junk_tags.includes(entry))) faults.push({ at, what: `the tag "${tag}" says nothing about a story`, todo: "take it out" });
    else if (entry && facts.junk_tags.includes(entry)) faults.push({ at, what: `the tag "${tag}" says nothing about a story`, todo: "take it out" });
    else if (!entry && (sources.has(key) || facts.spellings.sources?.[key])) faults.push({ at, what: `"${tag}" is a source, not a tag`, todo: "take it out of the tags" });
    else {
      const name = entry ?? tag;
      if (shelves.has(folded(name))) faults.push({ at, what: `"${name}" is a category of this story and a tag`, todo: "take it out of the tags" });
      else if (writers.has(key)) faults.push({ at, what: `"${tag}" wrote this story and is a tag`, todo: "take it out of the tags" });
      if (kept.has(folded(name))) faults.push({ at, what: `tag "${tag}" is there already`, todo: "take one of them out" });
      kept.set(folded(name), tag);
    }
  });
  if (kept.size > facts.limits.tags) faults.push({ at: ["tags"], what: `${kept.size} tags`, todo: `keep the ${facts.limits.tags} that a reader would follow` });
  return faults;
}

function headingFaults(story) {
  let above = 1;
  const faults = [];
  const lines = prose(story.body);
  const first = lines.findIndex((text) => text.trim());
  lines.forEach((text, n) => {
    const found = /^(#{1,6})[ \t]+(.*?)[ \t]*#*[ \t]*$/.exec(text);
    if (!found || (n === first && found[1] === "#" && !line(story.title))) return;
    const level = found[1].length;
    if (level === 1) faults.push({ what: `the heading "${found[2]}" stands beside the title as a second one`, todo: "begin it with ##; the title is the only #" });
    else if (level > above + 1) faults.push({ what: `the heading "${found[2]}" skips a level`, todo: `begin it with ${"#".repeat(above + 1)}, not ${found[1]}` });
    above = level;
  });
  return faults;
}

function addressFault(text) {
  const value = text.trim();
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(value)?.[1].toLowerCase();
  if (scheme && !["http", "https"].includes(scheme)) return { rule: "E19", what: `"${value}" is not an http or https address`, todo: "use the address of the page on the web" };
  if (/[\s\\\u0000-\u001f]/.test(value)) return { rule: "E19", what: `"${value}" holds characters that no address has`, todo: "copy it again from the browser's address line" };
  if (!/^(?:https?:)?\/\/[^/?#]/i.test(value)) return { rule: "E00", what: `"${value}" is not a whole web address`, todo: "write it with https:// in front" };
  return null;
}

function pathFault(text) {
  let value = text.trim();
  for (const prefix of ["{static}", "{filename}", "{attach}"]) if (value.startsWith(prefix)) value = value.slice(prefix.length);
  if (/^https?:\/\//i.test(value)) return addressFault(value);
  if (value.split("/").some((part) => bytes(part) > 240)) return { rule: "E00", what: `"${value.slice(0, 40)}..." holds a name that is longer than 240 bytes`, todo: "write a shorter one" };
  const climbs = value.includes("\\") || value.split("/")[0].includes(":") || value.split("/").includes("..") || /[\u0000-\u001f]/.test(value);
  return climbs ? { rule: "E19", what: `"${value}" leads out of the site`, todo: "write a path inside content/, without .." } : null;
}

const moment = (value, facts) => (isGiven(value) && partsOf(value) ? momentOf(partsOf(value), facts.zone) : null);

/** Name of a test -> what it finds: false, true, or what goes into its words. */
const TESTS = {
  "title needed": ({ story }) => !titleOf(story),
  "date needed": ({ story, facts }) => !isGiven(story.date) && status(story, facts) !== "draft",
  needed: ({ value }) => !isGiven(value),
  "not written": ({ story, facts }, questions) => {
    const text = story.body.trimStart();
    if (status(story, facts) === "draft") return false;
    if (!text) return { what: "the story has no text", todo: "write it, or set status: draft until then" };
    const question = questions.find((one) => text.startsWith(one));
    return question && { what: `the text still begins with what a new story asks: "${question}"`, todo: "answer it and take it out, or set status: draft until then" };
  },
  longest: ({ story, at }, most) => {
    const n = length(at[0] === "title" ? titleOf(story) : line(story[at[0]]));
    return n > most && { n };
  },
  holds: ({ story }, pattern) => {
    const found = new RegExp(pattern, "i").exec(titleOf(story));
    return found && { value: found[0] };
  },
  "no slug": ({ value }, rule) => {
    const slug = plainText(value);
    const isFit = bytes(slug) <= 200 && /^[\p{L}\p{N}_.-]+$/u.test(slug) && slug.replaceAll(".", "") !== "";
    const climbs = bytes(slug) <= 200 && (/[/\\]/.test(slug) || slug.includes(".."));
    return isGiven(value) && !isFit && (rule === "E19") === climbs && { value };
  },
  "file missing": ({ entry }) => Object.entries(entry ?? {}).some(([key, one]) => key !== "src" && one !== false && isGiven(one)) && !isGiven(entry.src),
  "unsafe terms": ({ value }) => /^(?:javascript|vbscript|data):/i.test(line(value)) && { value },
  changed: ({ entry, facts }) => {
    const license = line(entry?.license) || (outlet(entry, facts)?.license ?? "");
    return isGiven(entry?.changes) && license.toUpperCase().includes("-ND") && ["republished", "wire"].includes(relation(entry)) && { license };
  },
  "in doubt": ({ entry, story, facts }) => {
    const found = outlet(entry, facts);
    const isSeen = [story.id, story.slug].some((name) => isGiven(name) && found?.acknowledged.includes(plainText(name)));
    return ["corrected", "withdrawn"].includes(found?.state) && relation(entry) !== "original" && !isSeen && { value: named(entry), state: found.state };
  },
  "upstream nameless": ({ entry }) => isGiven(entry?.url) && !isGiven(entry.name),
  "deck says the title": ({ story }) => isGiven(story.deck) && line(story.deck) !== "" && words(line(story.deck)) === words(titleOf(story)),
  "deck missing": ({ story }) => !line(story.deck) && !isLinkOnly(story),
  "deck short": ({ story }, least) => {
    const n = length(line(story.deck));
    return n > 0 && n < least && words(line(story.deck)) !== words(titleOf(story)) && { n };
  },
  "deck long": ({ story }, most) => {
    const n = length(line(story.deck));
    return n > most && words(line(story.deck)) !== words(titleOf(story)) && { n };
  },
  "no date": ({ value }) => isGiven(value) && !partsOf(value) && { value },
  "no offset": ({ value }) => isGiven(value) && partsOf(value)?.offset === null && { value },
  "changed before": ({ story, facts }) => {
    const [from, to] = [moment(story.date, facts), moment(story.modified, facts)];
    return from !== null && to !== null && to < from;
  },
  pattern: ({ value }, pattern) => isGiven(value) && !new RegExp(pattern, "u").test(String(value).trim()) && { value },
  "not one of": ({ value }, known) => isGiven(value) && !known.includes(choice(value)) && { value },
  address: ({ value }, rule) => {
    const fault = isGiven(value) && addressFault(value);
    return fault && fault.rule === rule && fault;
  },
  path: ({ value }, rule) => {
    const fault = isGiven(value) && pathFault(value);
    return fault && fault.rule === rule && fault;
  },
  "path of the site": ({ value }, rule) => {
    const isElsewhere = isGiven(value) && /^https?:\/\//i.test(value.trim());
    const fault = isElsewhere ? { rule: "E19", what: `"${value}" is not a path of this site`, todo: "write a path without the address of a site" } : isGiven(value) && pathFault(value);
    return fault && fault.rule === rule && fault;
  },
  "alt missing": ({ story }) => isGiven(story.image?.src) && !isGiven(story.image.alt) && story.image.decorative !== true,
  "credit missing": ({ story }) => isGiven(story.image?.src) && !isGiven(story.image.credit),
  "picture without alt": ({ story }) => prose(story.body).flatMap((text) => [...text.replace(/`[^`]*`/g, "").matchAll(/!\[(\s*)\]\(\s*<?([^)\s>]*)/g)]).map((one) => ({ value: one[2].split("/").pop() })),
  headings: ({ story }) => headingFaults(story),
  "empty words": ({ story, facts }) => links(story.body).filter((one) => one.target && facts.empty_words.includes(one.words.replace(/[*_`]/g, "").replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "").toLowerCase())).map((one) => ({ value: one.words })),
  terms: ({ story, facts }) => termFaults(story, facts),
  "source nameless": ({ entry }) => typeof entry === "object" && entry !== null && !named(entry) && !isGiven(entry.url),
  "source without address": ({ entry }) => relation(entry) !== "original" && (named(entry) || isGiven(entry?.url)) && (!isGiven(entry?.url) || addressFault(entry.url) !== null) && { value: named(entry) },
  "no terms": ({ entry, facts }) => ["republished", "wire"].includes(relation(entry)) && !isGiven(entry.license) && !isGiven(entry.permission) && !outlet(entry, facts)?.terms && { value: named(entry), relation: relation(entry) },
  "not allowed": ({ entry, facts }) => {
    const allowed = outlet(entry, facts)?.allowed ?? [];
    return relation(entry) !== "original" && allowed.length > 0 && !allowed.includes(relation(entry)) && { value: named(entry), relation: relation(entry), allowed: allowed.join(", ") };
  },
  "collects others": ({ entry, facts }) => outlet(entry, facts)?.kind === "aggregator" && !["via", "original"].includes(relation(entry)) && !isGiven(entry.upstream?.name) && { value: named(entry) },
  "one source": ({ story, facts }) => {
    const sources = (story.sources ?? []).filter((one) => relation(one) !== "original");
    if (!["report", "analysis"].includes(kind(story, facts)) || sources.length !== 1) return false;
    if (["republished", "wire", "translated", "with-partner"].includes(relation(sources[0])) || story.body.includes("<http")) return false;
    const own = ["", host(sources[0].url), host(sources[0].archived)];
    return links(story.body).every((one) => own.includes(host(one.target))) && { value: named(sources[0]), kind: kind(story, facts) };
  },
  "not in the list": ({ value, at, story, facts }, registry) => {
    const known = facts.spellings[registry];
    if (!known || !isGiven(value) || known[folded(String(value))]) return false;
    return (at[0] !== "tags" || !isNoTag(String(value), story, facts)) && { value };
  },
  "outlet not in the list": ({ entry, facts }) => {
    const name = named(entry) || hostOf(entry?.url);
    return Boolean(facts.spellings.sources) && name !== "" && !facts.spellings.sources[folded(name)] && { value: name };
  },
};
