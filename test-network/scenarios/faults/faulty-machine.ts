/**
 * Preloaded (`node --import`) into every process of a system: a machine whose disk fills up and whose clock goes wrong, as files of the folder that
 * DN_TEST_MACHINE names say. `full`: while it is there no SQLite database that a process has open grows by a page, as
 * https://sqlite.org/pragma.html#pragma_max_page_count has it for a full disk. `clock`: minutes by which the clock of a process is off that starts
 * while it is there.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setClockOff } from './wrong-clock.ts';

const folder = process.env['DN_TEST_MACHINE'] ?? '';
const [full, clock] = [join(folder, 'full'), join(folder, 'clock')];

const noLimit = 4_294_967_294;
let isFull = false;
/** Whoever has asked for anything by now; a page limit is a connection's own. */
const connections = new Set<DatabaseSync>();
const { exec, prepare } = DatabaseSync.prototype;
const limit = (db: DatabaseSync): void => {
  const { page_count: pages } = prepare.call(db, 'PRAGMA page_count').get() as { page_count: number };
  exec.call(db, `PRAGMA max_page_count = ${isFull ? pages : noLimit}`);
};
const meet = (db: DatabaseSync): void => {
  if (connections.has(db)) return;
  connections.add(db);
  if (isFull) limit(db);
};
DatabaseSync.prototype.exec = function (sql) {
  meet(this);
  exec.call(this, sql);
};
DatabaseSync.prototype.prepare = function (...given) {
  meet(this);
  return prepare.apply(this, given);
};
setInterval(() => {
  if (existsSync(full) === isFull) return;
  isFull = !isFull;
  for (const db of connections) if (db.isOpen) limit(db);
}, 20).unref();

if (existsSync(clock)) setClockOff(Number(readFileSync(clock, 'utf8')));
