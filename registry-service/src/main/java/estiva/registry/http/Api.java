package estiva.registry.http;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.info.License;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Everything below {@code /api/v1}. */
@ApplicationPath("/api/v1")
@OpenAPIDefinition(
        info =
                @Info(
                        title = "Estiva",
                        version = "1",
                        description =
                                "Registers the files of clients for loading, and shows what became of them. Names are those of"
                                        + " the control tables in camelCase; times are ISO-8601 in UTC; errors are RFC 9457 problem"
                                        + " documents that name every wrong field; lists are paged by `after` and `limit`."
                                        + " As long as there is no identity the registry is open, to its own machine only; after that"
                                        + " each request needs an API key or a session, and what an identity may not see is not there.",
                        license = @License(name = "Apache-2.0", url = "https://www.apache.org/licenses/LICENSE-2.0")),
        tags = {
            @Tag(name = "Processes", description = "Files of one client that are loaded together, by one worker."),
            @Tag(name = "Files", description = "What became of one file: counts, log, rejected rows."),
            @Tag(name = "Clients", description = "Who is served how: weight, order, retries, pause."),
            @Tag(name = "Imports", description = "How files become rows. Every version is kept."),
            @Tag(name = "Operations", description = "Workers and totals."),
            @Tag(name = "Access", description = "Who may come in, and what each may do.")
        })
public class Api extends Application {}
