package dev.hallmark.device.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A count that cannot be zero. */
public final class AtLeastOne implements ITypeConverter<Integer> {

    @Override
    public Integer convert(String text) {
        try {
            var count = Integer.parseInt(text);
            if (count >= 1) {
                return count;
            }
        } catch (NumberFormatException e) {
            throw new TypeConversionException("must be a number: " + text);
        }
        throw new TypeConversionException("must be at least 1: " + text);
    }
}
