package estiva.worker.read.parquet;

import estiva.worker.read.BadRecord;

/** Numbers of values that stand in the chunk's dictionary. */
final class DictionaryValues extends PageValues {

    private final PageDictionary dictionary;
    private final RunLengths numbers = new RunLengths();

    DictionaryValues(PageDictionary dictionary, byte[] page, int from, int to) throws BadRecord {
        this.dictionary = dictionary;
        if (from < to) {
            numbers.begin(page, from + 1, to, page[from] & 0xFF);
        } else {
            // A page of nothing but NULLs.
            numbers.begin(page, from, to, 0);
        }
    }

    @Override
    void next() throws BadRecord {
        dictionary.find(numbers.next(), this);
    }
}
