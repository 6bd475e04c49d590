"""Performance metrics and curves as scikit-learn computes them, and intervals by plain formulas.

Lists of numbers that are too long for the table follow one rule, which the spec repeats: lcg(seed) yields
state = (1103515245 * state + 12345) mod 2**31, each divided by 2**31.
"""

import itertools
import warnings

import numpy as np
from scipy import stats
from sklearn import metrics
from sklearn.calibration import calibration_curve

import performance_intervals as intervals
from tables import write

warnings.simplefilter("ignore")
SKLEARN = "scikit-learn 1.5.2"


def lcg(seed, count):
    state = seed
    values = []
    for _ in range(count):
        state = (1103515245 * state + 12345) % 2**31
        values.append(state / 2**31)
    return np.array(values)


def nan_if_error(compute):
    try:
        return float(compute())
    except ValueError:
        return float("nan")


# Scores -----------------------------------------------------------------------------------------------------------


def delong_error(scores, labels):
    """DeLong's standard error by all pairs."""
    p, q = scores[labels == 1], scores[labels == 0]
    wins = (p[:, None] > q[None, :]) + 0.5 * (p[:, None] == q[None, :])
    variance = wins.mean(axis=1).var(ddof=1) / len(p) + wins.mean(axis=0).var(ddof=1) / len(q)
    return float(np.sqrt(variance))


def jackknife_error(scores, labels):
    """Infinitesimal jackknife of average precision: derivatives by the rows' weights, central differences."""
    step = 1e-4
    slopes = []
    for row in range(len(labels)):
        sides = []
        for move in (step, -step):
            weight = np.ones(len(labels))
            weight[row] += move
            sides.append(metrics.average_precision_score(labels, scores, sample_weight=weight))
        slopes.append((sides[0] - sides[1]) / (2 * step))
    return float(np.sqrt(np.sum(np.square(slopes))))


def ece(scores, labels, strategy, bins):
    edges = np.linspace(0, 1, bins + 1)
    if strategy == "quantile":
        edges = np.percentile(scores, edges * 100)
    where = np.searchsorted(edges[1:-1], scores)
    true, predicted = calibration_curve(labels, scores, n_bins=bins, strategy=strategy)
    counts = np.bincount(where, minlength=bins)
    return float(np.sum(counts[counts > 0] * np.abs(true - predicted)) / len(scores))


def score_case(name, inputs, scores, labels):
    both = 0 < labels.sum() < len(labels)
    probability = scores.min() >= 0 and scores.max() <= 1
    expected = {
        "roc_auc": nan_if_error(lambda: metrics.roc_auc_score(labels, scores)),
        "average_precision": metrics.average_precision_score(labels, scores) if labels.sum() else None,
        "log_loss": metrics.log_loss(labels, scores, labels=[0, 1]) if probability else None,
        "brier": metrics.brier_score_loss(labels, scores, pos_label=1) if probability else None,
    }
    for strategy, ours in (("uniform", "equal_width"), ("quantile", "equal_count")):
        for bins in (10, 4):
            expected[f"ece_{bins}_{ours}_bins"] = ece(scores, labels, strategy, bins) if probability else None
            if probability and bins == 4:
                true, predicted = calibration_curve(labels, scores, n_bins=bins, strategy=strategy)
                expected[f"calibration_{ours}"] = {"observed": true, "mean_score": predicted}
    if both and min(labels.sum(), len(labels) - labels.sum()) > 1:
        if delong_error(scores, labels) > 0 or expected["roc_auc"] in (0, 1):
            expected["roc_auc_interval"] = intervals.area(scores, labels)
        precision, error = expected["average_precision"], jackknife_error(scores, labels)
        if precision < 1 and error > 0 and min(labels.sum(), len(labels) - labels.sum()) >= 20:
            expected["average_precision_interval"] = intervals.logit(precision, error, labels.sum())
    if both and len(labels) <= 40:
        fpr, tpr, _ = metrics.roc_curve(labels, scores, drop_intermediate=False)
        precision, recall, _ = metrics.precision_recall_curve(labels, scores)
        expected["roc_curve"] = {"fpr": fpr, "tpr": tpr}
        expected["precision_recall_curve"] = {"precision": precision[::-1], "recall": recall[::-1]}
    return {"name": f"score: {name}", "inputs": inputs, "expected": expected, "source": SKLEARN}


