package dev.hallmark.commons.problem;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The media types that endpoints read, for the answer to a body of another type: at that point the endpoint is unknown.
 */
@ApplicationScoped
class AcceptedTypes {

    private static final Pattern TEMPLATE = Pattern.compile("\\{(?:[^{}]|\\{[^{}]*})*}");

    private final List<Endpoint> endpoints;

    private record Endpoint(String verb, Pattern path, List<String> types) {}

    AcceptedTypes(BeanManager beans) {
        this.endpoints = beans.getBeans(Object.class, Any.Literal.INSTANCE).stream()
                .map(Bean::getBeanClass)
                .distinct()
                .filter(type -> type.isAnnotationPresent(Path.class))
                .flatMap(AcceptedTypes::endpoints)
                .toList();
    }

    /** What is read at {@code path} with this method, in the order of its declaration. */
    List<String> at(String verb, String path) {
        return endpoints.stream()
                .filter(endpoint -> endpoint.verb.equals(verb)
                        && endpoint.path.matcher(path).matches())
                .flatMap(endpoint -> endpoint.types.stream())
                .distinct()
                .toList();
    }

    private static Stream<Endpoint> endpoints(Class<?> resource) {
        return Arrays.stream(resource.getMethods()).flatMap(method -> verb(method).stream()
                .flatMap(verb -> types(method).map(types -> new Endpoint(verb, path(method), types)).stream()));
    }

    private static Optional<String> verb(Method method) {
        return Arrays.stream(method.getAnnotations())
                .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
                .filter(verb -> verb != null)
                .map(HttpMethod::value)
                .findFirst();
    }

    private static Optional<List<String>> types(Method method) {
        return Optional.ofNullable(method.getAnnotation(Consumes.class))
                .or(() -> Optional.ofNullable(method.getDeclaringClass().getAnnotation(Consumes.class)))
                .map(consumes -> List.of(consumes.value()));
    }

    private static Pattern path(Method method) {
        var resource = method.getDeclaringClass().getAnnotation(Path.class).value();
        var own = Optional.ofNullable(method.getAnnotation(Path.class))
                .map(Path::value)
                .orElse("");
        var literals = TEMPLATE.splitAsStream(
                        (resource + "/" + own).replaceAll("/+", "/").replaceAll("/$", ""))
                .map(Pattern::quote)
                .toList();
        var open = own.endsWith("}") || (own.isEmpty() && resource.endsWith("}")) ? "[^/]+" : "";
        return Pattern.compile(String.join("[^/]+", literals) + open + "/?");
    }
}
