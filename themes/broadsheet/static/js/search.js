// The search page: fetches Pagefind when the page is open, keeps the question in the address, and puts results in order of their dates.

const box = document.querySelector("[data-search]");
const room = document.querySelector(".search__room");
const here = document.currentScript.src;

function lost() {
  box.hidden = true;
  room.style.minBlockSize = 0;
  document.querySelector("[data-search-lost]").hidden = false;
}

function fetched(kind, facts) {
  return new Promise((resolve, reject) => {
    const element = Object.assign(document.createElement(kind), facts, { onload: resolve, onerror: reject });
    document.head.append(element);
  });
}

const choices = [...box.querySelectorAll("[data-filter]")];
const order = box.querySelector("[data-order]");

// What is asked stands in the address: a question can be sent to somebody, and the way back from a story leads to its results.
function keep(words) {
  const made = new URLSearchParams();
  if (words) made.set("q", words);
  for (const one of [...choices, order]) if (one.value) made.set(one.dataset.filter || "order", one.value);
  const question = made.toString();
  history.replaceState(null, "", question ? `?${question}` : location.pathname);
}

function option(value, count) {
  return Object.assign(document.createElement("option"), { value, textContent: count === undefined ? value : `${value} (${count})` });
}

// The values of a filter that the words leave, with their numbers; what is chosen stays, also where the words leave nothing of it.
function fill(choice, counts) {
  const chosen = choice.value;
  const values = Object.keys(counts).filter((value) => counts[value] || value === chosen);
  values.sort((a, b) => a.localeCompare(b, document.documentElement.lang, { numeric: true }));
  if (choice.dataset.filter === "year") values.reverse();
  if (chosen && !values.includes(chosen)) values.push(chosen);
  choice.replaceChildren(choice.options[0], ...values.map((value) => option(value, counts[value])));
  choice.value = chosen;
  choice.closest("label").hidden = !values.length;
}

const chosen = () => Object.fromEntries(choices.filter((one) => one.value).map((one) => [one.dataset.filter, [one.value]]));

// What a page is told by is a filter, so that it is no word of its text; Pagefind's elements show metadata alone.
const named = (result) => ({
  ...result,
  data: async () => {
    const facts = await result.data();
    return { ...facts, meta: { ...facts.meta, kind: facts.filters?.kind?.[0] || "" } };
  },
});

async function start() {
  const folder = new URL(box.dataset.search, location.href).pathname;
  const first = new URLSearchParams(location.search);
  box.querySelector("pagefind-config").setAttribute("bundle-path", folder);
  // Results come later than the page is painted: the topics make room for them at once.
  if (first.get("q")) room.style.minBlockSize = "100svh";
  order.value = ["asc", "desc"].includes(first.get("order")) ? first.get("order") : "";
  for (const one of choices) {
    const value = first.get(one.dataset.filter);
    if (value) one.append(option(value));
    one.value = value || "";
  }
  await Promise.all([
    fetched("link", { rel: "stylesheet", href: `${folder}pagefind-component-ui.css` })
      .then(() => fetched("link", { rel: "stylesheet", href: new URL("../css/search.css", here).href })),
    fetched("script", { src: `${folder}pagefind-component-ui.js` }),
  ]);
  const search = box.querySelector("pagefind-input").instance;
  search.on("error", lost);
  search.on("filters", ({ total, available }) => {
    choices.forEach((one) => fill(one, (total || available)[one.dataset.filter] || {}));
    order.closest("label").hidden = !Object.keys(available.year || {}).length; // where nothing has a date there is no other order
  });
  await search.triggerLoad();
  const engine = search.__pagefind__;
  if (!engine) return;
  const plain = engine.search.bind(engine);
  // Pagefind can sort; its elements have no control for it. What has no date it leaves out: here that stands behind what has one.
  const inOrder = async (results, words, given) => {
    if (!order.value) return results;
    const dated = await plain(words, { ...given, sort: { date: order.value } });
    const known = new Set(dated.results.map((one) => one.id));
    return [...dated.results, ...results.filter((one) => !known.has(one.id))];
  };
  engine.search = async (words, given) => {
    const found = await plain(words, given);
    return { ...found, results: (await inOrder(found.results, words, given)).map(named) };
  };
  search.on("search", (words) => keep(words));
  const ask = (words) => {
    search.faceted = Object.keys(chosen()).length > 0; // a choice alone is a question too
    search.triggerSearchWithFilters(words, chosen());
  };
  for (const one of [...choices, order]) one.addEventListener("change", () => ask(search.searchTerm));
  box.hidden = false;
  if (first.get("q") || Object.keys(chosen()).length) ask(first.get("q") || "");
  if (!first.get("q")) box.querySelector("input").focus();
}

if (box) start().catch(lost);
