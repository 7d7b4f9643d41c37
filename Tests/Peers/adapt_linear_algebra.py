"""The same products, factors and eigenvalues by numpy and scipy.

Usage: adapt_linear_algebra.py FILE. FILE holds JSON: a (m x n), b (n x k), s (m x m, positive
definite). Prints one JSON object; matrices as lists of rows.
"""

import json
import sys

import numpy
import scipy.linalg

given = {name: numpy.array(rows) for name, rows in json.load(open(sys.argv[1])).items()}
a, b, s = given["a"], given["b"], given["s"]
factor = scipy.linalg.cho_factor(s, lower=True)
lower = scipy.linalg.cholesky(s, lower=True)
answers = {
    "ab": a @ b,
    "gram": a.T @ a,
    "outer": a @ a.T,
    "lower": lower,
    "solution": scipy.linalg.cho_solve(factor, a),
    "whitened": scipy.linalg.solve_triangular(lower, a, lower=True),
    "eigenvalues": scipy.linalg.eigh(s, eigvals_only=True)[None],
    "log_determinant": numpy.array([[numpy.linalg.slogdet(s)[1]]]),
    "times_first": (a @ b[:, 0])[None],
    "transposed_times_first": (a.T @ a[:, 0])[None],
    "norm": numpy.array([[scipy.linalg.norm(a)]]),
}
print(json.dumps({name: value.tolist() for name, value in answers.items()}))
