package dev.hallmark.endtoend.reference;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The codes of all problems that services answer, from the sources. */
final class ProblemCodes extends TreeScanner<Void, Void> {

    /** Enums whose constants are codes, unless they are given another text. */
    private static final Set<String> ENUMS = Set.of(
            "dev.hallmark.attestation.Code",
            "dev.hallmark.audit.Code",
            "dev.hallmark.ca.Code",
            "dev.hallmark.gateway.refusal.Refusal",
            "dev.hallmark.operator.access.Code",
            "dev.hallmark.policy.connection.Code",
            "dev.hallmark.policy.policy.Code",
            "dev.hallmark.registry.refusal.Refusal");

    private static final Set<String> METHODS = Set.of("Problem.of");

    private final Set<String> codes = new TreeSet<>();
    private String unit = "";

    private ProblemCodes() {}

    static Set<String> of(Path project) throws IOException {
        var all = new ProblemCodes();
        for (var module : Sources.modules(project)) {
            for (var source : Sources.of(module).units()) {
                all.scan(source, null);
            }
        }
        return all.codes;
    }

    @Override
    public Void visitCompilationUnit(CompilationUnitTree source, Void unused) {
        unit = source.getPackageName() == null ? "" : source.getPackageName().toString();
        return super.visitCompilationUnit(source, null);
    }

    @Override
    public Void visitMethodInvocation(MethodInvocationTree call, Void unused) {
        if (METHODS.contains(call.getMethodSelect().toString())) {
            firstText(call.getArguments()).ifPresent(codes::add);
        }
        return super.visitMethodInvocation(call, null);
    }

    @Override
    public Void visitClass(ClassTree type, Void unused) {
        if (type.getKind() == Tree.Kind.ENUM && ENUMS.contains(unit + "." + type.getSimpleName())) {
            type.getMembers().forEach(this::addConstant);
        }
        return super.visitClass(type, null);
    }

    private void addConstant(Tree member) {
        if (member instanceof VariableTree constant && constant.getInitializer() instanceof NewClassTree made) {
            var name = constant.getName().toString().toLowerCase(Locale.ROOT).replace('_', '-');
            codes.add(firstText(made.getArguments()).orElse(name));
        }
    }

    private static Optional<String> firstText(List<? extends ExpressionTree> arguments) {
        return arguments.stream()
                .map(argument -> argument instanceof LiteralTree literal ? literal.getValue() : null)
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .findFirst();
    }
}
