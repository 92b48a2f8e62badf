import { createSocket, type Socket as UdpSocket } from 'node:dgram';
import { appendFileSync, chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { connect as connectTcp, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { SecurityEvent } from './security-event.ts';
import { syslogMessage } from './syslog-message.ts';

/** Where security events go. */
export interface SecurityLog {
  send(event: SecurityEvent): void;
  /** Messages that could not be sent and were given up. */
  lost(): number;
  close(): Promise<void>;
}

/** `udp://host:514`, `tcp://host:601`, `tls://host:6514`, or `file:/path`. */
export interface SyslogTarget {
  readonly scheme: 'udp' | 'tcp' | 'tls' | 'file';
  readonly host: string;
  readonly port: number;
  readonly path: string;
}

/** @throws RangeError for what is none of the four */
export function syslogTarget(text: string): SyslogTarget {
  const path = /^file:(\/.+)$/.exec(text)?.[1];
  if (path !== undefined) return { scheme: 'file', host: '', port: 0, path };
  const found = /^(udp|tcp|tls):\/\/(\[[0-9a-f:]+\]|[^/:]+):(\d{1,5})$/i.exec(text);
  if (found === null) throw new RangeError('DN_SYSLOG must be udp://, tcp:// or tls://host:port, or file:/path');
  const [, scheme = '', host = '', port] = found;
  return {
    scheme: scheme.toLowerCase() as SyslogTarget['scheme'],
    ...{ host: host.replace(/^\[|\]$/g, ''), port: Number(port), path: '' },
  };
}

export const noSecurityLog: SecurityLog = { send: () => undefined, lost: () => 0, close: () => Promise.resolve() };

/** So many wait while the collector does not answer; then the oldest are given up, and counted. */
const mostWaiting = 10_000;
const [firstPauseMs, longestPauseMs] = [500, 30_000];

/** Messages over a connection, each after its length (RFC 6587 §3.4.1, RFC 5425 §4.3), again and again until the collector is there. */
function overStream(connect: () => Socket): SecurityLog {
  let waiting: string[] = [];
  let [lost, closed, pauseMs] = [0, false, firstPauseMs];
  let socket: Socket | undefined;
  let opening: Socket | undefined;
  let timer: NodeJS.Timeout | undefined;
  const flush = (): void => {
    while (socket !== undefined && waiting.length > 0) {
      const frame = Buffer.from(waiting.shift()!);
      if (!socket.write(Buffer.concat([Buffer.from(`${frame.length} `), frame]))) {
        socket.once('drain', flush);
        return;
      }
    }
  };
  const open = (): void => {
    timer = undefined;
    const made = connect();
    opening = made;
    made.on('error', (error) => {
      if (!closed && pauseMs === firstPauseMs)
        console.error('the collector of security events does not answer', error.message);
    });
    made.once(made.listenerCount('secureConnect') > 0 ? 'secureConnect' : 'ready', () => {
      [socket, pauseMs] = [made, firstPauseMs];
      flush();
    });
    made.once('close', () => {
      socket = undefined;
      if (closed) return;
      timer = setTimeout(open, pauseMs).unref();
      pauseMs = Math.min(pauseMs * 2, longestPauseMs);
    });
  };
  open();
  return {
    send: (event) => {
      waiting.push(syslogMessage(event));
      if (waiting.length > mostWaiting) {
        lost += waiting.length - mostWaiting;
        waiting = waiting.slice(-mostWaiting);
      }
      flush();
    },
    lost: () => lost,
    close: async () => {
      closed = true;
      clearTimeout(timer);
      lost += socket === undefined ? waiting.length : 0;
      const last = socket;
      if (last === undefined) opening?.destroy();
      else await new Promise<void>((resolve) => last.end(() => resolve()));
    },
  };
}

function overUdp({ host, port }: SyslogTarget): SecurityLog {
  const socket: UdpSocket = createSocket(host.includes(':') ? 'udp6' : 'udp4').unref();
  let [lost, underWay] = [0, 0];
  return {
    send: (event) => {
      underWay += 1;
      socket.send(syslogMessage(event), port, host, (error) => {
        underWay -= 1;
        if (error !== null) lost += 1;
      });
    },
    lost: () => lost,
    close: async () => {
      for (let tries = 0; underWay > 0 && tries < 50; tries += 1) await new Promise((next) => setTimeout(next, 10));
      socket.close();
    },
  };
}

/** One message a line, for a forwarder on this machine. */
function toFile(path: string): SecurityLog {
  writeFileSync(path, '', { flag: 'a', mode: 0o600 });
  chmodSync(path, 0o600);
  let lost = 0;
  return {
    send: (event) => {
      try {
        appendFileSync(path, `${syslogMessage(event)}\n`);
      } catch (error) {
        if (lost === 0) console.error('security events cannot be written', error);
        lost += 1;
      }
    },
    lost: () => lost,
    close: () => Promise.resolve(),
  };
}

/** Security events as RFC 5424 messages. `caFile`: certificates of the authorities that vouch for a collector by TLS. */
export function openSyslog(target: SyslogTarget, caFile?: string): SecurityLog {
  const { scheme, host, port, path } = target;
  if (scheme === 'file') return toFile(path);
  if (scheme === 'udp') return overUdp(target);
  if (scheme === 'tcp') return overStream(() => connectTcp({ host, port }));
  const ca = caFile === undefined ? undefined : readFileSync(caFile);
  return overStream(() => {
    const socket = connectTls({ host, port, minVersion: 'TLSv1.2', ...(ca === undefined ? {} : { ca }) });
    socket.on('secureConnect', () => undefined);
    return socket;
  });
}
