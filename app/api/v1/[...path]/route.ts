import { handleApi } from '#server/http/handle-api.ts';

export const dynamic = 'force-dynamic';

export { handleApi as DELETE, handleApi as GET, handleApi as PATCH, handleApi as POST, handleApi as PUT };
