package dev.hallmark.registry.imports;

import dev.hallmark.registry.refusal.Refusal;
import dev.hallmark.registry.refusal.RegistryException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;

/** A file that is being uploaded: the connection is read only as fast as the rows are imported. */
public final class UploadedFile {

    public static final String CSV = "text/csv";
    public static final String NDJSON = "application/x-ndjson";

    private final MediaType type;
    private final InputStream content;

    private UploadedFile(MediaType type, InputStream content) {
        this.type = type;
        this.content = content;
    }

    public static UploadedFile of(HttpHeaders headers, InputStream body) {
        if (headers.getHeaderString(HttpHeaders.CONTENT_ENCODING) != null) {
            throw new RegistryException(Refusal.UNSUPPORTED_ENCODING, "Send the file without Content-Encoding.");
        }
        return new UploadedFile(headers.getMediaType(), new Upload(body));
    }

    /** Of what is stored. */
    static UploadedFile of(MediaType type, InputStream content) {
        return new UploadedFile(type, content);
    }

    /** The same, of which everything that is read is also written there. */
    UploadedFile copiedTo(OutputStream copy) {
        return new UploadedFile(type, new Copied(content, copy));
    }

    MediaType type() {
        return type;
    }

    InputStream content() {
        return content;
    }

    /** The answer once the file was read to its end. */
    public static Response answer(ImportReport report) {
        return Response.accepted(report)
                .location(URI.create("/api/registry/v1/imports/" + report.id()))
                .build();
    }

    /** Writes what is read of a file. */
    private static final class Copied extends FilterInputStream {

        private final OutputStream copy;

        Copied(InputStream content, OutputStream copy) {
            super(content);
            this.copy = copy;
        }

        @Override
        public int read() throws IOException {
            var octet = new byte[1];
            return read(octet, 0, 1) < 0 ? -1 : octet[0] & 0xff;
        }

        @Override
        public int read(byte[] octets, int offset, int length) throws IOException {
            int read = super.read(octets, offset, length);
            if (read > 0) {
                copy.write(octets, offset, read);
            }
            return read;
        }
    }

    /** The body of a request, which fails only when it breaks off. */
    private static final class Upload extends FilterInputStream {

        Upload(InputStream body) {
            super(body);
        }

        @Override
        public int read() throws IOException {
            var octet = new byte[1];
            return read(octet, 0, 1) < 0 ? -1 : octet[0] & 0xff;
        }

        @Override
        public int read(byte[] octets, int offset, int length) {
            try {
                return super.read(octets, offset, length);
            } catch (IOException e) {
                throw new RegistryException(
                        Refusal.UPLOAD_BROKEN_OFF,
                        "The upload broke off. Send the file again with the same Idempotency-Key to go on.");
            }
        }
    }
}
