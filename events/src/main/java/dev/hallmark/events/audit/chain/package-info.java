/**
 * The chain of the audit trail: what a record's hash covers, what a checkpoint says, and how both are verified. The service
 * that keeps the trail and the command that verifies an export share these definitions.
 */
package dev.hallmark.events.audit.chain;
