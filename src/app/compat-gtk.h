/* Every place where GTK or libadwaita of today differ from GTK 4.8 and libadwaita 1.2: choosing
 * files, asking questions, the about window. Nothing else branches on a version. */
#pragma once

#include <adwaita.h>

/** RvFilePattern: a filter of a file dialog; lists end with a NULL label. */
typedef struct {
  const char *label;    /* untranslated */
  const char *patterns; /* separated by semicolons */
} RvFilePattern;

/** RvFilesChosen: @files (GFile) is not empty and belongs to the caller. Not called when nothing was chosen. */
typedef void (*RvFilesChosen) (GPtrArray *files, gpointer data);

/** rv_choose_files_to_open: @data is kept alive (it is a GObject) until the person has chosen. */
void rv_choose_files_to_open (GtkWindow *parent, const char *title, const RvFilePattern *patterns, RvFilesChosen chosen, gpointer data);

/** rv_choose_file_to_save: @folder: (nullable): where to start. @data: as above. */
void rv_choose_file_to_save (GtkWindow *parent, const char *title, const char *name, GFile *folder, RvFilesChosen chosen, gpointer data);

/** RvChoice: a button of a question. */
typedef struct {
  const char *id;
  const char *label; /* translated, may have a mnemonic */
  gboolean is_suggested;
  gboolean is_destructive;
} RvChoice;

/** RvAnswered: @answer: id of the button; that of the first for Escape. */
typedef void (*RvAnswered) (const char *answer, gpointer data);

/** rv_ask: asks a question over @parent. @answers: ended by a NULL id, the first one is safe (Cancel, Close). @extra:
 * (nullable) (transfer full): a widget below the text. @answered: (nullable). @data: a GObject, kept alive, or NULL. */
void rv_ask (GtkWindow *parent, const char *heading, const char *body, const RvChoice *answers, GtkWidget *extra,
             RvAnswered answered, gpointer data);

void rv_show_about (GtkWindow *parent);

/** rv_launch_link: opens a web page or writes to an address. */
void rv_launch_link (GtkWindow *parent, const char *uri);

/** rv_launch_folder: shows @file in the file manager. */
void rv_launch_folder (GtkWindow *parent, GFile *file);

/** rv_combo_row_make_searchable: lets a person type to find an entry, where libadwaita can (1.4). */
void rv_combo_row_make_searchable (AdwComboRow *row);
