import { ask, Frame, snapshot } from "./api";
import { h, s } from "./dom";
import { Figure, finality, hash, pngOf } from "./figure";
import { at, count, num, plural, short, usd } from "./format";
import * as state from "./state";

export interface MevAnswer extends Frame {
  numbers: number[]; times: Array<number | null>; scores: number[]; sandwich: number[]; frontrun: number[]; backrun: number[]; swaps: number[];
  unproven: number[]; detected: boolean; kinds: Array<{ kind: string; findings: number; blocks: number }>; findings: Array<{ block: number; kind: string; count: number }>;
  summary: { avg_score?: number; max_score?: number; high_risk_blocks?: number; blocks_analyzed?: number };
}
interface Tx { index: number; hash: string; from: string; to: string | null; method: string | null; gas_price_gwei: number | null; gas_used: number | null; status: number | null; pools: string[] }
interface Amount { name: string; amount: number | null; raw: string }
interface Finding {
  id: string; kind: string; actor: string; transactions: string[]; victims: string[]; pools: string[]; profit_usd: number | null; profit: Amount | null;
  victim_loss_usd: number | null; victim_loss: Amount | null; builder_payment_wei: string | null; gas_cost_wei: string | null; confidence: number | null; evidence: unknown;
}
interface BlockAnswer extends Frame {
  block: number; time: number | null; score: number; sandwich: number; frontrun: number; backrun: number; swaps: number; proven: boolean; detected: boolean; findings: Finding[]; transactions: Tx[];
}

const COLUMNS = 32;
const BINS: Array<[number, string]> = [[0, "0"], [16, "1–16"], [33, "17–33"], [50, "34–50"], [66, "51–66"], [83, "67–83"], [100, "84–100"]];
const binOf = (score: number): number => BINS.findIndex(([most]) => Math.round(score) <= most);
const word = (kind: string): string => kind.replaceAll("_", " ").replace(/^./, (letter) => letter.toUpperCase()).replace("Jit", "JIT");

/** Scores by block, rows of 32, one hue; the drawer beside it has the block that is chosen. */
export class Heatmap {
  readonly figure = new Figure("mev", "Score by block", `0 to 100, ${COLUMNS} blocks a row`, 8);
  readonly drawer = h("section", { class: "drawer span-4", "aria-label": "Chosen block", tabindex: "-1" });
  readonly kinds = h("fieldset", { class: "kinds" }, h("legend", { class: "unseen" }, "Kinds"));
  private answer: MevAnswer | null = null;
  private off = new Set<string>();
  private cells = new Map<number, SVGElement>();
  private busy: AbortController | null = null;

  constructor() {
    state.onChange((keys) => { if (keys.includes("block")) { void this.choose(); } });
    this.figure.onFollow = () => void this.load();
  }

  async load(): Promise<void> {
    this.figure.loading();
    try {
      this.answer = await ask<MevAnswer>("/api/mev", { last: "512" });
      if (this.answer.numbers.length === 0) {
        this.figure.empty("No blocks with transactions yet.", "Load some: ./weir demo, or weir backfill.", this.answer);
        this.drawer.replaceChildren();
        return;
      }
      this.showKinds();
      this.draw();
      await this.choose();
    } catch (error) {
      this.figure.failed(error, () => void this.load());
    }
  }

  private index(block: number): number {
    return this.answer!.numbers.indexOf(block);
  }

  private chosen(): number {
    const { numbers, scores } = this.answer!;
    const asked = Number(state.get("block"));
    return state.get("block") && asked ? asked : numbers[scores.indexOf(Math.max(...scores))];
  }

  private showKinds(): void {
    const { kinds, detected } = this.answer!;
    this.kinds.replaceChildren(h("legend", { class: "unseen" }, "Kinds"), ...(kinds.length > 0 ? kinds.map(({ kind, findings }) => h("label", { class: "kind" },
      h("input", { type: "checkbox", checked: !this.off.has(kind), onchange: (event: Event) => {
        (event.target as HTMLInputElement).checked ? this.off.delete(kind) : this.off.add(kind);
        this.draw();
      } }), h("span", {}, word(kind)), h("span", { class: "right" }, count(findings)))) : [h("p", { class: "note" },
      detected ? "Nothing was found in these blocks." : "Scores are of gas prices and swaps: no detector has run on these blocks.")]));
  }

