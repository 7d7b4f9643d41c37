#pragma once

/// Leaves the process the system calls that decoding needs; any other ends it with SIGSYS.
/// Returns 0 or a negative errno.
int csandbox_limit_system_calls(void);
