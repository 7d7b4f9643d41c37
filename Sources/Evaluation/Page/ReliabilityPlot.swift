/// How often the most probable class is right, by its probability, with Wilson intervals.
struct ReliabilityPlot {
  private let bins: [ReliabilityLine]

  init(_ bins: [ReliabilityLine]) { self.bins = bins }

  var svg: String {
    let most = Double(bins.map(\.films).max() ?? 1)
    let marks = bins.compactMap { bin -> String? in
      guard let confidence = bin.meanConfidence, let observed = bin.observed else { return nil }
      let (left, right) = (PlotFrame.x(bin.above), PlotFrame.x(bin.upTo))
      // Bars of a fifth of the height tell how many films a point rests on.
      let height = (PlotFrame.y(0) - PlotFrame.y(0.2)) * Double(bin.films) / most
      let bar = """
        <rect class="bar" x="\(PlotFrame.text(left + 1))" y="\(PlotFrame.text(PlotFrame.y(0) - height))" \
        width="\(PlotFrame.text(right - left - 2))" height="\(PlotFrame.text(height))">\
        <title>\(bin.films) films</title></rect>
        """
      let interval = PlotFrame.path(
        [(confidence, bin.low ?? observed), (confidence, bin.high ?? observed)],
        style: "whisker"
      )
      let point = """
        <circle class="point" cx="\(PlotFrame.text(PlotFrame.x(confidence)))" \
        cy="\(PlotFrame.text(PlotFrame.y(observed)))" r="3.5"/>
        """
      return bar + interval + point
    }
    return PlotFrame(
      title: "Reliability diagram",
      abscissa: "probability of the class called",
      ordinate: "share that was right"
    ).svg(PlotFrame.diagonal(rising: true) + marks.joined())
  }
}
