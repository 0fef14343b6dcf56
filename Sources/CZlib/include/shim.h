/* The door to zlib. Its initializers are macros that pass the version and the size of the stream,
   which Swift does not see: these functions give them a fixed type. */
#pragma once
#include <zlib.h>

/* 15 bits of window; 16 more ask for a gzip header and trailer. */
static inline int survey_deflate_init(z_stream *stream, int level, int strategy) {
    return deflateInit2(stream, level, Z_DEFLATED, 15 + 16, 8, strategy);
}

/* A negative window says that the stream has neither header nor trailer. */
static inline int survey_deflate_raw_init(z_stream *stream, int level, int strategy) {
    return deflateInit2(stream, level, Z_DEFLATED, -15, 8, strategy);
}

static inline int survey_inflate_init(z_stream *stream) {
    return inflateInit2(stream, 15 + 16);
}

/* Without header and trailer, as inside a ZIP file. */
static inline int survey_inflate_raw_init(z_stream *stream) {
    return inflateInit2(stream, -15);
}
