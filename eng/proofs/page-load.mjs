// How long the page takes in a browser: until it is loaded, and until every chart is drawn from the API.
//   node --experimental-websocket eng/proofs/page-load.mjs URL [ROUNDS]      (Node.js 20, Debian's chromium; a server on loopback)
// A new browser without a cache each round; prints each round and the medians, in ms and bytes.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const [url, rounds = "5"] = process.argv.slice(2);
if (!url) {
  console.error("usage: node --experimental-websocket eng/proofs/page-load.mjs URL [ROUNDS]");
  process.exit(2);
}

const drawn = `new Promise(done => {
  const began = performance.now();
  const look = () => {
    const charts = [...document.querySelectorAll("figure[data-chart]")];
    const open = charts.filter(chart => chart.dataset.state === "loading" || !chart.dataset.state).length;
    if ((charts.length && !open) || performance.now() - began > 30000) {
      const [page] = performance.getEntriesByType("navigation");
      const asked = performance.getEntriesByType("resource");
      const paint = performance.getEntriesByName("first-contentful-paint")[0];
      done(JSON.stringify({
        paint: Math.round(paint?.startTime ?? -1), loaded: Math.round(page.loadEventEnd), drawn: Math.round(performance.now()),
        charts: charts.filter(chart => chart.dataset.state === "drawn").length, of: charts.length,
        page: page.encodedBodySize, data: asked.reduce((sum, one) => sum + one.encodedBodySize, 0), requests: asked.length,
      }));
    } else {
      requestAnimationFrame(look);
    }
  };
  look();
})`;

async function round() {
  const folder = mkdtempSync(join(tmpdir(), "page-load-"));
  const browser = spawn("chromium", [
    "--headless=new", "--no-sandbox", "--disable-gpu", "--remote-debugging-port=0", `--user-data-dir=${folder}`,
    "--window-size=1440,2200", "about:blank",
  ], { stdio: ["ignore", "ignore", "pipe"] });
  try {
    const endpoint = await new Promise((found, failed) => {
      let text = "";
      browser.stderr.on("data", part => {
        text += part;
        const match = text.match(/ws:\/\/\S+/);
        if (match) found(match[0]);
      });
      browser.on("exit", () => failed(new Error("chromium ended")));
    });
    const targets = await (await fetch(`http://${new URL(endpoint).host}/json`)).json();
    const socket = new WebSocket(targets.find(target => target.type === "page").webSocketDebuggerUrl);
    await new Promise(open => (socket.onopen = open));
    const waiting = new Map();
    let loaded;
    const isLoaded = new Promise(done => (loaded = done));
    let id = 0;
    socket.onmessage = event => {
      const message = JSON.parse(event.data);
      waiting.get(message.id)?.(message.result);
      if (message.method === "Page.loadEventFired") loaded();
    };
    const ask = (method, params = {}) => new Promise(answer => {
      waiting.set(++id, answer);
      socket.send(JSON.stringify({ id, method, params }));
    });
    await ask("Page.enable");
    await ask("Page.navigate", { url });
    await isLoaded;
    const answer = await ask("Runtime.evaluate", { expression: drawn, awaitPromise: true });
    socket.close();
    return JSON.parse(answer.result.value);
  } finally {
    browser.kill();
    await new Promise(ended => browser.on("exit", ended));
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  }
}

const results = [];
for (let i = 0; i < Number(rounds); i++) {
  const result = await round();
  console.log(JSON.stringify(result));
  results.push(result);
}
const median = name => results.map(result => result[name]).sort((a, b) => a - b)[Math.floor(results.length / 2)];
console.log(`median of ${results.length}: first paint ${median("paint")} ms, loaded ${median("loaded")} ms, `
  + `all charts drawn ${median("drawn")} ms; page ${median("page")} bytes, data ${median("data")} bytes in ${median("requests")} requests`);
