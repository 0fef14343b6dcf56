/* The door to libcurl. `curl_easy_setopt` and `curl_easy_getinfo` are variadic: Swift cannot call
   them, and in C a value of the wrong width goes in as garbage without a warning. Each function
   here has one fixed type, and the one call inside it is the only place where the width matters. */
#pragma once
#include <curl/curl.h>
#include <stddef.h>

/* For options that take a `long`: numbers and switches. */
static inline CURLcode survey_curl_set_long(CURL *handle, CURLoption option, long value) {
    return curl_easy_setopt(handle, option, value);
}

/* For options that take a `curl_off_t`, 64 bits on every system. */
static inline CURLcode survey_curl_set_size(CURL *handle, CURLoption option, long long value) {
    return curl_easy_setopt(handle, option, (curl_off_t)value);
}

/* For options that take a text; libcurl copies it. NULL restores the default. */
static inline CURLcode survey_curl_set_text(CURL *handle, CURLoption option, const char *value) {
    return curl_easy_setopt(handle, option, value);
}

/* For options that take bytes in memory; CURL_BLOB_COPY makes libcurl copy them. */
static inline CURLcode survey_curl_set_blob(
    CURL *handle, CURLoption option, const void *bytes, size_t count) {
    struct curl_blob blob;
    blob.data = (void *)bytes;
    blob.len = count;
    blob.flags = CURL_BLOB_COPY;
    return curl_easy_setopt(handle, option, &blob);
}

/* The body of a request. COPYPOSTFIELDS copies it, POSTFIELDS would not; the size must come first,
   or libcurl would look for a terminating zero. */
static inline CURLcode survey_curl_set_body(CURL *handle, const void *bytes, long long count) {
    CURLcode code = curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)count);
    if (code != CURLE_OK) return code;
    return curl_easy_setopt(handle, CURLOPT_COPYPOSTFIELDS, count == 0 ? "" : bytes);
}

/* The list is not copied: it must live until the transfer is over. */
static inline CURLcode survey_curl_set_headers(CURL *handle, struct curl_slist *list) {
    return curl_easy_setopt(handle, CURLOPT_HTTPHEADER, list);
}

/* The buffer, of CURL_ERROR_SIZE bytes, must live as long as the handle. */
static inline CURLcode survey_curl_set_error_buffer(CURL *handle, char *buffer) {
    return curl_easy_setopt(handle, CURLOPT_ERRORBUFFER, buffer);
}

typedef size_t (*survey_curl_sink)(char *bytes, size_t size, size_t count, void *target);

/* One function for body and header lines; the targets must live until the transfer is over. */
static inline CURLcode survey_curl_set_sinks(
    CURL *handle, survey_curl_sink body, survey_curl_sink header, void *target) {
    CURLcode code = curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, body);
    if (code == CURLE_OK) code = curl_easy_setopt(handle, CURLOPT_WRITEDATA, target);
    if (code == CURLE_OK) code = curl_easy_setopt(handle, CURLOPT_HEADERFUNCTION, header);
    if (code == CURLE_OK) code = curl_easy_setopt(handle, CURLOPT_HEADERDATA, target);
    return code;
}

typedef int (*survey_curl_progress)(
    void *target, curl_off_t a, curl_off_t b, curl_off_t c, curl_off_t d);

/* Called at least once a second during a transfer; a result other than 0 ends the transfer. */
static inline CURLcode survey_curl_set_progress(CURL *handle, survey_curl_progress function) {
    CURLcode code = curl_easy_setopt(handle, CURLOPT_NOPROGRESS, 0L);
    if (code == CURLE_OK) code = curl_easy_setopt(handle, CURLOPT_XFERINFOFUNCTION, function);
    return code;
}

typedef int (*survey_curl_notes)(
    CURL *handle, curl_infotype type, char *text, size_t size, void *target);

/* Hands over what libcurl says of a transfer as it goes; the target must live until it is over. */
static inline CURLcode survey_curl_set_notes(
    CURL *handle, survey_curl_notes function, void *target) {
    CURLcode code = curl_easy_setopt(handle, CURLOPT_DEBUGFUNCTION, function);
    if (code == CURLE_OK) code = curl_easy_setopt(handle, CURLOPT_DEBUGDATA, target);
    if (code == CURLE_OK) code = curl_easy_setopt(handle, CURLOPT_VERBOSE, 1L);
    return code;
}

/* Reads from a connection that was only made (CURLOPT_CONNECT_ONLY); what it reads is dropped. */
static inline CURLcode survey_curl_listen(CURL *handle) {
    char bytes[256];
    size_t count = 0;
    return curl_easy_recv(handle, bytes, sizeof bytes, &count);
}

/* For results that are a `long`; 0 when libcurl has none. */
static inline long survey_curl_long(CURL *handle, CURLINFO info) {
    long value = 0;
    return curl_easy_getinfo(handle, info, &value) == CURLE_OK ? value : 0;
}

/* For results that are a `curl_off_t`; 0 when libcurl has none. */
static inline long long survey_curl_size(CURL *handle, CURLINFO info) {
    curl_off_t value = 0;
    return curl_easy_getinfo(handle, info, &value) == CURLE_OK ? (long long)value : 0;
}

/* CURL_GLOBAL_DEFAULT is a macro of casts that Swift does not import. */
static inline CURLcode survey_curl_global_init(void) {
    return curl_global_init(CURL_GLOBAL_DEFAULT);
}

/* Macros of casts that Swift does not import: every way to sign in, and the one of Kerberos. */
static inline long survey_curl_auth_any(void) { return (long)CURLAUTH_ANY; }
static inline long survey_curl_auth_negotiate(void) { return (long)CURLAUTH_NEGOTIATE; }
