import { ask, Frame, Problem } from "./api";
import { Child, download, h, say, uid } from "./dom";
import { age, count } from "./format";
import { setView, viewOf } from "./state";

export interface Column { name: string; text: (row: any) => string; value: (row: any) => string | number | null; isNumber?: boolean }
export interface Drawn { points: number; rows: any[]; columns: Column[]; png?: () => Promise<Blob | null> }
export interface Reading { value: string; label: string; mark?: boolean }

const DIALECTS = ["postgres", "duckdb", "bigquery", "snowflake", "spark", "trino", "mysql", "clickhouse"];
const FEW = 8;
const LEVELS: Record<string, string> = { head: "Head", safe: "Safe", finalized: "Finalized", unknown: "Finality unknown" };

/** ○ head, ◐ safe, ● finalized, dashed unknown; always with its word. */
export function finality(level: string, more = ""): HTMLElement {
  return h("span", { class: "level" }, h("i", { class: `dot ${level}`, "aria-hidden": "true" }), LEVELS[level] + more);
}

/** A figure's frame: title, views, numbers, plot, foot; and its states. */
export class Figure {
  readonly root: HTMLElement;
  readonly plot: HTMLElement;
  private readonly numbers = h("div", { class: "numbers" });
  private readonly views = h("div", { class: "views", role: "tablist" });
  private readonly foot = h("div", { class: "foot" });
  private readonly other = h("div", { class: "other", tabindex: "0" });
  private readonly panel: HTMLElement;
  private drawn: Drawn | null = null;
  private frame: Frame | null = null;
  private sort: { column: number; down: boolean } | null = null;
  private isAll = false;
  private timer = 0;
  private newer = 0;
  private readings: Reading[] = [];
  /** Whether someone reads a bar of it: it holds then. */
  isRead = false;
  onFollow: (() => void) | null = null;

  constructor(readonly name: string, title: string, unit: string, readonly span: number, private readonly hint = "") {
    const heading = uid("title");
    this.plot = h("div", { class: "plot", id: uid("plot") });
    this.panel = h("div", { class: "panel" }, this.plot, this.other);
    this.root = h("figure", { class: `figure span-${span}`, "data-chart": name, "data-state": "loading", "data-points": 0, "aria-labelledby": heading },
      h("div", { class: "head" }, h("h3", { id: heading }, title, " ", h("small", {}, unit)), h("div", { class: "tools" }, this.views, this.downloads())),
      this.numbers, this.panel, this.foot);
    for (const [view, word] of [["chart", "Chart"], ["table", "Table"], ["sql", "SQL"]]) {
      this.views.append(h("button", { type: "button", role: "tab", "data-view": view, id: `${name}-${view}`, onclick: () => this.show(view) }, word));
    }
    this.views.addEventListener("keydown", (event) => this.moveTab(event as KeyboardEvent));
    this.root.addEventListener("keydown", (event) => this.key(event as KeyboardEvent));
    this.show(viewOf(name), false);
  }

  set unitText(text: string) {
    this.root.querySelector("small")!.textContent = text;
  }

  get state(): string {
    return this.root.dataset.state!;
  }

  /** Says that it is being loaded, where that takes long; what is drawn stays. */
  loading(): void {
    clearTimeout(this.timer);
    if (this.drawn) {
      return;
    }
    this.root.dataset.state = "loading";
    this.timer = window.setTimeout(() => this.plot.replaceChildren(h("p", { class: "note" }, "Loading…")), 400);
  }

  /** The two or three numbers above the plot. */
  read(readings: Reading[]): void {
    this.readings = readings;
    this.numbers.replaceChildren(...readings.map((reading) => h("div", {},
      h("b", { class: reading.mark ? "mark" : "" }, reading.mark ? h("span", { class: "diamond", "aria-hidden": "true" }, "◆ ") : null, reading.value), h("span", {}, reading.label))));
  }

  done(drawn: Drawn, frame: Frame, bars = ""): void {
    clearTimeout(this.timer);
    this.drawn = drawn;
    this.frame = frame;
    this.root.dataset.state = "drawn";
    this.root.dataset.points = String(drawn.points);
    this.writeFoot(bars);
    if (viewOf(this.name) !== "chart") {
      this.show(viewOf(this.name), false);
    }
  }

  empty(what: string, how: string, frame: Frame | null): void {
    clearTimeout(this.timer);
    this.drawn = null;
    this.frame = frame;
    this.root.dataset.state = "empty";
    this.root.dataset.points = "0";
    this.numbers.replaceChildren();
    this.plot.replaceChildren(h("p", { class: "note" }, h("b", {}, what), h("br"), how));
    this.foot.replaceChildren();
  }

