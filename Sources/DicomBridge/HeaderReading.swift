extension WalkedFile {
  /// The attributes as Unicode and numbers; see `DicomHeader`.
  func header() -> DicomHeader {
    var header = DicomHeader()
    let set = CharacterSet(of: dataset)
    header.transferSyntaxUID = framing.transferSyntaxUID
    header.hasPreamble = framing.hasPreamble
    header.hasPixelData = pixels != nil || hasFloatPixels
    dataset.readIdentity(into: &header)
    header.sopClassUID = header.sopClassUID ?? framing.mediaStorageSOPClassUID
    dataset.readAcquisition(into: &header, set)
    dataset.readPatient(into: &header, set)
    dataset.readPixelDescription(into: &header)
    return header
  }
}

extension Dataset {
  fileprivate func readIdentity(into header: inout DicomHeader) {
    header.sopClassUID = uid(Attributes.sopClassUID)
    header.sopInstanceUID = uid(Attributes.sopInstanceUID)
    header.studyInstanceUID = uid(Attributes.studyInstanceUID)
    header.seriesInstanceUID = uid(Attributes.seriesInstanceUID)
    header.modality = code(Attributes.modality)
    header.imageType = codes(Attributes.imageType)
    header.presentationIntentType = code(Attributes.presentationIntentType)
  }

  fileprivate func readAcquisition(into header: inout DicomHeader, _ set: CharacterSet) {
    header.bodyPartExamined = code(Attributes.bodyPartExamined)
    header.anatomicRegions = concepts(Attributes.anatomicRegionSequence, set)
    header.viewPosition = code(Attributes.viewPosition)
    header.viewCodes = concepts(Attributes.viewCodeSequence, set)
    header.viewModifierCodes = items(Attributes.viewCodeSequence).flatMap {
      $0.concepts(Attributes.viewModifierCodeSequence, CharacterSet(of: $0, within: set))
    }
    header.patientOrientation = codes(Attributes.patientOrientation)
    header.imageOrientationPatient = cosines(Attributes.imageOrientationPatient)
    header.patientPosition = code(Attributes.patientPosition)
    header.seriesDescription = text(Attributes.seriesDescription, set)
    header.protocolName = text(Attributes.protocolName, set)
    header.studyDescription = text(Attributes.studyDescription, set)
    header.imageComments = text(Attributes.imageComments, set)
    header.acquisitionDeviceProcessingDescription = text(Attributes.processingDescription, set)
    header.performedProcedureStepDescription = text(
      Attributes.performedProcedureStepDescription,
      set
    )
    header.fieldOfViewRotation = decimal(Attributes.fieldOfViewRotation)
    header.fieldOfViewHorizontalFlip = code(Attributes.fieldOfViewHorizontalFlip)
    header.manufacturer = text(Attributes.manufacturer, set)
    header.stationName = text(Attributes.stationName, set)
  }

  fileprivate func readPatient(into header: inout DicomHeader, _ set: CharacterSet) {
    // PS3.5 6.1.2.5.3: in person names the component delimiters reset the code extensions too.
    header.patientName = elements[Attributes.patientName].flatMap {
      set.text($0.value, isName: true)
    }
    header.patientID = text(Attributes.patientID, set)
    header.patientBirthDate = wholeCode(Attributes.patientBirthDate)
    header.patientAge = wholeCode(Attributes.patientAge)
    header.patientSex = code(Attributes.patientSex)
    header.accessionNumber = text(Attributes.accessionNumber, set)
    header.studyDate = wholeCode(Attributes.studyDate)
    header.studyTime = wholeCode(Attributes.studyTime)
  }

  fileprivate func readPixelDescription(into header: inout DicomHeader) {
    header.rows = unsignedShort(Attributes.rows)
    header.columns = unsignedShort(Attributes.columns)
    header.samplesPerPixel = unsignedShort(Attributes.samplesPerPixel)
    header.bitsAllocated = unsignedShort(Attributes.bitsAllocated)
    header.bitsStored = unsignedShort(Attributes.bitsStored)
    header.highBit = unsignedShort(Attributes.highBit)
    header.pixelRepresentation = unsignedShort(Attributes.pixelRepresentation)
    header.photometricInterpretation = code(Attributes.photometricInterpretation)
    header.numberOfFrames = integer(Attributes.numberOfFrames)
    header.burnedInAnnotation = code(Attributes.burnedInAnnotation)
    header.lossyImageCompression = code(Attributes.lossyImageCompression)
  }

  private func text(_ tag: Tag, _ set: CharacterSet) -> String? {
    elements[tag].flatMap { set.text($0.value) }
  }

  /// All six or nothing: a plane is not told by some of them.
  private func cosines(_ tag: Tag) -> [Double] {
    let numbers = decimals(tag).compactMap(\.self)
    return numbers.count == 6 ? numbers : []
  }

  private func uid(_ tag: Tag) -> String? {
    wholeCode(tag)
  }

  private func concepts(_ tag: Tag, _ set: CharacterSet) -> [CodedConcept] {
    items(tag).compactMap { item in
      let set = CharacterSet(of: item, within: set)
      let value = item.code(Attributes.codeValue)
      let meaning = item.text(Attributes.codeMeaning, set)
      guard value != nil || meaning != nil else { return nil }
      return CodedConcept(
        value: value ?? "",
        scheme: item.code(Attributes.codingSchemeDesignator) ?? "",
        meaning: meaning ?? ""
      )
    }
  }
}
