/** Seconds of processor time of this process, its threads included: what others do on the machine is not in it, nor are waits for the disk. */
export const cpuTime = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};
