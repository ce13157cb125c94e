import { handleCallback } from '#server/oidc/handle-callback.ts';

export async function GET(req: Request): Promise<Response> {
  return await handleCallback(req);
}
