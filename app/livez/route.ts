export const dynamic = 'force-dynamic';

/** The process is up and its event loop turns. Says nothing about the database: restarting would not help it. */
export const GET = () => Response.json({ status: 'alive' });
