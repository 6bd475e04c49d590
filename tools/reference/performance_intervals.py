"""Intervals of performance metrics at 95 %, from the formulas that docs/studies/intervals.md names, the plain way in NumPy:
all pairs instead of ranks, rows left out one by one, derivatives by complex steps."""

import math

import numpy as np
from scipy import stats

Z = stats.norm.ppf(0.975)


def wilson(share, rows, quantile=Z):
    square = quantile * quantile / rows
    centre = (share + square / 2) / (1 + square)
    half = math.sqrt(square * share * (1 - share) + square * square / 4) / (1 + square)
    return centre - half, centre + half


def by_variance(share, variance, quantile=Z):
    """Wilson's interval for as many rows as would give this variance, at least one of the size that the quantile leaves."""
    rows = share * (1 - share) / variance
    return wilson(share, max((quantile / Z) ** 2, rows), quantile)


def reaching(interval, value):
    lower, upper = interval
    return [0.0 if value < 1e-12 else min(value, lower), 1.0 if value > 1 - 1e-12 else max(value, upper)]


def area(scores, labels):
    """DeLong by all weighted pairs; with few rows after some of a row has been added at either end of each class."""
    fewer, more = sorted([(labels == 1).sum(), (labels == 0).sum()])
    if fewer < 40:
        return None
    value, variance, _ = weighted_area(scores, labels, 0)
    if min(value, 1 - value) * fewer >= 150:
        half = Z * math.sqrt(variance)
        return [max(0, value - half), min(1, value + half)]
    centre, variance, freedom = weighted_area(scores, labels, 0.03 + 0.05 * (1 - fewer / more))
    return reaching(by_variance(centre, variance, stats.t.ppf(0.975, freedom)), value)


def weighted_area(scores, labels, added):
    sides = []
    for own in (1, 0):
        values = scores[labels == own].astype(float)
        weights = np.ones(len(values))
        if added:
            values = np.concatenate([values, [-np.inf, np.inf]])
            weights = np.concatenate([weights, [added, added]])
        sides.append((values, weights))
    (p, u), (q, v) = sides
    wins = (p[:, None] > q[None, :]) + 0.5 * (p[:, None] == q[None, :])
    value = u @ wins @ v / u.sum() / v.sum()
    parts = []
    for placements, weights in ((wins @ v / v.sum(), u), (u @ wins / u.sum(), v)):
        total = weights.sum()
        parts.append(weights @ (placements - value) ** 2 / (total - 1) / total)
    rows = np.array([(labels == 1).sum(), (labels == 0).sum()])
    variance = sum(parts)
    freedom = variance**2 / np.sum(np.array(parts) ** 2 / (rows - 1)) if variance > 0 else np.inf
    return value, variance, freedom


def slopes_of(function, counts):
    slopes = np.zeros(counts.shape)
    for cell in np.ndindex(counts.shape):
        moved = counts.astype(complex)
        moved[cell] += 1e-30j
        slopes[cell] = function(moved).imag / 1e-30
    return slopes


def multinomial_variance(counts, slopes):
    return np.sum(counts * slopes**2) - np.sum(counts * slopes) ** 2 / counts.sum()


def class_mean(function, counts, by, weighting, rate):
    """`by` is the axis whose classes count for the degrees of freedom: 0 the actual, 1 the predicted ones."""
    actual, predicted = counts.sum(axis=1), counts.sum(axis=0)
    divisors = {"precision": predicted, "recall": actual, "f1": (actual + predicted) * 2, "specificity": counts.sum() - actual}
    if counts.sum() < 100 if weighting == "weighted" else divisors[rate].min() < 20:
        return None
    spread = counts + 1 / counts.size
    bounds = spread_bounds(function, spread, by)
    return reaching(bounds, function(counts.astype(float)))


def spread_bounds(function, spread, by, scale=lambda value: value, step=1.0):
    """Wilson's for the delta method's variance, with Student's quantile by the rows of the classes."""
    slopes = slopes_of(function, spread)
    table, moves = (spread, slopes) if by == 0 else (spread.T, slopes.T)
    own = np.array([multinomial_variance(row, move) for row, move in zip(table, moves)])
    rows = table.sum(axis=1)
    freedom = max(2, own.sum() ** 2 / np.sum(own**2 / np.where(rows > 1, rows - 1, 1)))
    variance = multinomial_variance(spread, slopes) * step**2
    return by_variance(scale(function(spread)), variance, stats.t.ppf(0.975, freedom))


