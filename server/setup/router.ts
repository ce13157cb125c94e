import { mutation, read, router } from '../trpc.ts';
import { acceptInvite } from './accept-invite.ts';
import { findInvite } from './queries.ts';
import { resetPassword } from './reset-password.ts';

export const setupRouter = router({
  findInvite: read(findInvite),
  acceptInvite: mutation(acceptInvite),
  resetPassword: mutation(resetPassword),
});
