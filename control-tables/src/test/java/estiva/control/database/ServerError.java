package estiva.control.database;

import com.microsoft.sqlserver.jdbc.SQLServerConnection;
import com.microsoft.sqlserver.jdbc.SQLServerError;
import com.microsoft.sqlserver.jdbc.SQLServerException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

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

    /** What the driver itself finds, without the server. */
    public static SQLServerException ofDriver(String xopenState) {
        try {
            Method make = SQLServerException.class.getDeclaredMethod(
                    "makeFromDriverError",
                    SQLServerConnection.class,
                    Object.class,
                    String.class,
                    String.class,
                    boolean.class);
            make.setAccessible(true);
            make.invoke(null, null, null, "The driver says so.", xopenState, false);
            throw new IllegalStateException("nothing thrown");
        } catch (InvocationTargetException e) {
            return (SQLServerException) e.getCause();
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
