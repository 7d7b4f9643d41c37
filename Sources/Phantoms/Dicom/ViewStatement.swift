/// Where a header says how the film was taken.
struct ViewStatement: Sendable, Hashable {
  /// A coded view with its scheme.
  struct Code: Sendable, Hashable {
    let value: String
    let scheme: String
    let meaning: String
  }

  /// View Code Sequence (0054,0220).
  var code: Code?
  /// View Position (0018,5101).
  var position: String?
  /// Patient Orientation (0020,0020).
  var orientation: [String] = []
  /// Series Description (0008,103E).
  var seriesDescription: String?
  /// Study Description (0008,1030).
  var studyDescription: String?

  /// As most films have it: View Position, code and orientation agree.
  static func whole(_ view: ChestPhantom.View) -> ViewStatement {
    ViewStatement(
      code: .snomed(view),
      position: position(view),
      orientation: orientation(view)
    )
  }

  static func codeOnly(_ code: Code, _ view: ChestPhantom.View) -> ViewStatement {
    ViewStatement(code: code, orientation: orientation(view))
  }

  static func positionOnly(_ view: ChestPhantom.View) -> ViewStatement {
    ViewStatement(position: position(view))
  }

  static func position(_ view: ChestPhantom.View) -> String {
    view == .lateral ? "LL" : view.rawValue
  }

  /// To where rows and columns run.
  ///
  /// The patient's left is at the right of a frontal film; the
  /// laterals look to the left, so their rows run to the back.
  static func orientation(_ view: ChestPhantom.View) -> [String] {
    view == .lateral ? ["P", "F"] : ["L", "F"]
  }
}

extension ViewStatement.Code {
  /// PS3.16 context group 4010, SNOMED CT.
  static func snomed(_ view: ChestPhantom.View) -> Self {
    switch view {
    case .posteroAnterior: Self(value: "399066004", scheme: "SCT", meaning: "postero-anterior")
    case .anteroPosterior: Self(value: "399348003", scheme: "SCT", meaning: "antero-posterior")
    case .lateral: Self(value: "399173006", scheme: "SCT", meaning: "left lateral")
    }
  }

  /// The same in the SNOMED RT style codes of before 2020.
  static func oldSnomed(_ view: ChestPhantom.View) -> Self {
    switch view {
    case .posteroAnterior: Self(value: "R-10214", scheme: "SRT", meaning: "postero-anterior")
    case .anteroPosterior: Self(value: "R-10206", scheme: "SRT", meaning: "antero-posterior")
    case .lateral: Self(value: "R-10236", scheme: "SRT", meaning: "left lateral")
    }
  }
}
