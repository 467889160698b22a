package dev.hallmark.registry.imports;

/**
 * One request at work on an import; with its Idempotency-Key there may have been others.
 *
 * @param number of the attempt: the latest is the one that counts
 * @param received how many rows earlier attempts have worked off
 * @param digest of those rows
 * @param completed whether one of them came to the end of the file
 */
record ImportAttempt(ImportRequest request, int number, long received, byte[] digest, boolean completed) {}
