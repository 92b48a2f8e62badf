import type { CredentialKind } from '@daunguon/records';
import type { Answer, AnswerTo, ItemOf } from '../../../api/asked.ts';

export type LinksAnswer = AnswerTo<'POST', '/api/credential/custodial/issue'>;
export type EntryPage = Answer<'/api/credential/register'>;
export type EntryAnswer = EntryPage['items'][number];
export type ApiKeyAnswer = ItemOf<'/api/credential/api-keys'>;

/** Which kind a record's contents are: each has a field that the others lack. */
export const kindOf = (contents: Readonly<Record<string, unknown>>): CredentialKind =>
  'achievement' in contents ? 'badge' : 'course' in contents ? 'course-certificate' : 'diploma';
