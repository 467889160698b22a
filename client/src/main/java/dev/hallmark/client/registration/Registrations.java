package dev.hallmark.client.registration;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.hallmark.client.http.Api;
import dev.hallmark.client.imports.ImportReport;
import dev.hallmark.client.imports.Upload;
import java.io.IOException;

/** Which devices exist, as the factory says. */
public final class Registrations {

    private final Api api;

    public Registrations(Api api) {
        this.api = api;
    }

    /**
     * Registers the devices of a file. Its rows may bring, beside the device id, a serial number, a model, the kind of the
     * root of trust and the whole public key.
     *
     * @return the report, not yet final if an earlier request with the same key still runs
     */
    @CanIgnoreReturnValue
    public ImportReport add(Upload file) throws IOException, InterruptedException {
        return file.sendTo(api.at("/api/registry/v1/registrations"));
    }
}
