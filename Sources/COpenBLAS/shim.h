#include <cblas.h>

// LAPACK as OpenBLAS exports it. Debian's libopenblas-dev has no header for these two, and
// liblapacke-dev would bring a second LAPACK.

// Cholesky factor of a symmetric positive definite matrix, in place, column-major.
extern void dpotrf_(const char *uplo, const int *n, double *a, const int *lda, int *info);

// Eigenvalues, ascending, and eigenvectors of a symmetric matrix, in place, column-major.
extern void dsyevd_(
    const char *jobz, const char *uplo, const int *n, double *a, const int *lda, double *w,
    double *work, const int *lwork, int *iwork, const int *liwork, int *info);
