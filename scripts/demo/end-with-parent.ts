// Loaded before a child's own code (`node --import`): when the demo is gone without a word, its channel closes, and the child
// ends as if it had been told to. Otherwise a killed demo would leave an agent and a workload behind.
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
process.channel?.unref();
