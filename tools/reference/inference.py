"""Distributions, corrections, tests, intervals and power, as SciPy and statsmodels have them."""

import math

import numpy as np
from scipy import optimize, stats
from statsmodels.stats import contingency_tables, multitest, power, proportion

import tables


def distribution_cases():
    cases = []

    def add(name, inputs, value, source):
        cases.append({"name": name, "inputs": inputs, "expected": {"value": float(value)}, "source": source})

    for t, df in [(0.3, 1), (2.0, 0.5), (2.262157162740992, 9), (6.5, 3), (40, 30), (50, 3), (-1.5, 7.25), (8, 2500), (0, 4)]:
        add(f"student upper tail {t} df {df}", {"of": "studentUpperTail", "t": t, "df": df}, stats.t.sf(t, df), "scipy.stats.t.sf")
    for p, df in [(0.975, 9), (0.3, 2.5), (1e-12, 5), (0.45, 3), (0.2, 1), (1e-3, 2500), (0.999999, 12)]:
        add(f"student quantile {p} df {df}", {"of": "studentQuantile", "p": p, "df": df}, stats.t.ppf(p, df), "scipy.stats.t.ppf")
    for f, d1, d2 in [(4.964602743730711, 1, 10), (1, 5, 5), (500, 3, 40), (0.2, 7.5, 2.5), (12, 20, 300), (0, 3, 3)]:
        add(f"F upper tail {f} df {d1}, {d2}", {"of": "fUpperTail", "f": f, "d1": d1, "d2": d2}, stats.f.sf(f, d1, d2), "scipy.stats.f.sf")
    for x, a, b in [(0.5, 2, 3), (1e-8, 5, 3), (1e-300, 0.5, 3), (0.99425, 19.43, 0.0357), (0.5, 5000, 5200), (0.999, 0.2, 7), (0, 2, 2), (1, 2, 2)]:
        add(f"beta cdf {x} of {a}, {b}", {"of": "betaCdf", "x": x, "a": a, "b": b}, stats.beta.cdf(x, a, b), "scipy.stats.beta.cdf")
    for p, a, b in [(0.6875, 2, 3), (1e-12, 5, 300), (0.025, 1e6, 1e6), (0.5, 1e-3, 1e-3), (0.975, 0.3, 8), (0.01, 40, 0.1), (0, 2, 2), (1, 2, 2)]:
        add(f"beta quantile {p} of {a}, {b}", {"of": "betaQuantile", "p": p, "a": a, "b": b}, stats.beta.ppf(p, a, b), "scipy.stats.beta.ppf")
    for k, n, p in [(3, 1000, 0.1), (1, 4, 0.5), (480, 1000, 0.5), (0, 20, 0.02), (20, 20, 0.02), (900, 1000, 0.85), (5, 10, 0), (5, 10, 1)]:
        trials = {"k": k, "n": n, "p": p}
        add(f"binomial probability {k} of {n} at {p}", {"of": "binomialProbability", **trials}, stats.binom.pmf(k, n, p), "scipy.stats.binom.pmf")
        add(f"binomial lower tail {k} of {n} at {p}", {"of": "binomialLowerTail", **trials}, stats.binom.cdf(k, n, p), "scipy.stats.binom.cdf")
        add(f"binomial upper tail {k} of {n} at {p}", {"of": "binomialUpperTail", **trials}, stats.binom.sf(k - 1, n, p), "scipy.stats.binom.sf(k - 1)")
    for k, m, u, d in [(1, 50, 60, 55), (5, 12, 30, 10), (40, 50, 60, 55), (0, 10, 5, 3), (120, 1000, 9000, 1000), (30, 30, 40, 33)]:
        urn = {"k": k, "marked": m, "unmarked": u, "drawn": d}
        add(f"hypergeometric probability {k} {m} {u} {d}", {"of": "hypergeometricProbability", **urn}, stats.hypergeom.pmf(k, m + u, m, d), "scipy.stats.hypergeom.pmf")
        add(f"hypergeometric lower tail {k} {m} {u} {d}", {"of": "hypergeometricLowerTail", **urn}, stats.hypergeom.cdf(k, m + u, m, d), "scipy.stats.hypergeom.cdf")
        add(f"hypergeometric upper tail {k} {m} {u} {d}", {"of": "hypergeometricUpperTail", **urn}, stats.hypergeom.sf(k - 1, m + u, m, d), "scipy.stats.hypergeom.sf(k - 1)")
    return cases


CASES = []


def add(name, of, inputs, expected, source):
    CASES.append({"name": f"{of}: {name}", "inputs": {"of": of, **inputs}, "expected": expected, "source": source})


def corrections():
    lists = {
        "three": [0.01, 0.04, 0.03],
        "ties and extremes": [0, 0.2, 0.2, 1, 0.05, 0.05],
        "one": [0.7],
        "fifteen of Benjamini and Hochberg": [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0],
        "tiny": [1e-300, 1e-18, 0.03],
    }
    for name, values in lists.items():
        for of, method in [("holm", "holm"), ("benjaminiHochberg", "fdr_bh")]:
            adjusted = multitest.multipletests(values, method=method)[1]
            add(name, of, {"pValues": values}, {"adjusted": adjusted}, f"statsmodels multipletests {method}")


