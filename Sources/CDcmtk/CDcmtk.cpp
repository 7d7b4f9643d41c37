#include "CDcmtk.h"
