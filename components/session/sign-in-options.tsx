import { OidcButton } from './oidc-button.tsx';
import { SignInForm } from './sign-in-form.tsx';

type Props = { password: boolean; provider: string | null; next: string };

/** Every way to sign in that is switched on. */
export function SignInOptions({ password, provider, next }: Props) {
  return (
    <>
      {provider && <OidcButton provider={provider} next={next} primary={!password} />}
      {provider && password && (
        <p className="my-5 flex items-center gap-3 text-xs text-ink-3 before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
          or with a password
        </p>
      )}
      {password && <SignInForm next={next} />}
    </>
  );
}
