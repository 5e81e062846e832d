package estiva.registry.entity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ConditionsTest {
    @Test
    void aValueThatIsNotGivenAddsNoCondition() {
        Conditions conditions =
                new Conditions().and("a > :a", "a", 1).and("b = :b", "b", null).and("c = :c", "c", "x");

        assertThat(conditions.orderBy("a")).isEqualTo("a > :a AND c = :c ORDER BY a");
        assertThat(conditions.values()).isEqualTo(Map.of("a", 1, "c", "x"));
    }

    @Test
    void withoutAnyConditionOnlyTheOrderIsLeft() {
        assertThat(new Conditions().and("a > :a", "a", null).orderBy("a DESC")).isEqualTo("ORDER BY a DESC");
    }
}
