/** Writes docs/problems.md from the tables: `node gateway-api/src/http/problems-page.ts`. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fieldProblems } from '@daunguon/records';
import { allProblems } from './http-problems.ts';

export const problemsPageFile = join(import.meta.dirname, '../../../docs/problems.md');

const head = `# Problems

Every refusal of the API is an RFC 9457 problem (\`application/problem+json\`): \`type\`, \`title\`, \`status\`, \`detail\`, \`instance\`, \`code\` and, where fields are
wrong, \`errors\` (\`pointer\` by RFC 6901, \`code\`, \`detail\`). \`title\` and \`detail\` are Vietnamese, or English where \`Accept-Language\` asks for it;
\`detail\` is the title and what it is about. \`instance\` is \`urn:uuid:\` and the request id, which also stands in \`X-Request-Id\` and in the log.
\`type\` is \`urn:daunguon:problem:\` and the code with a colon for the slash. Codes are stable.

This page is written from the tables (\`node gateway-api/src/http/problems-page.ts\`) and checked against them by a test.
`;

/** The page, as Markdown. */
export function problemsPage(): string {
  const rows = Object.entries(allProblems)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, { status, title }]) => `| \`${code}\` | ${status} | ${title.vi} | ${title.en} |`);
  const fields = Object.entries(fieldProblems).map(([code, [vi, en]]) => `| \`${code}\` | ${vi} | ${en} |`);
  return [
    head,
    '| Code | Status | Tiếng Việt | English |\n| --- | --- | --- | --- |',
    ...rows,
    '\n## Fields\n\nCodes in `errors`; a code of the table above may stand there too, for one row of a bulk command.\n',
    '| Code | Tiếng Việt | English |\n| --- | --- | --- |',
    ...fields,
    '',
  ].join('\n');
}

if (import.meta.main) writeFileSync(problemsPageFile, problemsPage());
