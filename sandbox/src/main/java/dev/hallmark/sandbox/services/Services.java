package dev.hallmark.sandbox.services;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The one list of services, {@code services.conf}. */
public final class Services {
    private static final List<Service> ALL =
            ListFile.read("services.conf").stream().map(Services::service).toList();

    private Services() {}

    public static List<Service> all() {
        return ALL;
    }

    public static Service named(String name) {
        return ALL.stream()
                .filter(service -> service.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the list of services has no " + name));
    }

    private static Service service(List<String> columns) {
        return new Service(
                columns.get(0),
                columns.get(1),
                Integer.parseInt(columns.get(3)),
                Integer.parseInt(columns.get(4)),
                columns.get(5).equals("many"),
                several(columns.get(7)).collect(Collectors.toSet()),
                given(columns.get(8)));
    }

    private static Set<Service.Given> given(String column) {
        return several(column)
                .map(name -> Service.Given.valueOf(name.toUpperCase(Locale.ROOT)))
                .collect(Collectors.toSet());
    }

    private static Stream<String> several(String column) {
        return column.equals("-") ? Stream.empty() : Stream.of(column.split(",", -1));
    }
}
