import { ask, Frame } from "./api";
import { h, ink } from "./dom";
import { Figure } from "./figure";
import { at, count, num, plural, usd } from "./format";
import { Line, Stack } from "./series";
import * as state from "./state";

interface VarAnswer extends Frame {
  times: number[]; prices: number[]; pnl: number[]; var_series: Array<number | null>; cvar_series: Array<number | null>; exceedances: number[];
  asset: string | null; currency: string | null; bar: string; assets: string[];
  summary: { var?: number; cvar?: number; var_now?: number | null; cvar_now?: number | null; exceeded?: number; expected?: number; forecasts?: number; confidence?: number; window?: number };
}
interface TransfersAnswer extends Frame { times: number[]; erc20_cnt: number[]; erc721_cnt: number[]; erc1155_cnt: number[]; erc20_vol: Array<number | null>; erc20_vol_unit: string; summary: { total_transfers: number; unique_contracts: number } }
interface GasAnswer extends Frame { times: number[]; p10_gwei: number[]; median_gwei: number[]; p90_gwei: number[]; transactions: number[]; blobs: { times: number[]; low_wei: number[]; high_wei: number[] } }

const barsOf = (frame: Frame, points: number, bar = frame.range.bar ?? "block"): string => bar === "block" ? plural(points, "block") : `${count(points)} bars of 1 ${bar}`;

/** A chart over time: it asks, draws, and says the bar under the crosshair in the numbers above it. */
abstract class TimeChart<T extends Frame> {
  abstract readonly figure: Figure;
  protected abstract readonly stack: Stack;
  protected answer: T | null = null;
  protected abstract request(): Promise<T>;
  protected abstract draw(answer: T): void;
  protected abstract readings(answer: T, index: number | null): void;

  protected stackOf(name: string): Stack {
    return new Stack(name, (index, isPinned) => {
      this.figure.isRead = index !== null;
      if (this.answer) {
        this.readings(this.answer, index);
      }
      if (isPinned && index !== null) {
        state.set({ pin: `${name}.${index}` });
      }
      if (index === null) {
        this.figure.release();
      }
    });
  }

  /** Draws again what is known, in the theme that is chosen now. */
  redraw(): void {
    if (this.answer) {
      this.draw(this.answer);
    }
  }

  async load(): Promise<void> {
    this.figure.loading();
    this.figure.onFollow = () => void this.load();
    try {
      this.answer = await this.request();
      this.draw(this.answer);
    } catch (error) {
      this.figure.failed(error, () => void this.load());
    }
  }
}

export class VarChart extends TimeChart<VarAnswer> {
  readonly figure = new Figure("var", "Value at risk", "USD", 8);
  protected readonly stack = this.stackOf("var");
  onAssets: (assets: string[], now: string | null) => void = () => undefined;

  protected request(): Promise<VarAnswer> {
    const other = (key: state.Key, usual: string): string => (state.get(key) === usual ? "" : state.get(key));
    return ask<VarAnswer>("/api/var", {
      range: state.get("range"), asset: state.get("asset"), position: other("position", "1000000"), confidence: other("confidence", "0.95"),
      window: state.get("window"), method: other("method", "historical"),
    });
  }

