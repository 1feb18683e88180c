#ifndef LINDUNG_CZLIB_SHIM_H
#define LINDUNG_CZLIB_SHIM_H
#include <zlib.h>

// inflateInit2 is a macro, which the importer leaves out. 31: the header of gzip, the largest window.
static inline int lindung_inflate_begin(z_stream *stream) { return inflateInit2(stream, 31); }
#endif
