import {
  AuthorizationResponseError,
  JSON_ATTRIBUTE_COMPARISON,
  JWT_CLAIM_COMPARISON,
  JWT_TIMESTAMP_CHECK,
  OperationProcessingError,
  ResponseBodyError,
  UnsupportedOperationError,
  WWWAuthenticateChallengeError,
} from 'oauth4webapi';
import { z } from 'zod';
import { AppError } from '#core/errors.ts';
import { type OidcProblem, oidcProblem } from '#core/oidc/problem.ts';
import { OidcFailure } from './failure.ts';

/** What was being done when it failed. */
export type Phase = 'discovery' | 'callback' | 'token' | 'signature' | 'userinfo';

/** What went wrong between us and the provider, as the person is shown. The error itself goes to the log. */
export function problemOf(error: unknown, phase: Phase): OidcProblem {
  if (error instanceof OidcFailure) return error.problem;
  if (error instanceof AppError) return oidcProblem(error.code === 'UNAVAILABLE' ? 'unavailable' : 'unknown');
  if (error instanceof AuthorizationResponseError) return ofProvider(error.error, error.error_description);
  if (error instanceof ResponseBodyError) return ofProvider(error.error, error.error_description);
  if (error instanceof WWWAuthenticateChallengeError) return oidcProblem('client_rejected', `HTTP ${error.status}`);
  if (isUnreached(error)) return oidcProblem('unreachable', reasonOf(error));
  if (error instanceof OperationProcessingError) return ofAnswer(error, phase);
  if (error instanceof UnsupportedOperationError) return oidcProblem('signature', error.message);
  // What nobody expected is in the log; its words may be about anything.
  return oidcProblem('unknown');
}

function ofProvider(error: string, description: string | undefined): OidcProblem {
  const detail = description ? `${error}: ${description}` : error;
  if (/redirect.?uri/i.test(detail)) return oidcProblem('redirect_uri', detail);
  if (error === 'access_denied') return oidcProblem('denied', detail);
  if (error === 'invalid_client' || error === 'unauthorized_client') return oidcProblem('client_rejected', detail);
  if (error === 'invalid_grant') return oidcProblem('code_refused', detail);
  return oidcProblem('provider_error', detail);
}

const claimSchema = z.object({ claim: z.string() });
const issuerSchema = z.object({ attribute: z.literal('issuer'), body: z.object({ issuer: z.string() }) });

function ofAnswer(error: OperationProcessingError, phase: Phase): OidcProblem {
  const { cause, code, message } = error;
  if (cause instanceof Response) return ofStatus(cause, phase);
  if (code === JSON_ATTRIBUTE_COMPARISON) {
    const ownIssuer = issuerSchema.safeParse(cause).data?.body.issuer;
    if (ownIssuer) return oidcProblem('wrong_issuer', `The provider calls itself ${ownIssuer}`);
  }
  const claim = claimSchema.safeParse(cause).data?.claim;
  if (code === JWT_CLAIM_COMPARISON) {
    if (claim === 'nonce') return oidcProblem('nonce');
    if (claim === 'aud' || claim === 'azp') return oidcProblem('audience', message);
    if (claim === 'iss') return oidcProblem('wrong_issuer', message);
  }
  if (code === JWT_TIMESTAMP_CHECK) return oidcProblem(claim === 'exp' ? 'token_expired' : 'clock', message);
  if (phase === 'discovery') return oidcProblem('bad_discovery', message);
  if (phase === 'signature' || /"alg"|signature/.test(message)) return oidcProblem('signature', message);
  if (phase === 'callback') return oidcProblem(/"iss"/.test(message) ? 'wrong_issuer' : 'provider_error', message);
  return oidcProblem('bad_token', message);
}

function ofStatus(answer: Response, phase: Phase): OidcProblem {
  const detail = `HTTP ${answer.status} from ${answer.url}`;
  if (answer.status >= 500) return oidcProblem('unreachable', detail);
  return oidcProblem(phase === 'discovery' ? 'bad_discovery' : 'provider_error', detail);
}

/** No connection, no name, no answer in time, a certificate that is not trusted. */
function isUnreached(error: unknown): boolean {
  const name = error instanceof Error ? error.name : '';
  return (
    name === 'TimeoutError' ||
    name === 'AbortError' ||
    (error instanceof TypeError && /fetch failed/.test(error.message))
  );
}

const causeSchema = z.object({ cause: z.object({ code: z.string() }) });

function reasonOf(error: unknown): string {
  if (error instanceof Error && error.name === 'TimeoutError') return 'No answer within five seconds';
  return causeSchema.safeParse(error).data?.cause.code ?? 'No connection';
}
