package estiva.worker.load;

import com.fasterxml.jackson.databind.JsonNode;
import estiva.control.imports.ImportSpec;
import estiva.worker.convert.BadFormat;
import estiva.worker.convert.BadValue;
import estiva.worker.convert.FieldRule;
import estiva.worker.convert.TargetColumn;
import estiva.worker.read.Header;
import estiva.worker.write.TargetTable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Fits an import definition to the header of a file and the columns of a table, or says what does not fit. */
final class PlanMaker {

    private final LoadRequest request;
    private final ImportSpec spec;
    private final Header header;
    private final TargetTable table;
    private final FieldRule.Blanks blanks;

    /** @param header null when the file has none */
    PlanMaker(LoadRequest request, Header header, TargetTable table) {
        this.request = request;
        this.header = header;
        this.table = table;
        spec = request.spec();
        blanks = new FieldRule.Blanks(spec.formatOrDefault().trims(), spec.formatOrDefault().nullTokensOrEmpty());
    }

    RowPlan make() throws PlanRefused {
        List<RowPlan.Part> parts = spec.columnsOrEmpty().isEmpty() ? partsByName() : parts(spec.columnsOrEmpty());
        Set<String> targets = new HashSet<>();
        for (RowPlan.Part part : parts) {
            if (!targets.add(part.target().name())) {
                throw new PlanRefused("column " + part.target().name() + " of table " + table.name() + " is given twice");
            }
        }
        String notGiven = table.columns().stream().filter(TargetColumn::mustBeGiven).map(TargetColumn::name)
                .filter(name -> !targets.contains(name)).collect(Collectors.joining(", "));
        if (!notGiven.isEmpty()) {
            throw new PlanRefused("table " + table.name() + " takes no row without " + notGiven
                    + " (NOT NULL, no default); add to the import's columns");
        }
        return new RowPlan(List.copyOf(parts), header == null ? 0 : header.size());
    }

    private List<RowPlan.Part> partsByName() throws PlanRefused {
        if (header == null) {
            throw new PlanRefused("needs the import's columns by position, since the file has no header");
        }
        List<String> unknown = header.names().stream().filter(name -> table.column(name).isEmpty()).toList();
        if (!unknown.isEmpty()) {
            throw new PlanRefused("table " + table.name() + " has no column " + quoted(unknown)
                    + " of the file's header; list the columns to load in the import's columns");
        }
        List<RowPlan.Part> parts = new ArrayList<>();
        for (int i = 0; i < header.size(); i++) {
            String name = header.names().get(i);
            position(name);
            parts.add(part(new ImportSpec.Column(null, null, name, null, null, null), name, i));
        }
        return parts;
    }

    private List<RowPlan.Part> parts(List<ImportSpec.Column> columns) throws PlanRefused {
        checkSources(columns);
        List<RowPlan.Part> parts = new ArrayList<>();
        for (ImportSpec.Column column : columns) {
            JsonNode source = column.source();
            if (column.constant() != null) {
                parts.add(constant(column));
            } else if (source == null || source.isNull()) {
                throw new PlanRefused("a column of the import has neither source nor constant");
            } else if (source.isTextual()) {
                parts.add(part(column, source.asText(), position(source.asText()) - 1));
            } else {
                int position = source.asInt();
                parts.add(part(column, header == null ? String.valueOf(position) : nameAt(position), position - 1));
            }
        }
        return parts;
    }

    /** Names all that is missing at once: a file is not corrected column by column. */
    private void checkSources(List<ImportSpec.Column> columns) throws PlanRefused {
        List<String> missing = new ArrayList<>();
        for (ImportSpec.Column column : columns) {
            JsonNode source = column.source();
            if (source != null && source.isTextual()) {
                if (header == null) {
                    throw new PlanRefused("has no header to find column '" + source.asText() + "' in; give its position");
                }
                if (header.positionsOf(source.asText()).isEmpty()) {
                    missing.add(source.asText());
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
            throw new PlanRefused("lacks column " + quoted(missing) + "; its header has: " + header);
        }
    }

    private int position(String name) throws PlanRefused {
        List<Integer> positions = header.positionsOf(name);
        if (positions.size() > 1) {
            throw new PlanRefused("has column '" + name + "' more than once, at positions " + positions
                    + "; refer to it by position");
        }
        return positions.get(0);
    }

    private String nameAt(int position) {
        String name = header.names().get(position - 1);
        return name.isEmpty() ? String.valueOf(position) : name;
    }

    private RowPlan.Part part(ImportSpec.Column column, String sourceName, int field) throws PlanRefused {
        TargetColumn target = target(column.target() == null ? sourceName : column.target());
        return new RowPlan.Part(target, sourceName, field, rule(target, column, blanks), null);
    }

    private RowPlan.Part constant(ImportSpec.Column column) throws PlanRefused {
        if (column.target() == null) {
            throw new PlanRefused("the import's constant '" + column.constant() + "' names no target column");
        }
        TargetColumn target = target(column.target());
        String text = Constants.fill(column.constant(), request);
        try {
            FieldRule rule = rule(target, column, new FieldRule.Blanks(false, List.of()));
            Object value = rule.read(text.toCharArray(), 0, text.length(), false);
            return new RowPlan.Part(target, target.name(), -1, null, value);
        } catch (BadValue e) {
            throw new PlanRefused("the constant for column " + target.name() + ": '" + text + "' " + e.getMessage());
        }
    }

    private TargetColumn target(String name) throws PlanRefused {
        TargetColumn column = table.column(name).orElseThrow(() -> new PlanRefused("table " + table.name()
                + " has no column '" + name + "'; correct the import's columns or alter the table"));
        if (!column.writable()) {
            throw new PlanRefused("column " + column.name() + " of table " + table.name()
                    + " is filled by the server (identity, computed or row version); take it out of the import");
        }
        if (column.kind() == null) {
            throw new PlanRefused("column " + column.name() + " of table " + table.name() + " is of type "
                    + column.typeName() + ", which files are not loaded into");
        }
        return column;
    }

    private static FieldRule rule(TargetColumn target, ImportSpec.Column column, FieldRule.Blanks blanks)
            throws PlanRefused {
        try {
            return FieldRule.of(target, column.format(), column.locale(), blanks, column.isRequired());
        } catch (BadFormat e) {
            throw new PlanRefused("column " + target.name() + ": " + e.getMessage());
        }
    }

    private static String quoted(List<String> names) {
        return names.stream().map(name -> "'" + name + "'").collect(Collectors.joining(", "));
    }
}
