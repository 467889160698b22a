package dev.hallmark.gateway.server;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** The fields of an HTTP/2 request, right or wrong, in the order in which they are sent. */
record Fields(List<Field> fields) {
    private static final int LONGEST_SHORT = 0x7f;

    /** One field; each character is an octet. */
    record Field(String name, String value) {}

    static Fields post() {
        return new Fields(List.of(
                new Field(":method", "POST"),
                new Field(":scheme", "https"),
                new Field(":authority", "localhost"),
                new Field(":path", "/attestation/v1/x")));
    }

    static Fields get(String path) {
        return post().with(":method", "GET").with(":path", path);
    }

    Fields and(String name, String value) {
        return new Fields(Stream.concat(fields.stream(), Stream.of(new Field(name, value)))
                .toList());
    }

    Fields with(String name, String value) {
        return new Fields(fields.stream()
                .map(field -> field.name.equals(name) ? new Field(name, value) : field)
                .toList());
    }

    Fields without(String name) {
        return new Fields(
                fields.stream().filter(field -> !field.name.equals(name)).toList());
    }

    /** RFC 7541 §6.2.2: literals without indexing, new names, no Huffman code. */
    byte[] block() {
        var block = new ByteArrayOutputStream();
        for (var field : fields) {
            block.write(0);
            write(block, field.name);
            write(block, field.value);
        }
        return block.toByteArray();
    }

    /** RFC 7541 §5.1: a length with a prefix of seven bits. */
    private static void write(ByteArrayOutputStream block, String text) {
        byte[] octets = text.getBytes(StandardCharsets.ISO_8859_1);
        if (octets.length < LONGEST_SHORT) {
            block.write(octets.length);
        } else {
            block.write(LONGEST_SHORT);
            int rest = octets.length - LONGEST_SHORT;
            for (; rest > LONGEST_SHORT; rest >>= 7) {
                block.write((rest & LONGEST_SHORT) | 0x80);
            }
            block.write(rest);
        }
        block.writeBytes(octets);
    }
}
