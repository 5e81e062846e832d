package estiva.worker.load;

import com.fasterxml.jackson.databind.JsonNode;
import estiva.control.imports.ImportColumn;
import estiva.control.imports.ImportSpec;
import estiva.control.imports.RejectColumns;
import estiva.worker.convert.TargetColumn;
import estiva.worker.read.Header;
import estiva.worker.write.TargetTable;
import estiva.worker.write.staging.Replace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Fits an import definition to the header of a file and the columns of a table, or says what does not fit. */
final class PlanMaker {

    private final ImportSpec spec;
    private final Header header;
    private final SourceNames names;
    private final TargetTable table;
    private final ColumnRules rules;
    /** The table's columns by what is left of their names when they are forgiven. */
    private Map<String, TargetColumn> forgiven;

    /** @param header null when the file has none */
    PlanMaker(LoadRequest request, Header header, TargetTable table) {
        this.header = header;
        this.table = table;
        spec = request.spec();
        names = header == null ? null : new SourceNames(header.names(), spec.forgivesHeaders());
        rules = new ColumnRules(request, header);
    }

    RowPlan make() throws PlanRefused {
        Publishers.check(spec, table);
        List<RowPlan.Part> parts = spec.columnsOrEmpty().isEmpty() ? partsByName() : parts(spec.columnsOrEmpty());
        parts = withScope(parts);
        Set<String> targets = new HashSet<>();
        for (RowPlan.Part part : parts) {
            if (!targets.add(part.target().name())) {
                throw new PlanRefused(
                        "column " + part.target().name() + " of table " + table.name() + " is given twice");
            }
        }
        String notGiven = table.columns().stream()
                .filter(TargetColumn::mustBeGiven)
                .map(TargetColumn::name)
                .filter(name -> !targets.contains(name))
                .collect(Collectors.joining(", "));
        if (!notGiven.isEmpty()) {
            throw new PlanRefused("table " + table.name() + " takes no row without " + notGiven
                    + " (NOT NULL, no default); add to the import's columns");
        }
        return new RowPlan(List.copyOf(parts), header == null ? 0 : header.size());
    }

    /** The rows that a file replaces, as its import and its registration say. */
    List<Replace.Part> scope() throws PlanRefused {
        List<Replace.Part> scope = new ArrayList<>();
        for (Map.Entry<String, String> column : spec.scopeColumns().entrySet()) {
            TargetColumn target = target(column.getKey());
            scope.add(new Replace.Part(target, scopeValue(target, column.getValue())));
        }
        return scope;
    }

    /** A column of the scope that the file does not fill holds what the scope says: otherwise its rows would be outside. */
    private List<RowPlan.Part> withScope(List<RowPlan.Part> parts) throws PlanRefused {
        List<RowPlan.Part> all = new ArrayList<>(parts);
        for (Replace.Part part : scope()) {
            if (parts.stream().noneMatch(it -> it.target().equals(part.column()))) {
                all.add(new RowPlan.Part(part.column(), part.column().name(), -1, null, part.value()));
            }
        }
        return all;
    }

    private Object scopeValue(TargetColumn target, String constant) throws PlanRefused {
        Object value = rules.constant(target, ImportColumn.named(target.name()), constant);
        if (value == null) {
            throw new PlanRefused("the scope's value for column " + target.name() + " is empty: '" + constant
                    + "'; Estiva does not guess what to replace");
        }
        return value;
    }

    private List<RowPlan.Part> partsByName() throws PlanRefused {
        if (header == null) {
            throw new PlanRefused("needs the import's columns by position, since the file has no header");
        }
        List<String> unknown = header.names().stream()
                .filter(name -> find(name).isEmpty() && !RejectColumns.NAMES.contains(name))
                .toList();
        if (!unknown.isEmpty() && spec.refusesUnknownColumns()) {
            throw new PlanRefused("table " + table.name() + " has no column " + Header.quoted(unknown)
                    + " of the file's header; list the columns to load in the import's columns");
        }
        List<RowPlan.Part> parts = new ArrayList<>();
        for (int i = 0; i < header.size(); i++) {
            String name = header.names().get(i);
            if (find(name).isPresent()) {
                position(name);
                parts.add(part(ImportColumn.named(name), name, i));
            }
        }
        if (parts.isEmpty()) {
            throw new PlanRefused("table " + table.name() + " has no column of the file's header: " + header);
        }
        return parts;
    }

    private List<RowPlan.Part> parts(List<ImportColumn> columns) throws PlanRefused {
        checkSources(columns);
        List<RowPlan.Part> parts = new ArrayList<>();
        for (ImportColumn column : columns) {
            JsonNode source = column.source();
            if (column.constant() != null) {
                parts.add(constant(column));
            } else if (source == null || source.isNull()) {
                throw new PlanRefused("a column of the import has neither source nor constant");
            } else if (source.isTextual()) {
                parts.add(named(column, source.asText()));
            } else {
                int position = source.asInt();
                parts.add(part(column, header == null ? String.valueOf(position) : names.at(position), position - 1));
            }
        }
        if (spec.refusesUnknownColumns()) {
            refuseUnknown(parts);
        }
        return parts;
    }

