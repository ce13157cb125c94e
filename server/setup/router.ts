import { mutation, read, router } from '../trpc.ts';
import { acceptInvite } from './accept-invite.ts';
import { findInvite } from './queries.ts';

export const setupRouter = router({ findInvite: read(findInvite), acceptInvite: mutation(acceptInvite) });
