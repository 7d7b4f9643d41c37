#include "CDcmtk.h"
#include "CorruptionWatch.hpp"
#include "Guard.hpp"

#include <mutex>
#include <charls/charls.h>
#include <openjpeg.h>
#include <stdexcept>

#include <dcmtk/config/osconfig.h>

#include <dcmtk/dcmdata/dcdict.h>
#include <dcmtk/dcmdata/dcuid.h>
#include <dcmtk/dcmjpeg/djdecode.h>

using namespace cdcmtk;

CDcmtkStatus cdcmtk_initialize(void) {
  static std::once_flag once;
  static CDcmtkStatus outcome = done();
  return guarded([] {
    std::call_once(once, [] {
      outcome = guarded([] {
        CorruptionWatch::install();
        DJDecoderRegistration::registerCodecs(EDC_never);
        // Without its dictionary DCMTK takes attributes for OB, silently.
        if (!dcmDataDict.isDictionaryLoaded())
          return status(CDcmtkCodeDictionaryMissing, "DCMTK found no data dictionary");
        return done();
      });
    });
    return outcome;
  });
}

const char *cdcmtk_dcmtk_version(void) { return OFFIS_DCMTK_VERSION_STRING; }

const char *cdcmtk_openjpeg_version(void) { return opj_version(); }

const char *cdcmtk_charls_version(void) { return charls_get_version_string(); }

const char *cdcmtk_uid_name(const char *uid) { return dcmFindNameOfUID(uid, nullptr); }

CDcmtkStatus cdcmtk_throw_for_test(void) {
  return guarded([]() -> CDcmtkStatus { throw std::runtime_error("for the test"); });
}
