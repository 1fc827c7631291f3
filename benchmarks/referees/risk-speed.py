"""Speed of the risk engine against pandas, numpy and fGarch, alternating, best of the runs; prints a table of ratios.

usage: /usr/bin/python3 benchmarks/referees/risk-speed.py [runs]       (build benchmarks/Weir.Risk.Benchmarks in Release first)
"""
import subprocess, sys, tempfile, time
import numpy as np
import pandas as pd
from scipy import stats

runs = int(sys.argv[1]) if len(sys.argv) > 1 else 3
ours, theirs, bytes_ = {}, {}, {}
def keep(table, name, seconds):
    table[name] = min(seconds, table.get(name, 1e9))

rng = np.random.default_rng(1)
x = pd.Series(rng.standard_normal(100_000) * 0.01)
n, d, nu = 1_000_000, 20, 4
L = np.linalg.cholesky(np.full((d, d), 0.3) + 0.7 * np.eye(d))
w = np.full(d, 1 / d)
def carlo(normal):
    z = rng.standard_normal((n, d)) @ L.T
    t = z * np.sqrt(nu / rng.chisquare(nu, n))[:, None]
    if normal:
        t = stats.norm.ppf(stats.t.cdf(t, nu))
    p = (0.02 * t) @ w
    q = np.quantile(p, 0.01)
    return q, p[p <= q].mean()

h, r = 1e-4, np.empty(2500)
for i in range(2500):
    r[i] = np.sqrt(h) * rng.standard_normal(); h = 2e-6 + 0.08 * r[i] ** 2 + 0.9 * h
f = tempfile.NamedTemporaryFile("w", suffix=".txt", delete=False); f.write("\n".join(repr(float(v)) for v in r)); f.close()
REFITS = 200
for run in range(runs):
    for line in subprocess.run(["dotnet", "artifacts/bin/Weir.Risk.Benchmarks/release/Weir.Risk.Benchmarks.dll", "3"], text=True, capture_output=True, check=True).stdout.splitlines():
        keep(ours, line.split()[0], float(line.split()[1])); bytes_[line.split()[0]] = int(line.split()[2])
    for window in (250, 5000):
        t = time.perf_counter(); x.rolling(window).quantile(0.05); keep(theirs, f"rolling-{window}", time.perf_counter() - t)
    for normal in (False, True):
        t = time.perf_counter(); carlo(normal); keep(theirs, f"monte-carlo-{'normal' if normal else 't'}-marginals", time.perf_counter() - t)
    R = subprocess.run(["Rscript", "benchmarks/referees/risk.R", f.name, str(REFITS)], text=True, capture_output=True, check=True).stdout
    per = float([l.split()[1] for l in R.splitlines() if l.startswith("seconds-per-refit")][0])
    keep(theirs, "garch-2000-refits", 2000 * per); keep(theirs, "fhs-2000-refits", 2000 * per)

peers = {"rolling-250": "pandas rolling.quantile (VaR alone; ours VaR and ES)", "rolling-5000": "pandas rolling.quantile (VaR alone; ours VaR and ES)",
         "garch-2000-refits": f"fGarch garchFit, {REFITS} refits × 10", "fhs-2000-refits": f"fGarch garchFit, {REFITS} refits × 10",
         "monte-carlo-t-marginals": "numpy", "monte-carlo-normal-marginals": "numpy and scipy"}
print("| task | Weir, s | peer, s | ratio | peer |\n|---|---|---|---|---|")
for name in peers:
    print(f"| {name} | {ours[name]:.4f} | {theirs[name]:.4f} | {theirs[name] / ours[name]:.1f}× | {peers[name]} |")
print("\n| rolling forecast, 2,000 steps, refitted at each | µs a step | bytes a step |\n|---|---|---|")
for name in ours:
    if name.endswith("-2000-refits"):
        # 34 bytes a step are the results: VaR, ES and a flag at two confidences, in arrays made once.
        print(f"| {name[:-12]} | {ours[name] / 2000 * 1e6:.1f} | {max(0, bytes_[name] - 2000 * 34) / 2000:.1f} |")
