/* Lines and columns count from 1, and columns count characters. */
#include "base/text-position.h"

#include <string.h>

static void
check (const char *text, gsize offset, guint line, guint column)
{
  RvTextPosition position = rv_text_position_at (text, offset);

  g_assert_cmpuint (position.line, ==, line);
  g_assert_cmpuint (position.column, ==, column);
}

static void
test_start (void)
{
  check ("", 0, 1, 1);
  check ("select", 0, 1, 1);
}

static void
test_lines (void)
{
  check ("a\nbc\n", 1, 1, 2);
  check ("a\nbc\n", 3, 2, 2);
  check ("a\nbc\n", 5, 3, 1);
}

static void
test_characters (void)
{
  const char *text = "naïve 🐘 x";

  check (text, (gsize) (strchr (text, 'x') - text), 1, 9);
}

static void
test_past_the_end (void)
{
  check ("ab", 99, 1, 3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/text-position/start", test_start);
  g_test_add_func ("/base/text-position/lines", test_lines);
  g_test_add_func ("/base/text-position/characters", test_characters);
  g_test_add_func ("/base/text-position/past-the-end", test_past_the_end);
  return g_test_run ();
}
