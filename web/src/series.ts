import uPlot from "uplot";
import { h, ink } from "./dom";
import { at, num } from "./format";

/** Time series. uPlot draws them: it is small (50 KB), and thousands of bars cost it a millisecond; the rest of the page is SVG. */
export interface Line {
  values: Array<number | null>; color: string; dash?: number[]; label?: string; width?: number; fill?: string; steps?: boolean; bars?: boolean; hidden?: boolean;
}
export interface PlotSpec {
  times: number[]; bar: string; height: number; title: string; right?: string; lines: Line[]; bands?: Array<[number, number]>; log?: boolean; zero?: boolean;
  axis?: (value: number) => string; marks?: Array<{ index: number; value: number }>; isLast?: boolean; least?: number; most?: number;
}

const FONT = '12px "IBM Plex Sans", sans-serif';
const LABEL = '600 12px "IBM Plex Sans", sans-serif';
const sync = uPlot.sync("time");

function spread(labels: Array<{ y: number; text: string; color: string }>): void {
  labels.sort((a, b) => a.y - b.y);
  for (let i = 1; i < labels.length; i++) {
    labels[i].y = Math.max(labels[i].y, labels[i - 1].y + 14);
  }
}

/** Plots over one time axis, one under the other, with one crosshair. */
export class Stack {
  private plots: uPlot[] = [];
  private readonly box = h("div", { class: "stack", tabindex: "0", role: "application" });
  private readonly watch: ResizeObserver;
  private index: number | null = null;
  private specs: PlotSpec[] = [];
  private isKeyed = false;

  constructor(readonly name: string, private readonly onRead: (index: number | null, isPinned: boolean) => void) {
    this.watch = new ResizeObserver(() => this.resize());
    this.watch.observe(this.box);
    this.box.addEventListener("keydown", (event) => this.key(event));
    this.box.addEventListener("blur", () => { if (this.isKeyed) { this.move(null); } });
  }

  draw(into: HTMLElement, specs: PlotSpec[], summary: string): void {
    this.specs = specs;
    this.box.setAttribute("aria-label", `${summary} Arrow keys read the bars.`);
    if (this.box.parentElement !== into) {
      into.replaceChildren(this.box);
    }
    this.rebuild();
  }

  rebuild(): void {
    this.plots.forEach((plot) => plot.destroy());
    this.box.replaceChildren();
    this.plots = this.specs.map((spec, i) => {
      const head = h("div", { class: "plot-head" }, h("b", {}, spec.title), h("span", {}, spec.right ?? ""));
      const holder = h("div", { class: "plot-box" });
      this.box.append(head, holder);
      return this.make(spec, holder, i === this.specs.length - 1);
    });
  }

  private width(): number {
    return Math.max(200, Math.floor(this.box.clientWidth || 600));
  }

  private make(spec: PlotSpec, holder: HTMLElement, isLast: boolean): uPlot {
    const hasLabels = spec.lines.some((line) => line.label);
    const grid = { stroke: ink("line"), width: 1 };
    const series: uPlot.Series[] = [{}, ...spec.lines.map((line): uPlot.Series => ({
      stroke: line.hidden ? undefined : line.color, width: line.width ?? 1.5, dash: line.dash, fill: line.fill, points: { show: false }, spanGaps: false,
      paths: line.bars ? uPlot.paths.bars!({ size: [0.7, 6, 1] }) : line.steps ? uPlot.paths.stepped!({ align: 1 }) : undefined,
    }))];
    const options: uPlot.Options = {
      width: this.width(), height: spec.height, legend: { show: false }, padding: [8, hasLabels ? 58 : 12, 0, 0],
      series, bands: spec.bands?.map(([top, bottom]) => ({ series: [top + 1, bottom + 1] as [number, number], fill: ink("band") })),
      cursor: { sync: { key: sync.key, setSeries: false }, drag: { x: false, y: false }, points: { show: false }, y: false },
      scales: { x: { time: true }, y: spec.log ? { distr: 3, log: 10, range: (_u, low, high) => [10 ** Math.floor(Math.log10(Math.max(1, low ?? 1))), 10 ** Math.floor(Math.log10(Math.max(1, high ?? 1)) + 1)] } : { range: (_u, low, high) => range(low, high, spec) } },
      axes: [
        { show: isLast, stroke: ink("mute"), font: FONT, size: 26, grid: { show: false }, ticks: { show: false }, space: 70,
          values: (_u, splits) => ticks(splits) },
        { stroke: ink("mute"), font: FONT, size: 52, grid, ticks: { show: false }, space: 34,
          filter: (_u, splits) => splits.map((value) => (spec.log && Math.abs(Math.log10(value) % 1) > 1e-9 ? null : value)) as number[],
          values: (_u, splits) => splits.map((value) => value === null ? "" : (spec.axis ?? num)(value)) },
      ],
      tzDate: (second) => uPlot.tzDate(new Date(second * 1000), "Etc/UTC"),
      hooks: {
        draw: [(plot) => this.labels(plot, spec)],
        setCursor: [(plot) => this.cursor(plot)],
      },
    };
    return new uPlot(options, [spec.times, ...spec.lines.map((line) => line.values)] as uPlot.AlignedData, holder);
  }

