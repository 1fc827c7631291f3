"""Weir's risk engine against independent programs on the same series.

usage: /usr/bin/python3 benchmarks/referees/risk.py PRICES.csv [weir.dll]
Debian: python3-numpy python3-scipy python3-sklearn python3-pandas r-base-core r-cran-fgarch r-cran-fextremes.
Prints a table; exits 1 when a difference is above 1e-6 that the table does not explain.
"""
import json, os, subprocess, sys, tempfile
import numpy as np
import pandas as pd
from scipy import optimize, stats
from sklearn.covariance import LedoitWolf

prices = sys.argv[1]
weir = sys.argv[2] if len(sys.argv) > 2 else "artifacts/bin/Weir.App/release/weir.dll"
r = np.diff(np.log(pd.read_csv(prices)["close"].to_numpy()))
rng = np.random.default_rng(3)
panel = rng.standard_normal((120, 6)) @ rng.standard_normal((6, 6)) * 0.01

def ask(**q):
    answer = subprocess.run(["dotnet", weir, "risk", "--batch"], input=json.dumps({"id": 1, **q}) + "\n", text=True, capture_output=True, check=True)
    a = json.loads(answer.stdout)
    return a.get("result") or sys.exit(a["error"])

S = {"returns": r.tolist()}
rows, bad = [], 0
def row(what, ours, theirs, why=""):
    global bad
    d = abs(ours - theirs) / max(abs(theirs), 1e-300)
    if d > 1e-6 and not why:
        bad += 1
    rows.append((what, ours, theirs, d, why if d > 1e-6 else ""))

# an independent GARCH likelihood in numpy, climbed by scipy from two starts
def nll(p, student, leverage, start):
    mu, om, al, ga, be = p[0], p[1], p[2], (p[3] if leverage else 0.0), p[4 if leverage else 3]
    nu = p[-1] if student else None
    if om <= 0 or al < 0 or al + ga < 0 or be < 0 or al + ga / 2 + be >= 1 or (student and nu <= 2.01):
        return 1e10
    e = r100 - mu
    if start == "mean-square":
        b = np.mean(e * e)
    else:
        d = (r100 - r100.mean())[:75] ** 2
        w = 0.94 ** np.arange(len(d)); b = (d * w).sum() / w.sum()
    h = np.empty(len(e)); h[0] = om + (al + ga / 2 + be) * b
    for t in range(1, len(e)):
        h[t] = om + (al + (ga if e[t - 1] <= 0 else 0)) * e[t - 1] ** 2 + be * h[t - 1]
    if student:
        return -(stats.t.logpdf(e / np.sqrt(h * (nu - 2) / nu), nu) - 0.5 * np.log(h * (nu - 2) / nu)).sum()
    return 0.5 * (np.log(2 * np.pi * h) + e * e / h).sum()

r100 = r * 100
for leverage, model in ((False, "garch"), (True, "gjr-garch")):
    for student in (False, True):
        ours = ask(model=model, parameters={"innovations": "t" if student else "normal"}, series=S)
        x0 = [ours["mean"] * 100, ours["omega"] * 1e4, ours["alpha"]] + ([ours["gamma"]] if leverage else []) + [ours["beta"]] + ([ours["degreesOfFreedom"]] if student else [])
        same = -nll(x0, student, leverage, "backcast") + len(r) * np.log(100)
        name = f"{model} {'t' if student else 'normal'}"
        row(f"{name}: log-likelihood of our parameters (numpy)", ours["logLikelihood"], same)
        x = np.array([v * (0.97 if i in (2, 4 if leverage else 3) else 1.05) for i, v in enumerate(x0)])
        for _ in range(3):
            best = optimize.minimize(nll, x, args=(student, leverage, "backcast"), method="Nelder-Mead", options=dict(maxiter=4000, maxfev=4000, xatol=1e-9, fatol=1e-9))
            x = best.x
        top = -best.fun + len(r) * np.log(100)
        row(f"{name}: highest log-likelihood (scipy)", ours["logLikelihood"], top, "scipy's simplex stops early: its likelihood is lower" if ours["logLikelihood"] > top else "")

# fGarch, fExtremes
with tempfile.NamedTemporaryFile("w", suffix=".txt", delete=False) as f:
    f.write("\n".join(repr(float(v)) for v in r))
refits = int(os.environ.get("REFITS", "0"))
R = dict(line.split() for line in subprocess.run(["Rscript", "benchmarks/referees/risk.R", f.name] + ([str(refits)] if refits else []), text=True, capture_output=True, check=True).stdout.splitlines() if len(line.split()) == 2)
R = {k: float(v) for k, v in R.items()}
for dist, name in (("norm", "normal"), ("std", "t")):
    ours = ask(model="garch", parameters={"innovations": name, "start": "mean-square"}, series=S)
    theirs = {"mu": R[f"garch-{dist}.mu"], "omega": R[f"garch-{dist}.omega"], "alpha": R[f"garch-{dist}.alpha1"], "beta": R[f"garch-{dist}.beta1"]}
    if dist == "std":
        theirs["degreesOfFreedom"] = R["garch-std.shape"]
    total = theirs["alpha"] + theirs["beta"]
    early = ours["logLikelihood"] >= R[f"garch-{dist}.llh"]
    why = "fGarch stops early: its likelihood is lower" if early else f"fGarch leaves the stationary region: its α + β is {total:.4f}" if total >= 1 else ""
    at = ask(model="garch-log-likelihood", parameters={**theirs, "start": "mean-square"}, series=S)["logLikelihood"]
    row(f"garch {name}: log-likelihood at fGarch's parameters", at, R[f"garch-{dist}.llh"])
    row(f"garch {name}: highest log-likelihood (fGarch)", ours["logLikelihood"], R[f"garch-{dist}.llh"], why)
    for n, v in theirs.items():
        row(f"garch {name}: {n} (fGarch)", ours["mean" if n == "mu" else n], v, why)

