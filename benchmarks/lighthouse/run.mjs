// One Lighthouse run per address, in one browser: what was scored and what was fetched, as JSON on standard output.
// node run.mjs BROWSER ROUNDS ADDRESS...
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";

const [browser, rounds, ...addresses] = process.argv.slice(2);
const flags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
const chrome = await launch({ chromePath: browser, chromeFlags: flags });
const found = [];
try {
  for (let round = 0; round < Number(rounds); round += 1) {
    for (const address of addresses) {
      const { lhr } = await lighthouse(address, { port: chrome.port, output: "json", logLevel: "error", maxWaitForLoad: 45000 });
      const scores = Object.fromEntries(Object.entries(lhr.categories).map(([name, one]) => [name, Math.round(one.score * 100)]));
      const failed = Object.values(lhr.categories).filter((one) => one.id !== "performance").flatMap((one) => one.auditRefs)
        .map((ref) => lhr.audits[ref.id]).filter((audit) => audit.score !== null && audit.score < 1 && audit.scoreDisplayMode !== "informative")
        .map((audit) => `${audit.id}: ${audit.title} ${JSON.stringify((audit.details?.items ?? []).slice(0, 3))}`);
      const requests = lhr.audits["network-requests"].details.items;
      found.push({
        address, round: round + 1, scores, failed,
        metrics: Object.fromEntries(["first-contentful-paint", "largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift", "speed-index"].map((id) => [id, lhr.audits[id].numericValue])),
        requests: requests.length, bytes: requests.reduce((sum, one) => sum + (one.transferSize ?? 0), 0),
        document: requests.find((one) => one.resourceType === "Document")?.transferSize ?? 0,
        elsewhere: requests.map((one) => one.url).filter((url) => !url.startsWith(new URL(address).origin) && !url.startsWith("data:")),
      });
    }
  }
} finally {
  await chrome.kill();
}
console.log(JSON.stringify(found));
