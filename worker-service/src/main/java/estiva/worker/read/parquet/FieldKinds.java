package estiva.worker.read.parquet;

import estiva.worker.read.BadRecord;
import estiva.worker.read.Notation;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.IntType;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.TimeUnit;
import org.apache.parquet.format.Type;

/** From the schema's two ways to say what stored numbers and bytes mean, the later one first. */
final class FieldKinds {

    private static final int MOST_PRECISION = 38;
    private static final int MOST_SCALE = 76;

    private final SchemaElement element;
    private final LogicalType logical;
    private final ConvertedType converted;
    private final Charset undeclared;

    private FieldKinds(SchemaElement element, Charset undeclared) {
        this.element = element;
        this.undeclared = undeclared;
        logical = element.isSetLogicalType() ? element.getLogicalType() : new LogicalType();
        // What the later way says wins, also where it differs.
        converted = logical.isSet() && !logical.isSetUNKNOWN() ? null : element.getConverted_type();
    }

    /**
     * @param undeclared of texts of which the schema says only that they are bytes; null: bytes they are
     * @throws BadRecord when it is not read, with the reason as a sentence's end
     */
    static FieldKind of(SchemaElement element, Charset undeclared) throws BadRecord {
        return new FieldKinds(element, undeclared).kind();
    }

    private FieldKind kind() throws BadRecord {
        if (logical.isSetDECIMAL() || converted == ConvertedType.DECIMAL) {
            return decimal();
        }
        return switch (element.getType()) {
            case BOOLEAN -> new FieldKind("BIT", (value, text) -> text.flag(value.number() != 0));
            case INT32 -> int32();
            case INT64 -> int64();
            case INT96 -> new FieldKind("DATETIME2(7)", (value, text) -> Moments.julian(value, text));
            case FLOAT ->
                new FieldKind("REAL", (value, text) -> text.number(Float.intBitsToFloat((int) value.number())));
            case DOUBLE ->
                new FieldKind("FLOAT", (value, text) -> text.number(Double.longBitsToDouble(value.number())));
            case BYTE_ARRAY, FIXED_LEN_BYTE_ARRAY -> bytes();
        };
    }

    private FieldKind int32() {
        if (logical.isSetDATE() || converted == ConvertedType.DATE) {
            return new FieldKind("DATE", (value, text) -> Moments.date(value.number(), text));
        }
        if (logical.isSetTIME() || converted == ConvertedType.TIME_MILLIS) {
            return time(Moments.MILLIS);
        }
        return integer(32);
    }

    private FieldKind int64() {
        if (logical.isSetTIMESTAMP()) {
            return timestamp(
                    unit(logical.getTIMESTAMP().getUnit()),
                    logical.getTIMESTAMP().isIsAdjustedToUTC());
        }
        if (logical.isSetTIME()) {
            return time(unit(logical.getTIME().getUnit()));
        }
        if (converted == ConvertedType.TIMESTAMP_MILLIS || converted == ConvertedType.TIMESTAMP_MICROS) {
            return timestamp(converted == ConvertedType.TIMESTAMP_MILLIS ? Moments.MILLIS : Moments.MICROS, true);
        }
        return converted == ConvertedType.TIME_MICROS ? time(Moments.MICROS) : integer(64);
    }

    private FieldKind integer(int stored) {
        IntType stated = logical.isSetINTEGER() ? logical.getINTEGER() : converted();
        int bits = stated == null ? stored : stated.getBitWidth();
        boolean isSigned = stated == null || stated.isIsSigned();
        if (isSigned) {
            return new FieldKind(
                    bits <= 16 ? "SMALLINT" : bits <= 32 ? "INT" : "BIGINT",
                    (value, text) -> text.number(value.number()));
        }
        if (stored == 64) {
            return new FieldKind("DECIMAL(20, 0)", (value, text) -> text.unsigned(value.number()));
        }
        return new FieldKind(
                bits <= 8 ? "TINYINT" : bits <= 16 ? "INT" : "BIGINT",
                (value, text) -> text.number(value.number() & 0xFFFF_FFFFL));
    }

