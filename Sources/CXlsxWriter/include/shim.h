/* The door to libxlsxwriter: a book that is written sheet after sheet and row after row, so that
   its rows need no memory. Every function answers 0 or the library's number of an error. */
#pragma once
#include <stdint.h>

typedef struct survey_book survey_book;

/* How a cell looks; the order is that of Workbook.Look in Swift. */
enum survey_look {
    SURVEY_PLAIN,
    SURVEY_HEAD,
    SURVEY_TITLE,
    SURVEY_WRAPPED,
    SURVEY_FAINT,
    SURVEY_COUNT,
    SURVEY_SCORE,
    SURVEY_SHARE,
    SURVEY_COEFFICIENT,
    SURVEY_LOOKS
};

/* A book that is written to a file; NULL without memory. */
survey_book *survey_book_new(const char *path, const char *folder);

/* What the file says about itself. */
int survey_book_describe(survey_book *book, const char *title, const char *comments);

/* Begins the next sheet. Printed it is as wide as one page of A4, which lies or stands, with the
   page's number at the foot. */
int survey_book_sheet(survey_book *book, const char *name, int lies);

/* How high a row is, in points; before anything of the row is written. */
int survey_book_height(survey_book *book, uint32_t row, double height);

int survey_book_text(survey_book *book, uint32_t row, uint16_t column, const char *text, int look);
int survey_book_number(survey_book *book, uint32_t row, uint16_t column, double number, int look);

/* How wide a column is, in characters. */
int survey_book_width(survey_book *book, uint16_t column, double width);

/* Keeps the rows and columns before a cell in view and the rows on every printed page, and lets people filter from there on. */
int survey_book_freeze(survey_book *book, uint32_t row, uint16_t column);
int survey_book_filter(survey_book *book, uint32_t first, uint32_t last, uint16_t column);

/* Begins a bar chart; its series follow, then its place on the sheet. */
int survey_book_chart(survey_book *book, const char *title);
int survey_book_series(survey_book *book, const char *name, const char *names, const char *values);
int survey_book_place(survey_book *book, uint32_t row, uint16_t column);

/* Writes the file and frees the book. */
int survey_book_close(survey_book *book);

/* What an error's number means. */
const char *survey_book_reason(int error);
