import type { ItemOf } from '../api/asked.ts';

export type PartnerAnswer = ItemOf<'/api/exchange/partners'>;
export type WebhookAnswer = ItemOf<'/api/exchange/webhooks'>;
export type DeadLetterAnswer = ItemOf<'/api/exchange/dead-letters'>;
