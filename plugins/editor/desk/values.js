// The values of a header as the form shows them, and back: by the shapes that the build wrote into desk.json. Pure.

import { partsOf, withOffset } from "./dates.js";

const TRUE = ["true", "yes", "on", "1"];
const PEOPLE = ["authors", "editors", "translators", "interviewees", "contributors"];
/** The short form of one source: key of the header -> key of the entry. */
const SHORT = {
  source: "source", source_url: "url", source_title: "title", source_author: "author", source_date: "published",
  source_license: "license", source_archive: "archived", relation: "relation",
};
/** What a single text means where the form has an object. */
const SAID = { sources: "source", image: "src", upstream: "name", withdrawn: "text" };

/** A key as the house compares it. */
export function normal(key) {
  return key.trim().toLowerCase().replace(/[-_\s]+/g, "_");
}

/** The key of the contract that a written key means. */
export function meaning(key, facts) {
  const name = normal(key);
  return facts.synonyms[name] ?? name;
}

/** {data, owners}: the form's values, and for each of its fields the chunks of the header that they come from. */
export function toForm(chunks, facts) {
  const data = {};
  const owners = {};
  const short = {};
  for (const chunk of chunks) {
    const key = meaning(chunk.key, facts);
    if (key in SHORT && !(key === "source" && typeof chunk.value === "object")) {
      if (chunk.value !== "") short[SHORT[key]] = chunk.value;
      (owners.sources ??= []).push(chunk);
      continue;
    }
    const field = key === "source" ? "sources" : key;
    const shape = facts.shapes[field];
    if (!shape) continue;
    (owners[field] ??= []).push(chunk);
    const given = key === "source" ? [chunk.value] : chunk.value;
    const value = shown(given, shape, field, facts);
    const isList = shape.kind === "texts" || shape.kind === "entries";
    data[field] = isList && Array.isArray(data[field]) ? [...data[field], ...value] : value;
  }
  if (Object.keys(short).length) {
    const [one] = shown([short], facts.shapes.sources, "sources", facts);
    data.sources = [one, ...(data.sources ?? [])];
  }
  return { data: cleaned(data), owners };
}

/** A value of the header as its field shows it. */
function shown(value, shape, key, facts) {
  if (shape.kind === "texts") return spelled(split(value, key, facts), shape, facts);
  if (shape.kind === "boolean") return value === "" ? undefined : TRUE.includes(String(value).trim().toLowerCase());
  if (shape.kind === "entries") return (Array.isArray(value) ? value : value === "" ? [] : [value]).map((one) => inner(one, shape, key, facts));
  if (shape.kind === "object") return value === "" ? undefined : inner(value, shape, key, facts);
  if (typeof value !== "string") return value;
  if (shape.kind === "moment") return withOffset(value, facts.zone);
  if (shape.kind === "day") return partsOf(value) ? withOffset(value, facts.zone).slice(0, 10) : value;
  return spelled([value], shape, facts)[0];
}

function inner(value, shape, key, facts) {
  const given = typeof value === "string" ? { [SAID[key] ?? "text"]: value } : value;
  const made = {};
  for (const [name, one] of Object.entries(given)) {
    const known = normal(name).replace("licence", "license");
    made[known] = shape.fields[known] ? shown(one, shape.fields[known], known, facts) : one;
  }
  return made;
}

/** Names as the registry spells them, so that the form finds them. */
function spelled(names, shape, facts) {
  const table = shape.registry ? facts.spellings[shape.registry] : null;
  return table ? names.map((name) => (typeof name === "string" ? (table[folded(name)] ?? name) : name)) : names;
}

/** What two spellings of one name have in common, as plugins/newsroom/slug.py folds it. */
export function folded(name) {
  return name.normalize("NFKC").toLowerCase().replaceAll("ß", "ss").replaceAll("ς", "σ").replace(/[\s\-_\u2010-\u2014\u2212\u200b-\u200d\ufeff]/g, "");
}

/** A text as the list its key wants: people at `;`, `,` and " and ", terms at `;`, else at `,`. */
export function split(value, key, facts) {
  if (Array.isArray(value)) return value.filter((one) => one !== "");
  if (typeof value !== "string" || !value.trim()) return [];
  let text = value.trim();
  if (/^\[.*\]$/.test(text)) text = text.slice(1, -1).replace(/(["'])([^"']*)\1/g, "$2");
  if (key === "categories" && facts.spellings.categories?.[folded(text)]) return [text];
  let at = /[,\n]/;
  if (PEOPLE.includes(key)) at = /[;,\n]|\s+and\s+/;
  else if (["categories", "tags"].includes(key) && text.includes(";")) at = /[;\n]/;
  else if (key === "key_points") at = /\n/;
  return text.split(at).map((part) => part.trim()).filter(Boolean);
}

/** Characters that nobody types and YAML does not hold: they come with what is pasted. */
const UNSEEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufeff\ufffe\uffff]/g;

/** What is worth writing: without empty texts, lists and objects. Inside an entry `false` says no more than nothing. */
export function cleaned(value, inside = false) {
  if (Array.isArray(value)) return value.map((one) => cleaned(one, true)).filter((one) => one !== undefined);
  if (value && typeof value === "object") {
    const kept = Object.entries(value)
      .map(([key, one]) => [key, cleaned(one, inside || isEntry(one))])
      .filter(([, one]) => one !== undefined && !(Array.isArray(one) && !one.length));
    return kept.length ? Object.fromEntries(kept) : undefined;
  }
  if (value === null || value === undefined || (value === false && inside)) return undefined;
  if (typeof value === "number") return String(value);
  if (typeof value !== "string") return value;
  const text = value.replace(UNSEEN, "");
  return text.trim() ? text : undefined;
}

const isEntry = (value) => value !== null && typeof value === "object" && !Array.isArray(value);

export function same(one, other) {
  if (one === other) return true;
  if (!one || !other || typeof one !== "object" || typeof other !== "object" || Array.isArray(one) !== Array.isArray(other)) return false;
  const keys = Object.keys(one);
  return keys.length === Object.keys(other).length && keys.every((key) => same(one[key], other[key]));
}

/** The host of an address, which may leave its scheme to the page; "" for what is no address. */
export function hostOf(url) {
  try {
    return new URL(String(url).trim().replace(/^\/\//, "https://")).hostname;
  } catch {
    return "";
  }
}