def listed(name, scores, labels):
    inputs = {"scores": scores, "labels": labels}
    return score_case(name, inputs, np.array(scores, dtype=float), np.array(labels))


def generated(seed, count, share, digits):
    """The label is positive where the mean of the score and a second number exceeds 1 - share."""
    scores = np.floor(lcg(seed, count) * 10**digits) / 10**digits
    labels = ((scores + lcg(seed + 1, count)) / 2 > 1 - share).astype(int)
    inputs = {"seed": seed, "count": count, "share": share, "digits": digits}
    return score_case(f"{count} rows of seed {seed}", inputs, scores, labels)


def scores():
    ten = [0.9, 0.1, 0.8, 0.4, 0.4, 0.35, 0.7, 0.6, 0.6, 0.2]
    return [
        listed("ten rows with ties", ten, [1, 0, 1, 1, 0, 0, 1, 0, 1, 0]),
        listed("perfect separation", [0.1, 0.2, 0.8, 0.9], [0, 0, 1, 1]),
        listed("always wrong", [0.9, 0.8, 0.1, 0.2], [0, 0, 1, 1]),
        listed("one score for all", [0.3] * 8, [0, 1, 0, 0, 1, 0, 0, 1]),
        listed("two rows", [0.3, 0.6], [0, 1]),
        listed("one row", [0.3], [1]),
        listed("positives only", [0.3, 0.6, 0.9], [1, 1, 1]),
        listed("negatives only", [0.3, 0.6, 0.9], [0, 0, 0]),
        listed("certain and wrong", [0.0, 1.0, 0.5, 1.0], [1, 0, 1, 1]),
        listed("edges of bins", [0.1, 0.2, 0.3, 0.30000000000000004, 0.5, 0.6, 0.7, 1.0, 0.0], [0, 1, 0, 1, 1, 0, 1, 1, 0]),
        listed("margins, no probabilities", [-2.5, 3.0, 0.4, 0.4, -1.0, 7.5], [0, 1, 0, 1, 0, 1]),
        generated(1, 40, 0.5, 2),
        generated(3, 300, 0.3, 3),
        generated(5, 300, 0.2, 1),
        generated(7, 500, 0.6, 6),
        generated(9, 1500, 0.5, 3),
    ]


# Counts -----------------------------------------------------------------------------------------------------------


def gorodkin(counts):
    """Without conjugates, so that complex steps pass through."""
    n, hits = counts.sum(), np.trace(counts)
    actual, predicted = counts.sum(axis=1), counts.sum(axis=0)
    return (n * hits - np.sum(actual * predicted)) / np.sqrt(
        (n * n - np.sum(actual * actual)) * (n * n - np.sum(predicted * predicted))
    )


def binary_case(tp, fp, fn, tn):
    actual = [1] * (tp + fn) + [0] * (fp + tn)
    predicted = [1] * tp + [0] * fn + [1] * fp + [0] * tn
    undefined = {"zero_division": np.nan}
    both = 0 < tp + fn < len(actual) and 0 < tp + fp < len(actual)
    known = 0 < tp + fn < len(actual)
    expected = {
        "accuracy": metrics.accuracy_score(actual, predicted),
        "precision": metrics.precision_score(actual, predicted, **undefined),
        "recall": metrics.recall_score(actual, predicted, **undefined),
        "specificity": metrics.recall_score(actual, predicted, pos_label=0, **undefined),
        "f1": metrics.f1_score(actual, predicted, **undefined),
        "balanced_accuracy": metrics.balanced_accuracy_score(actual, predicted) if known else None,
        "mcc": metrics.matthews_corrcoef(actual, predicted) if both else None,
    }
    if both and fp + fn > 0 and tp + tn > 0:
        expected["mcc_interval"] = intervals.correlation(gorodkin, np.array([[tn, fp], [fn, tp]]))
    inputs = {"tp": tp, "fp": fp, "fn": fn, "tn": tn}
    return {"name": f"counts: {tp} {fp} {fn} {tn}", "inputs": inputs, "expected": expected, "source": SKLEARN}


