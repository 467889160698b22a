package dev.hallmark.registry.imports;

/**
 * One request at work on an import.
 *
 * @param attempt how manieth request with this key it is
 * @param received how many rows earlier requests have worked off
 * @param digest of those rows
 */
record Run(ImportOrder order, int attempt, long received, byte[] digest, boolean completed) {}
