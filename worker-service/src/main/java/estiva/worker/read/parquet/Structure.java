package estiva.worker.read.parquet;

import estiva.worker.read.BadRecord;
import estiva.worker.read.MemoryFull;
import estiva.worker.read.MemoryShare;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import shaded.parquet.org.apache.thrift.TBase;
import shaded.parquet.org.apache.thrift.TConfiguration;
import shaded.parquet.org.apache.thrift.TException;
import shaded.parquet.org.apache.thrift.protocol.TCompactProtocol;
import shaded.parquet.org.apache.thrift.protocol.TList;
import shaded.parquet.org.apache.thrift.protocol.TProtocolUtil;
import shaded.parquet.org.apache.thrift.protocol.TStruct;
import shaded.parquet.org.apache.thrift.transport.TIOStreamTransport;

/**
 * Reads the structures that describe a file. The format's own {@code Util} would do it, too, but believes whatever length
 * a list or a text claims, up to 100 MB: here none is longer than the bytes that there are.
 */
final class Structure {

    private static final int DEEPEST = 64;

    static {
        // What is not known is skipped, however deep it is.
        TProtocolUtil.setMaxSkipDepth(DEEPEST);
    }

    private Structure() {}

    /**
     * @param memory that is charged for all objects that are made
     * @return the bytes that it took
     */
    static int read(TBase<?, ?> structure, byte[] bytes, int length, MemoryShare memory) throws BadRecord {
        ByteArrayInputStream in = new ByteArrayInputStream(bytes, 0, length);
        try {
            TIOStreamTransport transport = new TIOStreamTransport(new TConfiguration(length, length, DEEPEST), in);
            structure.read(new Charging(transport, length, memory));
            return length - in.available();
        } catch (MemoryFull e) {
            throw e;
        } catch (TException | RuntimeException e) {
            // What the parser says of it names classes, and dumps what it has read so far.
            throw new BadRecord("it makes no sense near its byte " + (length - in.available()));
        }
    }

    /** A few bytes may make an object of a hundred: what they claim to be is charged before it is made. */
    private static final class Charging extends TCompactProtocol {

        /** Of the largest one. */
        private static final long STRUCTURE_BYTES = 160;

        private static final long LIST_BYTES = 48;
        private static final long TEXT_BYTES = 56;

        private final MemoryShare memory;

        Charging(TIOStreamTransport transport, int length, MemoryShare memory) {
            super(transport, length, length);
            this.memory = memory;
        }

        @Override
        public TStruct readStructBegin() throws TException {
            memory.take(STRUCTURE_BYTES);
            return super.readStructBegin();
        }

        @Override
        public TList readListBegin() throws TException {
            TList list = super.readListBegin();
            memory.take(LIST_BYTES + (long) Integer.BYTES * list.size);
            return list;
        }

        @Override
        public String readString() throws TException {
            memory.take(TEXT_BYTES);
            String text = super.readString();
            memory.take((long) Character.BYTES * text.length());
            return text;
        }

        @Override
        public ByteBuffer readBinary() throws TException {
            memory.take(TEXT_BYTES);
            ByteBuffer bytes = super.readBinary();
            memory.take(bytes.remaining());
            return bytes;
        }
    }
}
