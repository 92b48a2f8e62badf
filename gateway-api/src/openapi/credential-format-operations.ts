import { z } from 'zod';
import { documentSchema, documentTypes, tokenListType } from '../domains/credential/formats-schemas.ts';
import { attestationsSchema } from '../domains/credential/attestation-routes.ts';
import { legalAnswerSchema } from '../legal-signature/legal-answer.ts';
import { legalSignSchema } from '../legal-signature/legal-signature-routes.ts';
import * as answers from './answer-schemas.ts';
import type { Operation } from './operations.ts';

const document = z.record(z.string(), z.unknown());
const issueSchema = z.object({ credential: document, options: document.optional() });
const statusChangeSchema = z.object({ credentialStatus: document, status: z.boolean() });
const verifySchema = z.object({ verifiableCredential: document, options: document.optional() });
const presentationSchema = z.object({
  verifiablePresentation: document,
  options: z.object({ challenge: z.string(), domain: z.string().optional() }),
});
const verifiedSchema = z.object({
  verified: z.boolean(),
  checks: z.array(z.string()),
  warnings: z.array(z.string()),
  errors: z.array(z.string()),
  /** Of what was refused: VCDM 2.0 §7.3. */
  problemDetails: z
    .array(z.object({ type: z.string(), title: z.string(), detail: z.string(), pointer: z.string().optional() }))
    .optional(),
});

/** Formats of credentials: documents, status lists, and what the interoperability suites call (docs/guide/credential-formats.md). */
export const credentialFormatOperations: readonly Operation[] = [
  {
    ...{ method: 'post', path: '/api/credential/custodial/documents', summary: 'PDF và các định dạng / Documents' },
    ...{ body: documentSchema, signedIn: true },
    answers: { 200: [documentTypes.pdf, 'The document, in the format asked for'] },
  },
  {
    ...{ method: 'get', path: '/api/credential/status-lists/:unit/:purpose/:list', query: ['timestamp'] },
    summary: 'Danh sách tình trạng / Bitstring Status List',
    answers: { 200: [answers.otherwiseDescribed, 'BitstringStatusListCredential, signed with the unit’s key'] },
  },
  {
    ...{ method: 'get', path: '/api/credential/token-status-lists/:unit/:list', query: ['time'] },
    summary: 'Danh sách tình trạng cho SD-JWT VC / Token Status List',
    answers: { 200: [tokenListType, 'Status List Token (JWT), signed with the unit’s key'] },
  },
  {
    ...{ method: 'post', path: '/credentials/issue', summary: 'VC-API (thử nghiệm) / VC-API (test profile)' },
    body: issueSchema,
    answers: { 201: [document, 'The credential with its proof'] },
  },
  {
    ...{ method: 'post', path: '/credentials/status', summary: 'VC-API: đổi tình trạng / change a status' },
    body: statusChangeSchema,
    answers: { 200: [z.object({ status: z.boolean() }), 'Changed'] },
  },
  {
    ...{ method: 'get', path: '/credentials/status-lists/:suite/:purpose' },
    summary: 'VC-API: danh sách tình trạng / status list',
    answers: { 200: [answers.otherwiseDescribed, 'BitstringStatusListCredential, signed by the test issuer'] },
  },
  {
    ...{ method: 'post', path: '/credentials/verify', summary: 'VC-API: kiểm chứng / verify' },
    body: verifySchema,
    answers: { 200: [verifiedSchema, 'Verified'], 400: [verifiedSchema, 'Refused, with the reason'] },
  },
  {
    ...{ method: 'post', path: '/presentations/verify', summary: 'VC-API: kiểm chứng bản xuất trình / verify' },
    body: presentationSchema,
    answers: { 200: [verifiedSchema, 'Verified'], 400: [verifiedSchema, 'Refused, with the reason'] },
  },
  {
    ...{
      method: 'post',
      path: '/api/legal-signatures/check',
      summary: 'Kiểm tra chữ ký số trên PDF / Check a signed PDF',
    },
    body: 'application/pdf',
    answers: { 200: [legalAnswerSchema, 'What was found of each signature; nothing is kept'] },
  },
  {
    ...{ method: 'post', path: '/api/legal-signatures/attach', query: ['record'], signedIn: true },
    summary: 'Gắn PDF đã ký số vào hồ sơ / Attach a signed PDF by its digest',
    body: 'application/pdf',
    answers: {
      201: [answers.committedSchema.extend({ signatures: legalAnswerSchema.shape.signatures }), 'Committed'],
      202: [answers.unknownSchema, 'Ordered, outcome unknown: send the same request again'],
    },
  },
  {
    ...{ method: 'post', path: '/api/legal-signatures/sign', signedIn: true, body: legalSignSchema },
    summary: 'Ký số từ xa văn bằng PDF / Sign a diploma by a remote service',
    answers: { 200: [documentTypes.pdf, 'The PDF with a PAdES signature'] },
  },
  {
    ...{ method: 'get', path: '/api/attestations/by-digest/:digest' },
    summary: 'Ai xác nhận tệp này / Who stands for a file',
    answers: { 200: [attestationsSchema, 'By SHA-256; each is proven by its own record'] },
  },
  {
    ...{ method: 'get', path: '/api/attestations/about/:id' },
    summary: 'Tệp gắn với hồ sơ / Files of a record',
    answers: { 200: [attestationsSchema, 'Each is proven by its own record'] },
  },
];
