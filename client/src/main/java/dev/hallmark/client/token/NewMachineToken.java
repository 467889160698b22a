package dev.hallmark.client.token;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.time.Instant;
import java.util.List;

/**
 * A token that is to be made.
 *
 * @param name what it is for, at most 100 characters
 * @param permissions such as {@code registrations:add}, of those that the caller has
 * @param expiresAt at most 366 days from now
 */
public record NewMachineToken(
        String name, List<String> permissions, @JsonFormat(shape = JsonFormat.Shape.STRING) Instant expiresAt) {

    public NewMachineToken {
        permissions = List.copyOf(permissions);
    }
}
