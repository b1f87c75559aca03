/* What the files that draw boxes, lines and paper share. */
#pragma once

#include "draw/display-build.h"

#define RV_BOX_RADIUS 8
#define RV_BOX_PADDING 12
#define RV_BOX_GAP 20
#define RV_MARK_WIDTH 16
#define RV_LINE_WIDTH 1.3
#define RV_LINE_DASH 5
