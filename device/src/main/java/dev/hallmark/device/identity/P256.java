package dev.hallmark.device.identity;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;

/** The curve P-256, in the two forms that the JDK and BouncyCastle want it. */
final class P256 {

    static final ECDomainParameters DOMAIN = new ECDomainParameters(CustomNamedCurves.getByName("P-256"));

    private P256() {}

    static KeyPair generate() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static KeyPair pair(BigInteger scalar) {
        if (scalar.signum() <= 0 || scalar.compareTo(DOMAIN.getN()) >= 0) {
            throw new IllegalArgumentException("Not a private key of P-256");
        }
        var point =
                new FixedPointCombMultiplier().multiply(DOMAIN.getG(), scalar).normalize();
        var affine = new ECPoint(
                point.getAffineXCoord().toBigInteger(), point.getAffineYCoord().toBigInteger());
        return pair(scalar, affine);
    }

    private static KeyPair pair(BigInteger scalar, ECPoint point) {
        try {
            var factory = KeyFactory.getInstance("EC");
            var curve = ((ECPublicKey) NAMED.getPublic()).getParams();
            return new KeyPair(
                    factory.generatePublic(new ECPublicKeySpec(point, curve)),
                    factory.generatePrivate(new ECPrivateKeySpec(scalar, curve)));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("Not a private key of P-256", e);
        }
    }

    /** Only its curve is used: the JDK writes a named curve into keys made with these very parameters. */
    private static final KeyPair NAMED = generate();
}