    /** Names all that is missing at once: a file is not corrected column by column. */
    private void checkSources(List<ImportColumn> columns) throws PlanRefused {
        List<String> missing = new ArrayList<>();
        boolean isNearlyThere = false;
        for (ImportColumn column : columns) {
            JsonNode source = column.source();
            if (source != null && source.isTextual()) {
                if (header == null) {
                    throw new PlanRefused(
                            "has no header to find column '" + source.asText() + "' in; give its position");
                }
                if (!column.isOptional() && !names.has(source.asText())) {
                    missing.add(source.asText());
                    isNearlyThere |= names.hasSimilar(source.asText());
                }
            } else if (source != null && source.isNumber()) {
                if (source.asInt() < 1) {
                    throw new PlanRefused("has no column " + source.asText() + ": positions count from 1");
                }
                if (header != null && source.asInt() > header.size()) {
                    missing.add(source.asText());
                }
            }
        }
        if (!missing.isEmpty()) {
            throw new PlanRefused("lacks column " + Header.quoted(missing) + "; its header has: " + header
                    + (isNearlyThere
                            ? "; to forgive case, accents and blanks, say \"headers\": \"forgiving\" in the import"
                            : ""));
        }
    }

    private void refuseUnknown(List<RowPlan.Part> parts) throws PlanRefused {
        Set<Integer> read = parts.stream().map(RowPlan.Part::field).collect(Collectors.toSet());
        List<String> unknown = new ArrayList<>();
        for (int i = 0; header != null && i < header.size(); i++) {
            if (!read.contains(i)
                    && !RejectColumns.NAMES.contains(header.names().get(i))) {
                unknown.add(names.at(i + 1));
            }
        }
        if (!unknown.isEmpty()) {
            throw new PlanRefused(
                    "has column " + Header.quoted(unknown) + ", which the import does not know; add to its columns,"
                            + " or say \"unknownColumns\": \"ignore\"");
        }
    }

    private int position(String name) throws PlanRefused {
        List<Integer> positions = names.positionsOf(name);
        if (positions.size() > 1) {
            throw new PlanRefused("has column '" + name + "' more than once, at positions " + positions
                    + "; refer to it by position");
        }
        return positions.get(0);
    }

    private RowPlan.Part part(ImportColumn column, String sourceName, int field) throws PlanRefused {
        if (header != null && header.problem(field) != null) {
            throw new PlanRefused("column '" + sourceName + "' of the file " + header.problem(field)
                    + "; leave it out of the import's columns");
        }
        TargetColumn target = target(column.target() == null ? sourceName : column.target());
        BinaryFields.refuse(header, field, sourceName, target);
        return new RowPlan.Part(target, sourceName, field, rules.field(target, column), null);
    }

    private RowPlan.Part named(ImportColumn column, String name) throws PlanRefused {
        if (names.has(name)) {
            return part(column, name, position(name) - 1);
        }
        TargetColumn target = target(column.target() == null ? name : column.target());
        return new RowPlan.Part(target, name, -1, null, rules.absent(target, column));
    }

    private RowPlan.Part constant(ImportColumn column) throws PlanRefused {
        if (column.target() == null) {
            throw new PlanRefused("the import's constant '" + column.constant() + "' names no target column");
        }
        TargetColumn target = target(column.target());
        return new RowPlan.Part(target, target.name(), -1, null, rules.constant(target, column));
    }

    private TargetColumn target(String name) throws PlanRefused {
        TargetColumn column = find(name)
                .orElseThrow(() -> new PlanRefused("table " + table.name() + " has no column '" + name
                        + "'; correct the import's columns or alter the table"));
        if (!column.writable()) {
            throw new PlanRefused("column " + column.name() + " of table " + table.name()
                    + " is filled by the server (identity, computed or generated always); take it out of the import");
        }
        if (column.kind() == null) {
            throw new PlanRefused("column " + column.name() + " of table " + table.name() + " is of type "
                    + column.typeName() + ", which files are not loaded into");
        }
        return column;
    }

    /** As the catalogue compares names; what a header says is forgiven more, if the import asks for it. */
    private Optional<TargetColumn> find(String name) {
        Optional<TargetColumn> found = table.column(name);
        if (found.isPresent() || !spec.forgivesHeaders()) {
            return found;
        }
        if (forgiven == null) {
            forgiven = new HashMap<>();
            table.columns().forEach(each -> forgiven.putIfAbsent(SourceNames.fold(each.name()), each));
        }
        return Optional.ofNullable(forgiven.get(SourceNames.fold(name)));
    }
}
