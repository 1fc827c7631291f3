# What R says of the models of docs/risk.md: fGarch (orders, AR(1), GED, skewed t), MASS (t errors), tseries (drawdown), Rglpk and fPortfolio
# (minimum ES). Debian: r-base-core r-cran-fgarch r-cran-mass r-cran-tseries r-cran-rglpk r-cran-fportfolio.
# usage: Rscript benchmarks/referees/risk-models.R PRICES_FOLDER > tests/Golden/risk/referees-r.csv
suppressWarnings(suppressMessages({library(fGarch); library(MASS); library(tseries); library(Rglpk)}))
folder <- commandArgs(trailingOnly = TRUE)[1]
close <- function(name) read.csv(file.path(folder, name))$close
out <- function(case, name, x) cat(paste(case, name, trimws(formatC(x, digits = 15, format = "g")), sep = ","), "\n", sep = "")
cat("case,figure,value\n")
r <- 100 * tail(diff(log(close("ETH-USD_daily_yahoo.csv"))), 1500)
index <- 100 * tail(diff(log(close("GSPC_daily_close.csv"))), 1500)
fit <- function(case, ...) tryCatch({
  f <- suppressWarnings(garchFit(..., trace = FALSE))
  p <- coef(f)
  for (n in names(p)) out(case, n, p[[n]])
  for (n in names(p)) out(case, paste0("se.", n), f@fit$se.coef[[n]])
  out(case, "llh", -f@fit$llh)
}, error = function(e) message(case, ": ", conditionMessage(e)))
fit("garch-ged", ~garch(1, 1), data = index, cond.dist = "ged")
fit("garch-skew-t", ~garch(1, 1), data = r, cond.dist = "sstd")
fit("garch-2-1", ~garch(2, 1), data = r)
fit("index-2-1-ged", ~garch(2, 1), data = index, cond.dist = "ged")
fit("garch-1-2", ~garch(1, 2), data = index)
fit("garch-2-2-t", ~garch(2, 2), data = index, cond.dist = "std")
fit("ar1-1-2-ged", ~arma(1, 0) + garch(1, 2), data = index, cond.dist = "ged")
fit("index-skew-t", ~garch(1, 1), data = index, cond.dist = "sstd")
fit("ar1", ~arma(1, 0) + garch(1, 1), data = r)
fit("ar1-t", ~arma(1, 0) + garch(1, 1), data = r, cond.dist = "std")
fit("ar1-2-1-skew-t", ~arma(1, 0) + garch(2, 1), data = r, cond.dist = "sstd")
for (nu in c(1.1, 1.5, 3)) for (q in c(0.01, 0.05, 0.3)) out("ged-law", paste0(nu, "/", q), qged(q, nu = nu))
for (xi in c(0.8, 1, 1.3)) for (q in c(0.01, 0.05, 0.3, 0.9)) out("skew-t-law", paste0(xi, "/", q), qsstd(q, nu = 5, xi = xi))
for (xi in c(0.8, 1.3)) out("skew-t-density", xi, log(dsstd(-1.2, nu = 5, xi = xi)))
t <- suppressWarnings(fitdistr(r, "t", control = list(reltol = 1e-14, maxit = 5000)))
for (n in names(t$estimate)) { out("student-t", n, t$estimate[[n]]); out("student-t", paste0("se.", n), t$sd[[n]]) }
w <- close("BTC-USD_daily_yahoo.csv")
out("drawdown", "log", maxdrawdown(log(w))$maxdrawdown)
out("drawdown", "price", maxdrawdown(w)$maxdrawdown)
# minimum ES: Rockafellar and Uryasev's program
x <- lapply(c("BTC-USD_daily_yahoo.csv", "GSPC_daily_close.csv", "GC_daily_close.csv"), function(n) {
  d <- read.csv(file.path(folder, n)); setNames(d$close, d[[1]]) })
days <- Reduce(intersect, lapply(x, names))
x <- sapply(x, function(s) { p <- s[days]; tail(p[-1] / p[-length(p)] - 1, 500) })
for (alpha in c(0.05, 0.01)) {
  n <- ncol(x); T <- nrow(x)
  obj <- c(rep(0, n), 1, rep(1 / (alpha * T), T))
  A <- rbind(c(rep(1, n), 0, rep(0, T)), cbind(x, 1, diag(T)))
  s <- Rglpk_solve_LP(obj, A, c("==", rep(">=", T)), c(1, rep(0, T)), bounds = list(lower = list(ind = n + 1, val = -Inf)))
  for (i in 1:n) out(paste0("minimum-es-", alpha), paste0("w", i), s$solution[i])
  out(paste0("minimum-es-", alpha), "es", s$optimum)
}
# conditional drawdown as a program: Chekhlov, Uryasev and Zabarankin 2005
d <- (cummax(log(w)) - log(w))[-1]; T <- length(d); alpha <- 0.05
s <- Rglpk_solve_LP(c(1, rep(1 / (alpha * T), T)), cbind(1, diag(T)), rep(">=", T), d, bounds = list(lower = list(ind = 1, val = -Inf)))
out("drawdown", "conditional-0.05", s$optimum)
