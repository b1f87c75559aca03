/* Talks to the terminal itself, for standard input and output may be files. */
#include "cli/ask.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

static char *
read_hidden (FILE *terminal)
{
  struct termios before, quiet;
  char line[1024] = "", *answer = NULL;

  if (tcgetattr (fileno (terminal), &before) != 0)
    return NULL;
  quiet = before;
  quiet.c_lflag &= ~(tcflag_t) ECHO;
  tcsetattr (fileno (terminal), TCSAFLUSH, &quiet);
  if (fgets (line, sizeof line, terminal) != NULL)
    answer = g_strndup (line, strcspn (line, "\n"));
  tcsetattr (fileno (terminal), TCSAFLUSH, &before);
  explicit_bzero (line, sizeof line);
  return answer;
}

char *
rv_ask_password (const char *whom, void *data)
{
  FILE *terminal = fopen ("/dev/tty", "r+");
  char *answer;

  if (terminal == NULL)
    return NULL;
  fprintf (terminal, _("Password of %s: "), whom);
  fflush (terminal);
  answer = read_hidden (terminal);
  fputc ('\n', terminal);
  fclose (terminal);
  return answer;
}
