import { openApiDocument } from '#server/http/openapi.ts';

export const dynamic = 'force-dynamic';

/** Readable without a key: it says how to ask, not what is there. */
export const GET = () => Response.json(openApiDocument());
