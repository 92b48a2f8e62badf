import express, { Router, type Response } from 'express';
import { parseCommand } from '@daunguon/records';
import type { Deps } from '../deps.ts';
import { parseJson } from '../http/parse-json.ts';
import { CommitUnknown, type Committed } from '../ledger/ledger.ts';
import { awaitCheckpoint } from '../log/prefer-wait.ts';
import type { CommandRoute } from './command-route.ts';

/** How long an answer waits for the index, so that a client reads what it wrote. */
const indexWaitMs = 2000;

export interface CommandDeps extends Deps {
  /** See BlockFollower.reached. */
  indexed(blockNumber: number, milliseconds: number): Promise<boolean>;
  /** True once a published checkpoint covers the block. */
  covered(blockNumber: number, milliseconds: number): Promise<boolean>;
}

/** A command as the answers need it. */
export interface SentCommand {
  readonly requestId: string;
  readonly id?: string;
}

/** 201: committed, with the link to the receipt. */
export function sendCommitted(response: Response, command: SentCommand, committed: Committed, more: object = {}): void {
  const { ids = [], held = [] } = (committed.result ?? {}) as { ids?: string[]; held?: string[] };
  // A command's id may name what is no record of its own, such as an issue of labels: its receipt is that of the record written.
  const main = command.id !== undefined && (ids.length === 0 || ids.includes(command.id)) ? command.id : ids[0];
  const { txId, blockNumber } = committed;
  if (main !== undefined) response.location(`/r/${main}`);
  response.status(201).json({ ids, held, txId, blockNumber, receipt: main && `/r/${main}`, ...more });
}

/** 202: ordered, outcome unknown; never called a failure. */
export function sendUnknown(response: Response, command: SentCommand, { txId }: CommitUnknown): void {
  if (command.id !== undefined) response.location(`/r/${command.id}`);
  response.status(202).json({ txId, requestId: command.requestId, status: 'unknown' });
}

/** For `catch`: an unknown outcome is an answer, everything else stays an error. */
export const outcomeUnknown = (error: unknown): CommitUnknown => {
  if (error instanceof CommitUnknown) return error;
  throw error;
};

/** What the gateway itself does about a command. */
export interface CommandHooks {
  /** Before anything goes to the ledger. @throws DomainError what the gateway knows to be wrong, though the ledger could not */
  before?(transaction: string, command: object): void;
  /** After its commit; answers what is told beside the receipt. */
  after?(transaction: string, command: object): Promise<object>;
}

/** One POST per transaction: 201 after commit, 202 when the outcome is not known yet. */
export function commandRoutes(
  deps: CommandDeps,
  routes: readonly CommandRoute[],
  { before, after }: CommandHooks = {},
): Router {
  const router = Router();
  for (const route of routes) {
    router.post(route.path, express.raw({ type: () => true, limit: '1mb' }), async (request, response) => {
      const person = await deps.authenticate(request);
      const sent = parseJson(Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0));
      const named = typeof request.params['id'] === 'string' ? { noticeId: request.params['id'] } : {};
      const plain = typeof sent === 'object' && sent !== null && !Array.isArray(sent);
      const command = parseCommand(route.schema, plain ? { ...sent, ...named } : sent) as SentCommand;
      before?.(route.transaction, command);
      const identity = await deps.identityOf(person.subject, person.token);
      const committed = await deps.ledger.submit(identity, route.transaction, command).catch(outcomeUnknown);
      if (committed instanceof CommitUnknown) {
        sendUnknown(response, command, committed);
        return;
      }
      const indexed = await deps.indexed(committed.blockNumber, indexWaitMs);
      const receipt = await awaitCheckpoint(request, response, deps.covered, committed.blockNumber);
      sendCommitted(response, command, committed, {
        indexed,
        ...receipt,
        ...(await after?.(route.transaction, command)),
      });
    });
  }
  return router;
}
