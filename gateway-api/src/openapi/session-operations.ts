import { recordTypes } from '@daunguon/records';
import { z } from 'zod';
import { invitationTokenSchema, inviteSchema } from '../enrolment/invitation-routes.ts';
import { chosenUnitSchema } from '../session/session-routes.ts';
import type { Operation } from './operations.ts';

const text = z.string();
const membership = z.strictObject({
  ...{ mspId: text, role: text, unit: text },
  ...{ name: text.optional(), kind: text.optional() },
});
const provider = z.strictObject({ name: text.nullable() });
const sessionSchema = z.union([
  z.strictObject({ signedIn: z.literal(false), provider, ended: z.boolean() }),
  z.strictObject({
    ...{ signedIn: z.literal(true), provider, name: text, expiresAt: z.iso.datetime() },
    member: membership.nullable(),
    /** Of this gateway: partners, webhooks, open data. */
    administers: z.boolean(),
    /** Of the organisation that runs this gateway. */
    operator: z.boolean(),
    may: z.array(text),
    units: z.array(membership),
    signing: z.strictObject({
      ...{ issuer: text, clientId: text, enrolmentAudience: text, agentUrl: text, channel: text, chaincode: text },
    }),
  }),
]);
const invited = { mspId: text, role: text, unit: text, expiresAt: z.iso.datetime(), name: text };
const invitedSchema = z.strictObject(invited);
const invitations = '/api/registry/invitations';
const invitationOperations: readonly Operation[] = [
  {
    ...{ method: 'post', path: invitations, summary: 'Mời vào đơn vị / Invite into a unit', signedIn: true },
    ...{ body: inviteSchema, answers: { 201: [z.strictObject({ ...invited, token: text }), 'For one person, once'] } },
  },
  {
    ...{ method: 'post', path: `${invitations}/look`, summary: 'Xem lời mời / Look at one', signedIn: true },
    ...{ body: invitationTokenSchema, answers: { 200: [invitedSchema, 'Open'] } },
  },
  {
    ...{ method: 'post', path: `${invitations}/join`, summary: 'Nhận lời mời / Join', signedIn: true },
    ...{ body: invitationTokenSchema, answers: { 200: [invitedSchema, 'Joined'] } },
  },
];
const members = '/api/registry/members';
const memberSchema = z.strictObject({
  ...{ id: text.nullable(), name: text.nullable(), role: text, joinedAt: z.iso.datetime().nullable() },
  ...{ isYou: z.boolean(), mayEnd: z.boolean() },
});
const memberOperations: readonly Operation[] = [
  {
    ...{ method: 'get', path: members, summary: 'Người làm việc trong đơn vị / Who works for a unit', signedIn: true },
    ...{
      query: ['unit'],
      answers: { 200: [z.strictObject({ items: z.array(memberSchema), invites: z.array(text) }), 'Found'] },
    },
  },
  {
    ...{ method: 'post', path: `${members}/:id/end`, summary: 'Cho rời đơn vị / End a membership', signedIn: true },
    answers: { 200: [z.strictObject({ unit: text }), 'Ended; the person’s own keys for the unit are being revoked'] },
  },
];
const listsSchema = z.strictObject({
  items: z.array(z.strictObject({ path: text, type: z.enum(recordTypes) })),
});

const overviewSchema = z.strictObject({
  items: z.array(z.strictObject({ type: z.enum(recordTypes), commune: text, records: z.int().min(1) })),
});

/** Sign-in of the workspaces (ADR 12) and what their generic pages ask. */
export const sessionOperations: readonly Operation[] = [
  {
    ...{ method: 'get', path: '/session', summary: 'Ai đang đăng nhập / Who is signed in' },
    answers: { 200: [sessionSchema, 'Also when nobody is'] },
  },
  {
    ...{
      method: 'get',
      path: '/session/sign-in',
      summary: 'Đến trang đăng nhập / To the sign-in page',
      query: ['to', 'for'],
    },
    answers: { 302: ['text/plain', 'To the issuer'] },
  },
  {
    ...{ method: 'get', path: '/session/callback', summary: 'Trở về sau đăng nhập / Back from the sign-in' },
    ...{ query: ['code', 'state'], answers: { 302: ['text/plain', 'To the workspace, signed in'] } },
  },
  {
    ...{ method: 'post', path: '/session/sign-out', summary: 'Đăng xuất / Sign out' },
    body: z.strictObject({ everywhere: z.boolean().optional() }),
    answers: { 204: ['text/plain', 'Signed out'] },
  },
  {
    ...{ method: 'post', path: '/session/unit', summary: 'Chọn đơn vị làm việc / Choose the unit', signedIn: true },
    ...{ body: chosenUnitSchema, answers: { 204: ['text/plain', 'Chosen'] } },
  },
  {
    ...{ method: 'get', path: '/api/lists', summary: 'Các danh sách / Lists and their record types' },
    answers: { 200: [listsSchema, 'Found'] },
  },
  {
    ...{ method: 'get', path: '/api/overview', summary: 'Số hồ sơ theo loại và xã / Records by type and commune' },
    ...{ signedIn: true, answers: { 200: [overviewSchema, 'Found'] } },
  },
  ...invitationOperations,
  ...memberOperations,
];
