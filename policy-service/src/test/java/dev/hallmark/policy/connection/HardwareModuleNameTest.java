package dev.hallmark.policy.connection;

import static dev.hallmark.policy.connection.DeviceCertificates.HALLMARK_DEVICE;
import static dev.hallmark.policy.connection.DeviceCertificates.hardwareModuleName;
import static dev.hallmark.policy.connection.DeviceCertificates.withName;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.commons.identity.DeviceId;
import dev.hallmark.commons.identity.SerialNumber;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.OtherName;
import org.junit.jupiter.api.Test;

class HardwareModuleNameTest {

    private static final DeviceId DEVICE =
            DeviceId.parse("d77238ff070ade19347b71e522e891fa9cf1cc1bad4c33d6648296637bca751f");
    private static final SerialNumber SERIAL = SerialNumber.parse("0a");

    @Test
    void theDeviceIsFoundAmongOtherNames() throws Exception {
        var certificate = withName(
                SERIAL,
                new GeneralName(GeneralName.dNSName, "example.com"),
                hardwareModuleName("1.2.3", DEVICE.bytes()),
                hardwareModuleName(HALLMARK_DEVICE, DEVICE.bytes()));

        assertThat(HardwareModuleName.of(certificate)).contains(DEVICE);
    }

    @Test
    void otherCertificatesAreNoDevices() throws Exception {
        var principal = new GeneralName(
                GeneralName.otherName,
                new OtherName(new ASN1ObjectIdentifier("1.3.6.1.4.1.311.20.2.3"), new DERUTF8String("a@b")));
        var malformed = new GeneralName(
                GeneralName.otherName,
                new OtherName(new ASN1ObjectIdentifier("1.3.6.1.5.5.7.8.4"), new DERUTF8String(DEVICE.hex())));

        assertThat(HardwareModuleName.of(withName(SERIAL))).isEmpty();
        assertThat(HardwareModuleName.of(withName(SERIAL, principal))).isEmpty();
        assertThat(HardwareModuleName.of(withName(SERIAL, malformed))).isEmpty();
        assertThat(HardwareModuleName.of(withName(SERIAL, hardwareModuleName("1.2.3", DEVICE.bytes()))))
                .isEmpty();
        assertThat(HardwareModuleName.of(withName(SERIAL, hardwareModuleName(HALLMARK_DEVICE, new byte[16]))))
                .isEmpty();
    }
}
