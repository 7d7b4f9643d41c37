#ifndef RULES_H
#define RULES_H

enum call { CALL_OPEN, CALL_READ, CALL_WRITE, CALL_SYNC, CALL_RENAME, CALL_TRUNCATE, CALL_UNLINK };

// The errno with which this call has to fail, or 0.
int fault_on_path(enum call call, const char *path, const char *other);
int fault_on_file(enum call call, int descriptor);

#endif
