import { networkInterfaces } from 'node:os';

/** First IPv4 address of this machine that others on the network can reach. */
export const lanAddress = (interfaces = networkInterfaces()): string | undefined =>
  Object.values(interfaces)
    .flatMap((addresses) => addresses ?? [])
    .find(({ family, internal }) => family === 'IPv4' && !internal)?.address;
