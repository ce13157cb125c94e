import { docsStyle } from '#server/http/docs-style.ts';

export const GET = () => new Response(docsStyle, { headers: { 'content-type': 'text/css; charset=utf-8' } });
