import { ask, Frame, snapshot } from "./api";
import { byId, h, s } from "./dom";
import { finality } from "./figure";
import { age, at, count, num, plural } from "./format";
import * as state from "./state";

interface Hop { name: string; what: string; rate: number | null; unit: string; p95_ms: number | null; waiting: number | null; capacity: number; behind: number | null }
export interface PipelineAnswer extends Frame {
  simulation: string | null; warehouse: string; running: boolean; hops: Hop[]; quarantined: number;
  chain: { head: number | null; safe: number | null; finalized: number | null; stored: number | null; stored_blocks: number | null; stored_at: number | null; lag: number | null };
  reorgs: { count: number; deepest: number; latest: Array<{ at: number | null }> }; positions: Array<{ pipeline: string; block: number | null; updated_at: number | null }>;
}

const big = (value: number | null): string => (value === null ? "unknown" : value.toLocaleString("en-US"));
const behindText = (behind: number | null): string => (behind === null ? "no head known" : behind === 0 ? "at the head" : `${count(behind)} behind`);

/** What is said of the chain: one sentence, six figures, and the water line of the hops. */
export class Pipeline {
  readonly hero = h("section", { class: "hero", id: "top-story", "aria-label": "State of the chain" });
  readonly line = h("div", { class: "hops" });
  readonly facts = h("dl", { class: "facts" });
  answer: PipelineAnswer | null = null;

  async load(): Promise<void> {
    try {
      this.answer = await ask<PipelineAnswer>("/api/pipeline", { range: state.get("range") });
      this.draw(this.answer);
    } catch (error) {
      if (!this.answer) {
        const problem = error as { title?: string; detail?: string };
        this.hero.replaceChildren(h("div", {}), h("div", { class: "hero-body" }, h("h1", {}, problem.title ?? "The page could not ask the API."), h("p", { class: "lead" }, problem.detail ?? "")));
      }
      throw error;
    }
  }

  private sentence(answer: PipelineAnswer): string {
    const { chain, range } = answer;
    if (chain.stored === null) {
      return "No blocks yet. Load some: ./weir demo, or weir backfill.";
    }
    const proven = range.proven === range.blocks ? "is proven, decoded and stored" : "is decoded and stored";
    const where = chain.lag === null ? "" : chain.lag === 0 ? ", at the head" : `, ${chain.lag === 1 ? "one block" : `${count(chain.lag)} blocks`} behind the head`;
    return `Block ${big(chain.stored)} ${proven}${where}.`;
  }

  private draw(answer: PipelineAnswer): void {
    const { chain, range } = answer;
    // A simulated chain has a clock of its own.
    const seen = answer.simulation ? chain.stored_at : range.last_at;
    const back = (block: number | null): string => (block === null || chain.head === null ? "no node has said" : `${count(Math.max(0, chain.head - block))} blocks back`);
    const six: Array<[Node | string, string, string]> = [
      [finality("head"), big(chain.head ?? chain.stored), chain.head === null ? "newest stored" : age(seen)],
      [finality("safe"), big(chain.safe), back(chain.safe)],
      [finality("finalized"), big(chain.finalized), back(chain.finalized)],
      ["Proven", `${count(range.proven)} of ${count(range.blocks)}`, "blocks in the range"],
      ["Stored", big(chain.stored_blocks), `blocks, ${answer.warehouse === "duckdb" ? "DuckDB" : "PostgreSQL"}`],
      ["Reorganisations", count(answer.reorgs.count), answer.reorgs.count > 0 ? `deepest ${plural(answer.reorgs.deepest, "block")}` : "none seen"],
    ];
    this.hero.replaceChildren(
      h("div", { class: "side-note" }, ...(answer.simulation ? [h("b", {}, "Simulated chain"), h("p", {}, answer.simulation)] : answer.chain_id === null ? [] : [h("b", {}, `Chain ${answer.chain_id}`)]), ...(snapshot ? [h("p", {}, `Snapshot of ${at(snapshot.made_at)} UTC.`)] : [])),
      h("div", { class: "hero-body" }, h("h1", {}, this.sentence(answer)),
        h("p", { class: "lead" }, "Weir reads a node, checks every block against its own hashes, decodes DeFi events and keeps them in a warehouse you can query. Each figure below names its blocks and the SQL behind it.")),
      h("dl", { class: "six" }, ...six.map(([name, value, more]) => h("div", {}, h("dt", {}, name), h("dd", {}, h("b", {}, value), h("span", {}, more))))));
    this.facts.replaceChildren(...([
      ["Pipeline", snapshot ? "not running here" : answer.running ? "running" : "not in this process"],
      ["Last commit", age(chain.stored_at)], ["Last reorganisation", answer.reorgs.latest[0] ? age(answer.reorgs.latest[0].at) : "none"], ["Quarantined events", count(answer.quarantined)],
    ] as Array<[string, string]>).map(([name, value]) => h("div", {}, h("dt", {}, name), h("dd", {}, value))));
    this.water(answer.hops);
    byId("head-block")?.replaceChildren(finality(chain.head === null ? "unknown" : "head"), h("b", {}, big(chain.stored)), h("span", { class: "age", "data-at": seen ?? "" }, age(seen)));
    document.title = chain.stored === null ? "Weir" : `Weir: block ${big(chain.stored)}`;
  }

  // The line's depth is the blocks behind, on a log scale; the dotted line above it is the head.
  private water(hops: Hop[]): void {
    const depth = (behind: number | null): number => (behind ? Math.min(30, 8 + 7 * Math.log10(behind)) : 0);
    const [width, height, top] = [hops.length * 100, 44, 6];
    const levels = hops.map((hop) => top + depth(hop.behind));
    let path = `M0 ${levels[0]}`;
    levels.forEach((level, i) => {
      path += i === 0 ? `H100` : ` L${i * 100 + 6} ${level} H${(i + 1) * 100}`;
    });
    const svg = s("svg", { class: "water", viewBox: `0 0 ${width} ${height}`, preserveAspectRatio: "none", "aria-hidden": "true" },
      s("path", { class: "flow", d: `${path} V${height} H0 Z` }), s("line", { class: "dotted", x1: 0, x2: width, y1: top, y2: top }), s("path", { class: "surface", d: path }));
    this.line.replaceChildren(svg, h("ol", { class: `hop-list hops-${hops.length}` }, ...hops.map((hop) => h("li", {},
      h("span", { class: "behind" }, behindText(hop.behind)), h("h3", {}, hop.name), h("p", { class: "what" }, hop.what),
      hop.rate === null ? null : h("p", { class: "rate" }, h("b", {}, num(hop.rate, 4)), ` ${hop.unit}`),
      h("p", { class: "p95" }, hop.p95_ms === null ? "" : `${num(hop.p95_ms)} ms p95`),
      hop.waiting === null || hop.name === "Serve" || hop.name === "Store" ? null : h("p", { class: "queue" }, ...Array.from({ length: hop.capacity }, (_, i) => h("i", { class: i < hop.waiting! ? "full" : "" })), ` ${hop.waiting} of ${hop.capacity} waiting`)))));
  }
}
