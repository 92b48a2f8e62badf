/** Answers of the gateway's `/api/exchange` (`gateway-api/src/openapi/exchange-operations.ts`). */
export interface PartnerAnswer {
  readonly id: string;
  readonly name: string;
  readonly legalBasis: string;
  readonly scopes: readonly string[];
  readonly hosts: readonly string[];
  readonly perMinute: number;
  readonly perDay: number;
  readonly unit?: string;
  readonly sandbox: boolean;
  readonly createdAt: string;
  readonly revokedAt?: string;
  readonly today: number;
}
export interface ReadAnswer {
  readonly at: string;
  readonly kind: 'request' | 'delivery';
  readonly what: string;
  readonly rows: number | null;
}
export interface WebhookAnswer {
  readonly id: string;
  readonly partner: string;
  readonly url: string;
  readonly state: 'active' | 'paused';
  readonly pausedBecause?: 'gone' | 'failing';
  readonly lastDeliveredAt?: string;
  readonly waiting: number;
}
export interface DeadLetterAnswer {
  readonly id: string;
  readonly partnerName: string;
  readonly url: string;
  readonly attempts: number;
  readonly failure?: string;
  readonly status?: number;
  readonly lastAttemptAt?: string;
  readonly body: object;
}
