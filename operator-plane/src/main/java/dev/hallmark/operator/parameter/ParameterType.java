package dev.hallmark.operator.parameter;

import dev.hallmark.commons.identity.DeviceId;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;

/** How a type is read from text. */
final class ParameterType {

    private static final String OURS = "dev.hallmark.";
    private static final int DEVICE_ID_CHARACTERS = 64;
    private static final Pattern DEVICE_ID_FORM = Pattern.compile("\\p{XDigit}{64}");
    private static final Pattern UUID_FORM = Pattern.compile("\\p{XDigit}{8}-(\\p{XDigit}{4}-){3}\\p{XDigit}{12}");

    private ParameterType() {}

    /** The parser of this type; empty for a type that the platform parses. */
    @SuppressWarnings("unchecked")
    static <T> Optional<Function<String, T>> of(Class<T> type) {
        if (type == int.class || type == Integer.class) {
            return Optional.of(text -> (T) integer(text));
        }
        if (type == long.class || type == Long.class) {
            return Optional.of(text -> (T) longInteger(text));
        }
        if (type == Instant.class) {
            return Optional.of(text -> (T) instant(text));
        }
        if (type == DeviceId.class) {
            return Optional.of(text -> (T) deviceId(text));
        }
        if (type == UUID.class) {
            return Optional.of(text -> (T) uuid(text));
        }
        if (type == boolean.class || type == Boolean.class) {
            return Optional.of(text -> (T) bool(text));
        }
        return parser(type).map(parse -> text -> (T) call(parse, text));
    }

    private static Integer integer(String text) {
        try {
            return Integer.valueOf(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("a whole number of at most " + Integer.MAX_VALUE + " is accepted", e);
        }
    }

    private static Long longInteger(String text) {
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("a whole number of at most " + Long.MAX_VALUE + " is accepted", e);
        }
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("a time in UTC such as 2026-03-01T12:00:00Z is accepted", e);
        }
    }

    /** In upper or lower case, as in logs and on labels. */
    private static DeviceId deviceId(String text) {
        if (text.length() != DEVICE_ID_CHARACTERS) {
            throw new IllegalArgumentException(
                    "64 hexadecimal characters are accepted; this has %d characters".formatted(text.length()));
        }
        if (!DEVICE_ID_FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("64 hexadecimal characters are accepted; this has others");
        }
        return DeviceId.parse(text.toLowerCase(Locale.ROOT));
    }

    private static UUID uuid(String text) {
        if (!UUID_FORM.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "a UUID is accepted, 36 characters such as 00000000-0000-4000-8000-000000000000");
        }
        return UUID.fromString(text);
    }

    private static Boolean bool(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("true or false is accepted");
        };
    }

    private static Optional<Method> parser(Class<?> type) {
        try {
            var parse = type.getMethod("parse", String.class);
            return type.getName().startsWith(OURS)
                            && Modifier.isStatic(parse.getModifiers())
                            && parse.getReturnType() == type
                    ? Optional.of(parse)
                    : Optional.empty();
        } catch (NoSuchMethodException e) {
            return Optional.empty();
        }
    }

    private static Object call(Method parse, String text) {
        try {
            return parse.invoke(null, text);
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
