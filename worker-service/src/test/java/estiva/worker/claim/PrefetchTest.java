package estiva.worker.claim;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrefetchTest {
    private final Prefetch prefetch = new Prefetch(4);

    @Test
    void itGrowsWhileWhatIsLoadedTogetherFillsHalfOfItAndNoFurtherThanItsLimit() {
        prefetch.loadedTogether(1);
        assertThat(prefetch.size()).isEqualTo(4);

        prefetch.loadedTogether(2);
        assertThat(prefetch.size()).isEqualTo(8);

        for (int i = 0; i < 10; i++) {
            prefetch.loadedTogether(64);
        }
        assertThat(prefetch.size()).isEqualTo(64);
    }

    @Test
    void aLoadWithoutASlotBringsItBackToTheSlotsAndItStaysThereForAWhile() {
        prefetch.loadedTogether(4);

        prefetch.crowded();
        prefetch.loadedTogether(4);

        assertThat(prefetch.size()).isEqualTo(4);
    }

    @Test
    void aMomentWithoutWorkDoesNotForgetThatTheLastOnesWereSmall() {
        prefetch.loadedTogether(4);

        prefetch.idle();

        assertThat(prefetch.size()).isEqualTo(8);
    }
}
