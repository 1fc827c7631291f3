"""Asks two builds the same questions of every risk model and names every figure that differs.

usage: python3 eng/proofs/risk-figures.py PRICES_FOLDER OLD_weir.dll [NEW_weir.dll]
Some 400 requests and 6,000 figures; figures that only the new build has are additions and are counted apart. Exits 1 on a difference.
"""
import itertools, json, subprocess, sys

folder, old = sys.argv[1], sys.argv[2]
new = sys.argv[3] if len(sys.argv) > 3 else "artifacts/bin/Weir.App/release/weir.dll"
SERIES = [{"file": f"{folder}/{name}", "returns": kind, **part} for name in ("ETH-USD_daily_yahoo.csv", "BTC-USD_daily_yahoo.csv", "LINK-USD_daily_coinbase.csv", "GSPC_daily_close.csv")
          for kind in ("simple", "log") for part in ({},)]
PAIR = [{"file": f"{folder}/ETH-USD_daily_yahoo.csv"}, {"file": f"{folder}/BTC-USD_daily_yahoo.csv"}]
requests = []
def ask(model, series=None, /, **parameters):
    requests.append({"id": len(requests), "model": model, "parameters": parameters, **({"series": series} if series else {})})

OF_ONE = {
    "historical": [{}, {"quantileType": 1}, {"quantileType": 6, "shortfall": "rockafellar-uryasev"}, {"horizonSteps": 5, "paths": 2000}],
    "age-weighted": [{}, {"decay": 0.99}], "normal": [{}, {"divisor": "n"}, {"mean": "zero"}, {"horizonSteps": 10, "horizonMethod": "sqrt"}],
    "student-t": [{}, {"degreesOfFreedom": 5}], "cornish-fisher": [{}, {"divisor": "n-1"}],
    "ewma": [{}, {"start": "first-square"}, {"start": "mean-square", "decay": 0.97}], "riskmetrics-2006": [{}, {"averages": 10}],
    "garch": [{"innovations": i, "start": s} for i in ("normal", "t") for s in ("backcast", "mean-square", "unconditional")] + [{"mean": "zero"}],
    "gjr-garch": [{"innovations": i, "start": s} for i in ("normal", "t") for s in ("backcast", "mean-square")],
    "fhs": [{"filter": f} for f in ("garch", "gjr-garch", "ewma")] + [{"innovations": "t"}],
    "evt-pot": [{}, {"thresholdQuantile": 0.95}, {"information": "expected"}],
}
for series, (model, choices), confidence in itertools.product(SERIES, OF_ONE.items(), (0.95, 0.99)):
    for choice in choices:
        ask(model, series, confidence=confidence, **choice)
for name, count, total in itertools.product(("kupiec-pof", "traffic-light"), (0, 3, 8, 15), (250, 1000)):
    ask(name, exceedances=count, observations=total, confidence=0.99)
hits = [1 if i % 17 == 0 or i % 23 == 1 else 0 for i in range(500)]
for name in ("kupiec-pof", "kupiec-tuff", "christoffersen-conditional-coverage"):
    ask(name, hits=hits, confidence=0.95)
for name in ("christoffersen-independence", "duration"):
    ask(name, hits=hits)
for model in ("historical", "normal", "student-t", "ewma", "riskmetrics-2006", "garch-t", "fhs", "fhs-ewma", "evt-pot", "monte-carlo", "monte-carlo-t-copula", "portfolio-ledoit-wolf"):
    ask("backtest", PAIR, model=model, confidence=0.99, window=500, refit=50, simulations=500, paths=2000)
for estimator in ("sample", "ewma", "ledoit-wolf", "ledoit-wolf-constant-correlation"):
    ask("covariance", PAIR, estimator=estimator)
    ask("portfolio-normal", PAIR, estimator=estimator, weights=[0.7, 0.3])
    ask("portfolio-student-t", PAIR, estimator=estimator, weights=[0.7, -0.3], degreesOfFreedom=5)
for quantile in (7, 1, 6):
    ask("portfolio-historical", PAIR, weights=[0.6, 0.4], quantileType=quantile)
for copula, marginals in itertools.product(("gaussian", "t"), ("normal", "t")):
    ask("monte-carlo", PAIR, copula=copula, marginals=marginals, paths=5000, weights=[0.5, 0.5], components=True)
ask("stress", positions=[1000, -500], shocks=[-0.1, -0.5])
POOLS = [{"kind": "constant-product"}, {"kind": "weighted", "weight": 0.8}, {"kind": "concentrated", "lower": 1500, "upper": 2500}]
for pool, price in itertools.product(POOLS, (1000, 1600, 2000, 2400, 5000)):
    ask("impermanent-loss", entryPrice=2000, price=price, value=10000, **pool)
    ask("lvr", price=price, volatility=0.05, fee=0.003, **pool)
    ask("lp-value", price=price, **pool)
for pool, exit_ in itertools.product(POOLS, ({}, {"exitLiquidity": 5000})):
    ask("lp-var", SERIES[0], basePrice=2000, entryPrice=2000, value=10000, fee=0.003, turnover=0.1, **pool, **exit_)
for a, price in itertools.product((10, 100, 2000), (0.5, 0.9, 1, 1.1)):
    ask("impermanent-loss", kind="stableswap", amplification=a, entryPrice=1, price=price, value=1000)
ask("stableswap", balances=["1000000000000000000000000", "1000000000000000000000000"], amplification=100, amount="100000000000000000000000")

def answers(dll):
    text = "".join(json.dumps(request) + "\n" for request in requests)
    done = subprocess.run(["dotnet", dll, "risk", "--batch"], input=text, text=True, capture_output=True, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]

def flat(value, path=""):
    if isinstance(value, dict):
        for key, item in value.items():
            yield from flat(item, f"{path}.{key}")
    elif isinstance(value, list):
        for at, item in enumerate(value):
            yield from flat(item, f"{path}[{at}]")
    elif isinstance(value, (int, float)) and not isinstance(value, bool):
        yield path, value

same, added, moved, answered = 0, 0, {}, []
for request, before, after in zip(requests, answers(old), answers(new)):
    what = f"{request['model']} {json.dumps({k: v for k, v in request['parameters'].items() if k != 'hits'})}"
    if "error" in before or "error" in after:
        if ("error" in before) != ("error" in after):
            answered.append(f"{what}: {before.get('error', 'an answer')} -> {after.get('error', 'an answer')}")
        continue
    earlier, now = dict(flat(before["result"])), dict(flat(after["result"]))
    added += len(now.keys() - earlier.keys())
    for path, value in earlier.items():
        other = now.get(path)
        if other is None or abs(other - value) > 1e-12 * max(abs(value), abs(other)):
            moved.setdefault(what, []).append(f"{path[1:]} {value} -> {other}")
        else:
            same += 1
for what, figures in moved.items():
    print(f"{what}: {'; '.join(figures[:6])}{'' if len(figures) <= 6 else f' and {len(figures) - 6} more'}")
print("\n".join(answered))
print(f"{len(requests)} requests: {same} figures the same, {sum(map(len, moved.values()))} differ, {added} added, {len(answered)} answered where the other refuses")
sys.exit(1 if moved or answered else 0)