def two_by_two():
    for x1, n1, x2, n2 in [(8, 10, 1, 6), (3, 4, 1, 4), (555, 1181, 667, 1390), (0, 12, 5, 9), (30, 30, 20, 29), (7, 50, 22, 48), (990, 1000, 1, 1000), (0, 5, 0, 7), (5, 5, 7, 7)]:
        odds, p = stats.fisher_exact([[x1, n1 - x1], [x2, n2 - x2]])
        degenerate = x1 + x2 in (0, n1 + n2)
        add(f"{x1}/{n1} {x2}/{n2}", "fisherExact", {"x1": x1, "n1": n1, "x2": x2, "n2": n2},
            {"oddsRatio": odds, "pValue": None if degenerate else p},
            "scipy.stats.fisher_exact" + ("; its p of 1 is none: only one table exists" if degenerate else ""))
    for name, table in {
        "2 by 2": [[10, 20], [30, 25]],
        "3 by 4 with zeros": [[5, 0, 12, 3], [9, 4, 0, 8], [2, 2, 7, 1]],
        "equal rows": [[10, 20, 30], [10, 20, 30]],
        "large": [[100000, 120000], [101000, 119500]],
    }.items():
        result = stats.chi2_contingency(table, correction=False, lambda_="log-likelihood")
        add(name, "gTest", {"table": table}, {"statistic": result.statistic, "pValue": result.pvalue}, "scipy chi2_contingency, log-likelihood")
    for b, c in [(5, 15), (0, 8), (10, 10), (121, 59), (1, 0), (1010, 900)]:
        for form, exact in [("exact", True), ("asymptotic", False)]:
            result = contingency_tables.mcnemar([[20, b], [c, 30]], exact=exact, correction=False)
            add(f"{b} {c} {form}", "mcnemar", {"onlyFirst": b, "onlySecond": c, "form": form},
                {"statistic": result.statistic, "pValue": result.pvalue}, "statsmodels mcnemar, no correction")
    strata = {
        "three strata": [[[10, 20], [8, 30]], [[15, 5], [20, 18]], [[3, 40], [6, 41]]],
        "one stratum": [[[12, 8], [5, 17]]],
        "DCWP by sex, Black against White": [[[95, 131], [215, 197]], [[75, 89], [197, 188]]],
        "sparse": [[[1, 2], [0, 3]], [[2, 0], [1, 4]], [[0, 5], [2, 2]]],
    }
    for name, lists in strata.items():
        table = contingency_tables.StratifiedTable([np.array(entry, dtype=float) for entry in lists])
        null = table.test_null_odds(correction=False)
        lower, upper = table.oddsratio_pooled_confint()
        add(name, "cochranMantelHaenszel", {"tables": lists}, {"statistic": null.statistic, "pValue": null.pvalue}, "statsmodels StratifiedTable.test_null_odds")
        add(name, "mantelHaenszelOddsRatio", {"tables": lists}, {"value": table.oddsratio_pooled, "lower": lower, "upper": upper}, "statsmodels StratifiedTable.oddsratio_pooled_confint")


