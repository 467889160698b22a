package dev.hallmark.registry.imports;

import java.util.function.Consumer;

/** Turns a file that comes in pieces of any size into rows, holding no more than the row it is in. */
interface RowReader {

    /**
     * Reads on.
     *
     * @throws MalformedFileException when it cannot; rows before that place have been handed on
     */
    void read(byte[] piece, Consumer<ImportRow> rows) throws MalformedFileException;

    /**
     * Reads what is left once there is no more to come.
     *
     * @throws MalformedFileException when the file ends where it must not
     */
    void end(Consumer<ImportRow> rows) throws MalformedFileException;
}