  protected draw(answer: VarAnswer): void {
    this.onAssets(answer.assets, answer.asset);
    if (answer.times.length < 2) {
      this.figure.empty("No prices yet.", "VaR needs a price for each bar. Start Weir with --prices FILE, or load the table prices.", answer);
      return;
    }
    const bar = answer.bar;
    this.figure.unitText = `${answer.currency ?? ""}, 1 ${bar}, ${num((answer.summary.confidence ?? 0.95) * 100)} %`;
    const of = (values: Array<number | null>): Array<number | null> => values.map((value) => (value === null ? null : -value));
    const exceeded = new Set(answer.exceedances);
    this.stack.draw(this.figure.plot, [
      { times: answer.times, bar, height: 170, title: `Price of ${answer.asset}, ${answer.currency}`, lines: [{ values: answer.prices, color: ink("ink"), label: num(answer.prices.at(-1), 5) }], axis: (value) => num(value, 4) },
      { times: answer.times, bar, height: 210, title: `Profit or loss in the ${bar}, ${answer.currency}`, zero: true, axis: (value) => (Math.abs(value) >= 1000 ? `${value > 0 ? "+" : "−"}${num(Math.abs(value) / 1000)} K` : num(value)), isLast: true,
        lines: [
          { values: answer.pnl.map((value, i) => (exceeded.has(i) ? null : value)), color: ink("stem"), bars: true, fill: ink("stem"), width: 0 },
          { values: answer.pnl.map((value, i) => (exceeded.has(i) ? value : null)), color: ink("alert"), bars: true, fill: ink("alert"), width: 0 },
          { values: of(answer.var_series), color: ink("accent"), label: "VaR", steps: true },
          { values: of(answer.cvar_series), color: ink("accent"), label: "CVaR", dash: [4, 3], steps: true },
        ], marks: answer.exceedances.map((index) => ({ index, value: answer.pnl[index] })) },
    ], `Value at risk of ${usd(state.number("position"))} of ${answer.asset}: ${answer.summary.exceeded} of ${answer.summary.forecasts} losses beyond it, ${num(answer.summary.expected)} expected.`);
    this.readings(answer, null);
    this.figure.done({ points: answer.times.length, rows: answer.times.map((_, i) => i), png: this.stack.png, columns: [
      { name: "time", text: (i: number) => at(answer.times[i], bar), value: (i: number) => answer.times[i], isNumber: true },
      { name: "price", text: (i: number) => num(answer.prices[i], 6), value: (i: number) => answer.prices[i], isNumber: true },
      { name: "profit or loss", text: (i: number) => usd(answer.pnl[i]), value: (i: number) => answer.pnl[i], isNumber: true },
      { name: "VaR", text: (i: number) => usd(answer.var_series[i]), value: (i: number) => answer.var_series[i], isNumber: true },
      { name: "CVaR", text: (i: number) => usd(answer.cvar_series[i]), value: (i: number) => answer.cvar_series[i], isNumber: true },
      { name: "beyond VaR", text: (i: number) => (exceeded.has(i) ? "◆ exceeded" : ""), value: (i: number) => (exceeded.has(i) ? "exceeded" : "") },
    ] }, answer, barsOf(answer, answer.times.length, bar));
  }

  protected readings(answer: VarAnswer, i: number | null): void {
    const { summary } = answer;
    this.figure.read(i === null ? [
      { value: usd(summary.var_now ?? summary.var), label: "VaR" }, { value: usd(summary.cvar_now ?? summary.cvar), label: "CVaR" },
      { value: `${count(summary.exceeded)} of ${count(summary.forecasts)}`, label: `losses beyond VaR, ${num(summary.expected)} expected`, mark: true },
    ] : [
      { value: num(answer.prices[i], 6), label: at(answer.times[i], answer.bar) }, { value: usd(answer.pnl[i]), label: "profit or loss", mark: answer.exceedances.includes(i) },
      { value: usd(answer.var_series[i]), label: "VaR" }, { value: usd(answer.cvar_series[i]), label: "CVaR" },
    ]);
  }
}

export class TransfersChart extends TimeChart<TransfersAnswer> {
  readonly figure = new Figure("transfers", "Token transfers", "own scales", 6);
  protected readonly stack = this.stackOf("transfers");

  protected request(): Promise<TransfersAnswer> {
    return ask<TransfersAnswer>("/api/transfers", { range: state.get("range"), token: state.get("token") });
  }

