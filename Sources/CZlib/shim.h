#ifndef LINDUNG_CZLIB_SHIM_H
#define LINDUNG_CZLIB_SHIM_H
#include <zlib.h>

// inflateInit2 and deflateInit2 are macros, which the importer leaves out. 31: the header of gzip, the largest window.
static inline int lindung_inflate_begin(z_stream *stream) { return inflateInit2(stream, 31); }

static inline int lindung_deflate_begin(z_stream *stream, int level) {
    return deflateInit2(stream, level, Z_DEFLATED, 31, 8, Z_DEFAULT_STRATEGY);
}
#endif
