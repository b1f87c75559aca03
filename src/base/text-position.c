/* Where in a text a byte stands, as a person counts. */
#include "base/text-position.h"

RvTextPosition
rv_text_position_at (const char *text, gsize offset)
{
  RvTextPosition position = { 1, 1 };

  for (gsize i = 0; i < offset && text[i] != '\0'; i++)
    if (text[i] == '\n')
      {
        position.line++;
        position.column = 1;
      }
    else if ((text[i] & 0xc0) != 0x80)
      position.column++;
  return position;
}
