import "uplot/dist/uPlot.min.css";
import "./style.css";
import { listen, Problem, setKey, snapshot } from "./api";
import { GasChart, select, tokens, TransfersChart, VarChart } from "./charts";
import { byId, h, s, say } from "./dom";
import { copyButton } from "./figure";
import { age, usd } from "./format";
import { Heatmap } from "./heatmap";
import { IlChart } from "./ilchart";
import { Pipeline } from "./pipeline";
import { Project } from "./project";
import * as state from "./state";
import { TradesCharts } from "./trades";

const RANGES: Array<[string, string]> = [["1h", "1 hour"], ["24h", "24 hours"], ["7d", "7 days"], ["10d", "10 days"], ["30d", "30 days"], ["90d", "90 days"], ["all", "All blocks"]];
const METHODS: Array<[string, string]> = [["historical", "Historical"], ["age-weighted", "Age-weighted"], ["normal", "Normal"], ["student-t", "Student's t"], ["cornish-fisher", "Cornish-Fisher"], ["ewma", "EWMA"], ["fhs", "Filtered historical"]];
const SECTIONS: Array<[string, string]> = [["pipeline", "Pipeline"], ["risk", "Risk"], ["mev", "MEV"], ["activity", "Activity"], ["trades", "Trades"], ["project", "Project"]];

const pipeline = new Pipeline();
const risk = new VarChart();
const il = new IlChart();
const mev = new Heatmap();
const transfers = new TransfersChart();
const gas = new GasChart();
const trades = new TradesCharts();
const project = new Project();

function theme(): void {
  const chosen = state.get("theme");
  document.documentElement.dataset.theme = chosen || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
}

function repaint(): void {
  [risk, transfers, gas].forEach((chart) => chart.redraw());
}

function header(): void {
  const moon = s("svg", { viewBox: "0 0 16 16", width: 16, height: 16, "aria-hidden": "true" }, s("path", { class: "icon", d: "M13 9.5A5.5 5.5 0 1 1 6.5 3 4.5 4.5 0 0 0 13 9.5Z" }));
  const logo = s("svg", { viewBox: "0 0 24 16", width: 24, height: 16, "aria-hidden": "true" }, s("path", { class: "logo", d: "M1 4h8l4 7h10" }));
  const range = h("select", { id: "range", "aria-label": "Range", disabled: snapshot !== null, onchange: (event: Event) => state.set({ range: (event.target as HTMLSelectElement).value }) },
    ...RANGES.map(([key, text]) => h("option", { value: key, selected: state.get("range") === key }, text)));
  const live = h("button", { type: "button", id: "live-button", class: "control", "aria-pressed": "true", onclick: () => { state.set({ live: state.get("live") === "0" ? "" : "0" }); follow(); } });
  byId("top").append(h("div", { class: "wide" }, h("a", { class: "brand", href: "#main" }, logo, h("b", {}, "Weir")),
    h("nav", { "aria-label": "Sections" }, ...SECTIONS.map(([id, name]) => h("a", { href: `#${id}` }, name))),
    h("div", { class: "controls-top" }, h("span", { id: "head-block", class: "head-block" }), range, snapshot ? h("span", { class: "control still" }, "Snapshot") : live,
      h("button", { type: "button", class: "control", id: "theme-button", "aria-label": "Change between light and dark", onclick: () => state.set({ theme: document.documentElement.dataset.theme === "dark" ? "light" : "dark" }) }, moon))));
}

function section(id: string, title: string, question: string, side: Node[], ...body: Node[]): HTMLElement {
  return h("section", { class: "section", id, "aria-labelledby": `${id}-title` },
    h("div", { class: "side" }, h("h2", { id: `${id}-title` }, title), h("p", {}, question), ...side), h("div", { class: "body" }, ...body));
}

