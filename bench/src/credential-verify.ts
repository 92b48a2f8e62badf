import { credentialQrLink } from '@daunguon/formats/cose';
import { newEs256Key } from '@daunguon/formats/es256';
import { bundleForBrowser } from '../../verifier-web/test/bundle-for-browser.ts';
import { launchChromium } from '../../verifier-web/test/chromium.ts';
import { RealLog } from '../../verifier-web/test/real-log.ts';
import { median, measurement, type Measurement } from './measurement.ts';

const throttling = 4;
const runs = 9;
const [recordId, keyId, unitId] = [
  '01ARZ3NDEKTSV4RRFFQ69G5FAV',
  '01BX5ZZKBKACTAV9WEVGEMMVRZ',
  '01CZ0000000000000000000000',
] as const;

/** In the page: the kept directory proven, the printed code checked against it, the verdict; no network. */
const script = `
  import { readTrustPolicy } from '@daunguon/proof';
  import { checkCredentialQr } from '@daunguon/formats/cose';
  import { readIssuerDirectory } from '../src/check/issuer-directory.ts';
  import { printedVerdict } from '../src/check/printed-code.ts';
  import { warmUp } from '../src/browser/warm-up.ts';
  export async function check(warm, policyText, policyJson, kept, fragment) {
    if (warm) warmUp();
    const policy = readTrustPolicy(policyText, policyJson);
    const begun = performance.now();
    const directory = readIssuerDirectory(kept, policy, Date.now());
    const { tone } = printedVerdict(await checkCredentialQr(fragment, (id) => directory.get(id)), null);
    return { tone, ms: performance.now() - begun };
  }
`;
interface Checked {
  tone: string;
  ms: number;
}
declare const bundled: {
  check(warm: boolean, policyText: string, policyJson: unknown, kept: unknown, fragment: string): Promise<Checked>;
};

/**
 * Milliseconds of the first check of a diploma's printed code in a fresh page that has no network, in Chromium on a CPU slowed down four
 * times: the kept directory of issuer keys is proven again, then the signature on the code.
 */
export async function credentialVerifyInBrowser(): Promise<Measurement> {
  const browser = await launchChromium();
  if (browser === null) throw new Error('no Chromium starts');
  try {
    const key = await newEs256Key(keyId);
    const claims = {
      ...{ title: 'Bằng tốt nghiệp trung học phổ thông', fullName: 'Nguyễn Thị Hồng Hạnh', birthDate: '2008-02-29' },
      ...{ serialNumber: 'A12345678', classification: 'Khá', issuedOn: '2026-06-30' },
    };
    const link = await credentialQrLink('https://xacminh.daunguon.example', { recordId, claims }, { ...key, keyId });
    const log = new RealLog();
    log.put({ id: unitId, type: 'registry/unit', body: { name: 'Trường THPT Xuân Lộc (mẫu)' } });
    log.put({ id: keyId, type: 'credential/issuer-key', body: { use: 'sign', unit: unitId, jwk: key.publicJwk } });
    const kept = { directory: 'daunguon-issuers/1', bundles: [log.bundle(keyId), log.bundle(unitId)] };
    const given = [log.policyText(), log.policyJson([]), kept, link.split('#')[1] ?? ''] as const;
    const content = await bundleForBrowser(script);
    const check = async (warm: boolean): Promise<number> => {
      const context = await browser.newContext();
      const page = await context.newPage();
      // WebCrypto is there on secure origins only.
      await page.route('**/*', (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }));
      await page.goto('http://localhost/');
      const devtools = await context.newCDPSession(page);
      await devtools.send('Emulation.setCPUThrottlingRate', { rate: throttling });
      await page.addScriptTag({ content });
      const { tone, ms } = await page.evaluate(
        ([first, text, json, directory, fragment]) => bundled.check(first, text, json, directory, fragment),
        [warm, ...given] as const,
      );
      await context.close();
      if (tone !== 'amber') throw new Error(`offline a printed code is amber, not ${tone}`);
      return ms;
    };
    const [warmed, cold]: [number[], number[]] = [[], []];
    for (let run = 0; run < runs; run += 1) {
      warmed.push(await check(true));
      cold.push(await check(false));
    }
    return measurement({
      name: 'credential-verify',
      value: median(warmed),
      unit: `ms, first check of a printed code offline, Chromium, CPU ${throttling}x slower; a directory of one key and its unit`,
      target: { atMost: 100 },
      other: { name: 'the same without the page’s warm-up, ms', value: median(cold) },
    });
  } finally {
    await browser.close();
  }
}
