package dev.hallmark.console.frame;

import io.quarkus.qute.RawString;
import io.quarkus.qute.TemplateExtension;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Icons of Tabler's, written into the page: {@code icon:of('cpu')} in templates. The module's pom lists those there are. */
@TemplateExtension(namespace = "icon")
final class Icons {

    private static final String FOLDER = "META-INF/resources/webjars/tabler__icons/3.35.0/icons/outline/";
    private static final Map<String, RawString> READ = new ConcurrentHashMap<>();

    private Icons() {}

    static RawString of(String name) {
        return READ.computeIfAbsent(name, icon -> new RawString(read(FOLDER + icon + ".svg")));
    }

    /** Its name is said by the text beside it. */
    private static String read(String resource) {
        try (var content = Thread.currentThread().getContextClassLoader().getResourceAsStream(resource)) {
            if (content == null) {
                throw new IllegalArgumentException("no icon at " + resource);
            }
            var svg = new String(content.readAllBytes(), StandardCharsets.UTF_8);
            return svg.substring(svg.indexOf("<svg")).strip().replaceFirst("<svg", "<svg aria-hidden=\"true\"");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
