package dev.hallmark.commons.connection;

import dev.hallmark.commons.access.AccessRule;
import jakarta.ws.rs.NameBinding;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks resources for devices: without exactly one valid Hallmark-Connection header the answer is 401. */
@AccessRule
@NameBinding
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface DevicePlane {}
