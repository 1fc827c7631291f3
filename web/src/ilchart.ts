import { ask, Frame, snapshot } from "./api";
import { h, s } from "./dom";
import { Figure, pngOf } from "./figure";
import { num, percent, usd } from "./format";
import { held, loss, Pool } from "./il";
import * as state from "./state";

interface IlAnswer extends Frame { ratios: number[]; il_pct: number[]; lp_values: number[]; hold_values: number[]; now: { il_pct: number }; config: { initial_usd: number } }
interface Row { ratio: number; il: number; lp: number; hold: number }

const KINDS: Array<[string, string]> = [["v2", "V2"], ["v3", "V3"], ["weighted", "Weighted"], ["stable", "Stable"]];
const WIDTH = 360;
const HEIGHT = 250;
const LEFT = 46;
const TOP = 26;
const BOTTOM = 24;
const DEEPEST = -0.5;

/** The curve over the log of the price ratio, with sliders that answer at once. */
export class IlChart {
  readonly figure = new Figure("il", "Impermanent loss", "%", 4, "Model: needs no chain data. Without fees.");
  private readonly controls = h("div", { class: "controls" });
  private answer: IlAnswer | null = null;
  private values = 10_000;
  private outputs: Record<string, HTMLOutputElement> = {};
  private sliders: Record<string, HTMLInputElement> = {};

  constructor() {
    this.figure.plot.after(this.controls);
    const kinds = h("div", { class: "segments", role: "radiogroup", "aria-label": "Pool kind" });
    for (const [kind, word] of KINDS) {
      kinds.append(h("label", {}, h("input", { type: "radio", name: "kind", value: kind, checked: state.get("kind") === kind, onchange: () => { state.set({ kind }); void this.load(); } }), h("span", {}, word)));
    }
    this.controls.append(kinds,
      this.slider("ratio", "Price now", -1.386, 1.386, (x) => `${num(Math.exp(x))}×`),
      this.slider("width", "Range", 0.02, 2.3, (x) => `÷${num(Math.exp(x))} to ×${num(Math.exp(x))}`),
      this.slider("fee", "Fee", -9.21, -3.5, (x) => percent(Math.exp(x) * 100, 2)));
  }

  async load(): Promise<void> {
    const kind = state.get("kind");
    this.figure.loading();
    try {
      this.answer = await ask<IlAnswer>("/api/il", snapshot ? (kind === "v2" ? {} : { kind }) : {
        kind: kind === "v2" ? "" : kind, ratio: state.get("ratio") === "1.18" ? "" : state.get("ratio"),
        width: kind === "v3" && state.get("width") !== "1.5" ? state.get("width") : "", fee: state.get("fee") === "0.003" ? "" : state.get("fee"),
      });
      this.values = this.answer.config.initial_usd;
      this.draw();
      this.figure.done({ points: this.answer.ratios.length, rows: this.rows(), columns: [
        { name: "price ratio", text: (row: Row) => `${row.ratio}×`, value: (row: Row) => row.ratio, isNumber: true },
        { name: "loss, %", text: (row: Row) => percent(row.il * 100), value: (row: Row) => row.il * 100, isNumber: true },
        { name: "position, $", text: (row: Row) => usd(row.lp), value: (row: Row) => row.lp, isNumber: true },
        { name: "held, $", text: (row: Row) => usd(row.hold), value: (row: Row) => row.hold, isNumber: true },
      ], png: () => pngOf(this.figure.plot.querySelector("svg")!) }, this.answer);
    } catch (error) {
      this.figure.failed(error, () => void this.load());
    }
  }

  private slider(key: "ratio" | "width" | "fee", word: string, from: number, to: number, text: (x: number) => string): HTMLElement {
    const output = h("output", {});
    const input = h("input", { type: "range", id: `il-${key}`, min: from, max: to, step: "any", value: Math.log(state.number(key)) });
    const show = (): void => {
      output.textContent = text(Number(input.value));
      input.setAttribute("aria-valuetext", output.textContent);
    };
    input.addEventListener("input", () => {
      show();
      state.set({ [key]: Math.exp(Number(input.value)).toPrecision(4).replace(/\.?0+$/, "") }, false);
      this.draw();
    });
    input.addEventListener("change", () => { if (!snapshot) { void this.load(); } });
    show();
    this.outputs[key] = output;
    this.sliders[key] = input;
    return h("label", { class: "slider", "data-slider": key }, h("span", {}, word), input, output);
  }

  private pool(): Pool {
    return { kind: state.get("kind"), width: state.number("width") };
  }

