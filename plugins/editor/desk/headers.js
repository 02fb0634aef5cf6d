// The header of a story as text: where it begins and ends, and each of its keys with the lines that belong to it. Pure.
//
// What a writer does not change keeps every byte: a key is a chunk of lines, and only the chunks of changed keys are written anew.

import { Document, isMap, isScalar, parseDocument } from "./yaml/index.js";

const PLAIN_LINE = /^[A-Za-z][\w-]*(?: [\w-]+)*[ \t]*:(?:[ \t]+.*)?$/;
const KEY = /^([^:]+?)[ \t]*:[ \t]*(.*)$/;

/** A file taken apart: {dialect: "yaml" | "classic" | "raw", opening, header, closing, body}; joined they are the file. */
export function takenApart(text) {
  const start = /^(?:\uFEFF?[ \t]*\r?\n)*\uFEFF?/.exec(text)[0].length;
  const lines = linesOf(text.slice(start));
  if (lines.length && lines[0].trim() === "---") {
    const end = lines.findIndex((line, n) => n > 0 && ["---", "..."].includes(line.trimEnd()));
    if (end > 0) {
      return {
        dialect: "yaml", opening: text.slice(0, start) + lines[0], header: lines.slice(1, end).join(""),
        closing: lines[end], body: lines.slice(end + 1).join(""),
      };
    }
    return raw(text);
  }
  if (!lines.length || lines[0].trim() === "+++") return raw(text);
  const blank = lines.findIndex((line) => !line.trim());
  const header = blank < 0 ? lines : lines.slice(0, blank);
  if (!header.every((line) => PLAIN_LINE.test(line.trimEnd()))) return raw(text);
  const after = blank < 0 ? [] : lines.slice(blank);
  return {
    dialect: "classic", opening: text.slice(0, start), header: header.join(""),
    closing: after.length ? after[0] : "", body: after.slice(1).join(""),
  };
}

/** The header of a file that the form cannot show, as a block of text of its own. */
function raw(text) {
  const lines = linesOf(text);
  const first = lines.findIndex((line) => line.trim());
  const fence = first >= 0 ? lines[first].trim() : "";
  let end = -1;
  if (fence === "+++" || fence === "---") end = lines.findIndex((line, n) => n > first && line.trimEnd() === fence);
  if (end < 0) end = lines.findIndex((line, n) => n > first && !line.trim());
  if (end < 0) end = lines.length - 1;
  return { dialect: "raw", opening: "", header: lines.slice(0, end + 1).join(""), closing: "", body: lines.slice(end + 1).join("") };
}

/** The keys of a header: [{key, value, text, lead}], values as texts, lists and mappings; `lead` is what stands above a key. Throws on what is no mapping. */
export function chunksOf(header, dialect = "yaml") {
  if (dialect === "classic") {
    return linesOf(header).map((line) => {
      const found = KEY.exec(line.trimEnd());
      return { key: found[1].trim(), value: found[2].trim(), text: line, lead: "" };
    });
  }
  const document = parseDocument(header, { schema: "failsafe", uniqueKeys: true, merge: false, logLevel: "silent" });
  if (document.errors.length) throw new Error(document.errors[0].message);
  if (document.contents === null) return [];
  if (!isMap(document.contents) || document.contents.flow) throw new Error("this is no list of keys");
  if (document.contents.items.some((pair) => !isScalar(pair.key))) throw new Error("a key is no text");
  const values = document.toJS({ mapAsMap: true, maxAliasCount: 50 });
  const starts = document.contents.items.map((pair) => header.lastIndexOf("\n", pair.key.range[0] - 1) + 1);
  const chunks = [];
  let lead = header.slice(0, starts[0] ?? 0);
  document.contents.items.forEach((pair, n) => {
    const [own, rest] = withoutTail(header.slice(starts[n], starts[n + 1] ?? header.length));
    chunks.push({ key: String(pair.key.value), value: plain(values.get(pair.key.value)), text: own, lead });
    lead = rest;
  });
  if (chunks.length) chunks.tail = lead;
  return chunks;
}

/** Lines of a key, and the comments and blank lines behind them, which belong to the next one. */
function withoutTail(text) {
  const lines = linesOf(text);
  let end = lines.length;
  while (end > 1 && /^(?:#.*|\s*)$/.test(lines[end - 1].replace(/\r?\n$/, ""))) end -= 1;
  return [lines.slice(0, end).join(""), lines.slice(end).join("")];
}

/** A key with its value as lines of YAML. */
export function written(key, value) {
  return new Document({ [key]: value }).toString({ lineWidth: 0, minContentWidth: 0 });
}

/** The text of chunks, each with what stands above it. */
export function joined(chunks) {
  const body = chunks.map((chunk) => chunk.lead + ended(chunk.text)).join("");
  return body + (chunks.tail ?? "");
}

const ended = (text) => (text === "" || text.endsWith("\n") ? text : `${text}\n`);

/** The lines of a text, each with its end. */
export function linesOf(text) {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

function plain(value) {
  if (value instanceof Map) return Object.fromEntries([...value].map(([key, inner]) => [String(key), plain(inner)]));
  if (Array.isArray(value)) return value.map(plain);
  return value === null || value === undefined ? "" : String(value);
}
