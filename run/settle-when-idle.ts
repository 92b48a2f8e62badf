/**
 * Loaded into every part (`node --import`). Gives memory back once a busy moment is over: V8 keeps what a start or a burst of work
 * took until its next collection, which an idle process may not see for hours. That was a fifth of all memory of `npm start`.
 */
import { flushCompileCache } from 'node:module';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

const everyMs = 1000;
/** A process that used less of a second than this is idle, in microseconds of processor time. */
const idle = 50_000;
/** So much must have been used since the last collection, which takes a tenth of it. */
const worth = 2_000_000;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as (options: object) => void;
const used = (): number => {
  const { user, system } = process.cpuUsage();
  return user + system;
};
let [before, collected] = [0, -Infinity];
setInterval(() => {
  const now = used();
  if (now - before < idle && now - collected > worth) {
    // What was compiled is kept for the next start also when this process is killed.
    flushCompileCache();
    collect({ type: 'major', execution: 'sync', flavor: 'last-resort' });
    collected = used();
  }
  before = used();
}, everyMs).unref();
