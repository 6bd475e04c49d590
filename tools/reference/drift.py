"""What SciPy, Evidently and exact counting answer about drift.

Samples are written as a rule that both sides follow: "values" is a list, "counts" how often 1, 2, 3 … occur, "first" and
"n" a run of whole numbers; otherwise a linear congruential generator
s <- (1664525 s + 1013904223) mod 2^32, u = (s + 0.5) / 2^32, gives n values (u1 + u2 + u3) * scale + shift, or
floor(u * levels) + shift where "levels" is given.
"""

import math
import warnings
from fractions import Fraction

import numpy as np
import pandas as pd
from evidently.legacy.calculations import stattests
from evidently.legacy.core import ColumnType
from scipy import stats
from scipy.spatial.distance import jensenshannon

import tables

warnings.filterwarnings("ignore")

CASES = []


def sample(rule):
    """The values of a sample's rule."""
    if "values" in rule:
        return np.array(rule["values"], dtype=float)
    if "counts" in rule:
        return np.repeat(np.arange(1.0, 1.0 + len(rule["counts"])), rule["counts"])
    if "first" in rule:
        return np.arange(float(rule["first"]), float(rule["first"] + rule["n"]))
    state = rule["seed"]
    draws = 1 if "levels" in rule else 3
    values = []
    for _ in range(rule["n"]):
        total = 0.0
        for _ in range(draws):
            state = (1664525 * state + 1013904223) % 2**32
            total += (state + 0.5) / 2**32
        if "levels" in rule:
            values.append(math.floor(total * rule["levels"]) + rule["shift"])
        else:
            values.append(total * rule["scale"] + rule["shift"])
    return np.array(values, dtype=float)


def add(method, case, sides, expected, settings=None, source="scipy"):
    """One case; a peer that raises or answers NaN or infinity has no answer."""
    reference, current = sides
    try:
        value, p_value = expected()
    except Exception:  # noqa: BLE001 - whatever the peer raises, it has no answer
        value, p_value = None, None
    if value is None or not math.isfinite(value):
        value, p_value = None, None
    CASES.append(
        {
            "name": f"{method}: {case}{'' if settings is None else ' ' + repr(settings)}",
            "inputs": {"method": method, "reference": reference, "current": current, "settings": settings or {}},
            "expected": {"value": value, "pValue": p_value},
            "source": source,
        }
    )


def normal(seed, n, scale=1.0, shift=0.0):
    return {"seed": seed, "n": n, "scale": scale, "shift": shift}


def discrete(seed, n, levels, shift=0):
    return {"seed": seed, "n": n, "levels": levels, "shift": shift}


def listed(*values):
    return {"values": list(values)}


RANGE = {"first": 0, "n": 100}, {"first": 50, "n": 100}
A = {"counts": [16, 18, 16, 14, 12, 12]}
B = {"counts": [16, 16, 16, 16, 16, 8]}

NUMERIC = {
    "public vector 0..99 / 50..149": RANGE,
    "public vector A / B": (A, B),
    "a few without ties": (listed(3.1, 0.2, 5.7, 2.2, 9.4, 4.8), listed(6.3, 1.9, 7.7, 8.8, 12.1)),
    "ties, unequal sizes": (
        listed(1, 2, 2, 3, 3, 3, 4.5, 7, 7, 9),
        listed(2, 3, 3, 5, 5, 6, 7, 8, 8, 8, 11, 12.5),
    ),
    "same distribution": (normal(1, 400), normal(2, 300)),
    "small shift": (normal(3, 400), normal(4, 350, shift=0.1)),
    "wider": (normal(5, 250), normal(6, 250, scale=1.6, shift=-0.9)),
    "far tail": (normal(7, 300), normal(8, 200, shift=1.5)),
    "discrete": (discrete(9, 300, 4), discrete(10, 250, 5)),
    "binary": (discrete(11, 60, 2), discrete(12, 45, 2)),
    "very unequal sizes": (normal(13, 7), normal(14, 1500, shift=0.4)),
    "large values": (normal(15, 80, scale=1e9, shift=1e12), normal(16, 90, scale=1.1e9, shift=1e12)),
    "tiny values": (normal(17, 40, scale=1e-9), normal(18, 41, scale=1e-9, shift=2e-10)),
    "twenty a side": (normal(19, 20), normal(20, 20, shift=0.3)),
    "one each": (listed(1), listed(2)),
    "two each": (listed(1, 2), listed(3, 4)),
    "disjoint": ({"first": 0, "n": 30}, {"first": 100, "n": 40}),
    "same constant": (listed(*[3] * 9), listed(*[3] * 7)),
    "two constants": (listed(*[3] * 9), listed(*[4] * 7)),
    "constant reference": (listed(*[3] * 9), listed(1, 2, 3, 4, 5, 6)),
    "empty reference": (listed(), listed(1, 2, 3)),
    "empty current": (listed(1, 2, 3), listed()),
    "identical": (normal(21, 50), normal(21, 50)),
    "eleven thousand": (normal(22, 11000), normal(23, 700, shift=0.02)),
}


