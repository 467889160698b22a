package dev.hallmark.endtoend.reference;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.ToolProvider;

/** What is in the sources of a module, parsed. */
record Sources(DocTrees comments, Iterable<? extends CompilationUnitTree> units) {

    static Sources of(Path module) throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, null);
                var sources = Files.walk(module.resolve("src/main/java"))) {
            var java = sources.filter(file -> file.toString().endsWith(".java")).toList();
            var task = (JavacTask) compiler.getTask(
                    null, files, null, List.of(), null, files.getJavaFileObjects(java.toArray(Path[]::new)));
            return new Sources(DocTrees.instance(task), task.parse());
        }
    }

    /** The modules of the project that have sources. */
    static List<Path> modules(Path project) throws IOException {
        try (var folders = Files.list(project)) {
            return folders.filter(folder -> Files.isDirectory(folder.resolve("src/main/java")))
                    .sorted()
                    .toList();
        }
    }
}
