/** The settings of the server beyond its defaults. TCP on this machine only; sized for a small machine. */
const COMMON = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '100',
  shared_buffers: '128MB',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_checkpoints: 'off',
  password_encryption: 'scram-sha-256',
} as const;

/** For databases that live as long as a test run: nothing is flushed, a crash of the machine may cost everything. */
const THROW_AWAY = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  autovacuum: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_connections: '200',
} as const;

export function settingFlags(port: number, throwAway: boolean): string[] {
  const settings = { ...COMMON, ...(throwAway ? THROW_AWAY : {}), port: String(port) };
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}
