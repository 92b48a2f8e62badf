import { bundleForBrowser } from '../../verifier-web/test/bundle-for-browser.ts';
import { launchChromium } from '../../verifier-web/test/chromium.ts';
import { batchBody, ids } from '../../verifier-web/test/cast.ts';
import { RealLog } from '../../verifier-web/test/real-log.ts';
import { median, measurement, type Measurement } from './measurement.ts';

const throttling = 4;
const runs = 9;
const records = 2000;

/** In the page: one verification as a scan does it, after the page's own warm-up or without. */
const script = `
  import { readTrustPolicy, verify } from '@daunguon/proof';
  import { warmUp } from '../src/browser/warm-up.ts';
  export function scan(warm, policyText, policyJson, bundle, id) {
    if (warm) warmUp();
    const policy = readTrustPolicy(policyText, policyJson);
    const begun = performance.now();
    const { authenticity } = verify({ bundle, id, policy, now: Date.now() });
    return { authenticity, ms: performance.now() - begun };
  }
`;
interface Scan {
  authenticity: string;
  ms: number;
}
declare const bundled: {
  scan(warm: boolean, policyText: string, policyJson: unknown, bundle: unknown, id: string): Scan;
};

/** A log of some size with real keys; the batch asked for is its first. */
function filledLog(): RealLog {
  const log = new RealLog();
  const idOf = (index: number): string => String(index).padStart(26, '0');
  log.put({ id: ids.honest, type: 'origin/batch', body: batchBody() });
  for (let first = 0; first < records; first += 500)
    log.put(
      ...Array.from({ length: 500 }, (_, at) => ({
        ...{ id: idOf(first + at), type: 'origin/batch', body: { lot: `L${first + at}` } },
      })),
    );
  return log;
}

/**
 * Milliseconds of the first verification in a fresh page of Chromium on a CPU slowed down four times, warmed up as the page does while it
 * waits for the network.
 */
export async function verifyInBrowser(): Promise<Measurement> {
  const browser = await launchChromium();
  if (browser === null) throw new Error('no Chromium starts');
  try {
    const log = filledLog();
    const content = await bundleForBrowser(script);
    const given = [log.policyText(), log.policyJson([]), log.bundle(ids.honest), ids.honest] as const;
    const scan = async (warm: boolean): Promise<number> => {
      const context = await browser.newContext();
      const page = await context.newPage();
      const devtools = await context.newCDPSession(page);
      await devtools.send('Emulation.setCPUThrottlingRate', { rate: throttling });
      await page.addScriptTag({ content });
      const { authenticity, ms } = await page.evaluate(
        ([first, text, json, bundle, id]) => bundled.scan(first, text, json, bundle, id),
        [warm, ...given] as const,
      );
      await context.close();
      if (authenticity !== 'authentic') throw new Error(`the bundle is ${authenticity}`);
      return ms;
    };
    const [warmed, cold]: [number[], number[]] = [[], []];
    for (let run = 0; run < runs; run += 1) {
      warmed.push(await scan(true));
      cold.push(await scan(false));
    }
    return measurement({
      name: 'verify',
      value: median(warmed),
      unit: `ms, first verify() of a page, Chromium, CPU ${throttling}x slower; ${log.size} leaves, 5 signatures`,
      target: { atMost: 100 },
      other: { name: 'the same without the page’s warm-up, ms', value: median(cold) },
    });
  } finally {
    await browser.close();
  }
}
