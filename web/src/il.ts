/**
 * Impermanent loss in the reader's browser, so that sliders answer at once and a snapshot needs no server. The formulas are those of
 * Weir.Risk (docs/models); a test compares them with the API over every kind.
 */
export interface Pool { kind: string; width: number; weight?: number; amplification?: number }

interface Holdings { base: number; quote: number }

function v3(price: number, width: number): Holdings {
  const [low, high] = [1 / width, width];
  const root = Math.sqrt(Math.min(high, Math.max(low, price)));
  return { base: 1 / root - 1 / Math.sqrt(high), quote: root - Math.sqrt(low) };
}

/** Two coins of a stableswap pool with D = 1 at a price of the first in the second; x by bisection on the marginal price. */
function stable(price: number, amplification: number): Holdings {
  const ann = amplification * 2;
  const other = (x: number): number => {
    const c = 1 / (4 * x * ann);
    const b = x + 1 / ann;
    let y = 1;
    for (let i = 0; i < 80; i++) {
      const next = (y * y + c) / (2 * y + b - 1);
      if (Math.abs(next - y) < 1e-15) {
        break;
      }
      y = next;
    }
    return y;
  };
  const slope = (x: number): number => {
    const y = other(x);
    const k = 1 / (4 * x * y);
    return (ann + k / x) / (ann + k / y);
  };
  let [low, high] = [1e-9, 1e3];
  for (let i = 0; i < 200; i++) {
    const middle = Math.sqrt(low * high);
    if (slope(middle) > price) {
      low = middle;
    } else {
      high = middle;
    }
  }
  const x = Math.sqrt(low * high);
  return { base: x, quote: other(x) };
}

function holdings(pool: Pool, price: number): Holdings {
  switch (pool.kind) {
    case "v3":
      return v3(price, pool.width);
    case "weighted": {
      const w = pool.weight ?? 0.8;
      const value = Math.pow(price, w);
      return { base: (w * value) / price, quote: (1 - w) * value };
    }
    case "stable":
      return stable(price, pool.amplification ?? 100);
    default:
      return { base: 1 / Math.sqrt(price), quote: Math.sqrt(price) };
  }
}

/** The loss against holding, 0 at entry and never above; price is the ratio to the price at entry. */
export function loss(pool: Pool, price: number): number {
  const now = holdings(pool, price);
  const entry = holdings(pool, 1);
  return (now.base * price + now.quote) / (entry.base * price + entry.quote) - 1;
}

/** What was held is worth now, of one dollar at entry. */
export function held(pool: Pool, price: number): number {
  const entry = holdings(pool, 1);
  return (entry.base * price + entry.quote) / (entry.base + entry.quote);
}
