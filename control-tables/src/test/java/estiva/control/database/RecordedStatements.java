package estiva.control.database;

import io.agroal.api.AgroalDataSource;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The texts of all statements that go through a data source; a bulk copy is none. */
public final class RecordedStatements {
    private static final Set<String> TAKING_TEXT =
            Set.of("prepareStatement", "prepareCall", "execute", "executeQuery", "executeUpdate", "addBatch");

    private final Set<String> texts = ConcurrentHashMap.newKeySet();

    /** The texts so far, each once, their blanks as one. */
    public List<String> texts() {
        return List.copyOf(texts);
    }

    /** The same pool, whose statements are noted here; it makes connections again that a bulk copy has broken. */
    public AgroalDataSource of(AgroalDataSource source) {
        return proxy(AgroalDataSource.class, source);
    }

    private <T> T proxy(Class<T> type, T target) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> call(target, method, arguments)));
    }

    private Object call(Object target, Method method, Object[] arguments) throws Throwable {
        if (TAKING_TEXT.contains(method.getName()) && arguments != null && arguments[0] instanceof String text) {
            texts.add(text.replaceAll("\\s+", " ").strip());
        }
        try {
            Object answer = method.invoke(target, arguments);
            if (answer instanceof Connection connection && method.getName().equals("getConnection")) {
                return proxy(Connection.class, connection);
            }
            // Prepared ones have been noted, and are of types that a caller may ask for.
            return method.getName().equals("createStatement") ? proxy(Statement.class, (Statement) answer) : answer;
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
