package estiva.worker.read.parquet;

import estiva.worker.read.BadRecord;

/** Texts and binaries after all their lengths, whole or without what they share with the one before. */
final class DeltaTexts extends PageValues {

    private final byte[] page;
    private final int end;
    private final DeltaNumbers shared;
    private final Room text;
    private final DeltaNumbers lengths;
    private int textLength;
    private int at;

    private DeltaTexts(byte[] page, int from, int end, int most, DeltaNumbers shared, Room text) throws BadRecord {
        this.page = page;
        this.end = end;
        this.shared = shared;
        this.text = text;
        lengths = new DeltaNumbers(page, from, end, most, 8);
        at = new DeltaNumbers(page, from, end, most, 8).end();
    }

    /** @param most values that there may be */
    static DeltaTexts whole(byte[] page, int from, int to, int most) throws BadRecord {
        return new DeltaTexts(page, from, to, most, null, null);
    }

    /** @param text where they are put together */
    static DeltaTexts shared(Room text, byte[] page, int from, int to, int most) throws BadRecord {
        DeltaNumbers shared = new DeltaNumbers(page, from, to, most, 8);
        int behind = new DeltaNumbers(page, from, to, most, 8).end();
        return new DeltaTexts(page, behind, to, most, shared, text);
    }

    @Override
    void next() throws BadRecord {
        // A difference of 32 bits may have run over.
        long length = (int) lengths.nextNumber();
        if (length < 0 || length > end - at) {
            throw new BadRecord("a value of " + length + " bytes does not fit into it");
        }
        if (shared == null) {
            set(page, at, (int) length);
        } else {
            complete((int) shared.nextNumber(), (int) length);
        }
        at += (int) length;
    }

    private void complete(int before, int length) throws BadRecord {
        if (before < 0 || before > textLength) {
            throw new BadRecord("a value shares " + before + " bytes with one of " + textLength);
        }
        // What is shared was in the page itself, so that no value is longer than it.
        int whole = before + length;
        byte[] bytes = text.of(whole, before);
        System.arraycopy(page, at, bytes, before, length);
        textLength = whole;
        set(bytes, 0, whole);
    }
}
