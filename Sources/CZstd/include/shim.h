/* The door to libzstd. Its functions have fixed types; only two of its numbers are macros of casts,
   which Swift does not see. */
#pragma once
#include <stddef.h>
#include <zstd.h>

/* What a frame says of the size of its content; -1 when it does not say it, -2 when the bytes do
   not begin a frame, and the largest number for what is larger. */
static inline long long survey_zstd_content_size(const void *bytes, size_t count) {
    unsigned long long size = ZSTD_getFrameContentSize(bytes, count);
    if (size == ZSTD_CONTENTSIZE_UNKNOWN) return -1;
    if (size == ZSTD_CONTENTSIZE_ERROR) return -2;
    return size > 0x7FFFFFFFFFFFFFFFULL ? 0x7FFFFFFFFFFFFFFFLL : (long long)size;
}
