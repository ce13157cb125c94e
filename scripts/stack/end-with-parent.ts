// Loaded before a service's own code (`node --import`): when the process that started it is gone without a word, the
// channel between them closes, and the service ends as if it had been told to.
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
process.channel?.unref();
