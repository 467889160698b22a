package dev.hallmark.policy.target;

/**
 * What is wrong with one field of a request.
 *
 * @param field its path, such as {@code target.settings.port}
 */
public record FieldError(String field, String reason) {}