  draw(): void {
    const { numbers, scores, unproven, findings, range } = this.answer!;
    const first = Math.floor(range.from! / COLUMNS) * COLUMNS;
    const last = Math.floor(range.to! / COLUMNS) * COLUMNS + COLUMNS - 1;
    const rows = (last - first + 1) / COLUMNS;
    const [cell, left, top, gap] = [20, 78, 22, 1.5];
    const high = rows <= 4 ? 20 : 17;
    const width = left + COLUMNS * cell + 4;
    const height = top + rows * high + 4;
    const bad = new Set(unproven);
    const kinds = new Map<number, string[]>();
    findings.forEach(({ block, kind }) => kinds.set(block, [...(kinds.get(block) ?? []), kind]));
    const svg = s("svg", { viewBox: `0 0 ${width} ${height}`, class: "svg heat", role: "application", tabindex: "0", "aria-label": "MEV score by block. Arrow keys choose a block." },
      s("defs", {}, s("pattern", { id: "hatch", width: 5, height: 5, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" }, s("rect", { class: "hatch-ground", width: 5, height: 5 }), s("line", { class: "hatch", y2: 5 }))));
    for (const column of [0, 8, 16, 24, 31]) {
      svg.append(s("text", { class: "tick middle", x: left + column * cell + cell / 2, y: 14 }, `+${column}`));
    }
    this.cells.clear();
    for (let row = 0; row < rows; row++) {
      svg.append(s("text", { class: "tick end", x: left - 10, y: top + row * high + high / 2 + 4 }, (first + row * COLUMNS).toLocaleString("en-US")));
      for (let column = 0; column < COLUMNS; column++) {
        const block = first + row * COLUMNS + column;
        if (block > range.to!) {
          if (block === range.to! + 1) {
            svg.append(s("rect", { class: "cell next", x: left + column * cell + 0.5, y: top + row * high + 0.5, width: cell - gap, height: high - gap, rx: 1 }));
          }
          continue;
        }
        if (block < range.from!) {
          continue;
        }
        const i = this.index(block);
        const isDim = this.off.size > 0 && (kinds.get(block)?.every((kind) => this.off.has(kind)) ?? true);
        const node = s("rect", { class: `cell bin-${i < 0 ? 0 : binOf(scores[i])}${isDim ? " dim" : ""}`, "data-block": block, x: left + column * cell, y: top + row * high, width: cell - gap, height: high - gap, rx: 1, fill: bad.has(block) ? "url(#hatch)" : undefined });
        if (bad.has(block)) {
          node.classList.add("unproven");
        }
        this.cells.set(block, node);
        svg.append(node);
      }
    }
    svg.append(s("rect", { class: "ring", rx: 2, width: cell - gap + 5, height: high - gap + 5 }));
    const read = (event: Event): void => {
      const block = (event.target as SVGElement).dataset?.block;
      this.readings(block ? Number(block) : null);
    };
    svg.addEventListener("pointerover", read);
    svg.addEventListener("pointerleave", () => this.readings(null));
    svg.addEventListener("click", (event) => {
      const block = (event.target as SVGElement).dataset?.block;
      if (block) {
        state.set({ block, tx: "" });
      }
    });
    svg.addEventListener("keydown", (event) => this.key(event as KeyboardEvent));
    const scale = h("div", { class: "scale" }, h("span", {}, "Score"), ...BINS.map(([, text], i) => h("span", {}, h("i", { class: `swatch bin-${i}` }), text)), h("span", { class: "push" }, h("i", { class: "swatch hatched" }), "not proven"));
    this.figure.plot.replaceChildren(scale, svg);
    this.readings(null);
    this.ring();
    this.figure.done({ points: numbers.length, rows: numbers.map((_, i) => i), columns: [
      { name: "block", text: (i: number) => numbers[i].toLocaleString("en-US"), value: (i: number) => numbers[i], isNumber: true },
      { name: "time", text: (i: number) => at(this.answer!.times[i], "block"), value: (i: number) => this.answer!.times[i], isNumber: true },
      { name: "score", text: (i: number) => num(scores[i]), value: (i: number) => scores[i], isNumber: true },
      { name: "sandwich", text: (i: number) => num(this.answer!.sandwich[i]), value: (i: number) => this.answer!.sandwich[i], isNumber: true },
      { name: "front-running", text: (i: number) => num(this.answer!.frontrun[i]), value: (i: number) => this.answer!.frontrun[i], isNumber: true },
      { name: "swaps", text: (i: number) => count(this.answer!.swaps[i]), value: (i: number) => this.answer!.swaps[i], isNumber: true },
    ], png: () => pngOf(svg) }, this.answer!, plural(numbers.length, "block"));
  }

  private readings(block: number | null): void {
    const { scores, sandwich, frontrun, swaps, summary, times } = this.answer!;
    const i = block === null ? -1 : this.index(block);
    this.figure.read(block === null ? [
      { value: num(summary.max_score), label: "highest score" }, { value: num(summary.avg_score), label: "mean" },
      { value: plural(summary.high_risk_blocks ?? 0, "block"), label: "above 66" },
    ] : i < 0 ? [{ value: block.toLocaleString("en-US"), label: "no transactions" }] : [
      { value: num(scores[i]), label: `block ${block.toLocaleString("en-US")}` },
      { value: `${num(sandwich[i])} / ${num(frontrun[i])}`, label: "sandwich / front-running" }, { value: count(swaps[i]), label: `swaps, ${at(times[i], "block")}` },
    ]);
  }

  private key(event: KeyboardEvent): void {
    const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -COLUMNS, ArrowDown: COLUMNS }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      this.step(step);
    }
  }

  private step(by: number): void {
    const to = this.chosen() + by;
    if (this.cells.has(to)) {
      state.set({ block: String(to), tx: "" }, false);
      this.readings(to);
    }
  }

  private ring(): void {
    const ring = this.figure.plot.querySelector(".ring");
    const cell = this.cells.get(this.chosen());
    ring?.toggleAttribute("hidden", !cell);
    if (cell && ring) {
      ring.setAttribute("x", String(Number(cell.getAttribute("x")) - 2.5));
      ring.setAttribute("y", String(Number(cell.getAttribute("y")) - 2.5));
    }
  }

  private async choose(): Promise<void> {
    if (!this.answer) {
      return;
    }
    this.ring();
    this.busy?.abort();
    this.busy = new AbortController();
    const block = this.chosen();
    try {
      this.show(await ask<BlockAnswer>(`/api/mev/${block}`, {}, this.busy.signal));
    } catch (error) {
      if ((error as Error).name !== "AbortError") {
        const i = this.index(block);
        this.drawer.replaceChildren(h("h3", {}, `Block ${block.toLocaleString("en-US")} `, h("small", {}, `score ${i < 0 ? 0 : num(this.answer.scores[i])}`)),
          h("p", { class: "note" }, (error as { title?: string }).title ?? "The block did not open.", " ", snapshot ? "It holds the blocks with the highest scores." : ""));
      }
    }
  }

  private show(block: BlockAnswer): void {
    const open = block.transactions.find((tx) => tx.hash === state.get("tx"));
    const head = h("div", { class: "drawer-head" }, h("h3", {}, `Block ${block.block.toLocaleString("en-US")} `, h("small", {}, `score ${num(block.score)}`)),
      h("div", { class: "arrows" }, h("button", { type: "button", "aria-label": "Block before", onclick: () => this.step(-1) }, "‹"), h("button", { type: "button", "aria-label": "Block after", onclick: () => this.step(1) }, "›")));
    const line = h("p", { class: "note" }, `${at(block.time, "block")} UTC. ${plural(block.transactions.length, "transaction")}, ${block.detected ? plural(block.findings.length, "finding") : plural(block.swaps, "swap")}.`);
    this.drawer.replaceChildren(head, line, ...(open ? this.transaction(open) : [...block.findings.map((finding) => this.finding(finding, block)), this.reasons(block), this.transactions(block)]),
      h("div", { class: "foot" }, finality(block.finality.level), h("span", {}, block.proven ? "proven" : "not proven"),
        snapshot ? null : h("a", { href: `/api/mev/${block.block}`, target: "_blank", rel: "noreferrer" }, "JSON")));
  }

  private finding(finding: Finding, block: BlockAnswer): HTMLElement {
    const amount = (value: number | null, token: Amount | null): string => value !== null ? usd(value, 2) : token ? `${num(token.amount)} ${token.name}` : "not priced";
    const rows = finding.transactions.concat(finding.victims).map((tx) => block.transactions.find((one) => one.hash === tx)).filter((tx): tx is Tx => tx !== undefined).sort((a, b) => a.index - b.index);
    return h("div", { class: "finding" }, h("div", { class: "pair strong" }, h("span", {}, word(finding.kind)), h("span", {}, `+${amount(finding.profit_usd, finding.profit)}`)),
      h("p", { class: "note" }, plural(finding.pools.length, "pool"), ", ", hash(finding.actor, short(finding.actor))),
      ...rows.map((tx) => this.row(tx, finding.victims.includes(tx.hash) ? "victim" : finding.kind.includes("sandwich") ? (tx === rows[0] ? "front" : "back") : "")),
      ...([["Victim lost", finding.victims.length > 0 ? amount(finding.victim_loss_usd, finding.victim_loss) : null], ["Paid to builder", finding.builder_payment_wei ? `${num(Number(finding.builder_payment_wei) / 1e18)} ETH` : null], ["Gas", finding.gas_cost_wei ? `${num(Number(finding.gas_cost_wei) / 1e18)} ETH` : null], ["Confidence", finding.confidence === null ? null : num(finding.confidence, 2)]] as Array<[string, string | null]>).filter(([, value]) => value !== null).map(([name, value]) => h("div", { class: "pair" }, h("span", {}, name), h("span", {}, value))),
      h("details", {}, h("summary", {}, "Evidence"), h("pre", { tabindex: "0" }, JSON.stringify(finding.evidence, null, 1))));
  }

  private reasons(block: BlockAnswer): HTMLElement {
    return h("div", { class: "finding" }, h("div", { class: "pair strong" }, h("span", {}, "Why this score"), h("span", {}, num(block.score))),
      h("div", { class: "pair" }, h("span", {}, "Sandwich: pools with 3 swaps or more"), h("span", {}, num(block.sandwich))),
      h("div", { class: "pair" }, h("span", {}, "Front-running: highest gas price over the median"), h("span", {}, num(block.frontrun))),
      h("div", { class: "pair" }, h("span", {}, "Back-running: pools with 2 swaps or more"), h("span", {}, count(block.backrun))));
  }

  private transactions(block: BlockAnswer): HTMLElement {
    return h("div", { class: "finding" }, h("div", { class: "pair strong" }, h("span", {}, "Transactions"), h("span", {}, "gas price")),
      h("div", { class: "scroll low", tabindex: "0", role: "region", "aria-label": "Transactions" }, ...block.transactions.map((tx) => this.row(tx, tx.pools.length > 0 ? plural(tx.pools.length, "swap") : ""))));
  }

  private row(tx: Tx, role: string): HTMLElement {
    return h("button", { type: "button", class: "tx", "data-tx": tx.hash, onclick: () => { state.set({ tx: tx.hash }); void this.choose(); } },
      h("span", {}, `#${tx.index}`), h("code", {}, short(tx.hash)), h("b", {}, role), h("span", { class: "right" }, tx.gas_price_gwei === null ? "" : `${num(tx.gas_price_gwei)} gwei`));
  }

  private transaction(tx: Tx): HTMLElement[] {
    const pair = (name: string, value: Node | string): HTMLElement => h("div", { class: "pair" }, h("span", {}, name), h("span", {}, value));
    return [h("button", { type: "button", class: "link", onclick: () => { state.set({ tx: "" }); void this.choose(); } }, "‹ Back to the block"),
      h("div", { class: "finding" }, h("div", { class: "pair strong" }, h("span", {}, `Transaction #${tx.index}`), h("span", {}, tx.status === 0 ? "failed" : "succeeded")),
        pair("Hash", hash(tx.hash, short(tx.hash))), pair("From", hash(tx.from, short(tx.from))), pair("To", tx.to ? hash(tx.to, short(tx.to)) : "a new contract"),
        pair("Method", tx.method ?? "none"), pair("Gas price", tx.gas_price_gwei === null ? "unknown" : `${num(tx.gas_price_gwei)} gwei`), pair("Gas used", tx.gas_used === null ? "unknown" : count(tx.gas_used)),
        ...tx.pools.map((pool) => pair("Swaps in", hash(pool, short(pool)))))];
  }
}
