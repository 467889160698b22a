package dev.hallmark.commons.identity;

/**
 * A secret and its encapsulation, from which only the holder of the key gets the secret.
 *
 * @param encapsulation {@code enc} of RFC 9180, or the ciphertext of FIPS 203
 * @param secret the shared secret of 32 octets
 */
public record Encapsulation(byte[] encapsulation, byte[] secret) {

    @Override
    public String toString() {
        return "Encapsulation[hidden]";
    }
}
