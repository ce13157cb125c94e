/** Chain of what belongs to no migration: sign-ins, people. */
export const INSTANCE_STREAM = '00000000-0000-0000-0000-000000000000';

/** Each migration has a chain of its own, so that it can be verified, and handed out, without any other. */
export const streamOf = (migrationId: string | null): string => migrationId ?? INSTANCE_STREAM;
