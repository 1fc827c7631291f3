const MINUS = "−";
const whole = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });

const sign = (text: string): string => text.replace("-", MINUS);

/** 999,999 in full, then 1.96 M. */
export function count(value: number | null | undefined): string {
  if (value === null || value === undefined || !Number.isFinite(value)) {
    return "unknown";
  }
  const size = Math.abs(value);
  for (const [limit, unit] of [[1e12, "T"], [1e9, "B"], [1e6, "M"]] as const) {
    if (size >= limit) {
      return sign(`${(value / limit).toPrecision(3)} ${unit}`);
    }
  }
  return sign(whole.format(value));
}

/** A number with as many digits as tell it apart. */
export function num(value: number | null | undefined, digits = 3): string {
  if (value === null || value === undefined || !Number.isFinite(value)) {
    return "none";
  }
  const size = Math.abs(value);
  if (size >= 1000) {
    return count(value);
  }
  if (size === 0) {
    return "0";
  }
  if (size < 1e-6) {
    return sign(value.toExponential(1));
  }
  return sign(String(Number(value.toPrecision(digits))));
}

export function usd(value: number | null | undefined, digits = 0): string {
  if (value === null || value === undefined || !Number.isFinite(value)) {
    return "none";
  }
  const size = Math.abs(value);
  const text = size >= 1e6 ? count(size) : size.toLocaleString("en-US", { maximumFractionDigits: digits, minimumFractionDigits: digits });
  return (value < 0 ? MINUS : "") + "$" + text;
}

export function percent(value: number | null | undefined, digits = 2): string {
  return value === null || value === undefined ? "none" : `${sign(value.toFixed(digits))} %`;
}

/** The middle of an address or a hash left out; the whole stands in the title and is what is copied. */
export function short(text: string): string {
  return text.length > 14 ? `${text.slice(0, 6)}…${text.slice(-4)}` : text;
}

export function age(second: number | null | undefined, now = Date.now() / 1000): string {
  if (!second) {
    return "time unknown";
  }
  const passed = Math.max(0, now - second);
  for (const [limit, length, unit] of [[90, 1, "s"], [5400, 60, "min"], [129_600, 3600, "h"], [63e6, 86_400, "days"]] as const) {
    if (passed < limit) {
      return `${Math.round(passed / length)} ${unit} ago`;
    }
  }
  return `${Math.round(passed / 31_557_600)} years ago`;
}

const two = (value: number): string => String(value).padStart(2, "0");
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** An instant in UTC, as exact as the bar. */
export function at(second: number | null | undefined, bar = "minute"): string {
  if (second === null || second === undefined) {
    return "time unknown";
  }
  const time = new Date(second * 1000);
  const day = `${time.getUTCDate()} ${MONTHS[time.getUTCMonth()]}`;
  const clock = `${two(time.getUTCHours())}:${two(time.getUTCMinutes())}`;
  return bar === "day" ? `${day} ${time.getUTCFullYear()}` : bar === "block" ? `${day}, ${clock}:${two(time.getUTCSeconds())}` : `${day}, ${clock}`;
}

export const plural = (value: number, one: string, many = `${one}s`): string => `${count(value)} ${value === 1 ? one : many}`;