def counts():
    tables = [
        (30, 10, 20, 40), (1836, 42, 1880, 2074), (5, 0, 3, 92), (1, 1, 1, 1), (0, 3, 4, 9), (12, 0, 0, 30),
        (0, 4, 6, 0), (0, 0, 4, 6), (5, 5, 0, 0), (0, 0, 0, 5), (5, 0, 0, 0), (0, 5, 0, 0), (700, 300, 2, 4000),
        (45, 0, 1, 61), (30, 0, 0, 20), (20, 40, 19, 38),
    ]  # fmt: skip
    return [binary_case(*table) for table in tables]


# Classes ----------------------------------------------------------------------------------------------------------


def class_function(name, weighting):
    def function(counts):
        hits, actual, predicted = np.diag(counts), counts.sum(axis=1), counts.sum(axis=0)
        n = counts.sum()
        values = {
            "recall": hits / actual,
            "precision": hits / predicted,
            "f1": 2 * hits / (actual + predicted),
            "specificity": (n - actual - predicted + hits) / (n - actual),
        }[name]
        return np.mean(values) if weighting == "macro" else np.sum(actual * values) / n

    return function


def class_case(name, actual, predicted, more_classes=()):
    classes = sorted({*actual, *predicted, *more_classes})
    matrix = metrics.confusion_matrix(actual, predicted, labels=classes)
    rates = {"precision": metrics.precision_score, "recall": metrics.recall_score, "f1": metrics.f1_score}
    share = {"labels": classes, "zero_division": np.nan}
    complete = matrix.sum(axis=0).all() and matrix.sum(axis=1).all()
    expected = {
        "classes": classes,
        "confusion": matrix,
        "accuracy": metrics.accuracy_score(actual, predicted),
        "balanced_accuracy": metrics.balanced_accuracy_score(actual, predicted),
        "mcc": metrics.matthews_corrcoef(actual, predicted) if min(len({*actual}), len({*predicted})) > 1 else None,
        "per_class": {},
        "intervals": {},
    }
    for rate, score in rates.items():
        expected["per_class"][rate] = score(actual, predicted, average=None, **share)
        expected[f"{rate}_micro"] = score(actual, predicted, average="micro", **share)
    specificity = [
        metrics.recall_score(np.array(actual) != one, np.array(predicted) != one, zero_division=np.nan)
        for one in classes
    ]
    expected["per_class"]["specificity"] = specificity
    support = matrix.sum(axis=1)
    for rate in ("precision", "recall", "f1", "specificity"):
        values = np.array(expected["per_class"][rate])
        expected[f"{rate}_macro"] = values.mean()
        counted = support > 0
        expected[f"{rate}_weighted"] = np.average(values[counted], weights=support[counted])
        if complete and rate != "specificity":
            peer = {"labels": classes, "zero_division": np.nan}
            assert np.isclose(expected[f"{rate}_macro"], rates[rate](actual, predicted, average="macro", **peer))
            assert np.isclose(expected[f"{rate}_weighted"], rates[rate](actual, predicted, average="weighted", **peer))
        if complete and len(classes) > 1:
            for weighting in ("macro", "weighted"):
                by = 1 if rate == "precision" else 0
                interval = intervals.class_mean(class_function(rate, weighting), matrix, by, weighting, rate)
                expected["intervals"][f"{rate}_{weighting}"] = interval
    if complete and expected["accuracy"] < 1:
        expected["intervals"]["mcc"] = intervals.correlation(gorodkin, matrix)
    inputs = {"actual": actual, "predicted": predicted, "classes": classes}
    return {"name": f"classes: {name}", "inputs": inputs, "expected": expected, "source": SKLEARN}


