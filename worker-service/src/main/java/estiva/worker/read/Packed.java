package estiva.worker.read;

import estiva.control.imports.FileFormat;
import estiva.control.imports.FileFormat.Compression;
import estiva.control.imports.NamePattern;
import java.io.Closeable;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;

/** The text of a file that may be packed. */
final class Packed {

    private static final int BUFFER = 1 << 16;
    private static final int NAMED = 10;

    private Packed() {}

    /** @return the bytes that the text is written in; to be closed for what it has opened beside the stored file */
    static InputStream open(StoredFile stored, FileFormat format, ReadLimits limits)
            throws IOException, UnreadableFile {
        return switch (compressionOf(stored.name(), format)) {
            case none -> stored.stream();
            case gzip -> gzip(stored, limits);
            case zip -> member(stored, format, limits);
        };
    }

    static boolean isPacked(String name, FileFormat format) {
        return switch (format.typeOrDefault()) {
            case xlsx, parquet -> true;
            case csv, fixed, jsonl -> compressionOf(name, format) != Compression.none;
        };
    }

    private static Compression compressionOf(String fileName, FileFormat format) {
        if (format.compression() != null) {
            return format.compression();
        }
        String name = fileName.toLowerCase(Locale.ROOT);
        return name.endsWith(".gz") ? Compression.gzip : name.endsWith(".zip") ? Compression.zip : Compression.none;
    }

    private static InputStream gzip(StoredFile stored, ReadLimits limits) throws IOException, UnreadableFile {
        if (stored.length() == 0) {
            throw new UnreadableFile("is empty");
        }
        try {
            return new Expansion(
                    new GzipMembers(stored.stream(), BUFFER), stored.length(), limits, stored.stop(), "it");
        } catch (ZipException | EOFException e) {
            throw new UnreadableFile("is not packed by gzip, as its name or the import's format.compression says", e);
        }
    }

    private static InputStream member(StoredFile stored, FileFormat format, ReadLimits limits)
            throws IOException, UnreadableFile {
        Archive archive = Archive.open(stored, limits);
        try {
            return new Member(archive.expand(theOne(archive.files(), format, stored.stop())), archive);
        } catch (IOException | UnreadableFile | RuntimeException | Error e) {
            archive.close();
            throw e;
        }
    }

    private static ZipEntry theOne(List<ZipEntry> entries, FileFormat format, Stop stop) throws UnreadableFile {
        List<ZipEntry> files =
                entries.stream().filter(entry -> !isLitter(Archive.path(entry))).toList();
        NamePattern member = NamePattern.of(format.member() == null ? "*" : format.member());
        List<ZipEntry> found = new ArrayList<>();
        List<ZipEntry> byPath = new ArrayList<>();
        for (ZipEntry file : files) {
            stop.check();
            if (member.matchesFile(Archive.path(file))) {
                found.add(file);
            } else if (member.matches(Archive.path(file))) {
                byPath.add(file);
            }
        }
        if (found.isEmpty()) {
            // Files of the same name in several folders are told apart by their folders.
            found = byPath;
        }
        if (found.size() == 1) {
            return found.get(0);
        }
        if (found.isEmpty()) {
            throw new UnreadableFile(
                    files.isEmpty()
                            ? "holds no file"
                            : "holds no file like " + format.member() + "; there are " + names(files));
        }
        throw new UnreadableFile(
                "holds " + found.size() + " files" + (format.member() == null ? "" : " like " + format.member()) + ": "
                        + names(found)
                        + "; say by the import's format.member which one is read, with its folder if others have the"
                        + " same name");
    }

    /** What macOS adds unasked. */
    private static boolean isLitter(String name) {
        return name.startsWith("__MACOSX/") || name.endsWith(".DS_Store");
    }

    private static String names(List<ZipEntry> entries) {
        return entries.stream()
                .limit(NAMED)
                .map(ZipEntry::getName)
                .collect(Collectors.joining(", ", "", entries.size() > NAMED ? "..." : ""));
    }

    private static final class Member extends FilterInputStream {

        private final Closeable archive;

        Member(InputStream in, Closeable archive) {
            super(in);
            this.archive = archive;
        }

        @Override
        public void close() throws IOException {
            try (archive) {
                super.close();
            }
        }
    }
}
