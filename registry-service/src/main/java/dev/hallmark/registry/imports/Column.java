package dev.hallmark.registry.imports;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** A value that a file may have for a device: a CSV column or a JSON member, by any of its usual names. */
enum Column {
    DEVICE_ID("deviceId"),
    PUBLIC_KEY("publicKey"),
    SERIAL("serial"),
    MODEL("model"),
    ROOT_OF_TRUST("rootOfTrust"),
    ALGORITHM("algorithm");

    private static final Pattern IGNORED = Pattern.compile("[\\s\\p{Zs}\\p{Cf}_-]");

    private static final Map<String, Column> NAMES = Map.ofEntries(
            Map.entry("deviceid", DEVICE_ID),
            Map.entry("device", DEVICE_ID),
            Map.entry("id", DEVICE_ID),
            Map.entry("hash", DEVICE_ID),
            Map.entry("sha256", DEVICE_ID),
            Map.entry("publickey", PUBLIC_KEY),
            Map.entry("serial", SERIAL),
            Map.entry("serialnumber", SERIAL),
            Map.entry("model", MODEL),
            Map.entry("rootoftrust", ROOT_OF_TRUST),
            Map.entry("algorithm", ALGORITHM),
            Map.entry("alg", ALGORITHM));

    private final String member;

    Column(String member) {
        this.member = member;
    }

    /** Its first name, as the documentation has it. */
    String member() {
        return member;
    }

    /** The column of this name; case, blanks, {@code _}, {@code -} and invisible characters do not matter. */
    static Optional<Column> named(String name) {
        return Optional.ofNullable(
                NAMES.get(IGNORED.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("")));
    }
}
