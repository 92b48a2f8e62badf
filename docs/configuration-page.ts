/** Writes docs/configuration.md from .env.example: `node docs/configuration-page.ts`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
export const configurationPageFile = join(root, 'docs/configuration.md');

export interface Setting {
  readonly name: string;
  /** As .env.example gives it; undefined where the variable is unset by default. */
  readonly value: string | undefined;
  readonly about: string;
}

/** Variables of .env.example, each with the comment above it. */
export function settingsIn(text: string): Setting[] {
  let about: string[] = [];
  let inComment = false;
  return text.split('\n').flatMap((line) => {
    const variable = /^(# )?(D(?:N|AUNGUON)_[A-Z0-9_]+)=(.*)$/.exec(line);
    if (variable !== null) {
      inComment = false;
      const [, unset, name = '', value] = variable;
      return [{ name, value: unset === undefined ? value : undefined, about: about.join(' ') }];
    }
    if (line.startsWith('# ')) {
      if (!inComment) about = [];
      inComment = true;
      about.push(line.slice(2));
    } else inComment = false;
    return [];
  });
}

const head = `# Configuration

Every setting of gateway and enrolment agent is an environment variable, read once at the start by [config.ts](../gateway-api/src/config.ts), which refuses a wrong value by its name. Secrets may stand in files instead
([secret-files.ts](../gateway-api/src/secret-files.ts)). Settings of a health facility's agent are in its [guide](guide/health.md); those of network and ports in [network/topology.json](../network/topology.json) and [places.ts](../run/places.ts).

This page is written from [.env.example](../.env.example) (\`node docs/configuration-page.ts\`) and checked against it, and against what the program reads, by a test.

| Variable | Default | What it is |
| --- | --- | --- |
`;

export const configurationPage = (text: string): string =>
  head +
  settingsIn(text)
    .map(
      ({ name, value, about }) =>
        `| \`${name}\` | ${value === undefined ? 'unset' : `\`${value}\``} | ${about.replaceAll('|', '\\|')} |`,
    )
    .join('\n') +
  '\n';

if (import.meta.main)
  writeFileSync(configurationPageFile, configurationPage(readFileSync(join(root, '.env.example'), 'utf8')));