  private labels(plot: uPlot, spec: PlotSpec): void {
    const { ctx } = plot;
    const ratio = devicePixelRatio || 1;
    ctx.save();
    if (spec.zero) {
      const y = plot.valToPos(0, "y", true);
      ctx.strokeStyle = ink("edge");
      ctx.beginPath();
      ctx.moveTo(plot.bbox.left, y);
      ctx.lineTo(plot.bbox.left + plot.bbox.width, y);
      ctx.stroke();
    }
    ctx.fillStyle = ink("alert");
    for (const mark of spec.marks ?? []) {
      const [x, y] = [plot.valToPos(spec.times[mark.index], "x", true), plot.valToPos(mark.value, "y", true)];
      const size = 4 * ratio;
      ctx.beginPath();
      ctx.moveTo(x, y - size);
      ctx.lineTo(x + size, y);
      ctx.lineTo(x, y + size);
      ctx.lineTo(x - size, y);
      ctx.fill();
    }
    const ends = spec.lines.filter((line) => line.label).map((line) => {
      const last = line.values.findLastIndex((value) => value !== null);
      return { y: last < 0 ? -1 : plot.valToPos(line.values[last]!, "y", true) / ratio, text: line.label!, color: line.color };
    }).filter((label) => label.y >= 0);
    spread(ends);
    ctx.font = LABEL.replace("12px", `${12 * ratio}px`);
    ctx.textBaseline = "middle";
    ctx.textAlign = "left";
    for (const label of ends) {
      ctx.fillStyle = label.color;
      ctx.fillText(label.text, plot.bbox.left + plot.bbox.width + 6 * ratio, label.y * ratio);
    }
    ctx.restore();
  }

  private cursor(plot: uPlot): void {
    const index = plot.cursor.left !== undefined && plot.cursor.left >= 0 ? plot.cursor.idx ?? null : null;
    if (index !== this.index) {
      this.index = index;
      this.onRead(index, false);
    }
  }

  private move(index: number | null): void {
    this.isKeyed = index !== null;
    for (const plot of this.plots) {
      plot.setCursor(index === null ? { left: -10, top: -10 } : { left: plot.valToPos(plot.data[0][index], "x"), top: 10 });
    }
    this.index = index;
    this.onRead(index, false);
  }

  private key(event: KeyboardEvent): void {
    const last = (this.specs[0]?.times.length ?? 0) - 1;
    if (last < 0) {
      return;
    }
    const now = this.index ?? last;
    const step = event.shiftKey ? 10 : 1;
    const to = { ArrowLeft: now - step, ArrowRight: now + step, Home: 0, End: last }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      this.move(Math.min(last, Math.max(0, to)));
    } else if (event.key === "Enter" && this.index !== null) {
      this.onRead(this.index, true);
    } else if (event.key === "Escape") {
      this.move(null);
    }
  }

  private resize(): void {
    const width = this.width();
    for (const plot of this.plots) {
      if (plot.width !== width) {
        plot.setSize({ width, height: plot.height });
      }
    }
  }

  /** The plots as one picture. */
  png = (): Promise<Blob | null> => {
    const parts = this.plots.map((plot) => plot.ctx.canvas);
    const canvas = h("canvas", { width: Math.max(...parts.map((part) => part.width)), height: parts.reduce((sum, part) => sum + part.height + 40, 0) });
    const context = canvas.getContext("2d")!;
    context.fillStyle = ink("bg");
    context.fillRect(0, 0, canvas.width, canvas.height);
    let top = 0;
    parts.forEach((part, i) => {
      context.fillStyle = ink("ink");
      context.font = LABEL.replace("12px", "24px");
      context.fillText(`${this.specs[i].title} ${this.specs[i].right ?? ""}`, 8, top + 28);
      context.drawImage(part, 0, top + 40);
      top += part.height + 40;
    });
    return new Promise((resolve) => canvas.toBlob(resolve));
  };
}

function range(low: number, high: number, spec: PlotSpec): [number, number] {
  if (low === null || high === null || !Number.isFinite(low)) {
    return [0, 1];
  }
  const [from, to] = [Math.min(low, spec.least ?? low), Math.max(high, spec.most ?? high)];
  const room = (to - from || Math.abs(to) || 1) * 0.06;
  return [spec.least !== undefined && from === spec.least ? from : from - room, to + room];
}

function ticks(splits: number[]): string[] {
  const step = splits.length > 1 ? splits[1] - splits[0] : 0;
  return splits.map((second) => {
    const text = at(second);
    return step >= 86_400 ? text.split(",")[0] : second % 86_400 === 0 ? text.split(",")[0] : text.split(", ")[1];
  });
}