  protected draw(answer: TransfersAnswer): void {
    if (answer.times.length === 0) {
      this.figure.empty("No token transfers in this range.", "Choose a longer range, or load the table token_transfers.", answer);
      return;
    }
    const bar = answer.range.bar ?? "block";
    this.figure.unitText = `per ${bar}, own scales`;
    const series: Array<[string, number[]]> = [["ERC-20", answer.erc20_cnt], ["ERC-721", answer.erc721_cnt], ["ERC-1155", answer.erc1155_cnt]];
    const filled = series.map(([, values]) => fillGaps(answer.times, values, bar));
    this.stack.draw(this.figure.plot, series.map(([title, values], i) => ({
      times: filled[i].times, bar, height: i === 2 ? 116 : 90, title, isLast: i === 2, least: 0, most: 1,
      right: `${count(values.reduce((sum, value) => sum + value, 0))} transfers, ${count(values.at(-1))} in the last ${bar}`,
      lines: [{ values: filled[i].values, color: ink("accent"), fill: ink("band"), steps: true, width: 1.2 }], axis: (value: number) => (value % 1 ? "" : count(value)),
    })), `Token transfers per ${bar}: ${count(answer.summary.total_transfers)} in all.`);
    this.times = filled[0].times;
    this.values = filled.map((one) => one.values);
    this.readings(answer, null);
    this.figure.done({ points: answer.times.length, rows: answer.times.map((_, i) => i), png: this.stack.png, columns: [
      { name: "time", text: (i: number) => at(answer.times[i], bar), value: (i: number) => answer.times[i], isNumber: true },
      ...series.map(([name, values]) => ({ name, text: (i: number) => count(values[i]), value: (i: number) => values[i], isNumber: true })),
      ...(answer.erc20_vol_unit === "transfers" ? [] : [{ name: `ERC-20, ${answer.erc20_vol_unit}`, text: (i: number) => num(answer.erc20_vol[i]), value: (i: number) => answer.erc20_vol[i], isNumber: true }]),
    ] }, answer, barsOf(answer, answer.times.length));
  }

  private times: number[] = [];
  private values: number[][] = [];

  protected readings(answer: TransfersAnswer, i: number | null): void {
    const volume = answer.erc20_vol_unit === "transfers" ? null : answer.erc20_vol.reduce<number>((sum, value) => sum + (value ?? 0), 0);
    this.figure.read(i === null ? [
      { value: count(answer.summary.total_transfers), label: "transfers" }, { value: count(answer.summary.unique_contracts), label: "contracts" },
      ...(volume === null ? [] : [{ value: answer.erc20_vol_unit === "usd" ? usd(volume) : num(volume), label: answer.erc20_vol_unit === "usd" ? "ERC-20 volume" : "tokens moved" }]),
    ] : [
      { value: count(this.values[0][i]), label: "ERC-20" }, { value: count(this.values[1][i]), label: "ERC-721" },
      { value: count(this.values[2][i]), label: `ERC-1155, ${at(this.times[i], answer.range.bar)}` },
    ]);
  }
}

// A bar without a transfer has no row: it is a zero, not a gap.
function fillGaps(times: number[], values: number[], bar: string): { times: number[]; values: number[] } {
  const step = { minute: 60, hour: 3600, day: 86_400 }[bar];
  if (!step || times.length < 2 || (times.at(-1)! - times[0]) / step > 6_000) {
    return { times, values };
  }
  const known = new Map(times.map((time, i) => [time, values[i]]));
  const full = Array.from({ length: Math.round((times.at(-1)! - times[0]) / step) + 1 }, (_, i) => times[0] + i * step);
  return { times: full, values: full.map((time) => known.get(time) ?? 0) };
}

/** Gas prices, and below them the blob base fee: two figures of one answer. */
export class GasChart extends TimeChart<GasAnswer> {
  readonly figure = new Figure("gas", "Gas price", "gwei", 6);
  readonly blobs = new Figure("blobs", "Blob base fee", "wei, log scale", 6);
  protected readonly stack = this.stackOf("gas");
  private readonly blobStack = new Stack("blobs", (index) => this.blobReadings(index));

  protected request(): Promise<GasAnswer> {
    this.blobs.loading();
    return ask<GasAnswer>("/api/gas", { range: state.get("range") });
  }

  override async load(): Promise<void> {
    await super.load();
    if (this.figure.state === "error") {
      this.blobs.failed(new Error("The answer of /api/gas did not come."), () => void this.load());
    }
  }

