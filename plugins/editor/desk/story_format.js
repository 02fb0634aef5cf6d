// A story's file as the form's values, and back: Decap's "custom format" newsroom-story. Pure.

import { chunksOf, joined, takenApart, written } from "./headers.js";
import { cleaned, same, toForm } from "./values.js";

/** What the form carries along besides the fields: the file as it was read. It is never written. */
const KEPT = "as_it_was";
const FRAME = new Set(["body", "dialect", "header", KEPT]);

/** {fromFile, toFile} for the site that `facts` (desk.json) describes. */
export function storyFormat(facts) {
  return { fromFile: (text) => read(text, facts), toFile: (data) => write(data, facts) };
}

function read(text, facts) {
  const file = takenApart(text);
  try {
    if (file.dialect !== "raw") {
      const chunks = chunksOf(file.header, file.dialect);
      if (file.dialect === "yaml" || chunks.some((one) => facts.keys.includes(one.key.trim().toLowerCase().replace(/[-_\s]+/g, "_")))) {
        const { data } = toForm(chunks, facts);
        return { ...data, body: file.body.slice(blankLines(file.body).length), dialect: "form", [KEPT]: text };
      }
    }
  } catch {
    // a header that this parser cannot read stays as it is
  }
  const whole = file.dialect === "raw" ? file : { header: file.opening + file.header + file.closing, body: file.body };
  return { title: titleIn(whole.header), header: whole.header, body: whole.body, dialect: "raw" };
}

function write(data, facts) {
  if (data.dialect === "raw") return ended(data.header ?? "") + (data.body ?? "");
  const kept = data[KEPT];
  const file = kept === undefined ? null : takenApart(kept);
  const body = (file ? blankLines(file.body) : "\n") + (data.body ?? "").replace(/\r\n/g, "\n").replace(/^\n+/, "");
  const chunks = file ? chunksOf(file.header, file.dialect) : [];
  const before = file ? toForm(chunks, facts) : { data: {}, owners: {} };
  const after = cleaned(Object.fromEntries(Object.entries(data).filter(([key]) => !FRAME.has(key)))) ?? {};
  const changed = Object.keys(facts.shapes).filter((key) => key !== "body" && !same(before.data?.[key], after[key]));
  const isSame = file && alike(body, file.body);
  if (isSame && !changed.length) return kept;
  const text = isSame ? file.body : body;
  if (file && !changed.length) return file.opening + file.header + file.closing + text;
  const header = rewritten(chunks, before, after, changed, file?.dialect ?? "yaml", facts);
  if (file?.dialect === "yaml") return file.opening + header + file.closing + text;
  return `---\n${header}---\n${file ? "\n" : ""}${text}`;
}

/** The blank lines between a header and its text: the form does not show them. */
function blankLines(text) {
  return /^(?:[ \t]*\r?\n)*/.exec(text)[0];
}

/** Decap cuts the blank lines off a text's end. */
function alike(one, other) {
  return one.replace(/\r\n/g, "\n").trimEnd() === other.replace(/\r\n/g, "\n").trimEnd();
}

/** The header with the chunks of the changed fields written anew. A classic header becomes YAML as a whole: only that holds what the form can say. */
function rewritten(chunks, before, after, changed, dialect, facts) {
  const stale = new Map(changed.map((key) => [key, before.owners[key] ?? []]));
  const made = [];
  const done = new Set();
  for (const chunk of chunks) {
    const key = changed.find((name) => stale.get(name).includes(chunk));
    if (key === undefined) {
      made.push(dialect === "classic" ? asYaml(chunk, before, facts) : chunk);
    } else if (!done.has(key)) {
      done.add(key);
      if (key in after) made.push({ lead: chunk.lead, text: written(key, after[key]) });
      else if (chunk.lead) made.push({ lead: chunk.lead, text: "" });
    }
  }
  for (const key of changed) if (!done.has(key) && key in after) made.push({ lead: "", text: written(key, after[key]) });
  made.tail = chunks.tail;
  return joined(made);
}

/** A line of a classic header as YAML: a list where the field is one, else the text that was written. */
function asYaml(chunk, before, facts) {
  const field = Object.keys(before.owners).find((key) => before.owners[key].includes(chunk));
  const given = chunk.key.trim().toLowerCase();
  // A key that is not ours keeps its hyphens: templates find it under them.
  const name = field === undefined && /^[\w-]+$/.test(given) ? given : given.replace(/[-\s]+/g, "_");
  const kind = field ? facts.shapes[field].kind : "text";
  const isWhole = field !== undefined && before.owners[field].length === 1 && field !== "sources";
  const value = kind === "texts" && isWhole ? before.data[field] : unquoted(chunk.value);
  return { lead: "", text: value === undefined ? "" : written(name, value) };
}

function unquoted(value) {
  const found = /^(["'])(.*)\1$/.exec(value);
  return found && !found[2].includes(found[1]) ? found[2] : value;
}

function titleIn(header) {
  const found = /^[ \t]*title[ \t]*[:=][ \t]*(.*)$/im.exec(header);
  return found ? unquoted(found[1].trim()) || "?" : "?";
}

const ended = (text) => (text === "" || text.endsWith("\n") ? text : `${text}\n`);
