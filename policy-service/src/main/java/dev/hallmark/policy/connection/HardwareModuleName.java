package dev.hallmark.policy.connection;

import dev.hallmark.commons.identity.DeviceId;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.OtherName;

/** The device id in a certificate: hwSerialNum of the hardwareModuleName in its SAN (RFC 4108 §5). */
final class HardwareModuleName {

    private static final String SUBJECT_ALTERNATIVE_NAME = "2.5.29.17";
    private static final ASN1ObjectIdentifier HARDWARE_MODULE_NAME = new ASN1ObjectIdentifier("1.3.6.1.5.5.7.8.4");
    private static final ASN1ObjectIdentifier HALLMARK_DEVICE =
            new ASN1ObjectIdentifier("2.25.318612617166420914647759130850845683694");

    private HardwareModuleName() {}

    /** The device that this certificate is for; empty when it is not one of a Hallmark device. */
    static Optional<DeviceId> of(X509Certificate certificate) {
        var extension = certificate.getExtensionValue(SUBJECT_ALTERNATIVE_NAME);
        if (extension == null) {
            return Optional.empty();
        }
        try {
            var names = ASN1OctetString.getInstance(extension).getOctets();
            return Arrays.stream(GeneralNames.getInstance(ASN1Sequence.fromByteArray(names))
                            .getNames())
                    .filter(name -> name.getTagNo() == GeneralName.otherName)
                    .flatMap(name -> device(name.getName()).stream())
                    .findFirst();
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<DeviceId> device(ASN1Encodable name) {
        var other = OtherName.getInstance(name);
        if (!HARDWARE_MODULE_NAME.equals(other.getTypeID())) {
            return Optional.empty();
        }
        var module = ASN1Sequence.getInstance(other.getValue());
        if (!HALLMARK_DEVICE.equals(module.getObjectAt(0))) {
            return Optional.empty();
        }
        var serial = ASN1OctetString.getInstance(module.getObjectAt(1)).getOctets();
        return serial.length == DeviceId.LENGTH ? Optional.of(DeviceId.of(serial)) : Optional.empty();
    }
}
