import { AppError } from '#core/errors.ts';
import { env } from '../env.ts';
import { oidcSettings } from './settings.ts';

/** Where passwords are switched off nobody may choose one either: it would look as if it opened something. */
export function refusePasswordsOff(): void {
  if (env().PASSWORD_SIGN_IN === 'on') return;
  const name = oidcSettings()?.name ?? 'the provider';
  throw new AppError('UNPROCESSABLE', `Passwords are switched off here: sign in with ${name}.`);
}
