import { controllerType } from '../domains/credential/controller-documents.ts';
import * as schemas from '../domains/credential/custodial-schemas.ts';
import * as holder from '../domains/credential/holder-schemas.ts';
import {
  paperAnswerSchema,
  paperQuestionSchema,
  paperTagsAnswerSchema,
  paperTagsSchema,
} from '../domains/credential/paper-schemas.ts';
import * as shares from '../domains/credential/share-schemas.ts';
import * as answers from './answer-schemas.ts';
import type { Operation } from './operations.ts';

const post = (
  path: string,
  summary: string,
  body: Operation['body'],
  status: 200 | 201,
  answer: Operation['answers'][number],
): Operation => ({
  method: 'post',
  path: `/api/credential/${path}`,
  summary,
  body: body!,
  answers: { [status]: answer },
});

const committed = [answers.committedSchema, 'Committed on the ledger'] as const;
const links = [schemas.linksAnswerSchema, 'Committed; the links are told this once'] as const;
const unknown = [answers.unknownSchema, 'Ordered, outcome unknown: send the same request again'] as const;
const mayBeUnknown = (operation: Operation): Operation => ({
  ...operation,
  signedIn: true,
  answers: { ...operation.answers, 202: unknown },
});

/** Issuing with keys that this server keeps, sealed contents and their links (docs/guide/credential.md). */
export const credentialOperations: readonly Operation[] = [
  mayBeUnknown(
    post('custodial/keys', 'Khóa do cổng giữ / A key kept here', schemas.custodialKeySchema, 201, committed),
  ),
  mayBeUnknown(post('custodial/issue', 'Cấp văn bằng / Issue', schemas.custodialIssueSchema, 201, links)),
  mayBeUnknown(
    post('custodial/supersede', 'Cấp lại, chỉnh sửa / Replace', schemas.custodialSupersedeSchema, 201, links),
  ),
  {
    ...post('sealed', 'Gửi nội dung niêm phong / Store sealed contents', schemas.storeSealedSchema, 201, [
      schemas.storedSchema,
      'On disk',
    ]),
    signedIn: true,
  },
  post('links/rotate', 'Đổi đường dẫn / A new secret for a link', schemas.rotateLinkSchema, 200, [
    schemas.rotatedSchema,
    'The old link opens nothing any more',
  ]),
  {
    ...post('links/recover', 'Lấy lại đường dẫn đã mất / Recover lost links', holder.recoverSchema, 200, [
      schemas.recoveredSchema,
      'New links of the person who is signed in',
    ]),
    signedIn: true,
  },
  {
    ...{ method: 'get', path: '/api/credential/mine', summary: 'Văn bằng của tôi / My credentials', signedIn: true },
    answers: { 200: [holder.heldSchema, 'Of the person who is signed in; no contents'] },
  },
  {
    ...post('mine/open', 'Mở văn bằng của tôi / Open my own', holder.holderIdSchema, 200, [
      holder.openedKeysSchema,
      'Keys of the sealed contents; the link stays as it is',
    ]),
    signedIn: true,
  },
  {
    ...post('mine/erasure', 'Yêu cầu xóa / Ask for erasure', holder.holderIdSchema, 201, [
      holder.erasureAskedSchema,
      'Kept for the unit, which answers by an act on the ledger',
    ]),
    signedIn: true,
  },
  {
    ...{ method: 'get', path: '/api/credential/mine/shares', signedIn: true },
    summary: 'Các đường dẫn chia sẻ của tôi / Links by which I share',
    answers: { 200: [shares.sharesSchema, 'Names of fields, none of their values'] },
  },
  {
    ...post('mine/shares', 'Chia sẻ một phần / Share some fields', shares.newShareSchema, 201, [
      shares.shareMadeSchema,
      'Kept sealed until it is withdrawn',
    ]),
    signedIn: true,
  },
  {
    ...post('mine/shares/withdraw', 'Rút lại chia sẻ / Withdraw a share', shares.shareNameSchema, 200, [
      shares.shareWithdrawnSchema,
      'The link shows nothing any more',
    ]),
    signedIn: true,
  },
  {
    ...{ method: 'get', path: '/api/credential/shares/:share', summary: 'Nội dung được chia sẻ / What a link shows' },
    answers: { 200: [shares.shareBoxSchema, 'Sealed: the link opens it'] },
  },
  {
    method: 'get',
    path: '/api/credential/erasure-requests',
    ...{ summary: 'Yêu cầu xóa chưa trả lời / Erasure requests without an answer', signedIn: true },
    answers: { 200: [holder.erasureRequestsSchema, 'Of credentials of your unit'] },
  },
  {
    ...{ method: 'post', path: '/api/credential/paper-tags', signedIn: true, body: paperTagsSchema },
    summary: 'Cho tra cứu bản giấy / Let printed documents be found',
    answers: { 200: [paperTagsAnswerSchema, 'Kept as HMACs; null takes one out'] },
  },
  post('paper-lookup', 'Tra cứu bản giấy / Look a paper document up', paperQuestionSchema, 200, [
    paperAnswerSchema,
    'Match and status, by the gateway’s word',
  ]),
  {
    ...{
      method: 'get',
      path: '/api/credential/directory',
      summary: 'Danh bạ khóa phát hành / Directory of issuer keys',
    },
    answers: { 200: [answers.otherwiseDescribed, 'Every issuer key and its unit, each with its proof'] },
  },
  {
    ...{ method: 'get', path: '/api/credential/controllers/:id' },
    summary: 'Đơn vị cấp hoặc khóa, theo chuẩn W3C / Issuer or key as a Controlled Identifier document',
    answers: { 200: [controllerType, 'Multikeys of the unit that signs, by the gateway’s word'] },
  },
];