    private IntType converted() {
        if (converted == null) {
            return null;
        }
        return switch (converted) {
            case INT_8, INT_16, INT_32, INT_64 -> new IntType(bits("INT_"), true);
            case UINT_8, UINT_16, UINT_32, UINT_64 -> new IntType(bits("UINT_"), false);
            default -> null;
        };
    }

    private byte bits(String before) {
        return Byte.parseByte(converted.name().substring(before.length()));
    }

    private FieldKind decimal() throws BadRecord {
        int precision = logical.isSetDECIMAL() ? logical.getDECIMAL().getPrecision() : element.getPrecision();
        int scale = logical.isSetDECIMAL() ? logical.getDECIMAL().getScale() : element.getScale();
        if (scale < 0 || scale > MOST_SCALE || precision < 1) {
            throw new BadRecord(
                    "is a decimal of precision " + precision + " and scale " + scale + ", which is not read");
        }
        String declared =
                "DECIMAL(" + Math.min(precision, MOST_PRECISION) + ", " + Math.min(scale, MOST_PRECISION) + ")";
        return switch (element.getType()) {
            case INT32, INT64 -> new FieldKind(declared, (value, text) -> text.decimal(value.number(), scale));
            case BYTE_ARRAY, FIXED_LEN_BYTE_ARRAY ->
                new FieldKind(declared, (value, text) -> text.decimal(value, scale));
            default -> throw new BadRecord("is a decimal of type " + element.getType() + ", which is not read");
        };
    }

    private FieldKind bytes() throws BadRecord {
        if (logical.isSetSTRING()
                || logical.isSetENUM()
                || logical.isSetJSON()
                || converted == ConvertedType.UTF8
                || converted == ConvertedType.ENUM
                || converted == ConvertedType.JSON) {
            return new FieldKind("NVARCHAR", (value, text) -> text.text(value, StandardCharsets.UTF_8));
        }
        boolean isFixed = element.getType() == Type.FIXED_LEN_BYTE_ARRAY;
        if (logical.isSetUUID() && isFixed && element.getType_length() == 16) {
            return new FieldKind("UNIQUEIDENTIFIER", (value, text) -> text.uuid(value));
        }
        if (logical.isSetFLOAT16() || converted == ConvertedType.INTERVAL) {
            throw new BadRecord("is of type " + (converted == null ? "FLOAT16" : converted) + ", which is not read");
        }
        boolean isText = undeclared != null && !logical.isSet() && converted == null;
        if (isText) {
            return new FieldKind("NVARCHAR", (value, text) -> text.text(value, undeclared));
        }
        return new FieldKind(
                isFixed ? "BINARY(" + element.getType_length() + ")" : "VARBINARY(MAX)",
                (value, text) -> text.hexadecimal(value));
    }

    private static FieldKind time(long perSecond) {
        return new FieldKind(
                "TIME(" + digits(perSecond) + ")", (value, text) -> Moments.time(value.number(), perSecond, text));
    }

    private static FieldKind timestamp(long perSecond, boolean isUtc) {
        return new FieldKind(
                (isUtc ? "DATETIMEOFFSET(" : "DATETIME2(") + digits(perSecond) + ")",
                (value, text) ->
                        Moments.timestamp(value.number(), perSecond, isUtc ? Notation.INSTANT : Notation.TIME, text));
    }

    private static long unit(TimeUnit unit) {
        return unit.isSetMILLIS() ? Moments.MILLIS : unit.isSetMICROS() ? Moments.MICROS : Moments.NANOS;
    }

    private static int digits(long perSecond) {
        return perSecond == Moments.MILLIS ? 3 : perSecond == Moments.MICROS ? 6 : 7;
    }
}
