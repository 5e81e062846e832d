package estiva.worker.read.parquet;

import estiva.worker.read.BadRecord;
import java.io.ByteArrayInputStream;
import shaded.parquet.org.apache.thrift.TBase;
import shaded.parquet.org.apache.thrift.TConfiguration;
import shaded.parquet.org.apache.thrift.TException;
import shaded.parquet.org.apache.thrift.protocol.TCompactProtocol;
import shaded.parquet.org.apache.thrift.protocol.TProtocolUtil;
import shaded.parquet.org.apache.thrift.transport.TIOStreamTransport;

/**
 * Reads the structures that describe a file. The format's own {@code Util} would do it, too, but believes whatever length
 * a list or a text claims, up to 100 MB: here none is longer than the bytes that there are.
 */
final class Structure {

    private static final int DEEPEST = 64;
    private static final int LONGEST_REASON = 200;

    static {
        // What is not known is skipped, however deep it is.
        TProtocolUtil.setMaxSkipDepth(DEEPEST);
    }

    private Structure() {}

    /** @return the bytes that it took */
    static int read(TBase<?, ?> structure, byte[] bytes, int length) throws BadRecord {
        ByteArrayInputStream in = new ByteArrayInputStream(bytes, 0, length);
        try {
            TIOStreamTransport transport = new TIOStreamTransport(new TConfiguration(length, length, DEEPEST), in);
            structure.read(new TCompactProtocol(transport, length, length));
            return length - in.available();
        } catch (TException | RuntimeException e) {
            String reason = String.valueOf(e.getMessage());
            throw new BadRecord(reason.substring(0, Math.min(reason.length(), LONGEST_REASON)));
        }
    }
}