  failed(error: unknown, again: () => void): void {
    clearTimeout(this.timer);
    const problem = error instanceof Problem ? error : new Problem("The figure could not be drawn.", String(error), "");
    this.root.dataset.state = "error";
    const note = h("p", { class: "note alert" }, h("b", {}, "▲ ", problem.title), h("br"), problem.detail, problem.code ? ` ${problem.code} ` : " ",
      h("button", { type: "button", class: "link", onclick: again }, "Try again"));
    if (this.drawn) {
      this.foot.replaceChildren(h("span", { class: "stale" }, "▲ stale"), note);
    } else {
      this.plot.replaceChildren(note);
    }
    say(`${this.root.querySelector("h3")!.textContent}: ${problem.title}`);
  }

  /** A figure that is being read holds, and says how much is newer. */
  hold(blocks: number): void {
    this.newer += blocks;
    let note = this.foot.querySelector(".newer");
    if (!note) {
      note = h("button", { type: "button", class: "newer link", onclick: () => this.release() });
      this.foot.append(note);
    }
    note.textContent = `${count(this.newer)} newer ${this.newer === 1 ? "block" : "blocks"}, Esc to follow`;
  }

  release(): void {
    this.isRead = false;
    if (this.newer > 0) {
      this.newer = 0;
      this.foot.querySelector(".newer")?.remove();
      this.onFollow?.();
    }
  }

  private writeFoot(bars: string): void {
    const { range, finality: final } = this.frame!;
    if (range.from === null) {
      this.foot.replaceChildren(h("span", {}, this.hint || bars));
      return;
    }
    const weak = final.not_safe ? `, ${count(final.not_safe)} not yet safe` : "";
    this.foot.replaceChildren(finality(final.level, weak), h("span", {}, `Blocks ${range.from.toLocaleString("en-US")}–${range.to!.toLocaleString("en-US")}`),
      h("span", {}, bars), h("span", { class: "age", "data-at": range.last_at ?? "" }, age(range.last_at)));
  }

  private moveTab(event: KeyboardEvent): void {
    const tabs = [...this.views.querySelectorAll<HTMLElement>("[role=tab]")];
    const now = tabs.indexOf(document.activeElement as HTMLElement);
    const to = event.key === "ArrowRight" ? now + 1 : event.key === "ArrowLeft" ? now - 1 : -1;
    if (now >= 0 && tabs[to]) {
      event.preventDefault();
      event.stopPropagation();
      tabs[to].focus();
      tabs[to].click();
    }
  }

