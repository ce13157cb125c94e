/** What the sign-in answers in words; the server tells no more than these, so that nobody learns who has an account. */
const refusals: Record<string, string> = {
  CredentialsSignin: 'E-mail or password is not right.',
  TooManyAttempts: 'Too many attempts. Wait a few minutes, then try again.',
};

/** Signs in; null when it worked, else a sentence for the person. */
export async function enter(email: string, password: string): Promise<string | null> {
  try {
    const { signIn } = await import('next-auth/react');
    const answer = await signIn('credentials', { email, password, redirect: false });
    if (answer?.ok && !answer.error) return null;
    return refusals[answer?.error ?? ''] ?? 'The sign-in did not work. Try again.';
  } catch {
    return 'The server did not answer. Check your connection and try again.';
  }
}
