import NextAuth from 'next-auth';
import { authOptions } from '#server/session/auth-options.ts';

type Handler = (req: Request, context: { params: Promise<{ nextauth: string[] }> }) => Promise<Response>;

// The options are made with the first call: they need a secret, and a build has none.
const handler: Handler = async (req, context) => await NextAuth(authOptions())(req, context);

export { handler as GET, handler as POST };
