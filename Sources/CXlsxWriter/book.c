#include "shim.h"

#include <stdlib.h>
#include <xlsxwriter.h>

struct survey_book {
    lxw_workbook *workbook;
    lxw_worksheet *sheet;
    lxw_chart *chart;
    lxw_format *looks[SURVEY_LOOKS];
};

static const char *const number_formats[SURVEY_LOOKS] = {
    [SURVEY_COUNT] = "#,##0", [SURVEY_SCORE] = "0.0", [SURVEY_SHARE] = "0.0%",
    [SURVEY_COEFFICIENT] = "0.00",
};

survey_book *survey_book_new(const char *path, const char *folder) {
    survey_book *book = calloc(1, sizeof *book);
    if (book == NULL) return NULL;
    lxw_workbook_options options = {
        .constant_memory = LXW_TRUE, .tmpdir = (char *)folder, .use_zip64 = LXW_FALSE};
    book->workbook = workbook_new_opt(path, &options);
    if (book->workbook == NULL) {
        free(book);
        return NULL;
    }
    for (int look = SURVEY_HEAD; look < SURVEY_LOOKS; look++) {
        lxw_format *format = workbook_add_format(book->workbook);
        if (number_formats[look] != NULL) format_set_num_format(format, number_formats[look]);
        book->looks[look] = format;
    }
    format_set_bold(book->looks[SURVEY_HEAD]);
    format_set_bottom(book->looks[SURVEY_HEAD], LXW_BORDER_THIN);
    format_set_text_wrap(book->looks[SURVEY_HEAD]);
    format_set_align(book->looks[SURVEY_HEAD], LXW_ALIGN_VERTICAL_TOP);
    format_set_bold(book->looks[SURVEY_TITLE]);
    format_set_font_size(book->looks[SURVEY_TITLE], 16);
    format_set_text_wrap(book->looks[SURVEY_WRAPPED]);
    format_set_align(book->looks[SURVEY_WRAPPED], LXW_ALIGN_VERTICAL_TOP);
    format_set_italic(book->looks[SURVEY_FAINT]);
    format_set_font_color(book->looks[SURVEY_FAINT], 0x4A555C);
    return book;
}

int survey_book_describe(survey_book *book, const char *title, const char *comments) {
    /* A fixed time, so that the same results are the same bytes. */
    lxw_doc_properties properties = {
        .title = (char *)title, .comments = (char *)comments, .created = 946684800};
    return workbook_set_properties(book->workbook, &properties);
}

int survey_book_sheet(survey_book *book, const char *name, int lies) {
    lxw_error error = workbook_validate_sheet_name(book->workbook, name);
    if (error != LXW_NO_ERROR) return error;
    book->sheet = workbook_add_worksheet(book->workbook, name);
    if (book->sheet == NULL) return LXW_ERROR_MEMORY_MALLOC_FAILED;
    enum { paper_a4 = 9 };
    worksheet_set_paper(book->sheet, paper_a4);
    if (lies) worksheet_set_landscape(book->sheet);
    worksheet_fit_to_pages(book->sheet, 1, 0);
    return worksheet_set_footer(book->sheet, "&L&A&R&P / &N");
}

int survey_book_height(survey_book *book, uint32_t row, double height) {
    return worksheet_set_row(book->sheet, row, height, NULL);
}

int survey_book_text(survey_book *book, uint32_t row, uint16_t column, const char *text, int look) {
    return worksheet_write_string(book->sheet, row, column, text, book->looks[look]);
}

int survey_book_number(survey_book *book, uint32_t row, uint16_t column, double number, int look) {
    return worksheet_write_number(book->sheet, row, column, number, book->looks[look]);
}

int survey_book_width(survey_book *book, uint16_t column, double width) {
    return worksheet_set_column(book->sheet, column, column, width, NULL);
}

int survey_book_freeze(survey_book *book, uint32_t row, uint16_t column) {
    worksheet_freeze_panes(book->sheet, row, column);
    return row == 0 ? LXW_NO_ERROR : worksheet_repeat_rows(book->sheet, 0, row - 1);
}

int survey_book_filter(survey_book *book, uint32_t first, uint32_t last, uint16_t column) {
    return worksheet_autofilter(book->sheet, first, 0, last, column);
}

int survey_book_chart(survey_book *book, const char *title) {
    book->chart = workbook_add_chart(book->workbook, LXW_CHART_BAR);
    if (book->chart == NULL) return LXW_ERROR_MEMORY_MALLOC_FAILED;
    chart_title_set_name(book->chart, title);
    // Of bars that lie, the library calls the upright axis with the names y: the first name comes
    // at the top, and the values stay below.
    chart_axis_set_reverse(book->chart->y_axis);
    chart_axis_set_crossing_max(book->chart->y_axis);
    return LXW_NO_ERROR;
}

int survey_book_series(survey_book *book, const char *name, const char *names, const char *values) {
    lxw_chart_series *series = chart_add_series(book->chart, names, values);
    if (series == NULL) return LXW_ERROR_MEMORY_MALLOC_FAILED;
    chart_series_set_name(series, name);
    return LXW_NO_ERROR;
}

int survey_book_place(survey_book *book, uint32_t row, uint16_t column) {
    lxw_chart_options options = {.x_scale = 1.6, .y_scale = 1.8};
    return worksheet_insert_chart_opt(book->sheet, row, column, book->chart, &options);
}

int survey_book_close(survey_book *book) {
    int error = workbook_close(book->workbook);
    free(book);
    return error;
}

const char *survey_book_reason(int error) { return lxw_strerror(error); }
