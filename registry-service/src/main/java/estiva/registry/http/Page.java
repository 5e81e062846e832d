package estiva.registry.http;

import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One page of a list.
 *
 * @param <K> the type of the key that the list is in the order of
 */
public record Page<T, K>(
        @Schema(description = "The entries of this page.") List<T> items,

        @Schema(description = "Give this as `after` to get the next page; null: this is the last one.", nullable = true)
        K next) {

    /** @param found up to one more than the limit: the one more tells that there is a next page */
    public static <T, K> Page<T, K> of(List<T> found, int limit, Function<T, K> key) {
        if (found.size() <= limit) {
            return new Page<>(found, null);
        }
        return new Page<>(found.subList(0, limit), key.apply(found.get(limit - 1)));
    }
}
