"""Published fits on Bollerslev and Ghysels' series of the mark in pounds (1996, 1,974 days), which Debian's r-cran-fgarch carries.

usage: python3 benchmarks/referees/risk-published.py [weir.dll]        Exits 1 when a figure is farther from print than its tolerance.
GARCH: Fiorentini, Calzolari and Panattoni 1996 (the benchmark of Brooks, Burke and Persand 2001). EGARCH: the manual of ARCHModels.jl (Broda and
Paolella 2021), which subtracts the normal law's E|z| where we subtract the fitted one's: its ω is ours plus α·(√(2/π) − E|z|).
"""
import json, math, subprocess, sys

weir = sys.argv[1] if len(sys.argv) > 1 else "artifacts/bin/Weir.App/release/weir.dll"
text = subprocess.run(["Rscript", "-e", 'suppressMessages(library(fGarch)); data(dem2gbp); cat(format(dem2gbp[, 1], digits = 16), sep = "\\n")'],
                      text=True, capture_output=True, check=True).stdout
series = {"returns": [float(line) for line in text.split()]}

def ask(model, **parameters):
    request = json.dumps({"id": 1, "model": model, "parameters": parameters, "series": series})
    return json.loads(subprocess.run(["dotnet", weir, "risk", "--batch"], input=request + "\n", text=True, capture_output=True, check=True).stdout)["result"]

g = ask("garch", start="mean-square")
e = ask("egarch", start="mean-square", mean="zero", innovations="t")
nu = e["degreesOfFreedom"]
mean_absolute = 2 * math.sqrt(nu - 2) / (nu - 1) * math.exp(math.lgamma((nu + 1) / 2) - math.lgamma(nu / 2)) / math.sqrt(math.pi)
FCP, JULIA = "Fiorentini, Calzolari and Panattoni 1996", "ARCHModels.jl, manual"
rows = [("GARCH: μ", -0.00619041, g["mean"], 1e-6, FCP), ("ω", 0.0107613, g["omega"], 2e-5, FCP), ("α", 0.153134, g["alpha"], 1e-5, FCP), ("β", 0.805974, g["beta"], 1e-5, FCP),
        ("error of μ", 0.00846212, g["standardError"]["mean"], 1e-6, FCP), ("of ω", 0.00285271, g["standardError"]["omega"], 1e-5, FCP),
        ("of α", 0.0265228, g["standardError"]["alpha"], 1e-5, FCP), ("of β", 0.0335527, g["standardError"]["beta"], 1e-5, FCP),
        ("EGARCH, t: ω", -0.0162014, e["omega"] + e["alpha"] * (math.sqrt(2 / math.pi) - mean_absolute), 2e-3, JULIA),
        ("γ (sign)", -0.0378454, e["gamma"], 1e-3, JULIA), ("β", 0.977687, e["beta"], 1e-4, JULIA), ("α (size)", 0.255804, e["alpha"], 1e-3, JULIA), ("ν", 4.12423, nu, 1e-3, JULIA),
        ("robust error of γ", 0.0180239, e["robustStandardError"]["gamma"], 2e-3, JULIA), ("of β", 0.0125567, e["robustStandardError"]["beta"], 2e-3, JULIA),
        ("of α", 0.0625445, e["robustStandardError"]["alpha"], 2e-3, JULIA), ("of ν", 0.40059, e["robustStandardError"]["degreesOfFreedom"], 2e-3, JULIA)]
bad = 0
print("| figure | published | Weir | relative difference | source |\n|---|---|---|---|---|")
for what, theirs, ours, tolerance, source in rows:
    difference = abs(ours - theirs) / abs(theirs)
    bad += difference > tolerance
    print(f"| {what} | {theirs} | {ours:.7g} | {difference:.1e} | {source} |")
print(f"{len(rows)} figures, {bad} out of tolerance", file=sys.stderr)
sys.exit(1 if bad else 0)
