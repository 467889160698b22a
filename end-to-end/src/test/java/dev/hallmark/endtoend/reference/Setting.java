package dev.hallmark.endtoend.reference;

/**
 * A setting of a module.
 *
 * @param fallback what holds without it: its default, {@code required}, or nothing
 */
record Setting(String property, String type, String fallback, String meaning) {}
