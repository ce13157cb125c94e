import { mutation, read, router } from '../trpc.ts';
import { endAccountSessions, listAccountSessions } from './account-sessions.ts';
import { changePassword } from './change-password.ts';
import { createResetLink } from './create-reset-link.ts';
import { listAccounts } from './list-accounts.ts';
import { getMe, getSignIn } from './queries.ts';
import { vouchForAccount } from './vouch-for-account.ts';

export const meRouter = router({
  get: read(getMe),
  signIn: read(getSignIn),
  changePassword: mutation(changePassword),
});

/** Accounts, for administrators. */
export const userRouter = router({
  list: read(listAccounts),
  vouch: mutation(vouchForAccount),
  sessions: read(listAccountSessions),
  endSessions: mutation(endAccountSessions),
  createResetLink: mutation(createResetLink),
});
