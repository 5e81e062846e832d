package estiva.registry.access;

import estiva.registry.access.IdentityRequest.RoleRequest;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An identity as it is now; no secret is part of it. */
@Schema(name = "Identity", description = "An identity as it is now; no secret is part of it.")
public record IdentityState(
        String name,

        @Schema(description = "Whether it can sign in by password.")
        boolean hasPassword,

        boolean disabled,
        List<RoleRequest> roles,

        @Schema(description = "Its API keys that are not revoked; null in lists.", nullable = true)
        List<KeyState> keys,

        Instant createdAt,

        @Schema(description = "Who made it; null: not known.", nullable = true)
        String createdBy) {

    /** An API key without its secret. */
    @Schema(name = "Key", description = "An API key without its secret.")
    public record KeyState(
            String keyId,
            Instant createdAt,

            @Schema(description = "null: until it is revoked.", nullable = true)
            Instant expiresAt,

            @Schema(description = "To the minute; null: not yet.", nullable = true)
            Instant lastUsedAt) {

        static KeyState of(AccessKey key) {
            return new KeyState(key.keyId, key.createdAt, key.expiresAt, key.lastUsedAt);
        }
    }
}
