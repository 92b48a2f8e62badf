import type { ActBody, CredentialKind } from '@daunguon/records';

/** Answers of the gateway to the pages of a unit that issues. */
export interface LinksAnswer {
  readonly links: readonly { readonly id: string; readonly link: string }[];
}
export interface EntryAnswer {
  readonly id: string;
  readonly status: string;
  readonly version: number;
  readonly contents: Readonly<Record<string, string | number>>;
  readonly missing?: true | undefined;
}
export interface EntryPage {
  readonly items: readonly EntryAnswer[];
  readonly next?: string | undefined;
}
export interface EntryWithActs extends EntryAnswer {
  readonly acts: readonly (ActBody & { readonly version: number })[];
}
export interface ApiKeyAnswer {
  readonly id: string;
  readonly label: string;
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly lastUsedOn?: string | undefined;
  readonly revokedAt?: string | undefined;
}

/** Which kind a record's contents are: each has a field that the others lack. */
export const kindOf = (contents: Readonly<Record<string, unknown>>): CredentialKind =>
  'achievement' in contents ? 'badge' : 'course' in contents ? 'course-certificate' : 'diploma';
