/** A device that signs is lost: its key is stopped by the network, by the person or their organisation, within two minutes; what it signed stands. */
import { createHash, createPrivateKey } from 'node:crypto';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { enrolOwnKey, signAndSubmit, type PersonKey } from '@daunguon/explorer-ui';
import { canonicalize } from '@daunguon/proof';
import { GatewayError, signers } from '@hyperledger/fabric-gateway';
import type { Browser } from 'playwright-core';
import { newRequest } from '../../../gateway-api/src/enrolment/request-certificate.ts';
import { devicesSchema } from '../../../gateway-api/src/openapi/device-operations.ts';
import { transactionSchema } from '../../../gateway-api/src/openapi/explorer-operations.ts';
import { testIn } from '../../../verifier-web/test/in-browser.ts';
import { accessibilityProblems } from '../../../verifier-web/test/verifier-page.ts';
import { enrolmentResource } from '../../src/oidc/clients.ts';
import { accessToken } from '../../src/oidc/sign-in.ts';
import { signedIn } from '../explorer/visitor.ts';
import { connectByProfile } from '../fabric-client/profile-client.ts';
import { freshId, type System } from '../system.ts';

const twoMinutes = 120_000;

/** A key like that of a browser, but one that can be read out: whoever holds the lost device may try anything. */
async function exposedKey(): Promise<{ key: PersonKey; pem: string }> {
  const { csr, keyPem } = await newRequest();
  const sign = signers.newPrivateKeySigner(createPrivateKey(keyPem));
  const digest = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest();
  return {
    key: { certificateRequest: () => Promise.resolve(csr), sign: (bytes) => Promise.resolve(sign(digest(bytes))) },
    pem: keyPem,
  };
}

const attestation = () => ({
  ...{ requestId: freshId(), id: freshId(), digest: createHash('sha256').update(freshId()).digest('hex') },
  ...{ bytes: 12, mediaType: 'text/plain' },
});

