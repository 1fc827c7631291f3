# The R half of risk.py: fGarch and fExtremes on the same series, as JSON. Debian: r-base-core r-cran-fgarch r-cran-fextremes.
suppressWarnings(suppressMessages({library(fGarch); library(fExtremes)}))
args <- commandArgs(trailingOnly = TRUE)
r <- scan(args[1], quiet = TRUE)
out <- function(name, x) cat(name, formatC(x, digits = 15, format = "g"), "\n")
for (dist in c("norm", "std")) {
  f <- garchFit(~garch(1, 1), data = r, cond.dist = dist, trace = FALSE)
  p <- coef(f)
  for (n in names(p)) out(paste0("garch-", dist, ".", n), p[[n]])
  out(paste0("garch-", dist, ".llh"), -f@fit$llh)
  s <- f@fit$se.coef
  for (n in names(s)) out(paste0("garch-", dist, ".se.", n), s[[n]])
}
u <- quantile(-r, 0.9, type = 7)[[1]]
g <- gpdFit(-r, u = u)
out("gpd.xi", g@fit$par.ests[["xi"]]); out("gpd.beta", g@fit$par.ests[["beta"]]); out("gpd.llh", -g@fit$fit$value)
for (t in c(1, 6, 7)) out(paste0("quantile.", t), quantile(r, 0.05, type = t)[[1]])
if (length(args) > 1) {
  n <- as.integer(args[2])
  t0 <- proc.time()[[3]]
  for (i in 1:n) suppressWarnings(garchFit(~garch(1, 1), data = r[i:(i + 499)], trace = FALSE))
  out("seconds-per-refit", (proc.time()[[3]] - t0) / n)
}
