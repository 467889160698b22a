package dev.hallmark.registry.batch;

import dev.hallmark.commons.validation.PlainText;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/**
 * A batch's move as an operator asks for it.
 *
 * @param policy the id or name of the policy it goes to
 */
record NewMove(@NotBlank @PlainText String policy, @NotBlank @Size(max = 500) @PlainText String reason) {}
