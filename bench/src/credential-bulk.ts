import { accessToken } from '../../test-network/src/oidc/sign-in.ts';
import { durableWrites } from './durable-write.ts';
import { measurement, type Measurement } from './measurement.ts';
import type { System } from './system.ts';

const people = 10_000;
const header = 'Họ và tên,Ngày sinh,Số hiệu,Số vào sổ gốc,Ngày cấp,Tên văn bằng,Cơ sở cấp,Xếp loại,Giới tính,Nơi sinh';

/** A year's diplomas of a school, all different. */
const fileOf = (issuedOn: string): Blob => {
  const rows = Array.from({ length: people }, (_, n) =>
    [
      ...[`Nguyễn Thị Bằng ${n}`, '31/01/2008', `DO.${String(n).padStart(6, '0')}`, `${n + 1}/DO`, issuedOn],
      ...[
        'Bằng tốt nghiệp trung học phổ thông',
        'Trường THPT Xuân Lộc (mẫu)',
        'Giỏi',
        n % 2 ? 'Nam' : 'Nữ',
        'Đồng Nai',
      ],
    ].join(','),
  );
  return new Blob([[header, ...rows].join('\n')]);
};

/** Whether the log's cosigned head proves a record. */
const isProven = async (system: System, id: string): Promise<boolean> => {
  const answer = await fetch(`${system.gatewayUrl}/r/${id}`);
  await answer.body?.cancel();
  return answer.ok;
};

/** Seconds from sending one file of 10,000 diplomas to the receipt of the last: seen, sealed, issued, in a cosigned head. */
export async function credentialBulk(system: System): Promise<Measurement> {
  const headers = { authorization: `Bearer ${await accessToken(system.issuer, 'school')}` };
  const path = `${system.gatewayUrl}/api/credential/imports`;
  const json = async <Answer>(answer: Response): Promise<Answer> => {
    if (!answer.ok) throw new Error(`${answer.url}: ${answer.status} ${(await answer.text()).slice(0, 300)}`);
    return (await answer.json()) as Answer;
  };
  const form = new FormData();
  form.set('file', fileOf(new Date(Date.now() - 20 * 86_400_000).toISOString().slice(0, 10)), 'diplomas.csv');
  form.set('kind', 'diploma');
  const begun = performance.now();
  const seen = await json<{ importId: string; ok: number }>(await fetch(path, { method: 'POST', headers, body: form }));
  if (seen.ok !== people) throw new Error(`${seen.ok} of ${people} rows are right`);
  const commit = { method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body: '{}' };
  await json(await fetch(`${path}/${seen.importId}/commit`, commit));
  // The stream of its progress ends when the file is done.
  await (await fetch(`${path}/${seen.importId}/events`, { headers })).text();
  const results = await (await fetch(`${path}/${seen.importId}/results.csv`, { headers })).text();
  const ids = results.split('\r\n').flatMap((line) => line.split(',')[4]?.match(/^[0-9A-Z]{26}$/) ?? []);
  if (ids.length !== people) throw new Error(`${ids.length} receipts of ${people}`);
  for (const id of [ids[0]!, ids[people / 2]!, ids.at(-1)!])
    while (!(await isProven(system, id))) await new Promise((resolve) => setTimeout(resolve, 200));
  const seconds = (performance.now() - begun) / 1000;
  const floor = durableWrites(people / 500, 500).reduce((sum, one) => sum + one, 0);
  return measurement({
    name: 'credential-bulk',
    value: seconds,
    unit: 's',
    target: { atMost: 60 },
    other: { name: 'durable SQLite, as many rows, 500 a transaction, s', value: floor },
  });
}
