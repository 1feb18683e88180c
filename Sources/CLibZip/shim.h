#ifndef LINDUNG_CLIBZIP_SHIM_H
#define LINDUNG_CLIBZIP_SHIM_H
#include <zip.h>
#endif
