"""A head by scikit-learn, and by scipy where it is drawn towards a prior, beside one fitted elsewhere.

Usage: adapt_regression.py FILE. FILE holds JSON: features, classes, c, balanced, weights, bias (the
other's head), and prior_weights, prior_bias (absent for none). Prints JSON: both objectives, and the
largest differences of coefficients and probabilities; biases are compared after their mean is taken off,
since softmax does not know it.
"""

import json
import sys

import numpy
from scipy.optimize import minimize
from scipy.special import log_softmax, softmax
from sklearn.linear_model import LogisticRegression
from sklearn.utils.class_weight import compute_sample_weight

given = json.load(open(sys.argv[1]))
x, y, c = numpy.array(given["features"]), numpy.array(given["classes"]), given["c"]
weighing = "balanced" if given["balanced"] else None
film_weights = compute_sample_weight(weighing, y)
found = numpy.array(given["weights"]), numpy.array(given["bias"])
labels, channels = found[0].shape
prior = numpy.zeros((labels, channels)), numpy.zeros(labels)
if "prior_weights" in given:
    prior = numpy.array(given["prior_weights"]), numpy.array(given["prior_bias"])
mean = x.mean(0)
x = x - mean
found, prior = ((weights, bias + weights @ mean) for weights, bias in (found, prior))


def objective(weights, bias):
    logarithms = log_softmax(x @ weights.T + bias, axis=1)
    loss = -(film_weights * logarithms[numpy.arange(len(y)), y]).sum()
    return loss + ((weights - prior[0]) ** 2).sum() / (2 * c)


def by_scikit_learn(solver):
    model = LogisticRegression(C=c, class_weight=weighing, solver=solver, tol=1e-12, max_iter=100000)
    model.fit(x, y)
    if labels == 2:  # One vector for both classes: half of it each way.
        half = numpy.vstack([-model.coef_, model.coef_]) / 2
        return half, numpy.array([-model.intercept_[0], model.intercept_[0]]) / 2
    return model.coef_, model.intercept_


def by_scipy():
    truth = numpy.eye(labels)[y]

    def both(parameters):
        change, bias = parameters[:-labels].reshape(labels, channels), parameters[-labels:]
        weights, bias = prior[0] + change, prior[1] + bias
        residual = film_weights[:, None] * (softmax(x @ weights.T + bias, axis=1) - truth)
        slope = numpy.r_[(residual.T @ x + change / c).ravel(), residual.sum(0)]
        return objective(weights, bias), slope

    options = {"maxiter": 100000, "maxfun": 1000000, "ftol": 0, "gtol": 1e-9, "maxcor": 50}
    start = numpy.zeros(labels * channels + labels)
    parameters = minimize(both, start, jac=True, method="L-BFGS-B", options=options).x
    return prior[0] + parameters[:-labels].reshape(labels, channels), prior[1] + parameters[-labels:]


if "prior_weights" in given:
    known = quasi_newton = by_scipy()
else:
    plain = c
    if labels == 2:  # scikit-learn penalises the one vector, which is the two opposite ones twice as long.
        c *= 2
    known, quasi_newton = by_scikit_learn("newton-cg"), by_scikit_learn("lbfgs")
    c = plain


def probabilities(head):
    return softmax(x @ head[0].T + head[1], axis=1)


print(json.dumps({
    "found": objective(*found),
    "known": objective(*known),
    "lbfgs": objective(*quasi_newton),
    "weights": float(abs(found[0] - known[0]).max()),
    "bias": float(abs((found[1] - found[1].mean()) - (known[1] - known[1].mean())).max()),
    "probabilities": float(abs(probabilities(found) - probabilities(known)).max()),
}))
