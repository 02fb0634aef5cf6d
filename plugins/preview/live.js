// Hears of each build: loads the page again when there is a new edition, and lays what is wrong over the last good one.
const STYLE = `
  :host { all: initial; display: block; }
  aside { position: fixed; inset: auto 0 0 0; z-index: 2147483647; max-height: 60vh; overflow: auto; box-sizing: border-box;
    font: 15px/1.5 system-ui, sans-serif; color: #1b1b1b; background: #fff8e1; border-top: 4px solid #b26a00; padding: 10px 16px; }
  aside.wrong { background: #fff0f0; border-color: #b00020; }
  summary { cursor: pointer; font-weight: 600; }
  ul { margin: 8px 0; padding: 0 0 0 18px; }
  li { margin: 0 0 8px; overflow-wrap: anywhere; }
  code { font: 13px/1.4 ui-monospace, monospace; }
  a { color: #003e9c; }
  @media print { :host { display: none; } }
`;
let edition = null;

function line(problem) {
  const item = document.createElement("li");
  const place = document.createElement("code");
  place.textContent = problem.line ? `${problem.path}:${problem.line}` : problem.path;
  item.append(place, ` ${problem.rule} ${problem.message}`, problem.remedy ? `; ${problem.remedy}` : "");
  return item;
}

function failure(text) {
  const item = document.createElement("li");
  item.textContent = text;
  return item;
}

function show(news) {
  document.querySelector("newsroom-desk")?.remove();
  const errors = news.problems.filter((one) => one.severity === "error");
  const warnings = news.problems.filter((one) => one.severity !== "error");
  const wrong = errors.length + news.failures.length;
  const said = [];
  if (wrong) said.push(`${wrong} ${wrong === 1 ? "error" : "errors"}`);
  if (news.warnings) said.push(`${news.warnings} ${news.warnings === 1 ? "warning" : "warnings"}`);
  if (!said.length) return;
  const host = document.createElement("newsroom-desk");
  const root = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  root.adoptedStyleSheets = [sheet];
  const panel = document.createElement("aside");
  panel.setAttribute("aria-label", "Problems of this site");
  panel.className = wrong ? "wrong" : "";
  const details = document.createElement("details");
  details.open = wrong > 0;
  const summary = document.createElement("summary");
  summary.textContent = `Newsroom: ${said.join(" and ")}${wrong && !news.complete ? ". You see the last good page." : ""}`;
  const list = document.createElement("ul");
  list.append(...news.failures.map(failure), ...errors.map(line), ...warnings.map(line));
  const more = news.warnings - warnings.length;
  if (more) list.append(failure(`${more} more warnings: newsroom check names them all.`));
  const link = document.createElement("a");
  link.href = "/_newsroom/proof/";
  link.textContent = "Proof sheets";
  details.append(summary, list, link);
  panel.append(details);
  root.append(panel);
  document.body.append(host);
  // So the last lines of the page can be scrolled up until they stand above the panel.
  new ResizeObserver(() => host.style.setProperty("height", `${panel.offsetHeight}px`)).observe(panel);
}

function listen() {
  const source = new EventSource("/_newsroom/news");
  source.onmessage = (event) => {
    const news = JSON.parse(event.data);
    if (edition !== null && news.edition !== edition) {
      source.close();
      location.reload();
      return;
    }
    edition = news.edition;
    if (window.top === window) show(news);
  };
}

listen();
