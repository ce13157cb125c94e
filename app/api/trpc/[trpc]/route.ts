import { handleTrpc } from '#server/http/handle-trpc.ts';

export const dynamic = 'force-dynamic';

export { handleTrpc as GET, handleTrpc as POST };
