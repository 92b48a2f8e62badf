import { z } from 'zod';
import * as apiKeys from '../domains/credential/api-key-schemas.ts';
import { linksAnswerSchema } from '../domains/credential/custodial-schemas.ts';
import * as register from '../domains/credential/register-schemas.ts';
import * as answers from './answer-schemas.ts';
import type { Operation } from './operations.ts';

const keys = '/api/credential/api-keys';
const book = '/api/credential/register';
const issued = {
  201: [linksAnswerSchema, 'Committed; the links are told this once'],
  202: [answers.unknownSchema, 'Ordered, outcome unknown: send the same request again'],
} as const;
const secret = [apiKeys.apiKeySecretSchema, 'The secret is told this once'] as const;

/** Register books, and keys of course platforms (docs/guide/credential.md). */
export const issuingOperations: readonly Operation[] = [
  {
    ...{ method: 'get', path: book, summary: 'Sổ gốc / Register book', query: ['kind', 'year', 'after'] },
    ...{ signedIn: true, answers: { 200: [register.registerAnswer, 'Opened with the unit’s key'] } },
  },
  {
    ...{ method: 'get', path: `${book}/export.csv`, summary: 'Tệp cho CSDL văn bằng / File for the ministry' },
    ...{ query: ['kind', 'year'], signedIn: true, answers: { 200: ['text/csv', 'Main contents, a line a diploma'] } },
  },
  {
    ...{ method: 'get', path: `${book}/:id`, summary: 'Một bản trong sổ / One entry', signedIn: true },
    answers: { 200: [register.entryAnswer, 'Its contents and what was done to it'] },
  },
  {
    ...{ method: 'post', path: `${book}/find`, summary: 'Tìm theo số / Find by number', signedIn: true },
    ...{ body: register.registerFindSchema, answers: { 200: [register.foundAnswer, 'Entries with this number'] } },
  },
  {
    ...{ method: 'post', path: `${book}/link`, summary: 'Đường dẫn mới / A new link', signedIn: true },
    ...{ body: register.registerLinkSchema, answers: { 200: [register.linkAnswer, 'The old link opens nothing'] } },
  },
  {
    ...{ method: 'post', path: '/api/credential/badge-images', summary: 'Ảnh huy hiệu / Picture of a badge' },
    ...{ body: 'image/png', signedIn: true },
    answers: { 201: [z.strictObject({ digest: z.string() }), 'SHA-256, as `imageDigest` of badges'] },
  },
  {
    ...{ method: 'get', path: '/api/credential/badge-images/:digest', summary: 'Ảnh huy hiệu / Picture of a badge' },
    answers: { 200: ['image/png', 'PNG or SVG'] },
  },
  {
    ...{ method: 'post', path: '/api/credential/custodial/badge', summary: 'Huy hiệu Open Badges 3.0 / Baked badge' },
    ...{ body: register.registerLinkSchema, signedIn: true },
    answers: {
      200: [
        'image/png',
        'PNG or SVG with the credential in it: JSON with an Ed25519 proof, or a JWT where the unit has no badge key',
      ],
    },
  },
  {
    ...{ method: 'get', path: keys, summary: 'Khóa API của đơn vị / API keys', signedIn: true },
    answers: { 200: [apiKeys.apiKeyListSchema, 'Without their secrets'] },
  },
  {
    ...{ method: 'post', path: keys, summary: 'Tạo khóa API / Create an API key', signedIn: true },
    ...{ body: apiKeys.apiKeySchema, answers: { 201: secret } },
  },
  {
    ...{ method: 'post', path: `${keys}/:id/rotate`, summary: 'Đổi khóa API / Rotate', signedIn: true },
    answers: { 200: secret },
  },
  {
    ...{ method: 'post', path: `${keys}/:id/revoke`, summary: 'Thu hồi khóa API / Revoke', signedIn: true },
    answers: { 200: [apiKeys.apiKeyRevokedSchema, 'It opens nothing any more'] },
  },
  {
    ...{ method: 'post', path: '/api/credential/provider/certificates', signedIn: true },
    summary: 'Nền tảng học tập cấp chứng chỉ khóa học / A course platform issues certificates, with its API key',
    ...{ body: apiKeys.providerIssueSchema, answers: issued },
  },
  {
    ...{ method: 'post', path: '/api/credential/provider/badges', signedIn: true },
    summary: 'Nền tảng học tập cấp huy hiệu / A course platform issues badges, with its API key',
    ...{ body: apiKeys.providerBadgesSchema, answers: issued },
  },
];
