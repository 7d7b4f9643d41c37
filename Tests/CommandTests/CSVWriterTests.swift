import TestSupport
import Testing

@testable import pacs_watch

@Suite("A CSV for radiologists")
struct CSVWriterTests {
  @Test(arguments: [
    "=1+1", "+SUM(A1)", "-2+3", "@cmd", "\t=1", "\r=1", " =1", "＝1+1", "=HYPERLINK(\"x\")",
  ])
  func `never lets a spreadsheet run a cell`(cell: String) {
    #expect(CSVWriter.neutralised(cell) == "'" + cell)
  }

  @Test(arguments: ["Müller^Jürgen", "", "0.91", "-0.5", "1e-7", "2.25.3419", "L\\F", "a=b"])
  func `leaves harmless cells alone`(cell: String) {
    #expect(CSVWriter.neutralised(cell) == cell)
  }

  @Test(arguments: ["plain", "with, comma", "with \"quotes\"", "two\r\nlines", "山田^太郎", ""])
  func `is read back as it was written`(cell: String) throws {
    let text = CSVWriter.text(["first", "second"], [[cell, "end"]])
    let row = try #require(CSVTable(text).rows.first)
    #expect(row["first"] == cell)
    #expect(row["second"] == "end")
  }

  @Test func `has the contract's columns in the contract's order`() {
    let contract =
      "study_uid,accession_number,patient_id,patient_name,study_date,modality,view,view_evidence,"
      + "status,reason,finding,probability,probabilities,segmentation_confidence,heatmap_in_lungs,"
      + "flags,model,model_version,processed_at,result_version,sop_instance_uid,source_file,"
      + "image_file,heatmap_file"
    #expect(ResultLine.csvColumns.joined(separator: ",").hasPrefix(contract))
  }
}
