import { build } from 'esbuild';

/** A script as the page's build makes it (minified, es2020); its exports are members of the global `bundled`. */
export async function bundleForBrowser(contents: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: import.meta.dirname, loader: 'ts' },
    bundle: true,
    minify: true,
    target: 'es2020',
    format: 'iife',
    globalName: 'bundled',
    legalComments: 'none',
    write: false,
  });
  return outputFiles[0]?.text ?? '';
}
