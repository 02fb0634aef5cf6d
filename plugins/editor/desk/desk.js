// Tells Decap how our files are read and written, which rules its fields obey, and how a story looks. Loaded after decap-cms.js.

import { judged } from "./judging.js";
import { nameButtons } from "./names.js";
import { storyPreview } from "./preview.js";
import { frontFormat, registryFormat } from "./registry_format.js";
import { storyFormat } from "./story_format.js";

const { CMS, h, markdownit, markdownitFootnote } = window;
const facts = await (await fetch("desk.json")).json();

CMS.registerCustomFormat("newsroom-story", "md", storyFormat(facts));
CMS.registerCustomFormat("newsroom-registry", "yaml", registryFormat("name"));
CMS.registerCustomFormat("newsroom-glossary", "yaml", registryFormat("definition"));
CMS.registerCustomFormat("newsroom-front", "yaml", frontFormat());

for (const name of ["string", "text", "datetime", "select", "relation", "image"]) {
  const widget = CMS.getWidget(name);
  CMS.registerWidget(name, judging(widget.control), widget.preview, widget.schema);
}

const markdown = markdownit({ html: true, linkify: false, typographer: true }).use(markdownitFootnote);
const preview = storyPreview({ h, facts, render: (text) => markdown.render(text) });
for (const name of facts.lists) CMS.registerPreviewTemplate(name, preview);
CMS.registerPreviewStyle("theme.css");
CMS.registerPreviewStyle("preview.css");
CMS.registerEventListener({
  name: "preSave",
  handler: ({ entry }) => {
    const faults = errorsOf(entry);
    if (faults.length) throw new Error(faults.map(spoken).join(". ")); // whichever field it belongs to, nothing wrong is written
    const isNew = entry.get("newRecord") && facts.lists.includes(entry.get("collection"));
    const isCopy = entry.hasIn(["data", "as_it_was"]); // a copy must not have the id of the story that it was made from
    return isNew && (isCopy || !entry.getIn(["data", "id"])) ? entry.get("data").set("id", newId()) : undefined;
  },
});
speak(document.documentElement.lang.split("-")[0]);
CMS.init();
nameButtons(document, facts.names);

/** Twelve hex digits, as `newsroom new` gives them. */
function newId() {
  return [...crypto.getRandomValues(new Uint8Array(6))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

function spoken(fault) {
  return `${fault.message}; ${fault.remedy}`;
}

/** Decap's own words in the language of the page, with ours where they would mislead. Decap speaks "en" where its configuration names no language. */
function speak(lang) {
  const phrases = structuredClone(CMS.getLocale(lang) ?? CMS.getLocale("en"));
  Object.assign(phrases.editor.editorToolbar, facts.buttons);
  phrases.collection.collectionTop.newButton = "+ %{collectionLabel}";
  CMS.registerLocale("en", phrases);
}

/** A control whose field is right only when the rules of a story find no error there. */
function judging(Control) {
  return class extends Control {
    constructor(...given) {
      super(...given);
      const theirs = this.isValid?.bind(this);
      this.isValid = () => {
        const found = theirs ? theirs() : { error: false };
        if (found !== true && found?.error !== false) return found;
        const { field, entry, getEntry, parentIds = [], value } = this.props;
        const draft = getEntry?.() ?? entry;
        const path = [...parentIds.slice(0, 1).map((id) => id.replace(/-field-\d+$/, "")), field.get("name")];
        const faults = errorsOf(draft).filter((one) => one.at[0] === path[0] && (path.length === 1 || one.at.includes(path[1]) && isAt(draft, one.at, value)));
        return faults.length ? { error: { type: "CUSTOM", parentIds, message: faults.map(spoken).join(". ") } } : found;
      };
    }
  };
}

/** Whether an entry's value is the one that a fault was found at: of two entries with one value both are marked. */
function isAt(draft, at, value) {
  const found = draft.getIn(["data", ...at.slice(0, -1)])?.get?.(at.at(-1));
  return (found ?? "") === (value ?? "");
}

function errorsOf(draft) {
  return facts.lists.includes(draft.get("collection")) ? judged(draft.get("data").toJS(), facts).filter((one) => one.severity === "error") : [];
}
