package estiva.control.client;

/** How a client has processes tried again whose failure may pass. */
public record RetryPolicy(int retryDelaySeconds, int retryMaxDelaySeconds, boolean retryMissingFiles) {}
