import { readdirSync } from 'node:fs';
import { dirname } from 'node:path';

/** Every address there is, from the files: `/m/[slug]/plan`. */
export const pages = addresses('page.tsx');
export const routes = addresses('route.ts');

/** Whoever comes is let in: to sign in, with a one-time link, or with a share link. Every other page is for people who are signed in. */
export const openPages: readonly string[] = ['/s/[token]', '/s/[token]/wall', '/sign-in', '/sign-in/problem', '/setup'];

/** To the provider and back. They answer with a redirect, and set cookies. */
export const providerRoutes: readonly string[] = ['/api/sign-in/oidc', '/api/sign-in/oidc/callback'];

function addresses(file: string): string[] {
  return readdirSync('app', { recursive: true, encoding: 'utf8' })
    .filter((path) => path === file || path.endsWith(`/${file}`))
    .map((path) => `/${dirname(path)}`.replaceAll(/\/(\.|\([^)]*\))(?=\/|$)/g, '') || '/')
    .toSorted();
}
