import { fileURLToPath } from 'node:url';

const root = new URL('../../', import.meta.url);

/** Absolute path of something in the project. */
export const inProject = (path) => fileURLToPath(new URL(path, root));
