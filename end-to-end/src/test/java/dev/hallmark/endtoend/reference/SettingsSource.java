package dev.hallmark.endtoend.reference;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads the settings of a module out of its sources: the interfaces of {@code @ConfigMapping} and their comments. */
final class SettingsSource {

    private final DocTrees comments;
    private final Map<String, Declared> interfaces = new HashMap<>();
    private final Map<String, SettingType> properties = new TreeMap<>();

    private SettingsSource(DocTrees comments) {
        this.comments = comments;
    }

    private record Declared(ClassTree tree, TreePath path) {}

    static SettingsSource of(Path module) throws IOException {
        var sources = Sources.of(module);
        var source = new SettingsSource(sources.comments());
        sources.units().forEach(source::read);
        return source;
    }

    private void read(CompilationUnitTree unit) {
        new TreePathScanner<Void, Void>() {
            @Override
            public Void visitClass(ClassTree type, Void unused) {
                if (type.getKind() == Tree.Kind.INTERFACE) {
                    interfaces.put(type.getSimpleName().toString(), new Declared(type, getCurrentPath()));
                }
                return super.visitClass(type, null);
            }

            @Override
            public Void visitVariable(VariableTree variable, Void unused) {
                Annotations.value(variable.getModifiers(), "ConfigProperty", "name")
                        .filter(name -> name.startsWith("hallmark."))
                        .ifPresent(name -> properties.put(
                                name, SettingType.of(variable.getType().toString())));
                return super.visitVariable(variable, null);
            }
        }.scan(unit, null);
    }

    /** Names given to {@code @ConfigProperty}, which have no comment where they are used. */
    Map<String, SettingType> properties() {
        return properties;
    }

    List<Setting> mapped() {
        var settings = new ArrayList<Setting>();
        interfaces.values().forEach(declared -> Annotations.value(
                        declared.tree().getModifiers(), "ConfigMapping", "prefix")
                .ifPresent(prefix -> add(prefix, declared, settings)));
        return settings;
    }

    private void add(String prefix, Declared declared, List<Setting> settings) {
        for (var member : declared.tree().getMembers()) {
            if (member instanceof MethodTree method) {
                var path = new TreePath(declared.path(), method);
                add(prefix, method, path, settings);
            }
        }
    }

    private void add(String prefix, MethodTree method, TreePath path, List<Setting> settings) {
        var type = SettingType.of(method.getReturnType().toString());
        var name = Annotations.has(method, "WithParentName")
                ? prefix + type.suffix()
                : prefix + "." + SettingType.kebab(method.getName().toString()) + type.suffix();
        var nested = Optional.ofNullable(interfaces.get(type.element()));
        if (nested.isPresent()) {
            add(name, nested.get(), settings);
            return;
        }
        var fallback = Annotations.value(method.getModifiers(), "WithDefault", "value")
                .orElse(type.optional() ? "" : "required");
        settings.add(new Setting(name, type.element(), fallback, meaning(path)));
    }

    private String meaning(TreePath path) {
        var comment = comments.getDocComment(path);
        return comment == null
                ? ""
                : comment.strip()
                        .replaceAll("\\s*\\n\\s*", " ")
                        .replaceAll("\\{@code ([^}]*)}", "`$1`")
                        .replaceAll("\\{@link #?([^}]*)}", "`$1`");
    }

    /** What annotations say, by their simple names. */
    private static final class Annotations {

        static boolean has(MethodTree method, String name) {
            return method.getModifiers().getAnnotations().stream().anyMatch(one -> isNamed(one, name));
        }

        /** The text given to {@code member} of an annotation. */
        static Optional<String> value(ModifiersTree modifiers, String name, String member) {
            return modifiers.getAnnotations().stream()
                    .filter(one -> isNamed(one, name))
                    .flatMap(one -> one.getArguments().stream())
                    .map(Object::toString)
                    .map(argument -> argument.contains(" = ") ? argument : "value = " + argument)
                    .filter(argument -> argument.startsWith(member + " = "))
                    .map(argument -> argument.substring((member + " = ").length()))
                    .map(argument -> argument.replaceAll("^\"|\"$", ""))
                    .findFirst();
        }

        private static boolean isNamed(AnnotationTree annotation, String name) {
            return annotation.getAnnotationType().toString().endsWith(name);
        }
    }
}
