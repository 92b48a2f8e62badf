import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import type { JsonObject } from '../data-integrity/ecdsa-jcs-2019.ts';
import { basePinned, type PinnedContexts } from './contexts.ts';
import { isObject } from './shape.ts';
import { validateCredential } from './validate-credential.ts';
import { validatePresentation } from './validate-presentation.ts';

const file = new URL('../../vectors/w3c-vc-data-model/data/input.json', import.meta.url);
/** The suite's harness puts dates for these words. */
const dated = (text: string): string =>
  text.replaceAll('PAST DATE', '2020-01-01T00:00:00Z').replaceAll('FUTURE DATE', '2099-01-01T00:00:00Z');
const inputs = JSON.parse(dated(readFileSync(file, 'utf8'))) as Readonly<Record<string, JsonObject>>;
const pinned: PinnedContexts = new Map([
  ...basePinned,
  [
    'https://www.w3.org/ns/credentials/examples/v2',
    { '@context': { '@vocab': 'https://www.w3.org/ns/credentials/examples#' } },
  ],
  // The suite's one Ed25519Signature2020 proof is not verified here, only that it may stand.
  ['https://w3id.org/security/suites/ed25519-2020/v1', { '@context': {} }],
]);

/** What the suite's harness does before it calls an issuer. */
const withIssuer = (input: JsonObject): JsonObject => {
  const issuer = Object.hasOwn(input, 'issuer') ? input['issuer'] : 'did:example:issuer';
  const unnamed = isObject(issuer) && !Object.hasOwn(issuer, 'id');
  return { ...input, issuer: unnamed ? { ...issuer, id: 'did:example:issuer' } : issuer };
};
const names = Object.keys(inputs).filter((name) => /-(ok|fail)(-or-inject)?$/.test(name));
// Here the harness's own change makes the input right: the suite never sends it.
const unsent = ['credential-no-issuer-fail', 'credential-issuer-null-fail'];

describe('the inputs of the W3C suite', () => {
  test('are all here', () => expect(names).toHaveLength(117));

  const credentials = names.filter((name) => !name.startsWith('presentation-') && !unsent.includes(name));
  test.each(credentials)('%s', (name) => {
    const validate = () => validateCredential(withIssuer(inputs[name]!), pinned);
    if (name.endsWith('-ok')) expect(validate).not.toThrow();
    else expect(validate).toThrow(expect.objectContaining({ name: 'FormatError' }));
  });

  test.each(unsent)('%s', (name) => expect(() => validateCredential(inputs[name], pinned)).toThrow('/issuer'));

  test.each(names.filter((name) => name.startsWith('presentation-')))('%s', (name) => {
    const validate = () => validatePresentation(inputs[name], pinned);
    if (name.endsWith('-ok')) expect(validate).not.toThrow();
    else expect(validate).toThrow(expect.objectContaining({ name: 'FormatError' }));
  });
});

const good: JsonObject = {
  '@context': ['https://www.w3.org/ns/credentials/v2'],
  type: ['VerifiableCredential'],
  issuer: 'https://truong.example',
  credentialSubject: { id: 'did:example:subject' },
};

test.each<[string, string, string, JsonObject]>([
  [
    'a remote context',
    'context-not-pinned',
    '/@context/1',
    { '@context': ['https://www.w3.org/ns/credentials/v2', 'https://evil.example/c'] },
  ],
  [
    'a remote context inside an inline one',
    'context-not-pinned',
    '/@context/1/A/@context',
    {
      '@context': [
        'https://www.w3.org/ns/credentials/v2',
        { A: { '@id': 'urn:a:b', '@context': 'https://evil.example/c' } },
      ],
    },
  ],
  [
    'an import',
    'context-not-pinned',
    '/@context/1/@import',
    { '@context': ['https://www.w3.org/ns/credentials/v2', { '@import': 'https://evil.example/c' }] },
  ],
  [
    'a base term with another meaning',
    'context-term-protected',
    '/@context/1/name',
    { '@context': ['https://www.w3.org/ns/credentials/v2', { name: 'urn:evil:name' }] },
  ],
  ['version 1.1', 'context-base-missing', '/@context', { '@context': ['https://www.w3.org/2018/credentials/v1'] }],
  ['31 February', 'not-a-time', '/validFrom', { validFrom: '2026-02-31T00:00:00Z' }],
  ['no time zone', 'not-a-time', '/validUntil', { validUntil: '2026-02-01T00:00:00' }],
  [
    'an end before its beginning',
    'validity-reversed',
    '/validUntil',
    { validFrom: '2026-02-01T00:00:00+07:00', validUntil: '2026-01-31T16:59:59Z' },
  ],
  ['a related resource as text', 'not-an-object', '/relatedResource/0', { relatedResource: ['https://a.example'] }],
  [
    'a related resource without digest',
    'related-resource-digest-missing',
    '/relatedResource/0',
    { relatedResource: [{ id: 'https://a.example' }] },
  ],
  [
    'a related resource twice',
    'related-resource-twice',
    '/relatedResource/1/id',
    {
      relatedResource: [
        { id: 'urn:a:1', digestSRI: 'sha256-a' },
        { id: 'urn:a:1', digestSRI: 'sha256-a' },
      ],
    },
  ],
  ['an array of subjects that is empty', 'subject-missing', '/credentialSubject', { credentialSubject: [] }],
])('%s is refused: %s at %s', (_, code, pointer, change) => {
  expect(() => validateCredential({ ...good, ...change })).toThrow(expect.objectContaining({ code, pointer }));
});

test.each([null, 'text', [], 7])('%j is no credential', (input) =>
  expect(() => validateCredential(input)).toThrow(expect.objectContaining({ code: 'not-an-object' })),
);
