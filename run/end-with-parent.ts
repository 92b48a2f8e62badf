/** Loaded into every part (`node --import`): when the supervisor is gone, however it went, the part ends itself as on Ctrl-C. */
const parent = Number(process.env['DN_SUPERVISOR_PID'] ?? process.ppid);
setInterval(() => {
  if (process.ppid !== parent) process.kill(process.pid, 'SIGTERM');
}, 500).unref();
