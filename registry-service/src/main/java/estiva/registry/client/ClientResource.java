package estiva.registry.client;

import estiva.control.client.Clients;
import estiva.control.files.FileRoot;
import estiva.registry.access.Access;
import estiva.registry.access.Caller;
import estiva.registry.access.Role;
import estiva.registry.http.Name;
import estiva.registry.http.NamePaging;
import estiva.registry.http.Page;
import estiva.registry.problem.ProblemException;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How each client is served. */
@Path("/clients")
@Tag(name = "Clients")
@RolesAllowed(Role.VIEWS)
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class ClientResource {
    private final Clients clients;
    private static final int LONGEST_FOLDER = 400;

    private final ClientRepository rows;
    private final FileRoot root;
    private final Access access;
    private final Caller caller;

    ClientResource(Clients clients, ClientRepository rows, FileRoot root, Access access, Caller caller) {
        this.clients = clients;
        this.rows = rows;
        this.root = root;
        this.access = access;
        this.caller = caller;
    }

    @GET
    @Operation(summary = "Lists clients", description = "By name.")
    @APIResponse(responseCode = "200", description = "One page.")
    public Page<Client, String> list(@BeanParam NamePaging paging) {
        List<Client> found = rows.list(paging.afterName(), paging.limitAndOneMore());
        return Page.of(found, paging.limit(), client -> client.processName);
    }

    @GET
    @Path("/{processName}")
    @Operation(summary = "Shows a client")
    @APIResponse(responseCode = "200", description = "Its settings, and the process that runs.")
    @APIResponse(responseCode = "404", description = "There is no such client.", ref = "Problem")
    public Client show(@PathParam("processName") @Parameter(example = "ClienteA") String processName) {
        return find(Name.checked("processName", processName));
    }

    @PUT
    @Path("/{processName}")
    @RolesAllowed(Role.OPERATES)
    @Operation(
            summary = "Changes a client's settings",
            description = "Absent settings stay. A client that is not known yet is made. What runs continues with the"
                    + " settings it started with.")
    @APIResponse(responseCode = "200", description = "The client as it is now.")
    @APIResponse(responseCode = "422", description = "Settings that cannot be used, each by name.", ref = "Problem")
    public Client put(
            @PathParam("processName") @Parameter(example = "ClienteA") String processName,
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            examples =
                                                    @ExampleObject(
                                                            name = "twice the turns",
                                                            value = "{\"priority\": 2, \"maxAttempts\": 5}")))
                    @Valid
                    ClientRequest request) {
        if (request == null) {
            throw ProblemException.malformed("The body is empty");
        }
        String name = Name.checked("processName", processName);
        if (!access.sees(name)) {
            throw ProblemException.notFound("client", name);
        }
        access.demand(Role.OPERATOR, name);
        if (request.folder() != null) {
            // It is the bound of all who may do something for this client.
            access.demandEverywhere(Role.OPERATOR);
        }
        clients.update(name, request.settings(folder(request)), caller.deed());
        return find(name);
    }

    private String folder(ClientRequest request) {
        if (request.folder() == null) {
            return null;
        }
        try {
            String folder = root.folder(request.folder());
            if (folder.length() > LONGEST_FOLDER) {
                throw ProblemException.invalid("folder", "must have at most " + LONGEST_FOLDER + " characters");
            }
            return folder;
        } catch (FileRoot.Refused refused) {
            throw ProblemException.invalid("folder", refused.getMessage());
        }
    }

    private Client find(String processName) {
        return rows.named(processName).orElseThrow(() -> ProblemException.notFound("client", processName));
    }
}
