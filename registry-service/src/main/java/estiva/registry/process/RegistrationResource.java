package estiva.registry.process;

import estiva.control.client.Clients;
import estiva.control.process.NewProcess;
import estiva.control.process.Registrations;
import estiva.control.process.Registrations.KeyReused;
import estiva.control.process.Registrations.Outcome;
import estiva.control.process.Registrations.Registered;
import estiva.control.process.Registrations.RequestKey;
import estiva.registry.access.Access;
import estiva.registry.access.Caller;
import estiva.registry.access.Role;
import estiva.registry.problem.BodyLimit.LargeBody;
import estiva.registry.problem.ProblemException;
import estiva.registry.problem.ProblemType;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Takes files in for loading. */
@Path("/processes")
@Tag(name = "Processes")
@RolesAllowed(Role.SUBMITS)
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class RegistrationResource {
    private static final String EXAMPLE = """
            {"processName": "ClienteA",
             "files": [{"fileName": "cidades_2026-11.csv", "directory": "ClienteA/entrada", "importName": "cidades"},
                       {"fileName": "estados.csv", "directory": "ClienteA/entrada", "importName": "estados",
                        "parameter1": "2026-11"}]}""";

    private final FieldCheck fields;
    private final RegistrationCheck check;
    private final Clients clients;
    private final Registrations registrations;
    private final FileControlRepository processes;
    private final Access access;
    private final Caller caller;

    RegistrationResource(
            FieldCheck fields,
            RegistrationCheck check,
            Clients clients,
            Registrations registrations,
            FileControlRepository processes,
            Access access,
            Caller caller) {
        this.access = access;
        this.caller = caller;
        this.fields = fields;
        this.check = check;
        this.clients = clients;
        this.registrations = registrations;
        this.processes = processes;
    }

    @POST
    @LargeBody(mebibytes = 10) // 10,000 files with long names fit
    @Operation(
            summary = "Registers files for loading",
            description =
                    "Registers all files or, if anything is wrong, none. With an Idempotency-Key you can repeat the"
                            + " request until it is answered: the process is registered once. Files need not be there"
                            + " yet.")
    @APIResponse(
            responseCode = "201",
            description = "Registered.",
            headers = @Header(name = "Location", ref = "Location"),
            content = @Content(schema = @Schema(implementation = FileControl.class)))
    @APIResponse(
            responseCode = "200",
            description = "An earlier request with this Idempotency-Key registered it.",
            content = @Content(schema = @Schema(implementation = FileControl.class)))
    @APIResponse(
            responseCode = "400",
            description = "The body is not JSON, or a member has the wrong type.",
            ref = "Problem")
    @APIResponse(
            responseCode = "409",
            description =
                    "The Idempotency-Key came with another body before, or a definition that is stored cannot be read.",
            ref = "Problem")
    @APIResponse(responseCode = "422", description = "Fields that cannot be used, each by name.", ref = "Problem")
    @APIResponse(responseCode = "503", description = "The database does not answer.", ref = "Problem")
    @Parameter(
            name = IdempotencyKey.HEADER,
            in = ParameterIn.HEADER,
            description = "1 to 200 visible ASCII characters, a new key for each registration.",
            schema = @Schema(type = SchemaType.STRING, minLength = 1, maxLength = 200, pattern = "^[!-~]+$"),
            example = "7f2c1d0a-2026-11-21")
    public Response register(
            @RequestBody(
                            required = true,
                            content = @Content(examples = @ExampleObject(name = "two files", value = EXAMPLE)))
                    NewProcessRequest request,
            @Context HttpServerRequest http,
            @Context UriInfo uri) {
        if (request == null) {
            throw ProblemException.malformed("The body is empty");
        }
        fields.check(request);
        access.demand(Role.SUBMITTER, request.processName());
        // Not a @HeaderParam, which takes an empty header for none.
        RequestKey key = key(http.getHeader(IdempotencyKey.HEADER), request);
        Registered registered = register(request, key, caller.registeredBy());
        FileControl process = processes.byId(registered.processId()).orElseThrow();
        return Response.status(registered.isNew() ? Response.Status.CREATED : Response.Status.OK)
                .location(uri.getBaseUriBuilder().path("processes/{id}").build(registered.processId()))
                .entity(process)
                .build();
    }

    /** With the client's own name: however a repeated request writes it, it is the same client to the database. */
    private RequestKey key(String header, NewProcessRequest request) {
        return header == null
                ? null
                : IdempotencyKey.of(
                        header,
                        caller.isAnybody() ? null : caller.name(),
                        clients.ownName(request.processName()).map(request::of).orElse(request));
    }

    private Registered register(NewProcessRequest request, RequestKey key, String registeredBy) {
        // A replay is answered before it is checked: what it names may have changed since it was registered.
        Optional<Outcome> earlier = key == null ? Optional.empty() : registrations.earlier(key);
        Outcome outcome = earlier.orElseGet(() -> {
            NewProcess process = check.checked(request, registeredBy);
            return registrations.register(process, key, caller.deed());
        });
        if (outcome instanceof Registered registered) {
            return registered;
        }
        throw ProblemException.conflict(
                ProblemType.KEY_REUSED,
                "Another request with this key registered process " + ((KeyReused) outcome).processId()
                        + "; send a new key with a new request");
    }
}
