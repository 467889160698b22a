package dev.hallmark.registry.imports;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

/** A file kept on disk until it is known to be what its manifest says. */
final class Spool {

    private static final int PIECE = 64 * 1024;

    private final Vertx vertx;
    private final FileChannel channel;

    Spool(Vertx vertx, FileChannel channel) {
        this.vertx = vertx;
        this.channel = channel;
    }

    /** Writes the body down and shows each piece of it to the inspection, which may refuse it. */
    Uni<Void> keep(Multi<byte[]> body, Inspection inspection) {
        return body.onItem()
                .transformToUniAndConcatenate(piece -> vertx.executeBlocking(() -> keep(piece, inspection), true))
                .onItem()
                .ignoreAsUni();
    }

    private int keep(byte[] piece, Inspection inspection) throws IOException {
        inspection.see(piece);
        var left = ByteBuffer.wrap(piece);
        while (left.hasRemaining()) {
            channel.write(left);
        }
        return piece.length;
    }

    /** All of it from its beginning, read only as fast as it is worked off. */
    Multi<byte[]> content() {
        return Multi.createBy()
                .repeating()
                .uni(AtomicLong::new, at -> vertx.executeBlocking(() -> next(at), true))
                .until(piece -> piece.length == 0);
    }

    private byte[] next(AtomicLong at) throws IOException {
        var piece = ByteBuffer.allocate(PIECE);
        int read = channel.read(piece, at.get());
        at.addAndGet(Math.max(read, 0));
        return Arrays.copyOf(piece.array(), Math.max(read, 0));
    }

    void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
