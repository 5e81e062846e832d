package estiva.registry.access;

import estiva.registry.audit.Audit;
import estiva.registry.audit.AuditRepository;
import estiva.registry.http.Page;
import estiva.registry.http.Paging;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Who did what. */
@Path("/audit")
@Tag(name = "Access")
@RolesAllowed(Role.ADMINISTERS)
@Produces(MediaType.APPLICATION_JSON)
public class AuditResource {
    private final AuditRepository rows;

    AuditResource(AuditRepository rows) {
        this.rows = rows;
    }

    @GET
    @Operation(
            summary = "Lists who did what",
            description =
                    "The newest first; each filter narrows the list. What was refused is here too, a part of it where it"
                            + " was much.")
    @APIResponse(responseCode = "200", description = "One page.")
    @APIResponse(responseCode = "422", description = "A filter cannot be used.", ref = "Problem")
    public Page<Audit, Long> list(@BeanParam AuditFilters filters, @BeanParam Paging paging) {
        List<Audit> found = rows.newest(filters.wanted(), paging.afterId(), paging.limitAndOneMore());
        return Page.of(found, paging.limit(), row -> row.auditId);
    }
}
