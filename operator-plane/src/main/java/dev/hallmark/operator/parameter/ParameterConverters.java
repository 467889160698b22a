package dev.hallmark.operator.parameter;

import dev.hallmark.commons.problem.Problem;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import org.jboss.resteasy.reactive.RestResponse.StatusCode;

/**
 * Reads path and query parameters, and answers 400 with the parameter's name and what it accepts where that fails.
 *
 * <p>A type of ours is a parameter as soon as it has {@code public static T parse(String)} that throws
 * {@link IllegalArgumentException} with what it accepts.
 */
@Provider
public class ParameterConverters implements ParamConverterProvider {

    @Override
    public <T> ParamConverter<T> getConverter(Class<T> type, Type generic, Annotation[] annotations) {
        return name(annotations)
                .flatMap(name -> ParameterType.of(type).map(parse -> converter(name, type, parse)))
                .orElse(null);
    }

    private static Optional<String> name(Annotation[] annotations) {
        return Arrays.stream(annotations)
                .map(annotation -> switch (annotation) {
                    case PathParam path -> path.value();
                    case QueryParam query -> query.value();
                    default -> "";
                })
                .filter(name -> !name.isEmpty())
                .findFirst();
    }

    private static <T> ParamConverter<T> converter(String name, Class<T> type, Function<String, T> parse) {
        return new ParamConverter<>() {
            @Override
            public T fromString(String text) {
                if (text.isEmpty() && !type.isPrimitive()) {
                    return null;
                }
                try {
                    return parse.apply(text);
                } catch (IllegalArgumentException e) {
                    throw invalid(name, e);
                }
            }

            @Override
            public String toString(T value) {
                return value.toString();
            }
        };
    }

    private static WebApplicationException invalid(String name, IllegalArgumentException e) {
        return new WebApplicationException(
                e,
                Problem.of(StatusCode.BAD_REQUEST, "invalid-request", name + ": " + e.getMessage())
                        .with("field", name)
                        .toResponse());
    }
}
