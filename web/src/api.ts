/** The API: the page's own server, the snapshot inside the page, or another one that the reader has agreed to. */
export class Problem extends Error {
  constructor(readonly title: string, readonly detail: string, readonly code: string) {
    super(title);
  }
}

export interface Frame {
  chain_id: number | null;
  range: { from: number | null; to: number | null; first_at: number | null; last_at: number | null; blocks: number; proven: number; bar?: string };
  finality: { level: string; not_safe: number | null; not_finalized: number | null };
  sql: Array<{ name: string; text: string }>;
}

interface Snapshot { made_at: number; answers: Record<string, unknown> }

const text = document.getElementById("weir-data")?.textContent ?? "";
export const snapshot: Snapshot | null = text ? JSON.parse(text) : null;

const isLoopback = (url: string): boolean => /^https?:\/\/(127\.0\.0\.1|localhost)(:\d+)?$/.test(url);

/** Another API is asked only from a file, when the reader agrees, and never with a key. */
function baseOf(): string {
  const built = document.querySelector<HTMLMetaElement>('meta[name="weir-api"]')?.content ?? "";
  if (location.protocol !== "file:") {
    return built;
  }
  const asked = new URLSearchParams(location.search).get("api");
  if (asked && isLoopback(asked) && (asked === "http://127.0.0.1:5000" || confirm(`Show what the API at ${asked} says?`))) {
    return asked;
  }
  return built || "http://127.0.0.1:5000";
}

export const API: string = snapshot ? "" : baseOf();
const isOwn = API === "" && location.protocol !== "file:";
let key = "";
try {
  key = isOwn ? sessionStorage.getItem("weir-key") ?? "" : "";
} catch {
  // Storage may be switched off.
}

export function setKey(value: string): void {
  key = value;
  try {
    sessionStorage.setItem("weir-key", value);
  } catch {
    // It is asked for again then.
  }
}

export function headers(): Record<string, string> {
  return key && isOwn ? { Authorization: `Bearer ${key}` } : {};
}

const kept = new Map<string, { tag: string; data: unknown }>();

export async function ask<T>(path: string, query: Record<string, string> = {}, signal?: AbortSignal): Promise<T> {
  const given = Object.entries(query).filter(([, value]) => value !== "");
  const request = path + (given.length ? "?" + given.map(([name, value]) => `${name}=${encodeURIComponent(value).replaceAll("%2F", "/")}`).join("&") : "");
  if (snapshot) {
    const answer = snapshot.answers[request];
    if (answer === undefined) {
      throw new Problem("This snapshot does not hold that.", "Start Weir for live data: ./weir demo", "");
    }
    return answer as T;
  }
  const known = kept.get(request);
  let response: Response;
  try {
    response = await fetch(API + request, { signal, headers: { ...headers(), ...(known && isOwn ? { "If-None-Match": known.tag } : {}) } });
  } catch (error) {
    if (signal?.aborted) {
      throw error;
    }
    throw new Problem("The API does not answer.", `Start it: ./weir serve. Asked at ${API || location.origin}.`, "");
  }
  if (response.status === 304 && known) {
    return known.data as T;
  }
  if (!response.ok) {
    const problem = await response.json().catch(() => ({}));
    throw new Problem(problem.title ?? `The API answers ${response.status}.`, problem.detail ?? "Try again.", problem.code ?? "");
  }
  const data = await response.json();
  const tag = response.headers.get("ETag");
  if (tag) {
    kept.set(request, { tag, data });
  }
  return data as T;
}

/** Reads the event stream with its header, so that it resumes; ends when the signal says so. */
export async function listen(last: string, signal: AbortSignal, event: (kind: string, id: string, data: any) => void): Promise<void> {
  const response = await fetch(`${API}/api/stream`, {
    signal, headers: { ...headers(), Accept: "text/event-stream", ...(last ? { "Last-Event-ID": last } : {}) },
  });
  if (!response.ok || !response.body) {
    throw new Problem("The event stream does not answer.", "", "");
  }
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let buffer = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) {
      return;
    }
    buffer += value;
    let end: number;
    while ((end = buffer.indexOf("\n\n")) >= 0) {
      const fields: Record<string, string> = {};
      for (const line of buffer.slice(0, end).split("\n")) {
        const colon = line.indexOf(": ");
        if (colon > 0) {
          fields[line.slice(0, colon)] = line.slice(colon + 2);
        }
      }
      buffer = buffer.slice(end + 2);
      if (fields.data) {
        event(fields.event ?? "message", fields.id ?? "", JSON.parse(fields.data));
      }
    }
  }
}
