/* A question whose answer is a line of text: a name. */
#pragma once

#include <gtk/gtk.h>

typedef void (*RvTextAnswered) (const char *text, gpointer data);

/** rv_ask_text: asks over @parent. @button: the label of the button that accepts. @answered: called with a text that is
 * not empty; not called on Cancel. @data: a GObject, kept alive. */
void rv_ask_text (GtkWindow *parent, const char *heading, const char *button, const char *initial, RvTextAnswered answered, gpointer data);
