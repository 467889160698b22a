package dev.hallmark.registry.imports;

/**
 * A row that was left out.
 *
 * @param row how many rows came before it, plus one: with the line, it finds an element of JSON that is all on one line
 */
record RowError(long row, long line, String reason) {}