def statistic(result):
    return float(result.statistic), float(result.pvalue)


def numeric_cases():
    for case, sides in NUMERIC.items():
        x, y = sample(sides[0]), sample(sides[1])
        for mode, method in [("asymptotic", "asymp"), ("auto", "auto")]:
            add("ks", case, sides, lambda: statistic(stats.ks_2samp(x, y, method=method)), {"mode": mode})
        add("wasserstein", case, sides, lambda: (stats.wasserstein_distance(x, y), None))
        add(
            "wasserstein_normed",
            case,
            sides,
            lambda: (stats.wasserstein_distance(x, y) / np.std(x) if np.ptp(x) > 0 else math.nan, None),
            source="scipy wasserstein_distance over numpy std",
        )
        add("energy", case, sides, lambda: (stats.energy_distance(x, y), None))
        for variance in ["welch", "pooled"]:
            add(
                "t_test",
                case,
                sides,
                lambda: statistic(stats.ttest_ind(x, y, equal_var=variance == "pooled")),
                {"variance": variance},
            )
        alternatives = ["two-sided", "less", "greater"] if len(x) in (6, 10, 400) else ["two-sided"]
        for alternative in alternatives:
            # All values equal: SciPy says p = 1 where there is nothing to rank.
            add(
                "mann_whitney",
                case,
                sides,
                lambda: statistic(stats.mannwhitneyu(x, y, alternative=alternative))
                if np.ptp(np.concatenate([x, y])) > 0
                else (math.nan, None),
                {"alternative": alternative},
            )
        add("anderson_darling", case, sides, lambda: statistic(stats.anderson_ksamp([x, y])))
        add("cramer_von_mises", case, sides, lambda: statistic(stats.cramervonmises_2samp(x, y)))
        add("epps_singleton", case, sides, lambda: statistic(stats.epps_singleton_2samp(x, y)))


def conditional_tail(x, y):
    """P(D >= observed) given the ties, by counting lattice paths with whole numbers."""
    n, m = len(x), len(y)
    pooled = np.sort(np.concatenate([x, y]))
    ends = {int(np.searchsorted(pooled, value, side="right")) for value in np.unique(pooled)}
    gap = max(abs(int((x <= value).sum()) * m - int((y <= value).sum()) * n) for value in pooled)
    inside = [[0] * (m + 1) for _ in range(n + 1)]
    for i in range(n + 1):
        for j in range(m + 1):
            if i + j in ends and abs(i * m - j * n) >= gap:
                continue
            before = (inside[i - 1][j] if i else 0) + (inside[i][j - 1] if j else 0)
            inside[i][j] = 1 if i + j == 0 else before
    return gap / (n * m), float(1 - Fraction(inside[n][m], math.comb(n + m, n)))


def conditional_cases():
    for case in ["public vector A / B", "ties, unequal sizes", "discrete", "binary", "same distribution", "two each"]:
        sides = NUMERIC[case]
        x, y = sample(sides[0]), sample(sides[1])
        settings = {"mode": "exact", "ties": "conditional"}
        add("ks", case, sides, lambda: conditional_tail(x, y), settings, "counting of lattice paths with whole numbers")


COUNTS = {
    "public vector A / B": ([16, 18, 16, 14, 12, 12], [16, 16, 16, 16, 16, 8]),
    "public vector aabbcc / aabbccd": ([2, 2, 2, 0], [2, 2, 2, 1]),
    "public vector 8 x 100 / i j k": ([100] * 8 + [0, 0, 0], [0] * 8 + [1, 1, 2]),
    "public vector target": ([1, 3], [3, 1]),
    "three": ([30, 20, 50], [25, 45, 40]),
    "two": ([300, 200], [310, 190]),
    "two, small": ([8, 2], [1, 5]),
    "two, far tail": ([9000, 1000], [5000, 5000]),
    "two, lost category": ([0, 12], [9, 4]),
    "rare": ([100000, 5, 3], [90000, 20, 1]),
    "empty current bin": ([10, 20, 30], [10, 0, 40]),
    "empty reference bin": ([10, 0, 30, 60], [20, 5, 25, 50]),
    "empty on both sides": ([10, 0, 30], [20, 0, 25]),
    "proportional": ([1, 2, 3], [10, 20, 30]),
    "unequal sizes": ([5000, 3000, 2000, 100], [7, 4, 2, 1]),
    "disjoint": ([5, 0], [0, 5]),
    "single": ([5], [9]),
    "no reference": ([0, 0], [4, 2]),
    "no current": ([4, 2], [0, 0]),
}


def series(counts):
    return pd.Series(np.repeat([f"c{index:02d}" for index in range(len(counts))], counts), dtype=object)


def evidently(test, x, y):
    """Evidently's number for a categorical column."""
    return float(test(series(x), series(y), ColumnType.Categorical, None).drift_score)