function riskInputs(): HTMLElement {
  const assets = h("div", {});
  risk.onAssets = (names, now) => assets.replaceChildren(select("Asset", names.length > 0 ? names.map((name) => [name, name]) : [["", "no prices"]], state.get("asset") || now || "", (asset) => state.set({ asset })));
  risk.onAssets([], null);
  const confidence = h("div", { class: "field" }, h("span", { id: "confidence-label" }, "Confidence"), h("div", { class: "segments", role: "radiogroup", "aria-labelledby": "confidence-label" },
    ...["0.9", "0.95", "0.99"].map((level) => h("label", {}, h("input", { type: "radio", name: "confidence", value: level, checked: state.get("confidence") === level, onchange: () => state.set({ confidence: level }) }), h("span", {}, `${Number(level) * 100} %`)))));
  const summary = h("span", {});
  const details = h("details", { class: "inputs", open: matchMedia("(min-width: 700px)").matches }, h("summary", {}, summary, h("span", { class: "link" }, "Change")),
    h("div", { class: "fields" }, assets, select("Position", ["10000", "100000", "1000000", "10000000"].map((value) => [value, usd(Number(value))]), state.get("position"), (position) => state.set({ position })), confidence,
      select("Window", [["", "Automatic"], ["30", "30 bars"], ["60", "60 bars"], ["120", "120 bars"], ["250", "250 bars"]], state.get("window"), (window) => state.set({ window })),
      select("Method", METHODS, state.get("method"), (method) => state.set({ method }))));
  const tell = (): void => { summary.textContent = `${state.get("asset") || "First asset"}, ${usd(state.number("position"))}, ${state.number("confidence") * 100} %, ${state.get("window") || "automatic"} window, ${state.get("method")} `; };
  tell();
  state.onChange(tell);
  return details;
}

function activityInputs(): HTMLElement {
  const box = h("div", { class: "fields" }, select("Token", [["", "All tokens"]], "", () => undefined));
  tokens().then((answer) => box.replaceChildren(select("Token", [["", "All tokens"], ...answer.tokens.filter((token, i, all) => all.findIndex((other) => other.address === token.address) === i)
    .map((token): [string, string] => [token.address, `${token.symbol ?? `${token.address.slice(0, 8)}…${token.address.slice(-4)}`} (${token.standard})`])], state.get("token"), (token) => state.set({ token })))).catch(() => undefined);
  return box;
}

function build(): void {
  header();
  const figures = (...nodes: Node[]): HTMLElement => h("div", { class: "column span-6" }, ...nodes);
  byId("main").append(pipeline.hero,
    section("pipeline", "Pipeline", "Where is the newest block?", [pipeline.facts], pipeline.line),
    section("risk", "Risk", "What could this position lose in a bar?", [riskInputs()], risk.figure.root, il.figure.root),
    section("mev", "MEV", "Who took value, and in which block?", [mev.kinds], mev.figure.root, mev.drawer),
    section("activity", "Activity", "What moved, and what did it cost?", [activityInputs()], transfers.figure.root, figures(gas.figure.root, gas.blobs.root)),
    section("trades", "Trades", "Where was it traded?", [], trades.protocols.root, trades.pools.root),
    section("project", "Project", "How is it made?", [project.tree], h("div", { class: "span-8 code-box" }, project.tabs, project.title, project.code),
      h("div", { class: "span-4 stack-box" }, h("h3", {}, "Stack"), project.stack, h("h3", {}, "Run it"), h("div", { class: "command" }, h("code", {}, "./weir demo"), copyButton(() => "./weir demo")))));
  byId("foot").append(h("p", {}, "Weir measures the flow of DeFi. ", h("a", { href: "/api" }, "HTTP API"), ". Figures show what the warehouse holds: the range in each foot, the SQL in each figure."));
}

const loads: Record<string, () => Promise<void>> = {
  pipeline: () => pipeline.load(), var: () => risk.load(), il: () => il.load(), mev: () => mev.load(), transfers: () => transfers.load(), gas: () => gas.load(), trades: () => trades.load(), project: () => project.load(),
};

async function loadAll(): Promise<void> {
  const results = await Promise.allSettled(Object.values(loads).map((load) => load()));
  const failed = results.find((result) => result.status === "rejected");
  if (failed && (failed as PromiseRejectedResult).reason instanceof Problem && ((failed as PromiseRejectedResult).reason as Problem).code === "WEIR8003") {
    askKey();
  }
  document.documentElement.dataset.ready = "";
}

