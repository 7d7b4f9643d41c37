extension PhantomSet {
  /// The set that the project ships as `sample-dicom`.
  public static let standard = PhantomSet(
    entries: transferSyntaxes + pixelForms + views + gates + identities + broken
  )

  /// Every way of encoding the pixels; the two bigger files are of a size that departments have.
  private static let transferSyntaxes: [Entry] = [
    .film(1, "syntax-implicit-le", "implicit VR little endian") {
      $0.syntax = .implicitLittleEndian
    },
    .film(2, "syntax-explicit-le", "explicit VR little endian") {
      $0.syntax = .explicitLittleEndian
    },
    .film(3, "syntax-explicit-be", "explicit VR big endian, retired and still around") {
      $0.syntax = .explicitBigEndian
    },
    .film(4, "syntax-deflated", "a deflated data set") { $0.syntax = .deflated },
    .film(5, "syntax-rle", "RLE, a bedside film", view: .anteroPosterior) { $0.syntax = .rle },
    .film(6, "syntax-jpeg-baseline", "JPEG baseline, 8 bits, lossy") {
      $0.syntax = .jpegBaseline
      $0.form.bitsStored = 8
    },
    .film(7, "syntax-jpeg-extended", "JPEG extended, 12 bits, lossy", view: .anteroPosterior) {
      $0.syntax = .jpegExtended
    },
    .film(8, "syntax-jpeg-lossless", "JPEG lossless process 14, predictor 6, 14 bits") {
      $0.syntax = .jpegLossless
      $0.form.bitsStored = 14
    },
    .film(9, "syntax-jpeg-lossless-sv1", "JPEG lossless, first-order prediction, patches") {
      $0.film.finding = .peripheralPatches
      $0.film.columns = 1024
    },
    .film(10, "syntax-jpeg-ls", "JPEG-LS lossless, patches", view: .anteroPosterior) {
      $0.syntax = .jpegLS
      $0.film.finding = .peripheralPatches
    },
    .film(11, "syntax-jpeg-ls-near", "JPEG-LS near-lossless, errors up to 2") {
      $0.syntax = .jpegLSNear
    },
    .film(12, "syntax-jpeg-2000-lossless", "JPEG 2000 lossless, a dense right upper lobe") {
      $0.syntax = .jpeg2000Lossless
      $0.film.finding = .lobarConsolidation
    },
    .film(13, "syntax-jpeg-2000", "JPEG 2000, lossy", view: .anteroPosterior) {
      $0.syntax = .jpeg2000
    },
    .film(14, "large-jpeg-2000-lossless", "a film of full size, 2022 x 2415, JPEG 2000") {
      $0.syntax = .jpeg2000Lossless
      $0.film.columns = 2022
    },
  ]

  /// Every way of storing grey values and of saying how to read them.
  private static let pixelForms: [Entry] = [
    .film(21, "bits-08", "8 bits stored in bytes, with a VOI LUT") {
      $0.syntax = .explicitLittleEndian
      $0.form = PixelForm(bitsStored: 8, valuesOfInterest: .table)
    },
    .film(22, "bits-10", "10 bits") { $0.form.bitsStored = 10 },
    .film(23, "bits-14", "14 bits in JPEG 2000") {
      $0.syntax = .jpeg2000Lossless
      $0.form.bitsStored = 14
    },
    .film(24, "bits-15", "15 bits, no window: the whole range is meant") {
      $0.kind = .computedRadiography
      $0.syntax = .implicitLittleEndian
      $0.form = PixelForm(bitsStored: 15, valuesOfInterest: .none)
    },
    .film(25, "bits-16", "16 bits") { $0.form.bitsStored = 16 },
    .film(26, "signed-12", "signed values, 12 bits, sign-extended", view: .anteroPosterior) {
      $0.syntax = .explicitLittleEndian
      $0.form.isSigned = true
    },
    .film(
      27,
      "signed-16",
      "signed values in JPEG 2000, a table from below 0",
      view: .anteroPosterior
    ) {
      $0.syntax = .jpeg2000Lossless
      $0.form = PixelForm(bitsStored: 14, isSigned: true, valuesOfInterest: .table)
    },
    .film(28, "monochrome1", "MONOCHROME1 without a shape, as CR has it", view: .anteroPosterior) {
      $0.form.photometric = .monochrome1
    },
    .film(29, "monochrome1-inverse", "MONOCHROME1 with INVERSE: one inversion, not two") {
      $0.form.photometric = .monochrome1Inverse
    },
    .film(30, "monochrome2-inverse", "MONOCHROME2 with INVERSE: still an inversion") {
      $0.form.photometric = .monochrome2Inverse
    },
    .film(31, "voi-none", "no window and no table, MONOCHROME1") {
      $0.kind = .computedRadiography
      $0.form = PixelForm(photometric: .monochrome1, valuesOfInterest: .none)
    },
    .film(32, "voi-linear-exact", "a LINEAR_EXACT window") {
      $0.form.valuesOfInterest = .linearExact
    },
    .film(33, "voi-sigmoid", "a SIGMOID window") { $0.form.valuesOfInterest = .sigmoid },
    .film(34, "voi-several", "three windows, of which the first counts") {
      $0.form.valuesOfInterest = .several
    },
    .film(35, "voi-table", "a VOI LUT Sequence, 16-bit entries") {
      $0.form.valuesOfInterest = .table
    },
    .film(36, "voi-table-and-window", "a VOI LUT of 12-bit entries beside a window") {
      $0.form.valuesOfInterest = .tableAndWindow
    },
    .film(
      37,
      "modality-fractional",
      "slope 0.25: the window is not in stored values",
      view: .anteroPosterior
    ) {
      $0.form.modality = .fractional
    },
    .film(38, "modality-falling", "slope -1: stored values fall", view: .anteroPosterior) {
      $0.form.modality = .falling
    },
    .film(39, "modality-table", "a Modality LUT Sequence", view: .anteroPosterior) {
      $0.form.modality = .table
    },
    .film(40, "high-bits-rubbish", "rubbish above 12 stored bits", view: .anteroPosterior) {
      $0.syntax = .explicitLittleEndian
      $0.form.highBits = .rubbish
    },
    .film(41, "high-bits-overlay", "an overlay in bit 12", view: .anteroPosterior) {
      $0.syntax = .explicitLittleEndian
      $0.form.highBits = .overlay
    },
    .film(
      42,
      "high-bits-values",
      "High Bit 15 for 12 bits, the retired layout",
      view: .anteroPosterior
    ) {
      $0.syntax = .explicitLittleEndian
      $0.form.highBits = .values
    },
    .film(43, "padding", "a border of Pixel Padding Value") { $0.form.isPadded = true },
  ]
}
