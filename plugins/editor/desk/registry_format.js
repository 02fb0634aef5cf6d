// A registry's file as a list of entries, and back: Decap's "custom formats" newsroom-registry, newsroom-glossary and newsroom-front. Pure.

import { chunksOf, joined, written } from "./headers.js";
import { cleaned, normal, same } from "./values.js";

const KEPT = "as_it_was";
const LISTS = new Set(["aliases", "same_as", "was", "allowed", "acknowledged", "pinned", "sections"]);

/** A file whose keys are slugs: `said` is what an entry says that is only a text. */
export function registryFormat(said) {
  return {
    fromFile: (text) => ({ entries: chunksOf(text).map((chunk) => entryOf(chunk, said)), [KEPT]: text }),
    toFile: (data) => fileOf(data, said),
  };
}

function entryOf(chunk, said) {
  const value = typeof chunk.value === "string" ? (chunk.value ? { [said]: chunk.value } : {}) : chunk.value;
  return { slug: chunk.key, ...listed(value) };
}

function listed(value) {
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => {
      const name = normal(key);
      return [name, LISTS.has(name) && typeof one === "string" ? (one ? [one] : []) : one];
    }),
  );
}

function fileOf(data, said) {
  const chunks = chunksOf(data[KEPT] ?? "");
  const old = new Map(chunks.map((chunk) => [chunk.key, chunk]));
  const made = [];
  const entries = (data.entries ?? []).map((entry) => cleaned(entry)).filter((entry) => entry?.slug);
  const kept = new Set(entries.map((entry) => entry.slug));
  let above = "";
  const gone = new Map();
  for (const chunk of chunks) {
    if (kept.has(chunk.key)) {
      gone.set(chunk.key, above);
      above = "";
    } else if (/^\s*#/m.test(chunk.lead)) {
      above += chunk.lead; // a heading above an entry that was taken out stays above the next
    }
  }
  for (const entry of entries) {
    const { slug, ...facts } = entry;
    const chunk = old.get(slug);
    const lead = (gone.get(slug) ?? "") + (chunk?.lead ?? "");
    const unchanged = chunk && same(cleaned(entryOf(chunk, said)), entry);
    made.push({ lead, text: unchanged ? chunk.text : written(slug, Object.keys(facts).length ? facts : { name: slug }) });
  }
  made.tail = above + (chunks.tail ?? "");
  return joined(made);
}

/** A file of a few keys. */
export function frontFormat() {
  return {
    fromFile: (text) => ({ ...listed(Object.fromEntries(chunksOf(text).map((chunk) => [chunk.key, chunk.value]))), [KEPT]: text }),
    toFile: (data) => {
      const chunks = chunksOf(data[KEPT] ?? "");
      const { [KEPT]: _, ...given } = data;
      const after = cleaned(given) ?? {};
      const made = [];
      for (const chunk of chunks) {
        const before = cleaned(listed({ [chunk.key]: chunk.value })) ?? {};
        const key = normal(chunk.key);
        if (key in after) made.push({ lead: chunk.lead, text: same(before[key], after[key]) ? chunk.text : written(key, after[key]) });
        else if (chunk.lead) made.push({ lead: chunk.lead, text: "" });
        delete after[key];
      }
      for (const [key, value] of Object.entries(after)) made.push({ lead: "", text: written(key, value) });
      made.tail = chunks.tail;
      return joined(made);
    },
  };
}
