package estiva.worker;

import com.fasterxml.jackson.databind.ObjectMapper;
import estiva.control.Configured;
import estiva.control.files.FileRoot;
import estiva.control.imports.ImportDefinitions;
import estiva.control.imports.ImportSpecs;
import estiva.control.process.Claims.Assignment;
import estiva.control.process.ControlTables;
import estiva.control.worker.Worker;
import estiva.worker.load.FileLoader;
import estiva.worker.read.ReadLimits;
import estiva.worker.read.ReadMemory;
import estiva.worker.read.RowFiles;
import estiva.worker.read.TestMemory;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a test of the worker's loads needs beside the control tables: files, their definitions, and claims. */
final class LoadFiles {
    final FileLoader loader;
    ReadMemory memory = TestMemory.plenty();
    final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    final FileTasks tasks;
    private final ControlTables tables;
    private final ImportDefinitions definitions;
    private final Path root;

    LoadFiles(ControlTables tables, Path root) {
        this(tables, root, new FileRoot(root, Optional.empty()), new RowFiles(ReadLimits.DEFAULT));
    }

    /** @param folder where {@link #write} writes */
    LoadFiles(ControlTables tables, Path folder, FileRoot root, RowFiles rows) {
        this.tables = tables;
        this.root = folder;
        loader = new FileLoader(rows);
        definitions = new ImportDefinitions(tables.database);
        tasks = new FileTasks(definitions, root, tables.putAways);
    }

    /** @param stagingRows from which an append goes through a staging table */
    ProcessLoader processLoader(long stagingRows) {
        return processLoader(stagingRows, 4);
    }

    /** @param parallelFiles that are loaded beside the first ones of their processes */
    ProcessLoader processLoader(long stagingRows, int parallelFiles) {
        WorkerConfig config = Configured.of(WorkerConfig.class, "estiva.worker.staging-rows", Long.toString(stagingRows),
                "estiva.worker.parallel-files", Integer.toString(parallelFiles));
        FileRun fileRun = fileRun(config);
        return new ProcessLoader(tables.claims, tables.clients, fileRun, new ProcessFiles(tasks, fileRun, config));
    }

    private FileRun fileRun(WorkerConfig config) {
        Publishing publishing = new Publishing(tables.loads);
        StagedSteps steps = new StagedSteps(tables.loads, tables.stagingTables, loader);
        return new FileRun(tables.claims, tables.clients, tasks, tables.loads, loader, new LoadMemory(memory),
                new DirectLoad(tables.loads, loader, publishing), new StagedLoad(steps, tables.loads, publishing),
                new ChunkedLoad(steps, tables.loads, publishing), config, metrics);
    }

    void define(String name, String json) throws Exception {
        definitions.put(name, ImportSpecs.read(new ObjectMapper().readTree(json.replace('\'', '"'))));
    }

    void write(String name, String content) throws IOException {
        Files.writeString(root.resolve(name), content, StandardCharsets.UTF_8);
    }

    /** All claimed by one worker, in the order asked for. */
    List<Run> claims(long... processIds) {
        Worker worker = tables.worker("W", 10);
        tables.round(worker, 10);
        List<Assignment> assignments = tables.claims.of(worker.workerId());
        return Arrays.stream(processIds)
                .mapToObj(id -> assignments.stream()
                        .filter(it -> it.processId() == id)
                        .findFirst()
                        .orElseThrow())
                .map(it -> new Run(
                        it,
                        tables.claims.openFiles(it.processId()),
                        System.nanoTime() + Duration.ofMinutes(1).toNanos()))
                .toList();
    }
}