def contingency(x, y, **options):
    table = np.array([x, y])
    table = table[:, table.sum(axis=0) > 0]
    if table.shape[1] < 2 or not table.sum(axis=1).all():
        return math.nan, None
    result = stats.chi2_contingency(table, correction=False, **options)
    return float(result.statistic), float(result.pvalue)


def cramers_v(x, y):
    chi_square, p_value = contingency(x, y)
    return math.sqrt(chi_square / (sum(x) + sum(y))), p_value


def goodness(x, y):
    keep = [index for index in range(len(x)) if x[index] + y[index] > 0]
    r, c = np.array(x)[keep], np.array(y)[keep]
    if len(keep) < 2 or (r == 0).any():
        return math.nan, None
    result = stats.chisquare(c, r * c.sum() / r.sum())
    return float(result.statistic), float(result.pvalue)


def two_by_two(x, y):
    keep = [index for index in range(len(x)) if x[index] + y[index] > 0]
    if len(keep) != 2 or sum(x) == 0 or sum(y) == 0:
        return None
    return np.array([[y[keep[1]], y[keep[0]]], [x[keep[1]], x[keep[0]]]])


def fisher(x, y):
    table = two_by_two(x, y)
    return table[0, 0] / table[0].sum() - table[1, 0] / table[1].sum(), stats.fisher_exact(table).pvalue


def z_proportion(x, y):
    table = two_by_two(x, y)
    p, q = table[1, 0] / table[1].sum(), table[0, 0] / table[0].sum()
    pooled = table[:, 0].sum() / table.sum()
    z = (p - q) / math.sqrt(pooled * (1 - pooled) * (1 / table[1].sum() + 1 / table[0].sum()))
    return z, 2 * stats.norm.sf(abs(z))


def shares(x, y):
    return np.array(x) / sum(x), np.array(y) / sum(y)


def laplace(x, y):
    return [(np.array(side) + 1) / (sum(side) + len(side)) for side in (x, y)]


def count_cases():
    for case, (x, y) in COUNTS.items():
        sides = (x, y)
        r, c = shares(x, y)
        # NumPy's shares of nothing are NaN, and so is every distance.
        add("js_distance", case, sides, lambda: (stats_js(r, c, 2), None), {"base": 2})
        add("js_distance", case, sides, lambda: (stats_js(r, c, math.e), None), {"base": "e"})
        add("hellinger", case, sides, lambda: (math.sqrt(((np.sqrt(r) - np.sqrt(c)) ** 2).sum() / 2), None), source="numpy")
        add("tvd", case, sides, lambda: (abs(r - c).sum() / 2, None), source="numpy")
        add("l_infinity", case, sides, lambda: (abs(r - c).max(), None), source="numpy")
        for constant in [False, True]:
            factor = 1.8 if constant else math.sqrt(-0.5 * math.log(0.0015))
            n, m = sum(x), sum(y)
            add(
                "l_infinity_robust",
                case,
                sides,
                lambda: (max(0.0, abs(r - c).max() - factor * math.sqrt((n + m) / (n * m))), None),
                {"deequConstant": constant},
                "formula of Deequ",
            )
        add("psi", case, sides, lambda: (psi(r, c), None), {"epsilon": "none"}, "numpy")
        add("psi", case, sides, lambda: (psi(*laplace(x, y)), None) if sum(x) * sum(y) else (math.nan, None), {"epsilon": "laplace"}, "numpy")
        if all(a + b > 0 for a, b in zip(x, y)):
            add("psi", case, sides, lambda: (evidently(stattests.psi_stat_test, x, y), None), {"epsilon": "evidently"}, "evidently")
            add("kl_divergence", case, sides, lambda: (evidently(stattests.kl_div_stat_test, x, y), None), {"epsilon": "evidently"}, "evidently")
        add("kl_divergence", case, sides, lambda: (stats.entropy(r, c), None), {"epsilon": "none"})
        add("kl_divergence", case, sides, lambda: (stats.entropy(r, c, base=2), None), {"epsilon": "none", "base": 2})
        add("chi_square", case, sides, lambda: goodness(x, y))
        add("chi_square_contingency", case, sides, lambda: contingency(x, y))
        add("g_test", case, sides, lambda: contingency(x, y, lambda_="log-likelihood"))
        add("cramers_v", case, sides, lambda: cramers_v(x, y), source="scipy chi2_contingency")
        add("fisher_exact", case, sides, lambda: fisher(x, y))
        add("z_proportion", case, sides, lambda: z_proportion(x, y), source="formula of Evidently")


def stats_js(r, c, base):
    return float(jensenshannon(r, c, base=base))


def psi(r, c):
    keep = ~((r == 0) & (c == 0))
    return float(((r[keep] - c[keep]) * np.log(r[keep] / c[keep])).sum())


numeric_cases()
conditional_cases()
count_cases()
tables.write("drift", ["scipy", "numpy", "evidently"], CASES)
