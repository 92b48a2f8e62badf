/** A member of an OCOP council. */
import { randomBytes } from 'node:crypto';
import { expect } from '@jest/globals';
import { commitRecord } from '@daunguon/proof';
import { ocopPeople } from '../ocop/ocop-people.ts';
import { seedId } from '../seed-id.ts';
import { freshId, type System } from '../system.ts';
import type { RoleStep } from './follow.ts';

/** A product in council whose other two members have sealed; ends the scoring when asked. */
async function inCouncil(system: System, name: string) {
  const { send, sign } = ocopPeople(system, {});
  const accepted = async (said: Promise<string>): Promise<void> => expect(await said).toBe('accepted');
  const [product, council] = [freshId(), freshId()];
  await accepted(
    send('packer', 'ocop/products', {
      ...{ id: product, name, group: 'food', subgroup: 'Thực phẩm chế biến', taxCode: '3600000019' },
      ...{
        story: { vi: 'Chôm chôm của ba vườn, sấy lạnh trong ngày hái.' },
        materials: [{ name: 'Chôm chôm', batches: [] }],
      },
    }),
  );
  await accepted(send('commune', 'ocop/products/receive', { id: product }));
  const members = ['unit-inspectorate', 'unit-food-safety', 'unit-shop'].map((unit) => seedId(system, unit));
  await accepted(send('registrar', 'ocop/councils', { id: council, product, members }));
  const [scores, salt] = [{ a: '30', b: '20', c: '25' }, randomBytes(16).toString('hex')];
  for (const number of [2, 3]) {
    const commitment = commitRecord({ council, member: members[number - 1], scores }, salt);
    await accepted(sign(`council-${number}`, 'SealScores', { id: freshId(), council, commitment }));
  }
  return { endScoring: () => accepted(send('registrar', 'ocop/councils/end-scoring', { id: council })) };
}

export async function ocopCouncil(system: System): Promise<readonly RoleStep[]> {
  const name = `Chôm chôm dẻo ${freshId().slice(0, 4)}`;
  const { endScoring } = await inCouncil(system, name);
  return [
    (me) => me.signIn('council-1'),
    (me) => me.enrol(),
    async (me) => {
      await me.open('Hội đồng OCOP');
      await me.alsoPick(name);
      await me.see('Phiếu chấm');
      await me.see('Phiếu chấm của tôi');
    },
    async (me) => {
      for (const [part, points] of [
        ['A', '32'],
        ['B', '19,5'],
        ['C', '27'],
      ])
        await me.fill(`Phần ${part}`, points!);
      await me.download('Tải tệp mở phiếu');
    },
    async (me) => {
      await me.press('Niêm phong phiếu');
      await me.proven();
    },
    async (me) => {
      await endScoring();
      await me.page.reload();
      await me.see('Mở phiếu của tôi');
      await me.press('Mở phiếu');
      await me.see('Phiếu của bạn đã mở.');
    },
    async (me) => {
      await me.see('Bằng chứng trên sổ');
      await me.checkHere();
    },
  ];
}
