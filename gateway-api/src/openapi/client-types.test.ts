import { expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { clientTypes, clientTypesFile } from './client-types.ts';

test('the client’s types are those of the API: node gateway-api/src/openapi/client-types.ts', () => {
  const text = clientTypes();
  expect(readFileSync(clientTypesFile, 'utf8')).toBe(text);
  for (const name of ['GET /lgsp/v1/changes', 'POST /epcis/queries/{name}/subscriptions', 'GET /r/{id}'])
    expect(text).toContain(`'${name}'`);
  expect(text).not.toContain('/api/exchange');
});