evt = ask(model="evt-pot", parameters={"confidence": 0.99}, series=S)
why = "fExtremes stops early: its likelihood is lower" if evt["logLikelihood"] >= R["gpd.llh"] else ""
row("GPD: log-likelihood (fExtremes)", evt["logLikelihood"], R["gpd.llh"], why)
row("GPD: shape (fExtremes)", evt["shape"], R["gpd.xi"], why)
row("GPD: scale (fExtremes)", evt["scale"], R["gpd.beta"], why)
y = -r[-r > evt["threshold"]] - evt["threshold"]
best = optimize.minimize(lambda p: -stats.genpareto.logpdf(y, p[0], 0, np.exp(p[1])).sum(), [evt["shape"] * 1.2, np.log(evt["scale"]) + 0.1], method="Nelder-Mead", options=dict(xatol=1e-12, fatol=1e-13, maxiter=9999))
row("GPD: shape (scipy, polished)", evt["shape"], best.x[0])
row("GPD: scale (scipy, polished)", evt["scale"], np.exp(best.x[1]))

for t in (1, 6, 7):
    row(f"historical VaR, type {t} (R)", ask(model="historical", parameters={"quantileType": t}, series=S)["var"], -R[f"quantile.{t}"])
q = np.quantile(r, 0.05)
row("historical ES (numpy)", ask(model="historical", series=S)["es"], -r[r <= q].mean())
n = ask(model="normal", parameters={"confidence": 0.99}, series=S)
row("normal VaR (scipy)", n["var"], -(r.mean() + r.std(ddof=1) * stats.norm.ppf(0.01)))
row("normal ES (scipy)", n["es"], r.std(ddof=1) * stats.norm.pdf(stats.norm.ppf(0.01)) / 0.01 - r.mean())
t = ask(model="student-t", parameters={"confidence": 0.99}, series=S)
fit = stats.t.fit(r)
o = optimize.minimize(lambda p: -stats.t.logpdf(r100, np.exp(p[2]), p[0], np.exp(p[1])).sum(), [fit[1] * 100, np.log(fit[2] * 100), np.log(fit[0])], method="Nelder-Mead", options=dict(xatol=1e-11, fatol=1e-12, maxiter=9999, maxfev=9999))
row("Student-t: ν (scipy, polished)", t["degreesOfFreedom"], np.exp(o.x[2]))
row("Student-t: VaR 99 % (scipy, polished)", t["var"], -(o.x[0] + np.exp(o.x[1]) * stats.t.ppf(0.01, np.exp(o.x[2]))) / 100)
P = {"returns": panel.T.tolist()}
lw = LedoitWolf().fit(panel)
ours = ask(model="covariance", parameters={"estimator": "ledoit-wolf"}, series=P)
row("Ledoit-Wolf: shrinkage (scikit-learn)", ours["shrinkage"], lw.shrinkage_)
row("Ledoit-Wolf: covariance, largest gap's place (scikit-learn)", *max(zip(np.ravel(ours["covariance"]), lw.covariance_.ravel()), key=lambda p: abs(p[0] - p[1])))
s2 = pd.Series(r ** 2)
e = ask(model="ewma", parameters={"start": "first-square"}, series=S)
row("EWMA: next variance (pandas ewm)", e["nextVariance"], s2.ewm(alpha=0.06, adjust=False).mean().iloc[-1])
k = ask(model="kupiec-pof", parameters={"exceedances": 15, "observations": 1000, "confidence": 0.99})
row("Kupiec p-value (scipy)", k["pValue"], stats.chi2.sf(2 * (stats.binom.logpmf(15, 1000, 0.015) - stats.binom.logpmf(15, 1000, 0.01)), 1))
d = ask(model="traffic-light", parameters={"exceedances": 7, "observations": 250})
row("traffic light: probability (scipy)", d["cumulativeProbability"], stats.binom.cdf(7, 250, 0.01))

print("| figure | Weir | referee | relative difference | explained |\n|---|---|---|---|---|")
for what, ours, theirs, diff, why in rows:
    print(f"| {what} | {ours:.10g} | {theirs:.10g} | {diff:.1e} | {why} |")
if refits:
    print("fGarch seconds a refit of 500:", R["seconds-per-refit"])
print(f"{len(rows)} figures, {bad} unexplained", file=sys.stderr)
sys.exit(1 if bad else 0)
