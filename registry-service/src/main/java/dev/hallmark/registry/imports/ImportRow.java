package dev.hallmark.registry.imports;

/** One row of an imported file, in the order of the file. */
sealed interface ImportRow {

    /** How many rows came before it, plus one. */
    long number();

    /** The line of the file it begins on, counted from one. */
    long line();

    /** A row that names a device. */
    record Good(long number, long line, DeviceEntry device) implements ImportRow {}

    /** A row that cannot be used, whatever the registry knows. */
    record Bad(long number, long line, String reason) implements ImportRow {}
}
