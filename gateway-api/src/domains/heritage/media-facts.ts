import { isDeepStrictEqual } from 'node:util';
import { DomainError, type AddMedia } from '@daunguon/records';
import type { MediaStore } from './media/media-store.ts';
import type { KeptFacts, MediaFacts } from './media/take-in.ts';

const measured: readonly Exclude<keyof MediaFacts, 'sha256'>[] = [
  ...(['kind', 'mediaType', 'bytes', 'width', 'height', 'durationMs', 'derivatives', 'c2pa'] as const),
];

/**
 * What a command says of a file that was taken in here is what was measured then: copies and verdict are no sender's to choose. Of files that
 * this gateway never had, or has deleted, it cannot tell. @throws DomainError `heritage/file-differs`, with each field that differs
 */
export function requireMeasured(media: Pick<MediaStore, 'facts'>, command: AddMedia): void {
  const facts = media.facts<KeptFacts>(command.sha256)?.facts;
  if (facts === undefined) return;
  const errors = measured
    .filter((field) => !isDeepStrictEqual(command[field], facts[field]))
    .map((field) => ({ pointer: `/${field}`, detail: 'heritage/file-differs' }));
  if (errors.length > 0) throw new DomainError('heritage/file-differs', command.sha256, errors);
}
