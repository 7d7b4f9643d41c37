extension FigureSet {
  /// The figures of all classes together, by the names that tables use.
  public var named: [(name: String, figure: Estimate)] {
    [
      ("accuracy", accuracy), ("balanced accuracy", balancedAccuracy), ("macro F1", macroF1),
      ("macro AUROC", macroAuroc), ("macro average precision", macroAveragePrecision),
      ("Cohen's kappa", cohenKappa), ("Matthews correlation", matthewsCorrelation),
      ("expected calibration error", expectedCalibrationError), ("Brier score", brier),
      ("log loss", logLoss),
    ]
  }
}

extension ClassReport {
  /// The figures of the class, by the names that tables use.
  public var named: [(name: String, figure: Estimate)] {
    [
      ("sensitivity", sensitivity), ("specificity", specificity),
      ("PPV", positivePredictiveValue), ("NPV", negativePredictiveValue), ("F1", f1),
      ("AUROC", auroc), ("average precision", averagePrecision),
    ]
  }
}
