package dev.hallmark.registry.imports;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How much room the files of dry runs have in the database. */
@ConfigMapping(prefix = "hallmark.registry.kept-files")
interface KeptFileSettings {

    /** Of each tenant, such as 2G or 500M; a file that would exceed it is not kept, and its dry run says so. */
    @WithDefault("2G")
    MemorySize quota();
}
