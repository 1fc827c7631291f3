import { ask, Frame } from "./api";
import { s } from "./dom";
import { Figure, pngOf } from "./figure";
import { count, num, short, usd } from "./format";
import * as state from "./state";

interface Protocol { project: string; version: string; trades: number; takers: number; pools: number; volume_usd: number | null }
interface Pool { pool: string; project: string; version: string; name: string | null; fee_ppm: number | null; trades: number; takers: number; volume_usd: number | null }
interface TradesAnswer extends Frame { protocols: Protocol[]; pools: Pool[]; other_pools_trades: number }
interface Row { name: string; trades: number; usd: number | null; more: string }

const MOST = 10;

/** Trades by protocol and by pool: sorted bars, ten and the rest. Amounts are USD where priced, else counts. */
export class TradesCharts {
  readonly protocols = new Figure("protocols", "By protocol", "trades", 6);
  readonly pools = new Figure("pools", "By pool", "ten largest", 6);

  async load(): Promise<void> {
    [this.protocols, this.pools].forEach((figure) => figure.loading());
    try {
      const answer = await ask<TradesAnswer>("/api/trades", { range: state.get("range"), limit: "50" });
      const protocols = answer.protocols.map((one) => ({ name: `${one.project.replaceAll("_", " ")}${one.version ? ` v${one.version}` : ""}`, trades: one.trades, usd: one.volume_usd, more: `${count(one.pools)} pools, ${count(one.takers)} takers` }));
      const rest = protocols.slice(MOST);
      this.draw(this.protocols, rest.length > 0 ? [...protocols.slice(0, MOST), { name: "other", trades: rest.reduce((sum, one) => sum + one.trades, 0), usd: null, more: `${count(rest.length)} protocols` }] : protocols, answer);
      const pools = answer.pools.map((one) => ({ name: one.name ?? short(one.pool), trades: one.trades, usd: one.volume_usd, more: `${one.project.replaceAll("_", " ")}${one.fee_ppm === null ? "" : `, ${num(one.fee_ppm / 10_000)} %`}` }));
      this.draw(this.pools, answer.other_pools_trades > 0 ? [...pools, { name: "other", trades: answer.other_pools_trades, usd: null, more: "" }] : pools, answer);
    } catch (error) {
      [this.protocols, this.pools].forEach((figure) => figure.failed(error, () => void this.load()));
    }
  }

  private draw(figure: Figure, rows: Row[], answer: TradesAnswer): void {
    if (rows.length === 0) {
      figure.empty("No trades in this range.", "Choose a longer range, or load the table dex_trades: --tables base,defi.", answer);
      return;
    }
    const isUsd = rows.some((row) => row.usd !== null);
    const value = (row: Row): number => (isUsd ? row.usd ?? 0 : row.trades);
    if (isUsd) {
      rows.sort((a, b) => value(b) - value(a));
    }
    figure.unitText = isUsd ? "volume, USD" : "trades";
    const most = Math.max(...rows.map(value), 1);
    const [width, left, right, high] = [560, 190, 90, 28];
    const svg = s("svg", { viewBox: `0 0 ${width} ${rows.length * high + 4}`, class: "svg bars", role: "img", "aria-label": rows.map((row) => `${row.name}: ${isUsd ? usd(row.usd) : `${count(row.trades)} trades`}`).join("; ") });
    rows.forEach((row, i) => {
      const y = i * high;
      const name = row.name.length > 26 ? `${row.name.slice(0, 25)}…` : row.name;
      svg.append(s("text", { class: "name", x: 0, y: y + 18 }, name, s("title", {}, `${row.name} ${row.more}`)),
        s("rect", { class: "bar", x: left, y: y + 6, height: high - 11, width: Math.max(1, (value(row) / most) * (width - left - right)), rx: 1 }),
        s("text", { class: "amount", x: left + (value(row) / most) * (width - left - right) + 8, y: y + 18 }, isUsd ? usd(row.usd) : count(row.trades)));
    });
    figure.plot.replaceChildren(svg);
    const total = rows.reduce((sum, row) => sum + row.trades, 0);
    figure.read([{ value: count(total), label: "trades" }, { value: `${num((rows[0].trades / total) * 100)} %`, label: rows[0].name }]);
    figure.done({ points: rows.length, rows: [...rows].reverse(), png: () => pngOf(svg), columns: [
      { name: "name", text: (row: Row) => row.name, value: (row: Row) => row.name },
      { name: "trades", text: (row: Row) => count(row.trades), value: (row: Row) => row.trades, isNumber: true },
      { name: "USD", text: (row: Row) => (row.usd === null ? "not priced" : usd(row.usd)), value: (row: Row) => row.usd, isNumber: true },
      { name: "more", text: (row: Row) => row.more, value: (row: Row) => row.more },
    ] }, answer, `${count(rows.length)} bars`);
  }
}
