package dev.hallmark.gateway.server;

import dev.hallmark.commons.connection.TlsVersion;
import org.eclipse.microprofile.config.spi.Converter;

/** Reads {@code 1.2} or {@code 1.3} in a setting. */
public final class TlsVersionConverter implements Converter<TlsVersion> {
    private static final long serialVersionUID = 1L;

    @Override
    public TlsVersion convert(String text) {
        return TlsVersion.parse(text.strip());
    }
}
