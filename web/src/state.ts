/** What the page shows, kept in the URL: replaced while something is dragged, pushed when something is chosen. */
const defaults = {
  range: "10d", asset: "", position: "1000000", confidence: "0.95", window: "", method: "historical",
  kind: "v2", ratio: "1.18", width: "1.5", fee: "0.003", token: "", block: "", tx: "", pin: "", theme: "", live: "",
};
export type Key = keyof typeof defaults;

const query = new URLSearchParams(location.search);
const values: Record<string, string> = { ...defaults };
const views: Record<string, string> = {};
const listeners: Array<(keys: Key[]) => void> = [];

function read(from: URLSearchParams): void {
  for (const key of Object.keys(defaults) as Key[]) {
    values[key] = from.get(key) ?? defaults[key];
  }
  for (const [key, value] of from) {
    if (key.startsWith("view.")) {
      views[key.slice(5)] = value;
    }
  }
}
read(query);

function write(push: boolean): void {
  const url = new URL(location.href);
  for (const key of Object.keys(defaults) as Key[]) {
    if (values[key] === defaults[key]) {
      url.searchParams.delete(key);
    } else {
      url.searchParams.set(key, values[key]);
    }
  }
  for (const [name, view] of Object.entries(views)) {
    if (view === "chart") {
      url.searchParams.delete(`view.${name}`);
    } else {
      url.searchParams.set(`view.${name}`, view);
    }
  }
  if (url.href !== location.href) {
    history[push ? "pushState" : "replaceState"](null, "", url);
  }
}

export const get = (key: Key): string => values[key];
export const number = (key: Key): number => Number(values[key]);

export function set(change: Partial<Record<Key, string>>, push = true): void {
  const changed = (Object.keys(change) as Key[]).filter((key) => values[key] !== change[key]);
  if (changed.length > 0) {
    Object.assign(values, change);
    write(push);
    listeners.forEach((listener) => listener(changed));
  }
}

export const viewOf = (figure: string): string => views[figure] ?? "chart";
export function setView(figure: string, view: string): void {
  views[figure] = view;
  write(true);
}

export function onChange(listener: (keys: Key[]) => void): void {
  listeners.push(listener);
}

addEventListener("popstate", () => {
  const before = { ...values };
  read(new URLSearchParams(location.search));
  const changed = (Object.keys(defaults) as Key[]).filter((key) => values[key] !== before[key]);
  listeners.forEach((listener) => listener(changed));
});
