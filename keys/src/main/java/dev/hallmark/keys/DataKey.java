package dev.hallmark.keys;

import java.security.MessageDigest;

/** Key material that leaves the ring: it encrypts data, and is stored wrapped. Never shown. */
public final class DataKey {

    private static final int MOST_OCTETS = 1024;

    private final byte[] material;

    private DataKey(byte[] material) {
        this.material = material.clone();
    }

    /** A data key of these 1 to 1,024 octets. */
    public static DataKey of(byte[] material) {
        if (material.length == 0 || material.length > MOST_OCTETS) {
            throw new IllegalArgumentException("a data key has 1 to 1024 octets");
        }
        return new DataKey(material);
    }

    public byte[] material() {
        return material.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DataKey that && MessageDigest.isEqual(material, that.material);
    }

    /** The same for all of one length, so that it gives nothing away. */
    @Override
    public int hashCode() {
        return material.length;
    }

    @Override
    public String toString() {
        return "DataKey[hidden]";
    }
}
