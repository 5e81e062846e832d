package estiva.registry.process;

import estiva.control.client.Clients;
import estiva.control.files.FileRoot;
import estiva.control.imports.ClientImports;
import estiva.control.imports.ImportDefinition;
import estiva.control.imports.ImportDefinitions;
import estiva.control.process.NewProcess;
import estiva.control.process.NewProcess.NewFile;
import estiva.registry.access.Access;
import estiva.registry.access.Role;
import estiva.registry.problem.Problem;
import estiva.registry.problem.Problem.FieldError;
import estiva.registry.problem.ProblemException;
import estiva.registry.process.NewProcessRequest.NewFileRequest;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Checks what only the file root and the import definitions can tell, and names every file that cannot be taken. */
@Singleton
class RegistrationCheck {
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2999-12-31T23:59:59Z");

    private final FileRoot root;
    private final ImportDefinitions imports;
    private final Clients clients;
    private final Access access;

    RegistrationCheck(FileRoot root, ImportDefinitions imports, Clients clients, Access access) {
        this.access = access;
        this.root = root;
        this.imports = imports;
        this.clients = clients;
    }

    /** @throws ProblemException naming every wrong field */
    NewProcess checked(NewProcessRequest request, String registeredBy) {
        List<FieldError> errors = new ArrayList<>();
        Instant notBefore = notBefore(request.notBefore(), errors);
        ClientImports clientImports = imports.forClient(request.processName());
        Optional<ImportDefinition> ofProcess = request.importName() == null
                ? Optional.empty()
                : usable(clientImports.resolve(null, request.importName()));
        if (request.importName() != null && ofProcess.isEmpty()) {
            errors.add(new FieldError("importName", unknown(request.importName())));
        }
        String folder = clients.folder(request.processName());
        List<NewFile> files = new ArrayList<>(request.files().size());
        Set<ImportDefinition> used = new HashSet<>();
        for (int i = 0; i < request.files().size() && errors.size() < Problem.MOST_ERRORS; i++) {
            NewFileRequest file = request.files().get(i);
            checkPath("files[" + i + "].", file, folder, errors);
            files.add(file(i, file, ofProcess, clientImports, request, errors, used));
        }
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
        return new NewProcess(
                request.processName(),
                ofProcess.map(ImportDefinition::importName).orElse(null),
                ofProcess.map(ImportDefinition::version).orElse(null),
                request.priority() == null ? 0 : request.priority(),
                notBefore,
                maxAttempts(request, used),
                registeredBy,
                files);
    }

    private NewFile file(
            int index,
            NewFileRequest file,
            Optional<ImportDefinition> ofProcess,
            ClientImports clientImports,
            NewProcessRequest request,
            List<FieldError> errors,
            Set<ImportDefinition> used) {
        Optional<ImportDefinition> definition = file.importName() == null && request.importName() != null
                ? ofProcess
                : usable(clientImports.resolve(file.fileName(), file.importName()));
        if (definition.isEmpty() && (file.importName() != null || request.importName() == null)) {
            errors.add(new FieldError(
                    "files[" + index + "].importName",
                    file.importName() != null ? unknown(file.importName()) : noneFits(request.processName())));
        }
        definition.ifPresent(used::add);
        // With its version: the file is loaded as its definition stood when it was registered.
        return new NewFile(
                file.fileName(),
                file.directory(),
                definition.map(ImportDefinition::importName).orElse(null),
                definition.map(ImportDefinition::version).orElse(null),
                file.parameter1(),
                file.parameter2());
    }

    /** The definition of another client leads to that client's tables: only who may submit for it may name it. */
    private Optional<ImportDefinition> usable(Optional<ImportDefinition> found) {
        return found.filter(definition -> definition.definition().processName() == null
                || access.has(Role.SUBMITTER, definition.definition().processName()));
    }

    /** What the request says, otherwise the greatest number of its imports; null: as its client has it. */
    private static Integer maxAttempts(NewProcessRequest request, Set<ImportDefinition> imports) {
        if (request.maxAttempts() != null) {
            return request.maxAttempts();
        }
        return imports.stream()
                .map(definition -> definition.definition().retryOrDefault().maxAttempts())
                .filter(Objects::nonNull)
                .max(Integer::compare)
                .orElse(null);
    }

    /** @param folder of the client, as its row has it */
    private void checkPath(String prefix, NewFileRequest file, String folder, List<FieldError> errors) {
        try {
            root.check(root.relative(file.directory(), file.fileName()), root.folder(folder));
        } catch (FileRoot.Refused refused) {
            errors.add(new FieldError(
                    prefix + (isFolderWrong(file, folder) ? "directory" : "fileName"), refused.getMessage()));
        }
    }

    /** Whether the folder is refused whatever the file in it is called. */
    private boolean isFolderWrong(NewFileRequest file, String folder) {
        if (file.directory() == null || file.directory().isBlank()) {
            return false;
        }
        try {
            root.check(root.relative(file.directory(), "x"), root.folder(folder));
            return false;
        } catch (FileRoot.Refused refused) {
            return true;
        }
    }

    private static Instant notBefore(String text, List<FieldError> errors) {
        if (text == null) {
            return null;
        }
        try {
            Instant instant = OffsetDateTime.parse(text.strip()).toInstant();
            if (instant.isBefore(EARLIEST) || instant.isAfter(LATEST)) {
                errors.add(new FieldError("notBefore", "must be a time from 2000 to 2999"));
            }
            return instant;
        } catch (DateTimeParseException e) {
            errors.add(new FieldError(
                    "notBefore", "must be an ISO-8601 time with an offset, such as 2026-12-01T03:00:00-03:00"));
            return null;
        }
    }

    private static String unknown(String importName) {
        return "names a definition that does not exist: '" + importName + "'; PUT /api/v1/imports/{name} makes one";
    }

    private static String noneFits(String processName) {
        return "is needed, since no definition of '" + processName
                + "' fits this file: name one here or in the process,"
                + " or PUT /api/v1/imports/{name} with that processName and a fileNames pattern that fits";
    }
}
