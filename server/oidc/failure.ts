import { type OidcProblem, type OidcProblemCode, oidcProblem } from '#core/oidc/problem.ts';

/** A sign-in that cannot go on, with what the person is shown. */
export class OidcFailure extends Error {
  problem: OidcProblem;

  constructor(code: OidcProblemCode, detail: string | null = null, cause?: unknown) {
    super(detail === null ? code : `${code}: ${detail}`, { cause });
    this.problem = oidcProblem(code, detail);
  }

  static of(problem: OidcProblem): OidcFailure {
    const failure = new OidcFailure(problem.code);
    failure.problem = problem;
    return failure;
  }
}
