package estiva.registry.access;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;

@Singleton
class AccessSessionRepository implements PanacheRepositoryBase<AccessSession, String> {}
