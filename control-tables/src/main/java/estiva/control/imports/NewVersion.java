package estiva.control.imports;

import estiva.control.audit.Act;
import estiva.control.audit.Audits;
import estiva.control.audit.Changed;
import estiva.control.audit.Deed;
import estiva.control.text.Sha256;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** A version of an import definition that is about to be made. */
record NewVersion(String importName, int version, ImportSpec spec, String text) {

    /** @param before the text of the version before; null: this is the first one */
    void insert(Handle handle, String before, Deed deed) {
        handle.createUpdate("""
                        INSERT INTO ImportDefinition (ImportName, Version, ProcessName, FileNames, Definition, CreatedBy)
                        VALUES (:name, :version, :processName, :fileNames, :definition, :createdBy)""")
                .bind("name", importName)
                .bind("version", version)
                .bind("processName", spec.processName())
                .bind("fileNames", spec.fileNames())
                .bind("definition", text)
                .bind("createdBy", deed.identity())
                .execute();
        Act act = new Act("import.put", "import", importName, spec.processName());
        Audits.done(handle, deed, act, Changed.between(state(version - 1, before), state(version, text)));
    }

    /** Not the text itself: that stands in its own row. */
    private static Map<String, Object> state(int version, String text) {
        return text == null ? null : Map.of("version", version, "sha256", Sha256.of(text));
    }
}
