/* Questions to the person at the terminal. */
#pragma once

/** rv_ask_password: asks for the password of @whom ("user@host") without showing it. Returns: (transfer full) (nullable): NULL
 * where nobody can be asked. */
char *rv_ask_password (const char *whom, void *data);
