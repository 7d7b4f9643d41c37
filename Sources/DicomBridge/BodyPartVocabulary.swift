/// The names of body parts, each with the term of PS3.16 Annex L that it stands for.
///
/// The chest's names cover the languages that the view's words cover; of other parts there are those
/// that come with CR and DX films. A name that is missing here is still no chest.
enum BodyPartVocabulary {
  /// The term for a folded word or phrase (`HeaderWords`).
  static let terms: [String: String] = {
    var table: [String: String] = [:]
    for (term, names) in names {
      for name in [term] + names { table[name] = term }
    }
    return table
  }()

  /// The most words a name has.
  static let longestName = 2

  /// Values by which a device says that it does not know.
  static let placeholders: Set<String> = [
    "UNKNOWN", "UNDEFINED", "UNSPECIFIED", "NONE", "OTHER", "NA", "DEFAULT", "ANY", "GENERAL",
  ]

  /// The terms for codes of SNOMED CT and SNOMED RT.
  ///
  /// PS3.16 CID 4031 and Annex L, and the chest's code of earlier editions; other codes are read by
  /// their meaning.
  static let codes: [String: String] = [
    "816094009": "CHEST", "51185008": "CHEST", "T-D3000": "CHEST", "43799004": "CHEST",
    "T-D3200": "CHEST", "302551006": "CHEST", "39607008": "LUNG", "T-28000": "LUNG",
    "3341006": "LUNG", "T-28100": "LUNG", "44029006": "LUNG", "T-28500": "LUNG",
    "113197003": "RIB", "T-11300": "RIB", "56873002": "STERNUM", "T-11210": "STERNUM",
    "51299004": "CLAVICLE", "T-12310": "CLAVICLE", "122495006": "TSPINE", "T-11502": "TSPINE",
    "416550000": "CHESTABDOMEN", "R-FAB55": "CHESTABDOMEN", "416775004": "CHESTABDPELVIS",
    "R-FAB56": "CHESTABDPELVIS", "417437006": "NECKCHEST", "R-FAB52": "NECKCHEST",
  ]

  private static let names: [(String, [String])] = [
    (
      "CHEST",
      [
        "THORAX", "TORAX", "TORACE", "THX", "CXR", "BRUSTKORB", "BORSTKAS", "POITRINE", "KLATKA",
        "HRUDNIK", "RINTAKEHA",
      ]
    ),
    (
      "LUNG",
      [
        "LUNGS", "LUNGE", "LUNGEN", "LUNGOR", "POUMON", "POUMONS", "PULMON", "PULMONES", "PULMO",
        "PULMONARY", "POLMONE", "POLMONI", "LONGEN",
      ]
    ),
    ("RIB", ["RIBS", "RIBCAGE", "RIB CAGE", "RIPPEN", "COTES", "COSTILLAS", "HEMITHORAX"]),
    ("STERNUM", ["STERNAL"]),
    ("CLAVICLE", ["CLAVICULA", "KLAVIKULA"]),
    ("TSPINE", ["T SPINE", "THORACIC SPINE", "DORSAL SPINE", "BWS"]),
    ("CSPINE", ["C SPINE", "CERVICAL SPINE", "HWS"]),
    ("LSPINE", ["L SPINE", "LUMBAR SPINE", "LWS", "LSSPINE"]),
    ("SPINE", ["WIRBELSAULE", "COLUMNA", "RACHIS"]),
    ("HEART", ["HERZ", "COEUR", "CORAZON"]),
    ("BREAST", ["MAMMA"]),
    ("ABDOMEN", ["ABD", "KUB", "BAUCH", "ABDOMINAL"]),
    ("PELVIS", ["BECKEN", "BASSIN"]),
    ("HIP", ["HUFTE", "HANCHE", "CADERA"]),
    ("FEMUR", ["THIGH", "OBERSCHENKEL"]),
    ("KNEE", ["KNIE", "GENOU", "RODILLA", "PATELLA"]),
    ("LEG", ["UNTERSCHENKEL", "TIBIA", "FIBULA", "TIBIA FIBULA"]),
    ("ANKLE", ["SPRUNGGELENK", "CHEVILLE", "TOBILLO"]),
    ("FOOT", ["FUSS", "PIED", "PIE", "TOE", "CALCANEUS", "HEEL"]),
    ("SHOULDER", ["SCHULTER", "EPAULE", "HOMBRO", "SCAPULA"]),
    ("ARM", ["HUMERUS", "OBERARM"]),
    ("ELBOW", ["ELLBOGEN", "ELLENBOGEN", "COUDE", "CODO"]),
    ("FOREARM", ["UNTERARM", "RADIUS ULNA"]),
    ("WRIST", ["HANDGELENK", "POIGNET", "MUNECA"]),
    ("HAND", ["MAIN", "MANO", "FINGER", "THUMB"]),
    ("SKULL", ["SCHADEL", "CRANE", "CRANEO", "HEAD", "SINUS", "SINUSES", "ORBIT", "NASAL"]),
    ("JAW", ["MANDIBLE", "TEETH", "TOOTH", "DENTAL"]),
    ("NECK", ["HALS", "COU", "CUELLO"]),
    ("WHOLEBODY", ["WHOLE BODY", "BABYGRAM"]),
    ("PHANTOM", ["PHANTOMS"]),
  ]
}
