// The credit of a story: its relation and its sentences, by the rules of plugins/newsroom/credit.py. Pure.

import { folded, hostOf } from "./values.js";

/** [{text, url}] of the pieces of a credit, the names of sources with the address they lead to; joined, the texts are the credit. */
export function creditOf(data, facts, lang) {
  const speech = facts.speech[lang] ?? facts.speech[facts.site.lang];
  const sources = (data.sources ?? []).map((one) => resolved(one, facts)).filter((one) => one.name && one.relation !== "original");
  const parts = [];
  for (const relation of facts.relations) {
    const theirs = sources.filter((one) => one.relation === relation);
    const given = theirs.filter((one, n) => theirs.findIndex((other) => other.key === one.key) === n);
    if (!given.length) continue;
    if (parts.length) parts.push({ text: " " });
    parts.push(...sentence(relation, given, facts, speech));
  }
  return parts.filter((part) => part.text);
}

export const textOf = (parts) => parts.map((part) => part.text).join("");

/** A source as the registry knows it. */
function resolved(one, facts) {
  const text = (value) => String(value ?? "").split(/\s+/).filter(Boolean).join(" ");
  const written = text(one?.source) || text(one?.name);
  const known = facts.spellings.sources?.[folded(written)];
  const name = known ?? (written || hostOf(one?.url));
  const outlet = facts.sources[name] ?? {};
  return {
    name, key: folded(name), relation: text(one?.relation).toLowerCase() || "based-on", url: text(one?.url), lang: text(one?.lang).replace("_", "-"),
    license: text(one?.license) || (text(one?.permission) ? "" : (outlet.license ?? "")), permission: text(one?.permission) || Boolean(outlet.permission), sentences: outlet.sentences ?? {},
  };
}

function sentence(relation, given, facts, speech) {
  let table = { ...speech.sentences };
  if (relation in facts.own_sentences) {
    for (const variant of ["republished under", "republished with permission", "translated from"]) if (variant.startsWith(relation)) delete table[variant];
    table[relation] = facts.own_sentences[relation];
  }
  if (given.length === 1 && relation in given[0].sentences) table = { [relation]: given[0].sentences[relation] };
  const [pattern, filling] = variant(relation, given, table, speech);
  const at = pattern.indexOf("{source}");
  const before = at < 0 ? pattern : pattern.slice(0, at);
  const after = at < 0 ? "" : pattern.slice(at + "{source}".length);
  return [{ text: filled(before, filling) }, ...(at < 0 ? [] : names(given, speech)), { text: filled(after, filling) }];
}

/** The sentence for what is known, and the words that go into it. */
function variant(relation, given, table, speech) {
  if (relation === "republished") {
    const licenses = new Set(given.map((one) => one.license));
    const license = licenses.size === 1 ? licenseName([...licenses][0], speech) : "";
    if (license && "republished under" in table) return [table["republished under"], { license }];
    if (given.every((one) => one.permission) && "republished with permission" in table) return [table["republished with permission"], {}];
  }
  if (relation === "translated") {
    const languages = new Set(given.map((one) => one.lang));
    const language = languages.size === 1 ? (speech.languages[[...languages][0]] ?? "") : "";
    return language ? [table[relation], { language }] : [table["translated from"] ?? table[relation], { language: "" }];
  }
  return [table[relation], {}];
}

function names(given, speech) {
  return given.flatMap((one, n) => [{ text: one.name, url: one.url, isName: true }, { text: joint(n, given.length, speech.joints) }]);
}

/** What stands after the name at place `at` of a list of `length` names. */
export function joint(at, length, joints) {
  if (at + 1 >= length) return "";
  return joints[length === 2 ? "2" : at === length - 2 ? "end" : at === 0 ? "start" : "middle"];
}

const filled = (text, facts) => Object.entries(facts).reduce((made, [name, value]) => made.replaceAll(`{${name}}`, value), text);

/** The short name of a licence: an SPDX id or an address. */
export function licenseName(text, speech) {
  if (!text) return "";
  const upper = text.toUpperCase();
  if (/^https?:\/\//.test(text)) return licenseAt(text) || speech.words.licence;
  if (["CC0-1.0", "CC0"].includes(upper)) return "CC0 1.0";
  const found = /^CC-(BY(?:-NC)?(?:-(?:SA|ND))?)-([\d.]+)$/.exec(upper);
  return found && found[2].replaceAll(".", "") ? `CC ${found[1]} ${found[2]}` : text;
}

function licenseAt(url) {
  const pieces = url.replace(/\/+$/, "").split("/");
  if (!url.includes("creativecommons.org") || pieces.length < 2) return "";
  if (pieces.includes("zero")) return "CC0 1.0";
  const at = pieces.indexOf("licenses") + 1;
  return at > 0 && pieces.length > at + 1 ? `CC ${pieces[at].toUpperCase()} ${pieces[at + 1]}` : "";
}
