import type { Answer, ItemOf } from '../../../api/asked.ts';

type HeldAnswer = Answer<'/api/credential/mine'>;
export type HeldCredential = HeldAnswer['items'][number];
export type ErasureRequest = ItemOf<'/api/credential/erasure-requests'>;
