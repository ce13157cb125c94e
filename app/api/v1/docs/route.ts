import { docsPage } from '#server/http/docs-page.ts';

export const dynamic = 'force-dynamic';

export const GET = () => new Response(docsPage(), { headers: { 'content-type': 'text/html; charset=utf-8' } });
