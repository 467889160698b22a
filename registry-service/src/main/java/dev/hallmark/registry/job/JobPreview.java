package dev.hallmark.registry.job;

import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a job would be for.
 *
 * @param devices how many
 * @param states how many of them are in each state
 */
@Schema(name = "JobPreview")
record JobPreview(long devices, Map<String, Long> states) {}
