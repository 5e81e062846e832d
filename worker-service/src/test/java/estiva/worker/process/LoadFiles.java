package estiva.worker.process;

import com.fasterxml.jackson.databind.ObjectMapper;
import estiva.control.Configured;
import estiva.control.alert.Alerts;
import estiva.control.allow.AllowLists;
import estiva.control.files.FileRoot;
import estiva.control.imports.ImportDefinitions;
import estiva.control.imports.ImportSpecs;
import estiva.control.process.Claims.Assignment;
import estiva.control.process.ControlTables;
import estiva.control.process.DatabaseWaits;
import estiva.control.process.StoppedFiles;
import estiva.control.worker.Worker;
import estiva.worker.claim.Run;
import estiva.worker.config.WorkerConfig;
import estiva.worker.file.ChunkedLoad;
import estiva.worker.file.DirectLoad;
import estiva.worker.file.FileEndings;
import estiva.worker.file.FileLoads;
import estiva.worker.file.FileRun;
import estiva.worker.file.FileTasks;
import estiva.worker.file.LedgerEntries;
import estiva.worker.file.LoadMemory;
import estiva.worker.file.LoadedBefore;
import estiva.worker.file.Publishing;
import estiva.worker.file.StagedLoad;
import estiva.worker.file.StagedSteps;
import estiva.worker.load.FileLoader;
import estiva.worker.read.ReadLimits;
import estiva.worker.read.ReadMemory;
import estiva.worker.read.RowFiles;
import estiva.worker.read.TestMemory;
import estiva.worker.write.AllowedObjects;
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
public final class LoadFiles {
    public final FileLoader loader;
    public ReadMemory memory = TestMemory.plenty();
    public final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    public final FileTasks tasks;
    public final LedgerEntries ledger;
    private final ControlTables tables;
    private final ImportDefinitions definitions;
    private final Path root;
    final AllowedObjects allowed;

    public LoadFiles(ControlTables tables, Path root) {
        this(tables, root, new FileRoot(root, Optional.empty()), new RowFiles(ReadLimits.DEFAULT));
    }

    /** @param folder where {@link #write} writes */
    public LoadFiles(ControlTables tables, Path folder, FileRoot root, RowFiles rows) {
        this(tables, folder, root, new FileLoader(rows, AllowedObjects.ALL));
    }

    LoadFiles(ControlTables tables, Path folder, FileRoot root, FileLoader loader) {
        this(tables, folder, root, loader, AllowLists.ABSENT);
    }

    /** With the DBA's lists. */
    LoadFiles(ControlTables tables, Path root, AllowLists allowed) {
        this(
                tables,
                root,
                new FileRoot(root, Optional.empty()),
                new FileLoader(new RowFiles(ReadLimits.DEFAULT), new AllowedObjects(allowed)),
                allowed);
    }

    private LoadFiles(ControlTables tables, Path folder, FileRoot root, FileLoader loader, AllowLists lists) {
        this.tables = tables;
        this.root = folder;
        allowed = new AllowedObjects(lists);
        this.loader = loader;
        definitions = new ImportDefinitions(tables.database);
        tasks = new FileTasks(definitions, root, tables.putAways, lists);
        ledger = new LedgerEntries(tables.loads, loader);
    }

    /** @param stagingRows from which an append goes through a staging table */
    public ProcessLoader processLoader(long stagingRows) {
        return processLoader(stagingRows, 4);
    }

    /** @param parallelFiles that are loaded beside the first ones of their processes */
    public ProcessLoader processLoader(long stagingRows, int parallelFiles) {
        WorkerConfig config = Configured.of(
                WorkerConfig.class,
                "estiva.worker.staging-rows",
                Long.toString(stagingRows),
                "estiva.worker.parallel-files",
                Integer.toString(parallelFiles));
        FileRun fileRun = fileRun(config);
        return new ProcessLoader(
                tables.claims,
                tables.clients,
                fileRun,
                new ProcessFiles(tasks, fileRun, new StoppedFiles(tables.database), config),
                new DatabaseWaits(tables.database, tables.claims),
                new Alerts(tables.database));
    }

    private FileRun fileRun(WorkerConfig config) {
        Publishing publishing = new Publishing(tables.loads, ledger, allowed);
        StagedSteps steps = new StagedSteps(tables.loads, tables.stagingTables, loader);
        LoadedBefore loadedBefore = new LoadedBefore(tables.loads, ledger);
        FileLoads loads = new FileLoads(
                loader,
                new DirectLoad(tables.loads, loader, publishing),
                new StagedLoad(steps, loadedBefore, publishing),
                new ChunkedLoad(steps, tables.loads, loadedBefore, publishing),
                loadedBefore,
                config);
        FileEndings endings = new FileEndings(tables.claims, tasks, tables.loads, loadedBefore, metrics);
        return new FileRun(tables.clients, tasks, new LoadMemory(memory), loads, endings);
    }

    public void define(String name, String json) throws Exception {
        definitions.put(
                name, ImportSpecs.read(new ObjectMapper().readTree(json.replace('\'', '"'))), ControlTables.DEED);
    }

    public void write(String name, String content) throws IOException {
        Files.writeString(root.resolve(name), content, StandardCharsets.UTF_8);
    }

    /** All claimed by one worker, in the order asked for. */
    public List<Run> claims(long... processIds) {
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
