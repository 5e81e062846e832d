package estiva.registry.entity;

import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A repository whose every answer is what the tables hold at that moment, also within one request, and which may be asked
 * from any thread.
 */
@ActivateRequestContext
@InterceptorBinding
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Fresh {}