def drawn_classes(seed, count, names):
    first, second, kept = lcg(seed, count), lcg(seed + 1, count), lcg(seed + 2, count)
    actual = [names[int(value * len(names))] for value in first]
    other = [names[int(value * value * len(names))] for value in second]
    return actual, [a if keep < 0.6 else b for a, b, keep in zip(actual, other, kept)]


def classes():
    return [
        class_case("three of 60", *drawn_classes(11, 60, ["cat", "dog", "bird"])),
        class_case("five of 200", *drawn_classes(13, 200, ["b", "a", "é", "B", "10"])),
        class_case("two of 50", *drawn_classes(17, 50, ["no", "yes"])),
        class_case("three of 150", *drawn_classes(19, 150, ["cat", "dog", "bird"])),
        class_case("all right", ["a", "b", "c", "a"], ["a", "b", "c", "a"]),
        class_case("a class is never predicted", ["a", "b", "c", "a", "b"], ["a", "b", "a", "a", "a"]),
        class_case("a class never occurs", ["a", "b", "a", "a", "b"], ["a", "b", "c", "a", "a"]),
        class_case("one class", ["a", "a", "a"], ["a", "a", "a"]),
        class_case("labels of one class", ["a", "a", "a"], ["a", "b", "a"]),
        class_case("one prediction", ["a", "b", "a"], ["a", "a", "a"]),
    ]


def softmax_case(seed, count, size):
    """Scores are the numbers of size streams, divided by their sum; the class is the largest of them plus noise."""
    raw = np.array([lcg(seed + at, count) for at in range(size)]) + 0.05
    scores = raw / raw.sum(axis=0)
    noise = np.array([lcg(seed + 100 + at, count) for at in range(size)])
    actual = np.argmax(raw + 0.8 * noise, axis=0)
    expected = {
        "roc_auc_ovr": metrics.roc_auc_score(actual, scores.T, multi_class="ovr", average="macro"),
        "log_loss": metrics.log_loss(actual, scores.T, labels=range(size)),
    }
    expected["roc_auc_ovr_interval"] = one_versus_rest_interval(scores, actual, expected["roc_auc_ovr"])
    inputs = {"seed": seed, "count": count, "size": size}
    return {"name": f"class scores: seed {seed}", "inputs": inputs, "expected": expected, "source": SKLEARN}


def one_versus_rest_interval(scores, actual, value):
    """Delta method: influence of each row on the mean of the AUCs, by derivatives of the weighted AUC."""
    step = 1e-4
    slopes = []
    for row in range(len(actual)):
        sides = []
        for move in (step, -step):
            weight = np.ones(len(actual))
            weight[row] += move
            aucs = [metrics.roc_auc_score(actual == at, one, sample_weight=weight) for at, one in enumerate(scores)]
            sides.append(np.mean(aucs))
        slopes.append((sides[0] - sides[1]) / (2 * step))
    return intervals.class_areas(np.array(slopes), actual, value)


# Numbers ----------------------------------------------------------------------------------------------------------


def number_case(name, actual, predicted):
    y, z = np.array(actual, dtype=float), np.array(predicted, dtype=float)
    constant = (y == y[0]).all()
    expected = {
        "mae": metrics.mean_absolute_error(y, z),
        "mse": metrics.mean_squared_error(y, z),
        "rmse": metrics.root_mean_squared_error(y, z),
        "mape": metrics.mean_absolute_percentage_error(y, z) if (y != 0).all() else None,
        "r2": metrics.r2_score(y, z) if len(y) > 1 and not constant else None,
        "max_error": metrics.max_error(y, z),
        "mean_error": np.mean(z - y),
        "median_absolute_error": metrics.median_absolute_error(y, z),
        "msle": nan_if_error(lambda: metrics.mean_squared_log_error(y, z)),
        "rmsle": nan_if_error(lambda: metrics.root_mean_squared_log_error(y, z)),
    }
    if len(y) > 1:
        expected["intervals"] = {
            "mae": intervals.mean(np.abs(y - z), least=0),
            "mse": intervals.mean((y - z) ** 2, least=0, kind="squares"),
            "mean_error": intervals.mean(z - y),
            "median_absolute_error": intervals.median(np.abs(y - z)),
            "r2": None if constant or len(y) < 4 else intervals.coefficient(y, z),
        }
    inputs = {"actual": actual, "predicted": predicted}
    return {"name": f"numbers: {name}", "inputs": inputs, "expected": expected, "source": SKLEARN}


