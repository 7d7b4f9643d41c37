#include "CPng.h"
