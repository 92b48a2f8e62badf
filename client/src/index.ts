export { ApiProblem, createClient, type Answer, type Change, type ClientOptions } from './client.ts';
export type { Operations } from './generated.ts';
export { webhookId, type WebhookHeaders } from './webhook.ts';
