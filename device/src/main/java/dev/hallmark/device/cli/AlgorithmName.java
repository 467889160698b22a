package dev.hallmark.device.cli;

import dev.hallmark.device.identity.IdentityAlgorithm;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the name of an algorithm, ignoring case. */
public final class AlgorithmName implements ITypeConverter<IdentityAlgorithm> {

    @Override
    public IdentityAlgorithm convert(String text) {
        try {
            return IdentityAlgorithm.named(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
