package dev.hallmark.policy.target;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hallmark.commons.identity.DeviceId;
import dev.hallmark.commons.identity.SerialNumber;

/**
 * A device with the certificate that it shall use at a target.
 *
 * @param settings the target's, out of the policy
 */
public record DeviceAtTarget(DeviceId device, SerialNumber certificate, ObjectNode settings) {}
