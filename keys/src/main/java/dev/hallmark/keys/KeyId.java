package dev.hallmark.keys;

/**
 * One version of a key. Whoever signs names the version: a rotation in the key store must never change an issuer's key
 * unnoticed.
 *
 * @param version counted from 1
 */
public record KeyId(KeyName name, int version) {

    public KeyId {
        if (name == null || version < 1) {
            throw new IllegalArgumentException("a key id is a name and a version counted from 1");
        }
    }

    @Override
    public String toString() {
        return name + "/" + version;
    }
}