  protected draw(answer: GasAnswer): void {
    const bar = answer.range.bar ?? "block";
    if (answer.times.length === 0) {
      this.figure.empty("No transactions in this range.", "Choose a longer range, or load the table transactions.", answer);
    } else {
      this.figure.unitText = `gwei per ${bar}`;
      const line = (values: number[], label: string, width: number): Line => ({ values, color: label === "median" ? ink("accent") : ink("stem"), label, width });
      this.stack.draw(this.figure.plot, [{
        times: answer.times, bar, height: 190, title: "Paid, gwei", isLast: true, bands: [[0, 2]], axis: (value) => num(value, 3),
        lines: [line(answer.p90_gwei, "p90", 0.8), line(answer.median_gwei, "median", 1.8), line(answer.p10_gwei, "p10", 0.8)],
      }], `Gas price per ${bar}: median ${num(answer.median_gwei.at(-1))} gwei in the last.`);
      this.readings(answer, null);
      this.figure.done({ points: answer.times.length, rows: answer.times.map((_, i) => i), png: this.stack.png, columns: [
        { name: "time", text: (i: number) => at(answer.times[i], bar), value: (i: number) => answer.times[i], isNumber: true },
        ...(["p10_gwei", "median_gwei", "p90_gwei"] as const).map((name) => ({ name: name.replace("_", ", "), text: (i: number) => num(answer[name][i], 4), value: (i: number) => answer[name][i], isNumber: true })),
        { name: "transactions", text: (i: number) => count(answer.transactions[i]), value: (i: number) => answer.transactions[i], isNumber: true },
      ] }, answer, barsOf(answer, answer.times.length));
    }
    this.drawBlobs(answer, bar);
  }

  private drawBlobs(answer: GasAnswer, bar: string): void {
    const { times, high_wei: fees } = answer.blobs;
    if (times.length === 0) {
      this.blobs.empty("No transactions with blobs in this range.", "They are there since Dencun, March 2024.", answer);
      return;
    }
    this.blobStack.draw(this.blobs.plot, [{
      times, bar, height: 150, title: "Highest in the bar", isLast: true, log: true, lines: [{ values: fees.map((fee) => Math.max(1, fee)), color: ink("ink"), label: "blob", steps: true }],
      axis: wei,
    }], `Blob base fee per ${bar}: ${wei(fees.at(-1)!)} in the last.`);
    this.blobReadings(null);
    this.blobs.done({ points: times.length, rows: times.map((_, i) => i), png: this.blobStack.png, columns: [
      { name: "time", text: (i: number) => at(times[i], bar), value: (i: number) => times[i], isNumber: true },
      { name: "lowest", text: (i: number) => wei(answer.blobs.low_wei[i]), value: (i: number) => answer.blobs.low_wei[i], isNumber: true },
      { name: "highest", text: (i: number) => wei(fees[i]), value: (i: number) => fees[i], isNumber: true },
    ] }, answer, barsOf(answer, times.length));
  }

  private blobReadings(i: number | null): void {
    this.blobs.isRead = i !== null;
    const blobs = this.answer?.blobs;
    if (blobs && blobs.times.length > 0) {
      const index = i ?? blobs.times.length - 1;
      this.blobs.read([{ value: wei(blobs.high_wei[index]), label: at(blobs.times[index], this.answer!.range.bar) }]);
    }
  }

  protected readings(answer: GasAnswer, i: number | null): void {
    const index = i ?? answer.times.length - 1;
    this.figure.read([
      { value: num(answer.median_gwei[index], 4), label: "median" }, { value: `${num(answer.p10_gwei[index])} – ${num(answer.p90_gwei[index])}`, label: "p10 – p90" },
      { value: count(answer.transactions[index]), label: `transactions, ${at(answer.times[index], answer.range.bar)}` },
    ]);
  }
}

function wei(value: number): string {
  return value >= 1e9 ? `${num(value / 1e9)} gwei` : value >= 1e6 ? `${num(value / 1e6)} M wei` : value >= 1e3 ? `${num(value / 1e3)} K wei` : `${num(value)} wei`;
}

export interface Token { address: string; symbol: string | null; standard: string; transfers: number }
export const tokens = (): Promise<Frame & { tokens: Token[] }> => ask("/api/tokens", { range: state.get("range"), limit: "12" });

export function select(label: string, options: Array<[string, string]>, value: string, change: (value: string) => void): HTMLElement {
  const node = h("select", { onchange: (event: Event) => change((event.target as HTMLSelectElement).value) }, ...options.map(([key, text]) => h("option", { value: key, selected: key === value }, text)));
  return h("label", { class: "field" }, h("span", {}, label), node);
}
