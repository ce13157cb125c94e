import { nextPath } from '#lib/session/next-path.ts';
import { handleStart } from '#server/oidc/handle-start.ts';

export async function GET(req: Request): Promise<Response> {
  const { searchParams } = new URL(req.url);
  return await handleStart(req, nextPath(searchParams.get('next') ?? undefined), searchParams.has('trial'));
}
