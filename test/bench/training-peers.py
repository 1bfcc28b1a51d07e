"""Trains LightGBM or scikit-learn's HistGradientBoosting on request. Usage: training-peers.py DIR ROWS TEST_ROWS FEATURES.

DIR holds x.f32 (column-major) and y.u8. Reads lines "NAME THREADS" from standard input and answers each with one line of
JSON: {"seconds", "auc"}; NAME is lightgbm or sklearn. The first line printed names the versions that are installed.
"""
import json
import sys
import time

import numpy as np

folder, rows, test_rows, features = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
x = np.fromfile(f"{folder}/x.f32", np.float32).reshape(features, rows + test_rows).T.copy()
y = np.fromfile(f"{folder}/y.u8", np.uint8).astype(np.float32)
train_x, train_y, test_x, test_y = x[:rows], y[:rows], x[rows:], y[rows:]

versions = {}
try:
    import lightgbm

    versions["lightgbm"] = lightgbm.__version__
except ImportError:
    pass
try:
    import sklearn
    from sklearn.ensemble import HistGradientBoostingClassifier
    from threadpoolctl import threadpool_limits

    versions["sklearn"] = sklearn.__version__
except ImportError:
    pass
print(json.dumps(versions), flush=True)


def area_under_roc(truth, score):
    order = np.argsort(score, kind="stable")
    ranks = np.empty(len(score))
    _, inverse, counts = np.unique(score[order], return_inverse=True, return_counts=True)
    ends = np.cumsum(counts)
    ranks[order] = (ends - (counts - 1) / 2)[inverse]
    positives = truth == 1
    p = positives.sum()
    return float((ranks[positives].sum() - p * (p + 1) / 2) / (p * (len(truth) - p)))


def run_lightgbm(threads):
    options = dict(objective="binary", num_leaves=31, learning_rate=0.1, min_data_in_leaf=20, max_bin=255, lambda_l2=1.0,
                   num_threads=threads, verbose=-1)
    start = time.perf_counter()
    model = lightgbm.train(options, lightgbm.Dataset(train_x, train_y, params=options), 100)
    return time.perf_counter() - start, model.predict(test_x)


def run_sklearn(threads):
    with threadpool_limits(threads):
        model = HistGradientBoostingClassifier(max_iter=100, max_leaf_nodes=31, learning_rate=0.1, min_samples_leaf=20,
                                               l2_regularization=1.0, max_bins=255, early_stopping=False)
        start = time.perf_counter()
        model.fit(train_x, train_y)
        return time.perf_counter() - start, model.predict_proba(test_x)[:, 1]


for line in sys.stdin:
    name, threads = line.split()
    seconds, score = {"lightgbm": run_lightgbm, "sklearn": run_sklearn}[name](int(threads))
    print(json.dumps({"seconds": seconds, "auc": area_under_roc(test_y, score)}), flush=True)
