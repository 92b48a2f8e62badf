import * as commands from '@daunguon/records';
import * as schemas from '../domains/health/health-schemas.ts';
import type { Operation } from './operations.ts';

const signed = (
  method: 'get' | 'post',
  path: string,
  summary: string,
  answers: Operation['answers'],
  more: Pick<Operation, 'body' | 'query'> = {},
): Operation => ({ method, path: `/api/health/${path}`, summary, signedIn: true, answers, ...more });
const post = (path: string, summary: string, body: NonNullable<Operation['body']>, answers: Operation['answers']) =>
  signed('post', path, summary, answers, { body });

/** What `health` offers beside its records (docs/guide/health.md). */
export const healthOperations: readonly Operation[] = [
  post('commitments', 'Gửi cam kết / Send a commitment', commands.submitCommitmentSchema, {
    200: [schemas.waitingSchema, 'On the ledger already'],
    201: [schemas.waitingSchema, 'On disk; waits for the next common batch'],
  }),
  post('reads', 'Báo lượt đọc / Tell of a read', commands.reportAccessSchema, {
    201: [schemas.loggedSchema, 'Logged'],
  }),
  post('patients', 'Mã cho người bệnh / A code for a patient', commands.newPatientSchema, {
    201: [schemas.idAnswerSchema, 'Made, to be claimed with its secret'],
  }),
  post('patients/claim', 'Nhận mã / Claim a code', commands.claimPatientSchema, {
    201: [schemas.idAnswerSchema, 'Belongs to the account now'],
  }),
  post('patients/mine', 'Mã của tôi / A code of my own', schemas.ownCodeSchema, {
    201: [schemas.idAnswerSchema, 'The code of the account, made at first use'],
  }),
  signed('get', 'me', 'Tôi là ai / Codes of this account', { 200: [schemas.meSchema, 'As patient or guardian'] }),
  post('consents', 'Đồng ý / Give consent', commands.giveConsentSchema, {
    201: [schemas.consentAnswerSchema, 'Given'],
  }),
  post('consents/narrow', 'Thu hẹp / Narrow a consent', commands.narrowConsentSchema, {
    201: [schemas.consentAnswerSchema, 'Narrowed'],
  }),
  post('consents/withdraw', 'Rút đồng ý / Withdraw a consent', commands.withdrawConsentSchema, {
    201: [schemas.consentAnswerSchema, 'Withdrawn'],
  }),
  signed('get', 'consents', 'Các đồng ý / Consents of the account', { 200: [schemas.consentsSchema, 'Oldest first'] }),
  post('exchanges', 'Gửi gói hồ sơ / Send a bundle', commands.sendBundleSchema, {
    201: [schemas.untilSchema, 'Kept for the receiver until then'],
  }),
  signed('get', 'exchanges', 'Gói chờ nhận / Bundles for this facility', {
    200: [schemas.inboxSchema, 'Not picked up'],
  }),
  post('exchanges/pick-up', 'Nhận gói / Pick a bundle up', commands.pickUpSchema, {
    200: [schemas.pickedUpSchema, 'Once; the same request again until it is acknowledged'],
  }),
  post('exchanges/acknowledge', 'Báo đã nhận / Acknowledge', commands.acknowledgeSchema, {
    201: [schemas.receiptSchema, 'Destroyed here; the receipt goes to the ledger'],
  }),
  post('break-glass', 'Mở khẩn cấp / Emergency access', commands.breakGlassSchema, {
    201: [schemas.untilSchema, 'Open until then, to be reviewed'],
  }),
  signed('get', 'break-glass', 'Các lần mở khẩn cấp / Emergency accesses', {
    200: [schemas.breakGlassListSchema, 'Newest first'],
  }),
  post('patients/dispute', 'Báo mã bị người khác nhận / Dispute a claim', commands.disputeClaimSchema, {
    201: [schemas.idAnswerSchema, 'To be reviewed by the department'],
  }),
  signed('get', 'claim-disputes', 'Các khiếu nại về mã / Disputed claims', {
    200: [schemas.claimDisputesSchema, 'Newest first'],
  }),
  post('claim-disputes/review', 'Xem xét khiếu nại / Review a dispute', commands.reviewClaimSchema, {
    201: [schemas.claimReviewedSchema, 'Reviewed'],
  }),
  post('break-glass/review', 'Xem xét / Review', commands.reviewSchema, { 201: [schemas.reviewedSchema, 'Reviewed'] }),
  signed(
    'get',
    'access-log',
    'Ai đã đọc / Who read what and why',
    { 200: [schemas.accessLogSchema, 'Newest first'] },
    { query: ['patient'] },
  ),
  post('erasures', 'Xóa / Erase', commands.askErasureSchema, {
    200: [schemas.erasedSchema, 'Erased: salt purged, receipt on the ledger'],
    201: [schemas.erasureWaitsSchema, 'Taken in; purged with those of all facilities at the latest by then'],
  }),
];
