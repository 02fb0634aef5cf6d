// Comments: asks the server when the reader reaches them, shows what came since the page was built, and sends what is written.
// Nothing a server or a reader wrote is ever read as HTML here.

const place = document.getElementById("page:comments");
const one = (selector) => place.querySelector(selector);
const show = (selector, shown) => place.querySelectorAll(selector).forEach((found) => (found.hidden = !shown));

function whenReached(act) {
  if (!("IntersectionObserver" in window)) return act();
  const observer = new IntersectionObserver((entries) => {
    if (entries.some((entry) => entry.isIntersecting)) {
      observer.disconnect();
      act();
    }
  }, { rootMargin: "300px" });
  observer.observe(place);
}

function isso(server, thread) {
  const list = one("[data-list]");
  const form = one("[data-form]");
  const template = one("[data-comment-template]");
  const day = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "long" });
  const fields = ["text", "author", "email"].map((name) => form.elements[name]);
  let parent = null;

  // Isso keeps `&`, `<` and `>` of names as HTML writes them. A textarea reads the entities and runs nothing.
  const decoded = (name) => Object.assign(document.createElement("textarea"), { innerHTML: name }).value;

  function add(comment, into) {
    if (place.querySelector(`[data-comment="${Number(comment.id)}"]`)) return;
    const item = template.content.firstElementChild.cloneNode(true);
    const name = comment.author ? decoded(comment.author) : "–";
    const moment = new Date(comment.created * 1000);
    item.id = `isso-${Number(comment.id)}`;
    item.dataset.comment = Number(comment.id);
    item.querySelector("b").textContent = name;
    item.querySelector(".unseen").textContent = name;
    Object.assign(item.querySelector("time"), { dateTime: moment.toISOString(), textContent: day.format(moment) });
    for (const part of String(comment.text).split(/\n{2,}/)) {
      const paragraph = item.querySelector(".comment__text").appendChild(document.createElement("p"));
      part.split("\n").forEach((line, at) => paragraph.append(...(at ? [document.createElement("br"), line] : [line])));
    }
    if (into !== list) item.querySelector("[data-reply]").remove();
    into.append(item);
  }

  function repliesOf(id) {
    const item = place.querySelector(`[data-comment="${Number(id)}"]`);
    return item ? item.querySelector("ol") || item.appendChild(document.createElement("ol")) : list;
  }

  // What an editor has taken back since the page was built is not shown any more.
  function takeBack(found) {
    const known = new Set(found.flatMap((comment) => [comment.id, ...(comment.replies || []).map((reply) => reply.id)]));
    for (const item of place.querySelectorAll("[data-kept]")) if (!known.has(Number(item.dataset.comment))) item.remove();
  }

  async function load() {
    try {
      const answer = await fetch(`${server}/?uri=${encodeURIComponent(thread)}&plain=1`, { credentials: "omit" });
      if (!answer.ok && answer.status !== 404) throw new Error(answer.status);
      const found = answer.ok ? (await answer.json()).replies : [];
      for (const comment of found) {
        if (comment.mode === 1) add(comment, list);
        for (const reply of comment.replies || []) if (reply.mode === 1) add(reply, repliesOf(comment.id));
      }
      takeBack(found);
      show("[data-none]", !list.firstElementChild);
    } catch {
      show("[data-lost]", true);
    }
  }

  function answering(id, name) {
    parent = id;
    show("[data-answer]", id !== null);
    show("[data-new]", id === null);
    one("[data-addressee]").textContent = name;
    if (id !== null) document.getElementById("page:comment-form-title").focus();
  }

  const isFine = (field) => field.value.trim().length >= (field.name === "text" ? 3 : 1) && field.validity.valid;

  function judge(field) {
    const fine = isFine(field);
    field.setAttribute("aria-invalid", String(!fine));
    document.getElementById(`${field.id}-error`).hidden = fine;
    return fine;
  }

  async function send(event) {
    event.preventDefault();
    show("[data-said]", false);
    const wrong = fields.filter((field) => !judge(field));
    if (wrong.length) return wrong[0].focus();
    const button = form.querySelector("[type=submit]");
    button.disabled = true;
    const said = { parent, title: place.dataset.title };
    for (const field of fields) said[field.name] = field.value.trim();
    try {
      const answer = await fetch(`${server}/new?uri=${encodeURIComponent(thread)}`, {
        signal: AbortSignal.timeout(30000), method: "POST", credentials: "omit", headers: { "Content-Type": "application/json" }, body: JSON.stringify(said),
      });
      if (answer.ok) {
        const kept = await answer.json();
        if (kept.mode === 1) add({ ...kept, text: said.text }, parent === null ? list : repliesOf(parent));
        show(`[data-said="${kept.mode === 1 ? "shown" : "waiting"}"]`, true);
        show("[data-none]", false);
        form.elements.text.value = "";
        answering(null, "");
      } else {
        show(`[data-said="${answer.status < 500 ? "refused" : "unsent"}"]`, true);
      }
    } catch {
      show('[data-said="unsent"]', true);
    }
    button.disabled = false;
  }

  show("[data-form], [data-reply]", true);
  form.addEventListener("submit", send);
  for (const field of fields) field.addEventListener("blur", () => field.hasAttribute("aria-invalid") && judge(field));
  one("[data-cancel]").addEventListener("click", () => answering(null, ""));
  list.addEventListener("click", (event) => {
    const button = event.target.closest("[data-reply]");
    if (button) answering(Number(button.closest("[data-comment]").dataset.comment), button.querySelector(".unseen").textContent);
  });
  whenReached(load);
}

function giscus(box) {
  const button = box.querySelector("button");
  button.hidden = false;
  button.addEventListener("click", () => {
    const script = document.createElement("script");
    Object.assign(script, { src: "https://giscus.app/client.js", async: true, crossOrigin: "anonymous" });
    for (const [name, value] of Object.entries(box.dataset)) script.dataset[name] = value;
    script.dataset.lang ||= document.documentElement.lang;
    delete script.dataset.giscus;
    box.replaceChildren(Object.assign(document.createElement("div"), { className: "giscus" }), script);
  });
}

if (place?.dataset.comments) isso(place.dataset.comments, place.dataset.thread);
else if (place?.querySelector("[data-giscus]")) giscus(place.querySelector("[data-giscus]"));
