import { getJson } from '../check/get-json.ts';
import type { Outcome } from '../check/outcome.ts';
import { pastOf, standingOn } from '../check/record-past.ts';
import type { PastInput } from '../check/record-past.ts';
import { formatDate, formatTime } from '../check/said.ts';
import { dayAnswer, statusSaid } from '../check/standing-words.ts';
import { actSaid, groundSaid } from '../domains/credential/act-words.ts';
import { credentialPast, importedSaid } from '../domains/credential/credential-past.ts';
import type { CredentialPast } from '../domains/credential/credential-past.ts';

/** What there is to say of a record's past: of a credential all that happened to it; of any record how it was `on` a day (YYYY-MM-DD). */
export interface ToldPast {
  lines: string[];
  /** For `--json`. */
  past?: object;
}

export async function toldPast(outcome: Outcome, now: number, on: string | undefined): Promise<ToldPast> {
  if (outcome.kind !== 'looked-up') return { lines: [] };
  const { policy, lookup } = outcome;
  const standing = lookup.best?.verification.standing;
  if (standing?.absent !== false) return { lines: [] };
  const id = (lookup.best?.bundle as { id: string }).id;
  const input: PastInput = { policy, now, known: lookup.head ?? lookup.known, getJson };
  const credential = standing.type === 'credential/credential' ? await credentialPast(id, input) : null;
  const past = on === undefined ? (credential?.past ?? null) : (credential?.past ?? (await pastOf(id, input)));
  const day = on === undefined || past === null ? undefined : { date: on, ...standingOn(past, on) };
  return {
    lines: [
      ...(credential === null ? [] : credentialLines(credential)),
      ...(on === undefined ? [] : dayLines(on, past)),
    ],
    past: {
      ...(credential === null ? {} : { acts: Object.fromEntries(credential.acts), successor: credential.successor }),
      ...(credential === null ? {} : { key: credential.key, versions: credential.past.versions }),
      ...(day === undefined ? {} : { on: day }),
    },
  };
}

function credentialLines(told: CredentialPast): string[] {
  const { past, acts, successor, key } = told;
  const imported = importedSaid(told);
  const steps = past.versions.slice(1).map(({ n, status, ts }) => {
    const act = acts.get(n);
    const [what, when] = [act === undefined ? statusSaid(status) : actSaid(act.act), formatTime(ts)];
    if (act === undefined)
      return `  ${when} ${what.vi} / ${what.en}: chưa chứng minh được căn cứ / the ground is not proven`;
    const ground = groundSaid(act.ground);
    const by = [...(act.decision === undefined ? [] : [act.decision]), formatDate(act.date)].join(', ');
    return `  ${when} ${what.vi} / ${what.en}: ${ground.vi} / ${ground.en} (${by})`;
  });
  return [
    ...(imported === undefined ? [] : [`  ${imported.vi}\n  ${imported.en}`]),
    ...steps,
    ...(successor === null ? [] : [`  Bản thay thế / replaced by: ${successor}`]),
    ...(key?.replaced === undefined ? [] : [`  Khóa đã thay / key replaced: ${formatTime(key.replaced.at)}`]),
    ...(key?.stolen === undefined
      ? []
      : [
          `  Khóa bị mất / key stolen: ${formatTime(key.stolen.on)}, báo lúc / reported ${formatTime(key.stolen.reported)}; ${key.stolen.counts ? 'hồ sơ có trước khi mất / the record is older' : 'KHÔNG chứng minh được hồ sơ có trước / the record is NOT proven to be older'}`,
        ]),
  ];
}

function dayLines(date: string, past: Parameters<typeof standingOn>[0] | null): string[] {
  if (past === null)
    return ['Chưa nhận được bằng chứng về quá trình của hồ sơ.\n  No proof of what happened to the record came.'];
  const { said } = dayAnswer(date, standingOn(past, date));
  return [`${said.vi}\n  ${said.en}`];
}