def correlation(function, counts):
    """Of two classes Wilson's of the way from -1 to 1, 0.15 of a row added to each cell; of more Fisher's z."""
    if counts.sum(axis=1).min() < 20:
        return None
    value = function(counts.astype(float))
    if counts.size == 4:
        lower, upper = spread_bounds(function, counts + 0.15, 0, lambda r: (1 + r) / 2, 0.5)
        return [min(value, 2 * lower - 1), 1.0 if value > 1 - 1e-12 else max(value, 2 * upper - 1)]
    table = counts.astype(float)
    error = math.sqrt(multinomial_variance(table, slopes_of(function, table)))
    half = Z * error / (1 - value**2)
    return [math.tanh(math.atanh(value) - half), math.tanh(math.atanh(value) + half)]


KINDS = {"values": (50, 0.3, 2), "squares": (100, 0.6, 2), "pseudo-values": (100, 0.3, 1.5)}


def mean(values, least=-math.inf, most=math.inf, centre=None, kind="values"):
    """Student's, by Hall's cubic and with a quantile corrected for skewness and kurtosis."""
    n, middle = len(values), np.mean(values) if centre is None else centre
    error = stats.sem(values)
    fewest, by_skewness, by_tails = KINDS[kind]
    if not error > 0 or n < fewest:
        return None
    skewness, kurtosis = stats.skew(values, bias=False), stats.kurtosis(values, bias=False)
    skew, square = skewness / math.sqrt(n), skewness**2
    low, high = (sign * stats.t.ppf(0.975, n - 1) for sign in (-1, 1))
    if n < 1000 or abs(skew) >= 0.02:
        left = 0.5 + by_skewness * square + 2.3 * min(0, kurtosis - square) + by_tails * max(0, kurtosis - 1.5 * square)
        factor = 1 + min(0.5, max(-0.3, left / n))
        low, high = ((3 / skew) * (np.cbrt(1 + skew * (t * factor - skew / 6)) - 1) for t in (low, high))
    return [max(least, middle - error * high), min(most, middle - error * low)]


def coefficient(actual, predicted):
    """The jackknife of ln(1 - R²), rows left out one by one."""

    def unexplained(y, z):
        return math.log(np.sum((y - z) ** 2) / np.sum((y - y.mean()) ** 2))

    n = len(actual)
    whole = unexplained(actual, predicted)
    keep = ~np.eye(n, dtype=bool)
    pseudo = np.array([n * whole - (n - 1) * unexplained(actual[row], predicted[row]) for row in keep])
    bounds = mean(pseudo, centre=whole, kind="pseudo-values")
    if bounds is None:
        return None
    lower, upper = bounds
    return [1 - math.exp(upper), 1 - math.exp(lower)]


def median(values):
    """Hettmansperger and Sheather's interpolated order statistics."""
    n, ordered = len(values), np.sort(values)
    if n < 6:
        return None
    certainty = 1 - 2 * stats.binom.cdf(np.arange(0, n // 2 + 1) - 1, n, 0.5)
    rank = max(k for k in range(1, n // 2 + 1) if certainty[k] >= 0.95)
    less = 1 - 2 * stats.binom.cdf(rank, n, 0.5)
    excess = (certainty[rank] - 0.95) / (certainty[rank] - less)
    share = (n - rank) * excess / (rank + (n - 2 * rank) * excess)
    outer, inner = np.array([ordered[rank - 1], ordered[n - rank]]), np.array([ordered[rank], ordered[n - rank - 1]])
    return list(outer + share * (inner - outer))


def logit(share, error, positives):
    """On the logit scale, with Student's quantile for the positive rows."""
    error *= math.sqrt(positives / (positives - 1))
    half = stats.t.ppf(0.975, positives - 1) * error / share / (1 - share)
    centre = math.log(share / (1 - share))
    return [1 / (1 + math.exp(half - centre)), 1 / (1 + math.exp(-half - centre))]


def class_areas(slopes, labels, value):
    """From each row's influence on the mean of the areas, divided by the rows."""
    rows = np.array([np.sum(labels == at) for at in np.unique(labels)])
    if rows.min() < 40:
        return None
    own = np.array([np.sum(slopes[labels == at] ** 2) for at in np.unique(labels)]) * rows / (rows - 1)
    own += 0.03 / len(rows) ** 2 * (1 / rows**2 + 1 / (len(labels) - rows) ** 2)
    freedom = max(2, own.sum() ** 2 / np.sum(own**2 / (rows - 1)))
    return list(by_variance(value, own.sum(), stats.t.ppf(0.975, freedom)))
