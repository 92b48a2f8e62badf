#!/usr/bin/env node
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import {
  consentPurposes,
  dataClasses,
  erasureGrounds,
  erasureRequesters,
  retentionYears,
  vietnamDate,
  type DataClass,
  type RetentionClass,
} from '@daunguon/records';
import { openAgent } from '../agent.ts';
import { readClinicConfig, type ClinicConfig } from '../config.ts';
import { eraseRecord } from '../erase-record.ts';
import { prepareBundle, sendPrepared } from '../exchange/send-bundle.ts';
import { intakeServer } from '../intake/intake-server.ts';
import { takeIn } from '../intake/take-in.ts';
import { shortMark, watchFolder, type RefusedFile } from '../intake/watch-folder.ts';
import { patientLink } from '../patient-link.ts';

const help = `Chương trình trên máy của cơ sở y tế: ghi cam kết của hồ sơ lên sổ; nội dung không rời máy khi chưa có đồng ý hay mở khẩn cấp.
The agent on a facility's machine: commits its records to the ledger; their contents leave it by consent or emergency access alone.

  npx daunguon-clinic run                              theo dõi thư mục, gửi, nhận / watch a folder, send, receive
  npx daunguon-clinic status                           hồ sơ trên máy này, tệp bị từ chối / records here, refused files
  npx daunguon-clinic correct <record> <file>          bản sửa thay hồ sơ cũ / a corrected file in the old one's place
      [--date YYYY-MM-DD] [--retention outpatient]
  npx daunguon-clinic send <record> --to <unit>        gửi một lần cho cơ sở khác / once to another facility
      --consent <id> | --break-glass <id> [--purpose treatment] [--classes summary,…] [--section 0]
  npx daunguon-clinic link <record> [--section 0]      đường dẫn cho người bệnh / link for the patient
  npx daunguon-clinic erase <record or exchange>       xóa ở đây, biên nhận lên sổ / erased here, a receipt on the ledger
      --ground holder-request --requester patient

Cài đặt / settings: DN_CLINIC_… (docs/guide/health.md). Mã thoát / exit codes: 0 xong / done · 1 không làm được / it failed
                                                        2 không có lệnh này / no such command · 64 tùy chọn sai / wrong option`;

const options = {
  to: { type: 'string' },
  consent: { type: 'string' },
  'break-glass': { type: 'string' },
  purpose: { type: 'string', default: 'treatment' },
  classes: { type: 'string', default: 'summary' },
  section: { type: 'string', multiple: true },
  ground: { type: 'string', default: 'holder-request' },
  requester: { type: 'string', default: 'patient' },
  date: { type: 'string' },
  retention: { type: 'string' },
  help: { type: 'boolean' },
} as const;

const oneOf = <Value extends string>(values: readonly Value[], value: string, name: string): Value => {
  const found = values.find((one) => one === value);
  if (found === undefined) throw new RangeError(`--${name}: ${values.join(', ')}`);
  return found;
};

const readArguments = () => {
  try {
    return parseArgs({ options, allowPositionals: true });
  } catch (error) {
    console.error(`${(error as Error).message.split('. ')[0]}\n\n${help}`);
    return process.exit(64); // EX_USAGE of sysexits.h
  }
};
const { values, positionals } = readArguments();
const [verb = 'help', record = '', file = ''] = positionals;
if (values.help || verb === 'help') {
  console.log(help);
  process.exit(0);
}
/** A setting that is missing or wrong is named, and nothing starts. */
function settings(): ClinicConfig {
  try {
    return readClinicConfig(process.env);
  } catch (error) {
    console.error((error as Error).message);
    process.exit(2);
  }
}
const config = settings();
const agent = openAgent(config);
const { store, gateway } = agent;
const sections = values.section?.map(Number);

async function run(): Promise<void> {
  const { retention, folder, intake } = config;
  const watcher =
    folder === undefined ? undefined : watchFolder({ ...agent.intake, folder, retention, say: console.error });
  if (intake !== undefined) {
    // Rejects where the port is taken.
    await once(
      intakeServer({ ...agent.intake, retention, secret: intake.secret }).listen(intake.port, '127.0.0.1'),
      'listening',
    );
  }
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => (stopping = true));
  console.log('ready clinic');
  while (!stopping) {
    await agent.tick().catch((error: unknown) => console.error((error as Error).message));
    await new Promise((resolve) => setTimeout(resolve, Number(process.env['DN_CLINIC_TICK_MS'] ?? 5000)));
  }
  await watcher?.stop();
  process.exit(0);
}

const verbs: Record<string, () => Promise<void>> = {
  run,
  status: async () => {
    for (const state of ['staged', 'committed', 'received', 'erased'] as const) {
      for (const { id } of store.inState(state)) console.log(`${id} ${state}`);
    }
    for (const { path, code, pointer } of store.tasks<RefusedFile>('refused')) {
      console.log(`${shortMark(store.mark(path))} refused ${path}: ${code} ${pointer}`);
    }
  },
  correct: async () => {
    const corrected = store.record(record);
    if (corrected === undefined || corrected.state === 'received') throw new Error('there is no such record here');
    const { patient } = corrected;
    const retention = oneOf(
      Object.keys(retentionYears) as RetentionClass[],
      values.retention ?? config.retention,
      'retention',
    );
    const [bytes, date] = [readFileSync(file), values.date ?? vietnamDate(gateway.now())];
    console.log(
      await takeIn(agent.intake, { patient, name: basename(file), bytes, date, retention, supersedes: record }),
    );
  },
  send: async () => {
    const id = await prepareBundle(store, gateway, {
      ...{ record, to: values.to ?? '', purpose: oneOf(consentPurposes, values.purpose, 'purpose') },
      classes: values.classes.split(',').map((one): DataClass => oneOf(dataClasses, one, 'classes')),
      ...(values.consent === undefined ? {} : { consent: values.consent }),
      ...(values['break-glass'] === undefined ? {} : { breakGlass: values['break-glass'] }),
      ...(sections === undefined ? {} : { sections }),
    });
    console.log(`${id} → ${(await sendPrepared(store, gateway, id)).until}`);
  },
  link: async () => console.log(patientLink(store, config.verifier, record, sections)),
  erase: async () => {
    const ground = oneOf(erasureGrounds, values.ground, 'ground');
    const requester = oneOf(erasureRequesters, values.requester, 'requester');
    const { receipt, until } = await eraseRecord(store, gateway, record, { ground, requester });
    const waits = until && `erased here; biên nhận lên sổ chậm nhất / receipt on the ledger by ${until}`;
    console.log(receipt ?? waits ?? 'erased');
  },
};
const work = verbs[verb];
if (work === undefined) {
  console.error(help);
  process.exit(2);
}
try {
  await work();
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