function askKey(): void {
  if (document.getElementById("key-form")) {
    return;
  }
  const input = h("input", { type: "password", id: "key", autocomplete: "off" });
  byId("main").prepend(h("form", { id: "key-form", class: "key-form", onsubmit: (event: Event) => { event.preventDefault(); setKey(input.value); byId("key-form").remove(); void loadAll().then(follow); } },
    h("label", { for: "key" }, "This server needs its key"), input, h("button", { type: "submit", class: "control" }, "Open")));
}

// Live: the stream says that there is more, and the figures ask for it; one that is being read holds.
let stopped: AbortController | null = null;
let last = "";
let fresh = 0;
let beats = 0;
const BEATS_A_LOAD = 3;
let timer = 0;

function refresh(): void {
  timer = 0;
  const blocks = fresh;
  fresh = 0;
  void pipeline.load().catch(() => undefined);
  for (const [chart, figure] of [[risk, risk.figure], [mev, mev.figure], [transfers, transfers.figure], [gas, gas.figure], [trades, trades.protocols]] as const) {
    if (figure.isRead) {
      figure.hold(blocks);
    } else {
      void chart.load();
    }
  }
}

function follow(): void {
  const isOff = snapshot !== null || state.get("live") === "0";
  const button = document.getElementById("live-button");
  if (button) {
    button.setAttribute("aria-pressed", String(!isOff));
    button.replaceChildren(h("i", { class: `lamp ${isOff ? "" : "on"}`, "aria-hidden": "true" }), isOff ? "Paused" : "Live");
  }
  stopped?.abort();
  stopped = null;
  if (isOff || document.hidden) {
    return;
  }
  const control = new AbortController();
  stopped = control;
  void (async () => {
    for (let wait = 1_000; !control.signal.aborted; wait = Math.min(wait * 2, 30_000)) {
      try {
        await listen(last, control.signal, (kind, id, data) => {
          wait = 1_000;
          const isNew = id !== "" && id !== last;
          last = id || last;
          if (kind === "block" && (isNew || data.number !== pipeline.answer?.chain.stored) || kind === "reorg") {
            fresh += kind === "block" ? 1 : 0;
            timer ||= window.setTimeout(refresh, 1_500);
            if (kind === "reorg") {
              say(`Reorganisation: ${data.depth} blocks above block ${data.ancestor} were replaced.`);
            }
          } else if (kind === "rates") {
            beats = (beats + 1) % BEATS_A_LOAD;
            if (beats === 0 && timer === 0) {
              void pipeline.load().catch(() => undefined);
            }
          }
        });
      } catch {
        if (control.signal.aborted) {
          return;
        }
        button?.replaceChildren(h("i", { class: "lamp", "aria-hidden": "true" }), "Waiting");
      }
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  })();
}

theme();
build();
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { theme(); repaint(); });
document.addEventListener("visibilitychange", follow);
setInterval(() => document.querySelectorAll<HTMLElement>(".age[data-at]").forEach((node) => { node.textContent = age(Number(node.dataset.at)); }), 5_000);
state.onChange((keys) => {
  const has = (...wanted: string[]): boolean => keys.some((key) => wanted.includes(key));
  if (has("theme")) {
    theme();
    repaint();
  }
  if (has("range")) {
    void Promise.allSettled([pipeline.load(), risk.load(), transfers.load(), gas.load(), trades.load()]);
  } else if (has("asset", "position", "confidence", "window", "method")) {
    void risk.load();
  }
  if (has("token")) {
    void transfers.load();
  }
});
const seen = new IntersectionObserver((entries) => entries.forEach((entry) => {
  if (entry.isIntersecting) {
    document.querySelectorAll(".top nav a").forEach((link) => link.setAttribute("aria-current", String(link.getAttribute("href") === `#${entry.target.id}`)));
  }
}), { rootMargin: "-20% 0px -70% 0px" });
document.querySelectorAll(".section").forEach((part) => seen.observe(part));
void document.fonts.load('12px "IBM Plex Sans"').finally(() => void loadAll().then(follow));
