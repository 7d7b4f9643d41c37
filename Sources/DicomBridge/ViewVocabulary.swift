/// The words by which people and vendors name views, in their folded form (`HeaderWords`).
///
/// The base is the list of D. Clunie's `ProjectionXRayAnatomy` (PixelMed: PA, P.A., postero_anterior,
/// Lat, Profil, Sida, Face, L Lat, ...), extended by further European languages, by the values that
/// MIMIC-CXR holds in View Position (AP AXIAL, LLD, LAO, XTABLE LATERAL, SWIMMERS) and by the words
/// for a film taken in bed, which suggest AP and state nothing.
enum ViewVocabulary {
  /// What a phrase stands for.
  enum Meaning: Sendable, Hashable {
    case view(ViewPosition)
    case hintsAtAP
    /// Not about the view, though part of it reads so ("PA catheter", "AP window").
    case nothing
  }

  /// The meaning of each phrase, by its words parted by one space.
  static let meanings: [String: Meaning] = {
    var table: [String: Meaning] = [:]
    for (view, phrases) in views {
      for phrase in phrases { table[phrase] = .view(view) }
    }
    for phrase in hints { table[phrase] = .hintsAtAP }
    for phrase in unrelated { table[phrase] = .nothing }
    return table
  }()

  /// The most words a phrase has.
  static let longestPhrase = 3

  /// Words that make a text no statement about this film: it denies, or speaks of another film.
  static let retractions: Set<String> = [
    "NOT", "NO", "NON", "UNABLE", "CANNOT", "INSTEAD", "WITHOUT", "OHNE", "NICHT", "KEIN", "KEINE",
    "STATT", "SANS", "PAS", "SIN", "SEM", "SENZA", "NIET", "GEEN", "UTAN", "PRIOR", "PREVIOUS",
    "COMPARED", "COMPARISON", "HISTORY", "HX", "VORAUFNAHME", "VORBILD", "VERGLEICH", "REQUESTED",
    "ORDERED", "PLANNED",
  ]

  private static let views: [(ViewPosition, [String])] = [
    (
      .pa,
      [
        "PA", "POSTEROANTERIOR", "POSTERO ANTERIOR", "POSTERIOR ANTERIOR", "POSTERIOR TO ANTERIOR",
        "POSTEROANTERIEUR", "POSTERO ANTERIEUR", "POSTEROANTERIORE", "POSTERO ANTERIORE",
        "DORSOVENTRAL", "DORSO VENTRAL",
      ]
    ),
    (
      .ap,
      [
        "AP", "ANTEROPOSTERIOR", "ANTERO POSTERIOR", "ANTERIOR POSTERIOR", "ANTERIOR TO POSTERIOR",
        "ANTEROPOSTERIEUR", "ANTERO POSTERIEUR", "ANTEROPOSTERIORE", "ANTERO POSTERIORE",
        "VENTRODORSAL", "VENTRO DORSAL",
      ]
    ),
    (.frontal, ["FRONTAL", "FRONTALE", "FACE", "FRONTAALI"]),
    (
      .lateral,
      [
        "LATERAL", "LAT", "LATERALE", "LATERAAL", "LATEROLATERAL", "LATERO LATERAL",
        "LATEROLATERALE", "LATERO LATERALE", "PROFIL", "PROFILE", "PERFIL", "PROFILO", "SIDA",
        "SIDOBILD", "SEITLICH", "SEITL", "DWARS",
      ]
    ),
    (
      .leftLateral,
      [
        "LL", "LLAT", "L LAT", "LT LAT", "LEFT LAT", "L LATERAL", "LT LATERAL", "LEFT LATERAL",
        "LATERAL LEFT", "LINKS SEITLICH", "PROFIL GAUCHE",
      ]
    ),
    (
      .rightLateral,
      [
        "RL", "RLAT", "R LAT", "RT LAT", "RIGHT LAT", "R LATERAL", "RT LATERAL", "RIGHT LATERAL",
        "LATERAL RIGHT", "RECHTS SEITLICH", "PROFIL DROIT",
      ]
    ),
    (
      .oblique,
      [
        "OBLIQUE", "OBLIQ", "OBL", "OBLICUA", "OBLICUO", "OBLIQUA", "OBLIQUO", "SCHRAG", "SCHRAEG",
        "RLO", "LLO", "RAO", "LAO", "RPO", "LPO", "LATERAL OBLIQUE", "LAT OBLIQUE",
      ]
    ),
    (
      .decubitus,
      [
        "RLD", "LLD", "DECUBITUS", "DECUB", "DECUBITO", "LATERAL DECUBITUS", "LAT DECUBITUS",
        "LATERAL DECUB", "LAT DECUB", "LEFT LATERAL DECUBITUS", "RIGHT LATERAL DECUBITUS",
        "LEFT LAT DECUB", "RIGHT LAT DECUB", "LT LAT DECUB", "RT LAT DECUB", "DECUBITUS LATERAL",
        "DECUBITO LATERAL", "SEITENLAGE", "LINKSSEITENLAGE", "RECHTSSEITENLAGE",
      ]
    ),
    (
      .other,
      [
        "AXIAL", "LORDOTIC", "LORDOTICA", "TANGENTIAL", "SWIMMERS", "CRANIO CAUDAL", "CRANIOCAUDAL",
        "CAUDO CRANIAL", "CAUDOCRANIAL",
      ]
    ),
  ]

  private static let hints = [
    "PORTABLE", "PORT", "PORTATIL", "MOBILE", "BED", "BEDSIDE", "BETT", "BETTAUFNAHME", "AU LIT",
    "SUPINE", "SUPINO", "LIEGEND", "LIEGENDAUFNAHME", "LIGGANDE", "COUCHE", "SEMIERECT",
    "SEMI ERECT", "SEMIUPRIGHT", "SEMI UPRIGHT", "DECUBITO SUPINO", "DECUBITO DORSAL",
    "DECUBITUS DORSAL",
  ]

  private static let unrelated = [
    "PA CATHETER", "PA CATH", "PA LINE", "PA PRESSURE", "PA SYSTOLIC", "PA ARTERY", "AP WINDOW",
    "AP DIAMETER", "PORT CATH", "PORT A CATH", "BED NUMBER", "BED NO",
  ]
}
