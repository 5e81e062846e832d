package estiva.registry.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;

/**
 * Bodies are taken at their word: a misspelt member, a number in quotes or a doubled key is an error, not a guess. Bodies
 * of which a few bytes would become many objects are refused while they are read.
 */
@Singleton
public class StrictJson implements ObjectMapperCustomizer {
    /** 10,000 files with all their members fit. */
    private static final int MOST_TOKENS = 150_000;

    private static final int DEEPEST = 32;
    private static final int LONGEST_NAME = 10_000;

    /** What is wrong with a body that is refused for one of its limits. */
    public static final String LIMITS = "The body must not have more than " + MOST_TOKENS
            + " names, values and brackets, be nested deeper than " + DEEPEST
            + ", or have names longer than " + LONGEST_NAME + " characters or numbers longer than 1000 digits";

    @Override
    @SuppressWarnings("deprecation") // the mapper is built by Quarkus; its builder is not to be had here
    public void customize(ObjectMapper mapper) {
        // Names come from whoever asks: what the JVM keeps of them for all time must not be theirs to choose.
        mapper.getFactory().configure(JsonFactory.Feature.INTERN_FIELD_NAMES, false);
        mapper.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxTokenCount(MOST_TOKENS)
                        .maxNestingDepth(DEEPEST)
                        .maxNameLength(LONGEST_NAME)
                        .build());
        mapper.enable(
                DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
        mapper.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
        mapper.disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT);
        mapper.registerModule(WholeNumbers.module());
        mapper.disable(MapperFeature.ALLOW_COERCION_OF_SCALARS);
        mapper.enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
        mapper.coercionConfigFor(LogicalType.Textual)
                .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
    }
}
