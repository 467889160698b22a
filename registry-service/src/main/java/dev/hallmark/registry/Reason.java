package dev.hallmark.registry;

import dev.hallmark.commons.validation.PlainText;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/**
 * Why an operator does something, for the audit trail.
 *
 * @param reason a sentence of 1 to 500 characters
 */
public record Reason(@NotBlank @Size(max = 500) @PlainText String reason) {}
