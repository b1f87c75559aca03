/* The table of notations. */
#include "draw/notation.h"

const RvNotationStyle *
rv_notation_style (RvNotation notation)
{
  static const RvNotationStyle *const styles[] = {
    &rv_notation_crows_foot, &rv_notation_idef1x, &rv_notation_barker, &rv_notation_chen, &rv_notation_uml,
  };

  return styles[(guint) notation < G_N_ELEMENTS (styles) ? notation : RvNotation_CROWS_FOOT];
}
