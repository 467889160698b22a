package dev.hallmark.operator.access;

import com.fasterxml.jackson.annotation.JsonProperty;

/** A person, who is identified by both: a subject is unique for one issuer only (RFC 7519, 4.1.2). */
public record Person(@JsonProperty("iss") String issuer, @JsonProperty("sub") String subject) {}