export function lostDevice(browser: Browser | null, of: () => System): void {
  const enrolled = async (login: string, label: string) => {
    const system = of();
    const { key, pem } = await exposedKey();
    const token = await accessToken(system.issuer, login, enrolmentResource);
    const agent = `http://localhost:${8084 + system.offset}`;
    const identity = await enrolOwnKey(agent, token, key, fetch, label);
    const attest = async (command: ReturnType<typeof attestation>, as = system.token(login)) =>
      signAndSubmit(
        {
          ...{ gateway: system.gateway, token: await as, channel: 'province', chaincode: 'records', identity, key },
          ...{ fetch, nonce: crypto.getRandomValues(new Uint8Array(24)), now: Date.now() },
        },
        'Credential:Attest',
        command,
      );
    /** Straight to a peer and an orderer, past every door of the product. */
    const ledger = () =>
      connectByProfile(join(system.dataDir, 'network'), identity.mspId, {
        person: { certificate: identity.certificatePem, key: pem },
      });
    return { device: identity.device!, attest, ledger };
  };
  const devices = async (login: string, path = '/api/devices') =>
    devicesSchema.parse((await of().get(path, login)).body).items;
  const refused = async (login: string, id: string): Promise<void> => {
    const end = Date.now() + twoMinutes;
    while ((await devices(login)).find((device) => device.id === id)?.refused === null) {
      if (Date.now() > end) throw new Error('the ledger still takes it');
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  };

  test('an act of issuance needs the assurance level; everything else does not', async () => {
    const system = of();
    const { attest } = await enrolled('school', 'Mức bảo đảm');
    const basic = accessToken(system.issuer, 'school');
    await expect(attest(attestation(), basic)).rejects.toMatchObject({
      problem: { status: 401, code: 'auth/insufficient-assurance' },
    });
    const issue = await fetch(`${system.gateway}/api/credential/custodial/issue`, {
      method: 'POST',
      headers: { authorization: `Bearer ${await basic}`, 'content-type': 'application/json' },
      body: '{}',
    });
    expect([issue.status, issue.headers.get('www-authenticate')]).toEqual([
      401,
      'Bearer error="insufficient_user_authentication", acr_values="urn:daunguon:acr:level-2"',
    ]);
    const read = await fetch(`${system.gateway}/api/devices`, { headers: { authorization: `Bearer ${await basic}` } });
    expect(read.status).toBe(200);
    await attest(attestation());
  });

  test('a lost key is refused by the network itself; what it signed before stands, and a new one signs', async () => {
    const system = of();
    const { device, attest, ledger } = await enrolled('school', 'Máy văn thư');
    const before = attestation();
    const { txId } = await attest(before);
    const [mine] = await devices('school');
    expect(mine).toMatchObject({ id: device, label: 'Máy văn thư', lostAt: null, refused: null, unitName: expect.stringMatching(/\S/) }); // prettier-ignore
    expect(Date.parse(mine?.lastUsedAt ?? '')).toBeGreaterThan(Date.now() - 60_000);

    // Whose device it is, is nobody else's business; who looks after the organisation's people sees it.
    const report = (login: string) => system.post(`/api/devices/${device}/lost`, {}, login);
    expect(await report('farmer')).toMatchObject({ status: 404, body: { code: 'auth/no-such-device' } });
    expect((await system.get('/api/devices/organisation', 'farmer')).status).toBe(403);
    expect(await report('registrar-health')).toMatchObject({ status: 404 });
    const of_ = async (login: string) => (await devices(login, '/api/devices/organisation')).map(({ id }) => id);
    expect(await of_('registrar-edu')).toContain(device);
    expect(await of_('registrar-health')).not.toContain(device);

    const thief = ledger();
    const contract = thief.gateway.getNetwork('province').getContract('records', 'Credential');
    const late = await contract.newProposal('Attest', { arguments: [canonicalize(attestation())] }).endorse();
    const start = Date.now();
    expect(await report('school')).toMatchObject({ status: 202, body: { id: device, refused: null } });
    await refused('school', device);
    expect(Date.now() - start).toBeLessThan(twoMinutes);

    await expect(late.submit()).rejects.toBeInstanceOf(GatewayError);
    const again = contract.submitTransaction('Attest', canonicalize(attestation()));
    await expect(again).rejects.toMatchObject({
      details: expect.arrayContaining([expect.objectContaining({ message: expect.stringContaining('access denied') })]),
    });
    thief.close();
    await expect(attest(attestation())).rejects.toMatchObject({ problem: { status: 403, code: 'tx/key-revoked' } });

    // Its earlier act is on the ledger as it was, and whoever asks hears both.
    const { body } = await system.get(`/r/${before.id}`);
    expect(body['stated']).toMatchObject({ txId, signerRevoked: { isCompromised: true } });
    const told = transactionSchema.parse((await system.get(`/api/explorer/transactions/${txId}`, 'school')).body);
    expect(told).toMatchObject({ transaction: { code: 0 }, signerRevoked: { isCompromised: true } });
    expect(told.signerRevoked?.block).toBeGreaterThan(told.transaction.block);
    expect(JSON.stringify(told)).not.toContain(device);

    const next = await enrolled('school', 'Máy mới');
    expect(await next.attest(attestation())).toMatchObject({ receipt: expect.any(String) });
    // Somebody who cannot sign in any more asks the registrar.
    expect((await system.post(`/api/devices/${next.device}/lost`, {}, 'registrar-edu')).status).toBe(202);
    await refused('school', next.device);
    await expect(next.attest(attestation())).rejects.toMatchObject({ problem: { code: 'tx/key-revoked' } });
  }, 120_000);

  testIn(browser)(
    'a person stops a lost device and signs on another within two minutes',
    async () => {
      const system = of();
      const file = { name: 'quyet-dinh.txt', mimeType: 'text/plain', buffer: Buffer.from('Quyết định (mẫu)') };
      const old = await signedIn(browser!, system, 'school');
      await old.open('/signing', 'Khóa ký của tôi');
      await old.page.getByLabel('Tên máy này').fill('Máy phòng giáo vụ');
      await old.page.getByRole('button', { name: 'Tạo khóa và đăng ký' }).click();
      await old.page.getByText('Máy này có khóa của bạn').waitFor();
      await old.page.getByRole('row', { name: /Máy phòng giáo vụ\s+máy này/ }).waitFor();
      expect([await accessibilityProblems(old.page), old.complaints]).toEqual([[], []]);

      // The workspaces sign in at the lowest level: the act of issuance asks for more, and nothing chosen is lost.
      await old.open('/credential/attest', 'Xác nhận tệp');
      await old.page.locator('#attest-file').setInputFiles(file);
      await old.page.getByRole('button', { name: 'Xác nhận trên sổ' }).click();
      const higher = old.page.getByRole('main').getByRole('button', { name: 'Đăng nhập ở mức cao hơn' });
      await higher.waitFor();
      expect(await accessibilityProblems(old.page)).toEqual([]);
      const [aside] = await Promise.all([old.context.waitForEvent('page'), higher.click()]);
      await aside.locator('button[value="school"]').click();
      await aside.getByRole('heading', { name: 'Đã đăng nhập' }).waitFor();
      await aside.close();
      await old.page.getByRole('button', { name: 'Gửi lại' }).click();
      await old.page.getByText('Máy này đã tự kiểm tra').waitFor({ timeout: 60_000 });
      const record = await old.page.getByRole('row', { name: /text\/plain/ }).first().getByRole('link').getAttribute('href'); // prettier-ignore

      // From here on the device is in other hands.
      const start = Date.now();
      const next = await signedIn(browser!, system, 'school');
      await next.open('/signing', 'Khóa ký của tôi');
      const lost = next.page.getByRole('row', { name: /Máy phòng giáo vụ/ });
      await lost.getByRole('button', { name: 'Mất máy này' }).click();
      await lost.getByRole('button', { name: /Đúng, mất máy/ }).click();
      await lost.getByText(/Đã thu hồi: sổ cái không nhận chữ ký của máy này từ khối/).waitFor({ timeout: twoMinutes });
      await next.page.getByRole('button', { name: 'Tạo khóa và đăng ký' }).click();
      await next.page.getByText('Máy này có khóa của bạn').waitFor();
      const took = Date.now() - start;
      console.log(`a lost device was stopped and another enrolled in ${(took / 1000).toFixed(1)} s`);
      expect(took).toBeLessThan(twoMinutes);
      expect([await accessibilityProblems(next.page), next.complaints]).toEqual([[], []]);

      // The old device is signed out; signed in again, its key opens nothing.
      await old.page.locator('#attest-file').setInputFiles({ ...file, buffer: Buffer.from('Kẻ khác (mẫu)') });
      await old.page.getByRole('button', { name: 'Xác nhận trên sổ' }).click();
      await old.page.getByRole('main').getByRole('button', { name: 'Đăng nhập lại' }).waitFor();
      const [stolen] = await Promise.all([
        old.context.waitForEvent('page'),
        old.page.evaluate("window.open('/session/sign-in?to=/signed-in&for=issuance')"),
      ]);
      await stolen.locator('button[value="school"]').click();
      await stolen.getByRole('heading', { name: 'Đã đăng nhập' }).waitFor();
      await old.page.getByRole('button', { name: 'Xác nhận trên sổ' }).click();
      await old.page.getByText(/Khóa trên máy này đã được báo mất/).waitFor();

      // The verdict on what it signed before.
      await next.page.goto(`${system.verifier}/R/${record?.split('/').at(-1)}`);
      await next.page.getByRole('button', { name: 'Xem chi tiết kiểm chứng' }).click({ timeout: 60_000 });
      await next.page.getByText(/được ký trước khi báo mất/).waitFor();
    },
    300_000,
  );

  testIn(browser)('a registrar sees the devices of the organisation, on a phone and in English', async () => {
    const { page, open, complaints } = await signedIn(browser!, of(), 'registrar-edu', { english: true, width: 320 });
    await open('/devices', 'Devices of the organisation');
    await page
      .getByRole('row', { name: /Máy văn thư/ })
      .getByText(/Revoked: the ledger takes nothing/)
      .waitFor();
    expect([await accessibilityProblems(page), complaints]).toEqual([[], []]);
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  });
}
