package estiva.control.imports;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What becomes of the files of a process after one that has failed for good. */
public enum OnFailedFile {
    /** They are loaded. Java has the JSON's word for itself. */
    @JsonProperty("continue")
    goOn("continue"),
    /** They wait: they fail without being read, until the process is retried. */
    @JsonProperty("stop")
    stop("stop");

    private final String text;

    OnFailedFile(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}
