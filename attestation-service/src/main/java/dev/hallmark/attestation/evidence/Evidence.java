package dev.hallmark.attestation.evidence;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hallmark.commons.attestation.Confirmation;
import java.util.OptionalLong;

/**
 * Evidence whose signature holds.
 *
 * @param confirmation the operational key, or else the identity key
 * @param bound whether it was signed for this TLS connection
 * @param claims what the device says of itself, to be recorded
 */
record Evidence(
        Confirmation confirmation,
        boolean bound,
        OptionalLong bootcount,
        OptionalLong softwareVersion,
        ObjectNode claims) {}
