/* Addresses of databases without what is secret in them. */
#pragma once

#include "live/live.h"

/** rv_address_scrub: Returns: (transfer full): @text, where it holds a password of @address or @password, without it. */
char *rv_address_scrub (const char *text, const char *address, const char *password);
