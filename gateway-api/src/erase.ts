/** Erases what the gateway keeps about somebody by destroying their keys: `node gateway-api/src/erase.ts --help`. */
import { join } from 'node:path';
import { readConfig } from './config.ts';
import { memberKey } from './enrolment/people.ts';
import { openAuditLog } from './vault/audit-log.ts';
import { eraseSubjects, subjectsOf, type Whose } from './vault/erase-subjects.ts';
import { openKeyRing } from './vault/key-ring.ts';
import { readOptions } from './read-options.ts';

const usage = `Xóa dữ liệu cá nhân: hủy khóa của một người, đơn vị, người bệnh hay phản ánh. Destroys the keys under which what is kept about somebody lies, so that
no copy or backup of it opens any more. It cannot be undone. What is on the ledger holds no personal data and stays. The gateway may run meanwhile.
  node gateway-api/src/erase.ts --person <subject> [--issuer <url>]   an account: custodial key, sessions, progress of courses, appointments, devices
  node gateway-api/src/erase.ts --patient <code>                      a patient's documents and lines of the access log, after their retention
  node gateway-api/src/erase.ts --unit <id>                           a unit's custodial keys, photos, EPCIS events in full
  node gateway-api/src/erase.ts --report <id>                         note and contact of a report of a suspected fake
  ... --yes                                                           does it; without it only the subjects with a key are listed
Settings as the gateway's (.env.example): DN_DATA, DN_VAULT_KEY, DN_OIDC_ISSUER.`;

const text = { type: 'string' } as const;
const flag = { type: 'boolean', default: false } as const;
const { values } = readOptions(
  { options: { person: text, issuer: text, patient: text, unit: text, report: text, yes: flag, help: flag } },
  usage,
);
const asked = (['person', 'patient', 'unit', 'report'] as const).filter((kind) => values[kind] !== undefined);

if (values.help || asked.length !== 1) {
  console.log(usage);
  process.exitCode = values.help ? 0 : 2;
} else {
  const config = readConfig(process.env);
  const dir = join(config.dataDir, 'vault');
  const keys = openKeyRing(dir, config.vaultKey);
  const kind = asked[0]!;
  const id = values[kind]!;
  const whose: Whose = kind === 'person' ? { kind, issuer: values.issuer ?? config.issuer, subject: id } : { kind, id };
  // Where the enrolment agent has a folder of its own, the command is given there too.
  const member = whose.kind === 'person' ? memberKey(config.dataDir, config.vaultKey, whose) : undefined;
  const found = [...subjectsOf(keys, whose), ...(member?.subjects ?? [])];
  if (!values.yes) console.log(found.length === 0 ? 'no key of theirs is here' : found.join('\n'));
  else {
    const auditLog = openAuditLog(join(dir, 'audit.db'));
    eraseSubjects(keys, auditLog, whose, new Date());
    member?.destroy();
    auditLog.close();
    console.log(`Đã hủy khóa / keys destroyed: ${found.length}`);
  }
  member?.close();
  keys.close();
}
