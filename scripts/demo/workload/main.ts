import { workloadSettingsSchema } from './settings.ts';
import { startWorkload } from './workload.ts';

const settings = workloadSettingsSchema.safeParse(process.env);
if (!settings.success) {
  console.error('workload: this is started by `npm run demo`; these settings are missing or wrong:');
  for (const issue of settings.error.issues) console.error(`  ${issue.path.join('.')}: ${issue.message}`);
  process.exit(2);
}

const workload = startWorkload(settings.data);
let isStopping = false;
async function stop(): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  await workload.stop();
  process.exit(0);
}
process.on('SIGTERM', stop);
process.on('SIGINT', stop);