def skewed_numbers(seed, count):
    """Targets and predictions whose errors have long tails."""
    target = np.round(-20 * np.log(1 - lcg(seed, count)) + 1, 3)
    factor = np.exp(lcg(seed + 1, count) + lcg(seed + 2, count) - 1)
    return target.tolist(), np.round(target * factor, 3).tolist()


def numbers():
    drawn = np.round(lcg(21, 80) * 100, 3)
    off = np.round(drawn + 10 * (lcg(22, 80) - 0.4), 3)
    return [
        number_case("80 rows", drawn.tolist(), np.abs(off).tolist()),
        number_case("150 rows", *skewed_numbers(23, 150)),
        number_case("far from zero", (drawn + 1e8).tolist(), (off + 1e8).tolist()),
        number_case("a zero target", [0.0, 1.0, 2.5, 4.0], [0.5, 1.0, 2.0, 5.0]),
        number_case("a negative target", [-1.0, 1.0, 2.5, 4.0], [0.5, 1.0, 2.0, 5.0]),
        number_case("a constant target", [3.0, 3.0, 3.0], [2.0, 3.0, 5.0]),
        number_case("worse than the mean", [1.0, 2.0, 3.0, 4.0, 5.0], [5.0, 4.0, 3.0, 2.0, 1.0]),
        number_case("all right", [1.0, 2.0, 3.0], [1.0, 2.0, 3.0]),
        number_case("one row", [2.0], [2.5]),
        number_case("an even number of rows", [1.0, 2.0, 3.0, 10.0], [1.5, 2.5, 2.0, 7.0]),
    ]


# Rankings ---------------------------------------------------------------------------------------------------------


def over_orders(scores, relevance, k, value):
    """Mean over all orders of the rows that respect the scores."""
    groups = [
        [relevance[row] for row in range(len(scores)) if scores[row] == score]
        for score in sorted(set(scores), reverse=True)
    ]
    orders = itertools.product(*(itertools.permutations(group) for group in groups))
    return np.mean([value([part for group in order for part in group], k) for order in orders])


def average_precision_at(order, k):
    hits, total = 0, 0.0
    for rank, relevance in enumerate(order[:k], start=1):
        if relevance > 0:
            hits += 1
            total += hits / rank
    return total / min(k, sum(part > 0 for part in order))


def reciprocal_rank_at(order, k):
    return next((1 / rank for rank, relevance in enumerate(order[:k], start=1) if relevance > 0), 0.0)


def ranking_case(name, queries):
    ks = (1, 2, 3, 5, 10)
    answered = [query for query in queries if max(query["relevance"]) > 0]
    expected = {"without_relevant": len(queries) - len(answered)}
    for k in ks:
        if not answered:
            expected.update({f"ndcg@{k}": None, f"map@{k}": None, f"mrr@{k}": None})
            continue
        pairs = [(query["scores"], query["relevance"]) for query in answered]
        expected[f"ndcg@{k}"] = np.mean(
            # scikit-learn refuses a single document: any order of it is the best one.
            [metrics.ndcg_score([rel], [sco], k=k) if len(rel) > 1 else 1.0 for sco, rel in pairs]
        )
        expected[f"map@{k}"] = np.mean([over_orders(sco, rel, k, average_precision_at) for sco, rel in pairs])
        expected[f"mrr@{k}"] = np.mean([over_orders(sco, rel, k, reciprocal_rank_at) for sco, rel in pairs])
    untied = all(len(set(query["scores"])) == len(query["scores"]) for query in answered)
    if answered and untied:
        expected["label_ranking"] = np.mean(
            [
                metrics.label_ranking_average_precision_score([np.array(q["relevance"]) > 0], [q["scores"]])
                for q in answered
            ]
        )
    source = f"{SKLEARN}; map and mrr by listing all orders of tied rows"
    return {"name": f"ranking: {name}", "inputs": {"queries": queries}, "expected": expected, "source": source}


