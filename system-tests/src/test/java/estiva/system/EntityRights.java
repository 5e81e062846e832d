package estiva.system;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaFieldAccess;
import com.tngtech.archunit.core.domain.JavaParameterizedType;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a service's repositories do with the tables of their entities: their queries name no table, so their methods tell. */
final class EntityRights {
    private static final String REPOSITORY = "io.quarkus.hibernate.orm.panache.PanacheRepository";
    private static final String ENTITY = "jakarta.persistence.Entity";
    private static final String ENTITIES = "jakarta.persistence.EntityManager";

    private final Map<String, Set<String>> rights = new TreeMap<>();
    /** By the names of their repositories. */
    private final Map<String, JavaClass> entities = new HashMap<>();

    private EntityRights() {}

    /** By table. */
    static Map<String, Set<String>> of(String service) {
        JavaClasses classes =
                new ClassFileImporter().importPath(Project.root().resolve(service + "-service/target/classes"));
        EntityRights found = new EntityRights();
        classes.forEach(found::findRepository);
        classes.forEach(found::ofCode);
        return found.rights;
    }

    private void findRepository(JavaClass type) {
        for (JavaType each : type.getInterfaces()) {
            if (each.getName().startsWith(REPOSITORY)) {
                add(entity(each), "SELECT");
                entities.put(type.getName(), entity(each));
            }
        }
    }

    private static JavaClass entity(JavaType repository) {
        return ((JavaParameterizedType) repository)
                .getActualTypeArguments()
                .get(0)
                .toErasure();
    }

    private void ofAccess(JavaAccess<?> access) {
        JavaClass entity = entities.get(access.getTargetOwner().getName());
        String method = access.getName();
        if (entity == null) {
            return;
        }
        if (method.startsWith("persist")) {
            add(entity, "INSERT");
        } else if (method.startsWith("delete")) {
            add(entity, "DELETE");
        } else if (method.equals("update")) {
            add(entity, "UPDATE");
        }
    }

    /** A row that was read is changed by setting a member of it; one that is made in the same place is new. */
    private void ofCode(JavaClass type) {
        for (JavaCodeUnit code : type.getCodeUnits()) {
            code.getMethodCallsFromSelf().forEach(this::ofAccess);
            code.getMethodReferencesFromSelf().forEach(this::ofAccess);
            for (JavaFieldAccess access : code.getFieldAccesses()) {
                JavaClass owner = access.getTargetOwner();
                boolean isSet = access.getAccessType() == JavaFieldAccess.AccessType.SET;
                if (isSet && owner.isAnnotatedWith(ENTITY) && !type.equals(owner) && !makes(code, owner)) {
                    if (!owner.isAnnotatedWith("org.hibernate.annotations.Immutable")) {
                        add(owner, "UPDATE");
                    }
                }
            }
            boolean persists = code.getMethodCallsFromSelf().stream()
                    .anyMatch(call -> call.getTargetOwner().getName().equals(ENTITIES)
                            && call.getName().equals("persist"));
            if (persists) {
                code.getConstructorCallsFromSelf().stream()
                        .map(JavaAccess::getTargetOwner)
                        .filter(owner -> owner.isAnnotatedWith(ENTITY))
                        .forEach(owner -> add(owner, "INSERT"));
            }
        }
    }

    private static boolean makes(JavaCodeUnit code, JavaClass entity) {
        return code.getConstructorCallsFromSelf().stream()
                .anyMatch(call -> call.getTargetOwner().equals(entity));
    }

    private void add(JavaClass entity, String right) {
        String table = entity.tryGetAnnotationOfType("jakarta.persistence.Table")
                .flatMap(named -> named.get("name"))
                .map(String.class::cast)
                .orElse(entity.getSimpleName());
        rights.computeIfAbsent(table, name -> new TreeSet<>()).add(right);
    }
}
