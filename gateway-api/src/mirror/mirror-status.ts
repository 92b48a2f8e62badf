import { toBase64 } from '@daunguon/proof';
import type { Alarm } from '../cosigner/alarms.ts';
import type { Follower } from './follower.ts';
import type { MirrorLog } from './mirror-log.ts';

export interface MirrorStatus {
  readonly gateway: string;
  readonly origin: string | null;
  /** The head that is served; null before everything of one was checked. */
  readonly head: { readonly size: number; readonly root: string } | null;
  /** Leaves that were copied and checked. */
  readonly leaves: number;
  /** Keys of the recomputed state map. */
  readonly keys: number;
  readonly bodies: number;
  /** Bodies that the gateway has not given. */
  readonly missingBodies: number;
  readonly checkedAt: string | null;
  readonly trouble: string | null;
  readonly alarmCount: number;
  /** The newest of them, oldest first. */
  readonly alarms: readonly (Alarm & { readonly at: string })[];
}

const shownAlarms = 20;

interface Parts {
  readonly gateway: string;
  readonly log: MirrorLog;
  readonly follower: Follower;
  origin(): string | undefined;
}

export function mirrorStatus({ gateway, log, follower, origin }: Parts): MirrorStatus {
  const head = log.head();
  const { bodies, missing } = log.db.counts();
  const at = follower.checkedAt();
  return {
    gateway,
    origin: origin() ?? null,
    head: head === undefined ? null : { size: head.size, root: toBase64(head.root) },
    leaves: log.store.size(),
    keys: log.map.keys,
    bodies,
    missingBodies: missing,
    checkedAt: at === undefined ? null : new Date(at).toISOString(),
    trouble: follower.trouble() || null,
    alarmCount: follower.raised().length,
    alarms: follower.raised().slice(-shownAlarms),
  };
}

const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${String(character.charCodeAt(0))};`);
const row = (vi: string, en: string, value: string): string =>
  `<tr><th scope="row">${vi} <span lang="en">/ ${en}</span></th><td>${escaped(value)}</td></tr>`;

/** The same for people: Vietnamese first, no script. */
export function statusPage(status: MirrorStatus): string {
  const { head, alarms, checkedAt, trouble } = status;
  const verdict =
    alarms.length > 0
      ? ['CÓ SAI LỆCH – xem các cảnh báo', 'DIFFERENCES FOUND – see the alarms']
      : trouble !== null
        ? ['Chưa đối chiếu được hết', 'Not everything could be checked']
        : ['Mọi thứ cổng đưa ra đều khớp', 'All that the gateway showed agrees'];
  const raised = alarms.map(
    ({ at, kind, text, evidence }) =>
      `<details><summary>${escaped(`${at} · ${kind} · ${text}`)}</summary><pre>${escaped(JSON.stringify(evidence, null, 2))}</pre></details>`,
  );
  return `<!doctype html><html lang="vi"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Bản sao nhật ký / log mirror</title>
<style>body{font:18px/1.5 sans-serif;max-width:50rem;margin:1rem auto;padding:0 1rem}th{text-align:left;padding-right:1rem}pre{overflow:auto}</style>
<main><h1>${String(verdict[0])}</h1><p lang="en">${String(verdict[1])}</p><table>
${row('Cổng', 'gateway', status.gateway)}
${row('Nhật ký', 'log', status.origin ?? '–')}
${row('Số mục đã đối chiếu', 'leaves checked', String(head?.size ?? 0))}
${row('Gốc', 'root', head?.root ?? '–')}
${row('Số hồ sơ', 'records', String(status.keys))}
${row('Nội dung công khai', 'public bodies', `${status.bodies} (+ ${status.missingBodies} chưa có / missing)`)}
${row('Đối chiếu hết lúc', 'all checked at', checkedAt ?? '–')}
${row('Vướng mắc', 'trouble', trouble ?? '–')}
</table>${raised.join('')}</main></html>`;
}
