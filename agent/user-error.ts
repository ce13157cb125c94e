/** Something the person who runs the agent can put right. Its message says what, where, and what to do. */
export class UserError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UserError';
  }
}
