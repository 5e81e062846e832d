package estiva.worker.read.parquet;

import estiva.worker.read.BadRecord;

/** A place in a page, up to whose end numbers are taken. */
final class Cursor {

    private byte[] bytes;
    private int at;
    private int end;

    void begin(byte[] page, int from, int to) {
        bytes = page;
        at = from;
        end = to;
    }

    int at() {
        return at;
    }

    int left() {
        return end - at;
    }

    /** Continues after so many bytes. @return where they begin */
    int skip(long count) throws BadRecord {
        if (count < 0 || count > end - at) {
            throw cutOff();
        }
        int before = at;
        at += (int) count;
        return before;
    }

    int next() throws BadRecord {
        return bytes[skip(1)] & 0xFF;
    }

    long varint() throws BadRecord {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int next = next();
            value |= (long) (next & 0x7F) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw new BadRecord("a number has more than 64 bits");
    }

    long zigzag() throws BadRecord {
        long value = varint();
        return value >>> 1 ^ -(value & 1);
    }

    /** A number of a count, a size and the like. */
    int size() throws BadRecord {
        long size = varint();
        if (size < 0 || size > Integer.MAX_VALUE) {
            throw new BadRecord("it counts " + Long.toUnsignedString(size) + " values or bytes");
        }
        return (int) size;
    }

    /** Some bits, from the lowest one on. @param bit from the begin of the array */
    long bits(long bit, int width) throws BadRecord {
        if (bit + width > end * 8L) {
            throw cutOff();
        }
        long value = 0;
        int index = (int) (bit >>> 3);
        int shift = (int) (bit & 7);
        for (int have = 0; have < width; ) {
            value |= (bytes[index++] & 0xFFL) >>> shift << have;
            have += 8 - shift;
            shift = 0;
        }
        return width == 64 ? value : value & (1L << width) - 1;
    }

    private static BadRecord cutOff() {
        return new BadRecord("it ends in the middle of a value");
    }
}
