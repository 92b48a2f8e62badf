import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { accessToken } from '../test-network/src/oidc/sign-in.ts';
import { ownKeySender, type OwnKeySender } from './own-key-sender.ts';
import { keepPartnerKey } from './seed-exchange.ts';
import { keepLinks } from './seed-credentials.ts';
import { placesOf, type Places } from './places.ts';
import { doneFile, loadSeedIds, type SeedIds } from './seed-ids.ts';
import { pictureOf } from './seed-heritage-pictures.ts';
import { seedSteps, type SeedStep } from './seed-steps.ts';

/** Creates the demonstration through the HTTP API, as its people would. A run that was cut short goes on where it was. */
export async function seed(places: Places, ids: SeedIds, say: (line: string) => void): Promise<void> {
  const folder = join(places.data, 'seed');
  const tokens = new Map<string, string>();
  const steps = storedSteps(join(folder, 'steps.json'), ids);
  const sendOwn = ownKeySender(places);
  const answers = new Map<string, Record<string, unknown>>();
  const told = new Set(steps.flatMap(({ take, factsOf }) => [take?.from, factsOf]));
  for (const [index, given] of steps.entries()) {
    const { take } = given;
    const taken = take === undefined ? {} : { [take.field]: answers.get(take.from)?.[take.field] };
    const facts = given.factsOf === undefined ? {} : answers.get(given.factsOf);
    const step = { ...given, body: { ...given.body, ...facts, ...taken } };
    const token = tokens.get(step.login) ?? (await accessToken(places.issuer, step.login));
    tokens.set(step.login, token);
    if (step.signed === undefined) {
      const answer = await send(places.gatewayUrl, step, token);
      if (told.has(step.title)) answers.set(step.title, JSON.parse(answer) as Record<string, unknown>);
      const links = keepLinks(places.data, answer);
      const keyFile = keepPartnerKey(places.data, answer);
      if (keyFile !== undefined) say(`  khóa dùng thử / sandbox key: ${keyFile}`);
      if (links !== undefined) say(`  văn bằng mẫu / demonstration credentials: ${links}`);
    } else await sendSigned(sendOwn, step, step.signed, token);
    if (index % 10 === 9) say(`  dữ liệu mẫu / demonstration: ${index + 1}/${steps.length}`);
  }
  writeFileSync(doneFile(places.data), new Date().toISOString());
  say(`✓ Dữ liệu mẫu / Demonstration: ${steps.length} giao dịch / transactions`);
}

/** The requests are written down before the first is sent: dates in them would differ on another day. */
function storedSteps(file: string, ids: SeedIds): SeedStep[] {
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as SeedStep[];
  const steps = seedSteps(ids, new Date());
  writeFileSync(file, JSON.stringify(steps, null, 1));
  return steps;
}

/** The answer. @throws with the API's own words when a step is refused; 503 and unknown outcomes are tried again. */
async function send(gateway: string, step: SeedStep, token: string): Promise<string> {
  const { file } = step;
  const body = file === undefined ? JSON.stringify(step.body) : new Uint8Array(await pictureOf(file));
  const type = file === undefined ? 'application/json' : 'application/octet-stream';
  for (let attempt = 1; ; attempt += 1) {
    const response = await fetch(`${gateway}${step.path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': type },
      body,
    });
    const text = await response.text();
    if (response.status === 200 || response.status === 201) return text;
    // An organisation is registered once for ever, also by somebody else; an event is captured once.
    if (/organisation-registered|event-exists/.test(text)) return '{}';
    const again = response.status === 202 || response.status === 503;
    if (!again || attempt === 10) throw new Error(`${step.title}: ${response.status} ${text.slice(0, 500)}`);
    await new Promise((resolve) => setTimeout(resolve, 500 * attempt));
  }
}

/** The same for what the person signs with a key of their own. */
async function sendSigned(sendOwn: OwnKeySender, step: SeedStep, transaction: string, token: string): Promise<void> {
  const body = step.body as { readonly requestId: string };
  for (let attempt = 1; (await sendOwn(step.login, token, transaction, body)) === 'again'; attempt += 1) {
    if (attempt === 10) throw new Error(`${step.title}: no outcome`);
    await new Promise((resolve) => setTimeout(resolve, 500 * attempt));
  }
}

if (import.meta.main) {
  const places = placesOf(process.env);
  try {
    await seed(places, loadSeedIds(places.data), console.log);
  } catch (error) {
    console.error(`⚠ Không tạo được dữ liệu mẫu / The demonstration could not be seeded: ${(error as Error).message}`);
  }
}
