'use client';

import { PasswordCard } from './password-card.tsx';
import { SessionsCard } from './sessions-card.tsx';

/** What belongs to the person who reads: where they are signed in, and by what. */
export function AccountPage() {
  return (
    <div className="grid gap-3">
      <h1 className="sr-only">Account</h1>
      <SessionsCard />
      <PasswordCard />
    </div>
  );
}