def intervals():
    for x, n, level in [(8, 10, 0.95), (0, 10, 0.95), (10, 10, 0.95), (555, 1181, 0.95), (1, 100000, 0.99), (37, 41, 0.9)]:
        lower, upper = proportion.proportion_confint(x, n, alpha=1 - level, method="beta")
        add(f"{x}/{n} {level}", "clopperPearson", {"successes": x, "n": n, "level": level}, {"lower": lower, "upper": upper}, "statsmodels proportion_confint beta")
        lower, upper = proportion.proportion_confint(x, n, alpha=1 - level, method="wilson")
        add(f"{x}/{n} {level}", "wilsonInterval", {"successes": x, "n": n, "level": level}, {"lower": lower, "upper": upper}, "statsmodels proportion_confint wilson")
    for n, mean, variance, level in [(10, 3.5, 2.25, 0.95), (2, -1, 0.5, 0.95), (400, 0.12, 7, 0.99), (25, 0, 0, 0.9)]:
        spread = math.sqrt(variance / n)
        inputs = {"n": n, "mean": mean, "variance": variance, "level": level}
        # SciPy has no interval of zero width.
        student = stats.t.interval(level, n - 1, loc=mean, scale=spread) if spread else (mean, mean)
        normal = stats.norm.interval(level, loc=mean, scale=spread) if spread else (mean, mean)
        add(f"{n} {mean} {level}", "studentInterval", inputs, {"lower": student[0], "upper": student[1]}, "scipy.stats.t.interval")
        add(f"{n} {mean} {level}", "normalMeanInterval", inputs, {"lower": normal[0], "upper": normal[1]}, "scipy.stats.norm.interval")
    # statsmodels loses its way where a side has no failure, but for some tables such as the fifth.
    for x1, n1, x2, n2, level in [(5, 20, 3, 30, 0.95), (0, 10, 5, 10, 0.95), (555, 1181, 667, 1390, 0.95), (1, 1000, 900, 1000, 0.95), (10, 10, 3, 7, 0.95), (7, 12, 8, 9, 0.9), (40, 160, 22, 41, 0.95)]:
        inputs = {"x1": x1, "n1": n1, "x2": x2, "n2": n2, "level": level}
        bounds = proportion.confint_proportions_2indep(x1, n1, x2, n2, compare="ratio", method="score", correction=False, alpha=1 - level)
        lower, upper = (float(np.real(bound)) for bound in bounds)
        add(f"{x1}/{n1} {x2}/{n2} {level}", "koopmanInterval", inputs, {"lower": 0 if x1 == 0 else lower, "upper": upper}, "statsmodels confint_proportions_2indep, ratio, score, no correction")
        if min(x1, x2) > 0:
            lower, upper = proportion.confint_proportions_2indep(x1, n1, x2, n2, compare="ratio", method="log", alpha=1 - level)
            add(f"{x1}/{n1} {x2}/{n2} {level}", "katzInterval", inputs, {"lower": lower, "upper": upper}, "statsmodels confint_proportions_2indep, ratio, log")
    for name, first, second in [
        ("five", [1.2, 0.7, 3.1, 2.2, 1.9], [0.9, 1.1, 2.0, 1.8, 1.2]),
        ("strong", [10, 11, 12, 13, 14, 15], [1, 2.1, 2.9, 4, 5.2, 6]),
        ("two", [1, 2], [2, 5]),
        ("constant", [1, 2, 3], [0, 1, 2]),
    ]:
        result = stats.ttest_rel(first, second)
        constant = len({x - y for x, y in zip(first, second)}) == 1
        add(name, "pairedTTest", {"first": first, "second": second},
            {"statistic": result.statistic, "pValue": None if constant else result.pvalue},
            "scipy.stats.ttest_rel" + ("; its p of 0 is none: there is no spread" if constant else ""))


def designs():
    def reference_power(first, second, n1, n2, alpha):
        return proportion.power_proportions_2indep(second - first, first, n2, ratio=n1 / n2, alpha=alpha, return_results=False)

    for first, second, n1, n2, alpha in [(0.5, 0.4, 388, 388, 0.05), (0.1, 0.12, 1000, 4000, 0.05), (0.8, 0.5, 30, 12, 0.01), (0.02, 0.05, 200, 50, 0.1), (0.3, 0.3, 100, 80, 0.05)]:
        add(f"{first} {second} {n1} {n2} {alpha}", "powerForProportions",
            {"first": first, "second": second, "firstN": n1, "secondN": n2, "alpha": alpha},
            {"value": float(reference_power(first, second, n1, n2, alpha))}, "statsmodels power_proportions_2indep")
    for first, second, alpha, wanted in [(0.5, 0.4, 0.05, 0.8), (0.1, 0.12, 0.05, 0.9), (0.8, 0.5, 0.01, 0.8), (0.02, 0.01, 0.05, 0.95)]:
        middle = (first + second) / 2
        n = power.normal_sample_size_one_tail(
            second - first, wanted, alpha / 2,
            std_null=math.sqrt(2 * middle * (1 - middle)),
            std_alternative=math.sqrt(first * (1 - first) + second * (1 - second)))
        add(f"{first} {second} {alpha} {wanted}", "sampleSizeForProportions",
            {"first": first, "second": second, "alpha": alpha, "power": wanted}, {"value": math.ceil(n)}, "statsmodels normal_sample_size_one_tail, rounded up")
    for baseline, n1, n2, alpha, wanted in [(0.5, 400, 400, 0.05, 0.8), (0.1, 1000, 300, 0.05, 0.9), (0.9, 200, 150, 0.01, 0.8), (0.5, 3, 3, 0.05, 0.8)]:
        ends = {}
        for name, end in [("below", 0.0), ("above", 1.0)]:
            def lack(second):
                return float(reference_power(baseline, second, n1, n2, alpha)) - wanted
            edge = end + (1e-13 if end == 0 else -1e-13)
            ends[name] = None if lack(edge) < 0 else abs(optimize.brentq(lack, baseline + (edge - baseline) * 1e-9, edge, xtol=1e-14) - baseline)
        add(f"{baseline} {n1} {n2} {alpha} {wanted}", "minimumDetectableDifference",
            {"baseline": baseline, "firstN": n1, "secondN": n2, "alpha": alpha, "power": wanted}, ends, "statsmodels power_proportions_2indep solved by SciPy's brentq")


corrections()
two_by_two()
intervals()
designs()
tables.write("distributions", ["scipy"], distribution_cases())
tables.write("inference", ["scipy", "statsmodels"], CASES)
