/** Signs in; null when it worked, else a sentence for the person. It tells nobody whether an account exists. */
export async function enter(email: string, password: string): Promise<string | null> {
  try {
    const { signIn } = await import('next-auth/react');
    const answer = await signIn('credentials', { email, password, redirect: false });
    if (answer?.ok && !answer.error) return null;
    return refusalText(answer?.error ?? '');
  } catch {
    return 'The server did not answer. Check your connection and try again.';
  }
}

/** What the server calls a refusal, in words: `wait:90` is a lock-out that ends in 90 seconds. */
export function refusalText(error: string): string {
  const seconds = /^wait:(\d+)$/.exec(error)?.[1];
  if (seconds !== undefined) {
    const minutes = Math.ceil(Number(seconds) / 60);
    return `Too many attempts. Try again in ${minutes === 1 ? 'a minute' : `${minutes} minutes`}.`;
  }
  if (error === 'off') return 'Passwords are switched off here.';
  if (error === 'CredentialsSignin') return 'E-mail or password is not right.';
  return 'The sign-in did not work. Try again.';
}