def drawn_query(seed, count, digits):
    scores = np.round(lcg(seed, count), digits).tolist()
    return {"scores": scores, "relevance": np.maximum(0, np.floor(lcg(seed + 50, count) * 5 - 2)).tolist()}


def rankings():
    tied = {"scores": [0.5, 0.5, 0.5, 0.2, 0.2], "relevance": [3.0, 0.0, 1.0, 0.0, 2.0]}
    nothing = {"scores": [0.5, 0.1], "relevance": [0.0, 0.0]}
    return [
        ranking_case("no ties", [drawn_query(31 + at, 7, 6) for at in range(4)]),
        ranking_case("ties", [tied, *[drawn_query(41 + at, 7, 1) for at in range(4)]]),
        ranking_case("all tied", [{"scores": [0.5] * 6, "relevance": [0.0, 1.0, 0.0, 2.0, 0.0, 0.0]}]),
        ranking_case("a query without a relevant row", [tied, nothing]),
        ranking_case("nothing relevant", [nothing]),
        ranking_case("one document", [{"scores": [0.5], "relevance": [1.0]}, tied]),
    ]


# Slices -----------------------------------------------------------------------------------------------------------


def slice_case(seed, count):
    """Two columns of categories; the loss is larger in one crossing of them."""
    first = np.floor(lcg(seed, count) * 4).astype(int)
    second = np.floor(lcg(seed + 1, count) * 3).astype(int)
    loss = lcg(seed + 2, count) + 0.5 * ((first == 1) & (second == 2))
    p_values, differences, bounds = [], [], []
    slices = [first == at for at in range(4)] + [second == at for at in range(3)]
    slices += [(first == i) & (second == j) for i in range(4) for j in range(3)]
    for inside in slices:
        a, b = loss[inside], loss[~inside]
        difference = a.mean() - b.mean()
        test = stats.ttest_ind(a, b, equal_var=False)
        differences.append(difference)
        bounds.append(test.confidence_interval())
        p_values.append(test.pvalue)
    adjusted = stats.false_discovery_control(p_values)
    weak = [at for at in range(len(slices)) if adjusted[at] <= 0.05 and differences[at] > 0]
    means = [loss[inside].mean() for inside in slices]
    pairs = [at for at in weak if at >= 7]
    weak = [at for at in weak if at < 7]
    weak += [at for at in pairs if means[at] > means[(at - 7) // 3] and means[at] > means[4 + (at - 7) % 3]]
    weak.sort(key=lambda at: (adjusted[at], -abs(differences[at])))
    expected = {
        "examined": len(slices),
        "n": [int(slices[at].sum()) for at in weak],
        "difference": [differences[at] for at in weak],
        "lower": [bounds[at].low for at in weak],
        "upper": [bounds[at].high for at in weak],
        "pAdjusted": [adjusted[at] for at in weak],
    }
    source = "scipy 1.14.1: stats.ttest_ind of unequal variances, stats.false_discovery_control"
    return {"name": f"slices: seed {seed}", "inputs": {"seed": seed, "count": count}, "expected": expected, "source": source}


write(
    "performance",
    ["scikit-learn", "scipy", "numpy"],
    [
        *scores(),
        *counts(),
        *classes(),
        *[softmax_case(seed, 300, size) for seed, size in ((201, 3), (401, 4), (601, 3))],
        *numbers(),
        *rankings(),
        *[slice_case(seed, 2000) for seed in (701, 801, 901)],
    ],
)
