// Makes migrations in the database of DATABASE_URL and prints what an agent needs: for a database that is not this test's own.
import { makeInstance } from './instance.ts';

const { plan, from, count } = JSON.parse(process.argv[2] ?? '{}');
const instances = [];
for (let i = 0; i < count; i += 1) instances.push(await makeInstance({ plan }, new Date(from)));
process.stdout.write(JSON.stringify(instances), () => process.exit(0));