  // What the API said, until a slider says otherwise.
  private rows(): Row[] {
    const { ratios, il_pct, lp_values, hold_values } = this.answer!;
    return ratios.map((ratio, i) => ({ ratio, il: il_pct[i] / 100, lp: lp_values[i], hold: hold_values[i] }));
  }

  draw(): void {
    const pool = this.pool();
    const now = state.number("ratio");
    const isStable = pool.kind === "stable";
    const reach = isStable ? Math.log(1.1) : Math.log(4);
    for (const label of this.controls.querySelectorAll<HTMLElement>(".slider")) {
      label.hidden = label.dataset.slider === "width" && pool.kind !== "v3";
    }
    this.sliders.ratio.min = String(-reach);
    this.sliders.ratio.max = String(reach);
    const clamped = Math.exp(Math.min(reach, Math.max(-reach, Math.log(now))));
    const change = loss(pool, clamped);
    const money = change * held(pool, clamped) * this.values;
    const turnover = -money / (state.number("fee") * this.values);
    this.figure.read([
      { value: percent(change * 100), label: "of the value held" },
      { value: usd(money), label: `on ${usd(this.values)}` },
      { value: `${num(turnover, 2)}×`, label: "turnover to pay it" },
    ]);
    const points = Array.from({ length: 241 }, (_, i) => -reach + (2 * reach * i) / 240);
    const curve = points.map((x) => loss(pool, Math.exp(x)));
    const deepest = Math.max(DEEPEST, Math.min(...curve) * 1.05 || -0.01);
    const xOf = (x: number): number => LEFT + ((x + reach) / (2 * reach)) * (WIDTH - LEFT - 8);
    const yOf = (y: number): number => TOP + (Math.max(y, deepest) / deepest) * (HEIGHT - TOP - BOTTOM);
    const path = (values: number[]): string => values.map((y, i) => (y < deepest ? "" : `${i && values[i - 1] >= deepest ? "L" : "M"}${xOf(points[i]).toFixed(1)} ${yOf(y).toFixed(1)}`)).join("");
    const svg = s("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", class: "svg", "aria-label": `Impermanent loss of a ${pool.kind} pool over the price ratio; ${percent(change * 100)} at ${num(clamped)} times the entry price.` });
    const step = niceStep(-deepest);
    for (let y = 0; y >= deepest - 1e-9; y -= step) {
      svg.append(s("line", { class: y === 0 ? "edge" : "grid", x1: LEFT, x2: WIDTH - 8, y1: yOf(y), y2: yOf(y) }), s("text", { class: "tick end", x: LEFT - 8, y: yOf(y) + 4 }, y === 0 ? "0" : percent(y * 100, step < 0.01 ? 1 : 0)));
    }
    const marks: Array<[number, string]> = isStable ? [[0.92, "0.92×"], [1, "1×"], [1.08, "1.08×"]] : [[0.25, "¼×"], [0.5, "½×"], [1, "1×"], [2, "2×"], [4, "4×"]];
    for (const [ratio, text] of marks) {
      svg.append(s("text", { class: "tick middle", x: Math.min(WIDTH - 14, Math.max(LEFT + 8, xOf(Math.log(ratio)))), y: HEIGHT - 6 }, text));
    }
    if (pool.kind === "v3") {
      const half = Math.min(reach, Math.log(pool.width));
      svg.append(s("rect", { class: "zone", x: xOf(-half), width: xOf(half) - xOf(-half), y: TOP, height: HEIGHT - TOP - BOTTOM }), s("text", { class: "tick middle", x: xOf(0), y: 14 }, "in range"));
      svg.append(s("path", { class: "curve other", d: path(points.map((x) => loss({ kind: "v2", width: 1 }, Math.exp(x)))) }), s("text", { class: "tick end", x: WIDTH - 8, y: yOf(loss({ kind: "v2", width: 1 }, 3)) - 8 }, "full range"));
    }
    svg.append(s("path", { class: "curve", d: path(curve) }), s("line", { class: "now", x1: xOf(Math.log(clamped)), x2: xOf(Math.log(clamped)), y1: TOP, y2: HEIGHT - BOTTOM }), s("circle", { class: "dot-now", r: 4.5, cx: xOf(Math.log(clamped)), cy: yOf(change) }));
    this.figure.plot.replaceChildren(svg);
  }
}

function niceStep(most: number): number {
  const raw = most / 4;
  const size = 10 ** Math.floor(Math.log10(raw));
  return [1, 2, 5, 10].map((factor) => factor * size).find((step) => step >= raw)!;
}
