package estiva.control.database;

import com.microsoft.sqlserver.jdbc.SQLServerError;
import com.microsoft.sqlserver.jdbc.SQLServerException;
import java.lang.reflect.Constructor;

/** What the driver throws when the server sends an error: for errors that no server here can be brought to send. */
public final class ServerError {
    private static final Constructor<SQLServerError> CONSTRUCTOR = constructor();

    private ServerError() {}

    public static SQLServerException of(int number, int severity) {
        try {
            SQLServerError error = CONSTRUCTOR.newInstance();
            error.setErrorNumber(number);
            error.setErrorSeverity(severity);
            return new SQLServerException(error);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Constructor<SQLServerError> constructor() {
        try {
            Constructor<SQLServerError> constructor = SQLServerError.class.getDeclaredConstructor();
            constructor.setAccessible(true);
            return constructor;
        } catch (NoSuchMethodException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
