package dev.hallmark.console.device;

import jakarta.ws.rs.BadRequestException;
import java.io.Serial;

/** A final command without the name of its device typed beneath it. */
final class UnconfirmedException extends BadRequestException {

    @Serial
    private static final long serialVersionUID = 1L;

    UnconfirmedException(String name) {
        super("Type the name " + name + " to confirm it.");
    }
}