  private key(event: KeyboardEvent): void {
    const target = event.target as HTMLElement;
    if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName)) {
      return;
    }
    const view = { c: "chart", t: "table", s: "sql" }[event.key.toLowerCase()];
    if (view) {
      this.show(view);
    } else if (event.key === "Escape") {
      this.release();
    }
  }

  show(view: string, isChosen = true): void {
    for (const tab of this.views.querySelectorAll<HTMLElement>("[role=tab]")) {
      const isIt = tab.dataset.view === view;
      tab.setAttribute("aria-selected", String(isIt));
      tab.tabIndex = isIt ? 0 : -1;
    }
    this.plot.hidden = view !== "chart";
    this.other.hidden = view === "chart";
    this.other.setAttribute("aria-label", view === "sql" ? "SQL" : "Table");
    this.other.replaceChildren(...(view === "table" ? this.table() : view === "sql" ? this.sql() : []));
    if (isChosen) {
      setView(this.name, view);
    }
  }

  private table(): Child[] & Node[] {
    if (!this.drawn) {
      return [h("p", { class: "note" }, "No rows.")];
    }
    const { rows, columns } = this.drawn;
    let sorted = [...rows].reverse();
    if (this.sort) {
      const { column, down } = this.sort;
      const of = columns[column].value;
      sorted = [...rows].sort((one, other) => {
        const [a, b] = [of(one), of(other)];
        const order = typeof a === "number" && typeof b === "number" ? a - b : String(a ?? "").localeCompare(String(b ?? ""));
        return down ? -order : order;
      });
    }
    const shown = this.isAll ? sorted : sorted.slice(0, FEW);
    const head = h("tr", {}, ...columns.map((column, i) => h("th", {
      scope: "col", class: column.isNumber ? "right" : "",
      "aria-sort": this.sort?.column === i ? (this.sort.down ? "descending" : "ascending") : "none",
    }, h("button", { type: "button", onclick: () => {
      this.sort = { column: i, down: this.sort?.column === i ? !this.sort.down : true };
      this.show("table", false);
    } }, column.name, this.sort?.column === i ? (this.sort.down ? " ↓" : " ↑") : ""))));
    const body = shown.map((row) => h("tr", {}, ...columns.map((column) => h("td", { class: column.isNumber ? "right" : "", title: String(column.value(row) ?? "") }, column.text(row)))));
    return [h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": `${this.name} table` }, h("table", {}, h("thead", {}, head), h("tbody", {}, ...body))),
      h("p", { class: "note" }, `${count(shown.length)} of ${count(rows.length)} rows `,
        rows.length > FEW ? h("button", { type: "button", class: "link", onclick: () => {
          this.isAll = !this.isAll;
          this.show("table", false);
        } }, this.isAll ? "Show few" : "Show all") : null)];
  }

  private sql(): Child[] & Node[] {
    const queries = this.frame?.sql ?? [];
    if (queries.length === 0) {
      return [h("p", { class: "note" }, this.hint || "No query was asked.")];
    }
    const bucket = this.frame!.range.bar ?? "";
    return queries.map((query) => {
      const text = h("pre", { tabindex: "0" }, query.text);
      const dialect = h("select", { "aria-label": `Dialect of ${query.name}` }, ...DIALECTS.map((name) => h("option", { value: name }, name)));
      dialect.addEventListener("change", async () => {
        try {
          text.textContent = dialect.value === "postgres" ? query.text
            : (await ask<{ text: string }>("/api/sql", { name: query.name, dialect: dialect.value, bucket })).text;
        } catch (error) {
          text.textContent = `-- ${error instanceof Problem ? `${error.title} ${error.detail}` : error}`;
        }
      });
      return h("div", { class: "query" }, h("div", { class: "query-head" }, h("b", {}, query.name), dialect, copyButton(() => text.textContent!)), text);
    });
  }

  private downloads(): HTMLElement {
    const save = (kind: string) => async (): Promise<void> => {
      if (!this.drawn) {
        return;
      }
      if (kind === "csv") {
        const quote = (value: unknown): string => /[",\n]/.test(String(value ?? "")) ? `"${String(value).replaceAll('"', '""')}"` : String(value ?? "");
        const lines = [this.drawn.columns.map((column) => quote(column.name)), ...this.drawn.rows.map((row) => this.drawn!.columns.map((column) => quote(column.value(row))))];
        download(`weir-${this.name}.csv`, new Blob([lines.map((line) => line.join(",")).join("\n") + "\n"], { type: "text/csv" }));
      } else {
        const blob = await this.drawn.png?.();
        if (blob) {
          download(`weir-${this.name}.png`, blob);
        }
      }
    };
    return h("span", { class: "save" }, h("button", { type: "button", onclick: save("csv"), "aria-label": `Download ${this.name} as CSV` }, "CSV"),
      h("button", { type: "button", onclick: save("png"), "aria-label": `Download ${this.name} as PNG` }, "PNG"));
  }

  get lastReadings(): Reading[] {
    return this.readings;
  }
}

export function copyButton(text: () => string, word = "Copy"): HTMLElement {
  const button = h("button", { type: "button", class: "link" }, word);
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text());
      button.textContent = "Copied";
    } catch {
      button.textContent = "Select and copy";
    }
    setTimeout(() => { button.textContent = word; }, 2000);
  });
  return button;
}

/** An address or a hash: short to read, whole to copy. */
export function hash(text: string, short: string): HTMLElement {
  const button = h("button", { type: "button", class: "hash", title: text, "aria-label": `Copy ${text}` }, short);
  button.addEventListener("click", () => {
    navigator.clipboard?.writeText(text).catch(() => undefined);
    button.dataset.copied = "";
    setTimeout(() => delete button.dataset.copied, 1200);
  });
  return button;
}

/** A picture of an SVG in the theme's colours. */
export async function pngOf(svg: SVGElement): Promise<Blob | null> {
  const box = svg.getBoundingClientRect();
  const copy = svg.cloneNode(true) as SVGElement;
  const originals = [svg, ...svg.querySelectorAll<SVGElement>("*")];
  [copy, ...copy.querySelectorAll<SVGElement>("*")].forEach((node, i) => {
    const style = getComputedStyle(originals[i]);
    for (const name of ["fill", "stroke", "stroke-width", "stroke-dasharray", "font-size", "font-family", "font-weight", "text-anchor"]) {
      node.setAttribute(name, style.getPropertyValue(name));
    }
  });
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(copy))}`;
  await image.decode();
  const canvas = h("canvas", { width: box.width * 2, height: box.height * 2 });
  const context = canvas.getContext("2d")!;
  context.fillStyle = getComputedStyle(document.body).backgroundColor;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob(resolve));
}
