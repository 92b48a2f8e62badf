/** A health facility: its page, and the program on its machine. */
import { expect } from '@jest/globals';
import { patientLink, prepareBundle, sendPrepared, type Received } from '@daunguon/clinic';
import { openClinic, take, until, untilCommitted } from '../health/clinic-agents.ts';
import type { System } from '../system.ts';
import type { RoleStep } from './follow.ts';

/** A vaccination of nobody, as FHIR R4. */
const file = JSON.stringify({
  ...{ resourceType: 'Bundle', type: 'document', timestamp: '2026-03-04T08:00:00+07:00' },
  entry: [
    {
      fullUrl: 'urn:uuid:1',
      resource: {
        ...{ resourceType: 'Composition', date: '2026-03-04T08:00:00+07:00' },
        section: [{ title: 'Tiêm chủng', text: { div: '<div>Uốn ván, mũi 2</div>' } }],
      },
    },
  ],
});

export async function clinic(system: System): Promise<readonly RoleStep[]> {
  const [sender, receiver] = await Promise.all([openClinic(system, 'a'), openClinic(system, 'b')]);
  let [code, consent, record, exchange] = ['', '', '', ''];
  return [
    (me) => me.signIn('clinic-a'),
    async (me) => {
      await me.open('Cơ sở y tế');
      await me.see('Mã cho người bệnh chưa có tài khoản');
      await me.press('Tạo phiếu nhận mã');
      await me.see('Phiếu nhận mã người bệnh');
      await me.see('Mã người bệnh', 'dn-new-code-form section');
      await me.see('Mã bí mật', 'dn-new-code-form section');
      await me.seeButton('In phiếu');
      code = (await me.page.locator('[data-code]').innerText()).replaceAll(' ', '');
    },
    async (me) => {
      const paper = 'dn-paper-consent-form';
      await me.see('Đồng ý trên giấy');
      await me.page
        .locator(paper)
        .getByLabel(/Mã người bệnh|Patient code/)
        .fill(code);
      await me.choose('Người ký', 'người bệnh', paper);
      await me.choose('Cho cơ sở', 'Bệnh viện khu vực Long Khánh (mẫu)', paper);
      await me.choose('Mục đích', 'chuyển tuyến', paper);
      await me.tick('tiêm chủng', paper);
      await me.choose('Trong', '30 ngày', paper);
      await me.attach('Bản quét (PDF hoặc ảnh)', 'giay.pdf', '%PDF-1.7 giấy đồng ý (mẫu)', paper);
    },
    async (me) => {
      await me.press('Ghi đồng ý trên giấy');
      await me.see('Mã đồng ý', 'dn-paper-consent-form [role=status]');
      consent = await me.page.locator('dn-paper-consent-form [role=status] .mono').innerText();
    },
    async () => {
      record = await take(sender, code, file);
      // The receiver, too: its program enters the key with which bundles are sealed for it.
      await untilCommitted(sender, receiver);
      const { store, gateway } = sender.agent;
      const asked = { record, to: receiver.unit, purpose: 'referral', classes: ['vaccination'], consent } as const;
      exchange = await prepareBundle(store, gateway, asked);
      await sendPrepared(store, gateway, exchange);
    },
    async (me) => {
      const theirs = await me.another();
      await theirs.signIn('clinic-b');
      await theirs.open('Cơ sở y tế');
      await theirs.see('Gói chờ nhận');
      await theirs.page.getByText(exchange).waitFor();
      await theirs.page.context().close();
      const check = await until(async () => {
        await receiver.agent.tick();
        const kept = receiver.agent.store.record(exchange);
        return kept === undefined ? undefined : receiver.agent.store.content<Received>(exchange).check;
      }, 'received');
      expect(check).toMatchObject({ authenticity: 'authentic', match: 'exact', facility: sender.unit });
    },
    async (me) => {
      await me.verdict(patientLink(sender.agent.store, system.verifier, record, [0]), 'HỒ SƠ THẬT, còn hiệu lực');
      await me.page
        .locator('#health-file')
        .setInputFiles({ name: 'ho-so.json', mimeType: 'application/json', buffer: Buffer.from(file) });
      await me.page.locator('[data-match=exact]').waitFor();
      for (const { agent } of [sender, receiver]) agent.store.close();
    },
  ];
}
