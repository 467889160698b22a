package dev.hallmark.policy.connection;

import dev.hallmark.commons.identity.DeviceId;
import dev.hallmark.commons.identity.SerialNumber;
import dev.hallmark.testkit.TestKeys;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.OtherName;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Certificates as ca-service issues them, as far as this service looks at them. */
final class DeviceCertificates {

    static final String HALLMARK_DEVICE = "2.25.318612617166420914647759130850845683694";
    private static final String HARDWARE_MODULE_NAME = "1.3.6.1.5.5.7.8.4";

    private DeviceCertificates() {}

    static X509Certificate of(DeviceId device, SerialNumber serial) throws Exception {
        return withName(serial, hardwareModuleName(HALLMARK_DEVICE, device.bytes()));
    }

    static GeneralName hardwareModuleName(String type, byte[] serial) {
        var module = new DERSequence(new ASN1Encodable[] {new ASN1ObjectIdentifier(type), new DEROctetString(serial)});
        return new GeneralName(
                GeneralName.otherName, new OtherName(new ASN1ObjectIdentifier(HARDWARE_MODULE_NAME), module));
    }

    static X509Certificate withName(SerialNumber serial, GeneralName... names) throws Exception {
        var keys = TestKeys.p256();
        var now = Instant.now();
        var builder = new JcaX509v3CertificateBuilder(
                new X500Name("CN=issuing"),
                serial.value(),
                Date.from(now),
                Date.from(now.plus(Duration.ofDays(1))),
                new X500Name("CN=device"),
                keys.getPublic());
        if (names.length > 0) {
            builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
        }
        var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate());
        return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
    }
}
