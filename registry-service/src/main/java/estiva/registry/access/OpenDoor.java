package estiva.registry.access;

import io.quarkus.security.identity.request.BaseAuthenticationRequest;

/** A request without credentials, which is let in as long as nobody is known. */
final class OpenDoor extends BaseAuthenticationRequest {}
