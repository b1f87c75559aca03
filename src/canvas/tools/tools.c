/* The table of tools. */
#include "canvas/tools/tool.h"

static const RvTool *const tools[] = {
  &rv_tool_select, &rv_tool_table, &rv_tool_relationship, &rv_tool_note, &rv_tool_area, &rv_tool_hand, NULL,
};

const RvTool *const *
rv_tools (void)
{
  return tools;
}

const RvTool *
rv_tool_find (const char *name)
{
  for (guint i = 0; tools[i] != NULL; i++)
    if (g_strcmp0 (tools[i]->name, name) == 0)
      return tools[i];
  return NULL;
}
