import { join } from 'node:path';
import { expect } from '@jest/globals';
import { build } from 'esbuild';
import { expected } from '../../proof/vectors/expected.ts';
import { readVectors } from '../../proof/vectors/read-vectors.ts';
import type { runVectors } from '../../proof/vectors/run-vectors.ts';
import { launchChromium } from './chromium.ts';
import { testIn } from './in-browser.ts';

declare const vectors: { runVectors: typeof runVectors };

const browser = await launchChromium();
const inBrowser = testIn(browser);

inBrowser('published vectors hold in a browser, built as the page is', async () => {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, '../../proof/vectors/run-vectors.ts')],
    bundle: true,
    minify: true,
    target: 'es2020',
    format: 'iife',
    globalName: 'vectors',
    write: false,
  });
  try {
    const page = await browser?.newPage();
    await page?.addScriptTag({ content: outputFiles[0]?.text ?? '' });
    expect(await page?.evaluate((files) => vectors.runVectors(files), readVectors())).toEqual(expected);
  } finally {
    await browser?.close();
  }
});
