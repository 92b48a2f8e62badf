import { expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { clientTypes } from './client-types.ts';

const root = join(import.meta.dirname, '../../..');
const written = clientTypes();

test.each([...written.keys()])(
  '%s is as the API’s description has it: node gateway-api/src/openapi/client-types.ts',
  (file) => {
    expect(readFileSync(join(root, file), 'utf8')).toBe(written.get(file));
  },
);

test('sharing systems are told of what they may ask, the workspaces of all that they ask', () => {
  const [client, workspaces] = ['client/src/generated.ts', 'explorer-ui/src/api/operations.ts'].map((file) =>
    written.get(file),
  );
  for (const name of ['GET /lgsp/v1/changes', 'POST /epcis/queries/{name}/subscriptions', 'GET /r/{id}'])
    expect(client).toContain(`'${name}'`);
  expect(client).not.toContain('/api/exchange');
  for (const name of ['GET /session', 'POST /api/origin/batches', 'GET /api/origin/batches/{id}'])
    expect(workspaces).toContain(`'${name}'`);
});
