import type { Answer, ItemOf } from '../api/asked.ts';

type BlockAnswer = Answer<'/api/explorer/blocks/{number}'>;
export type LedgerBlock = BlockAnswer['block'];
export type TransactionLine = ItemOf<'/api/explorer/transactions'>;
export type TransactionAnswer = Answer<'/api/explorer/transactions/{txId}'>;
export type ShownValue = TransactionAnswer['args'][number];
export type ReadWriteSet = TransactionAnswer['sets'][number];
export type LedgerCheckpoint = ItemOf<'/api/explorer/checkpoints'>;
export type Hit = ItemOf<'/api/explorer/search'>;
