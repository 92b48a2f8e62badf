import { once } from 'node:events';
import type grpc from '@grpc/grpc-js';
import { common, peer } from '@hyperledger/fabric-protos';
import { rawMethod } from '../node/rpc.ts';
import { field, integerField } from '../node/wire.ts';
import type { Ledger } from '../types.ts';
import { blockTransactions } from './block-transactions.ts';
import { DeliverRefused, openDeliverSession } from './deliver.ts';
import { followBlocks } from './follow-blocks.ts';
import type { Follower } from './follow-blocks.ts';

/** A committed block as one field of protos.DeliverResponse. */
type Form = (number: number, block: Buffer) => Buffer;

const filtered =
  (ledger: Ledger): Form =>
  (number, block) => {
    const answer = new peer.FilteredBlock();
    answer.setChannelId(ledger.config().channelId);
    answer.setNumber(number);
    answer.setFilteredTransactionsList(
      blockTransactions(block).map(({ txId, type, code, event }) => {
        const transaction = new peer.FilteredTransaction();
        transaction.setTxid(txId);
        transaction.setType(type as common.HeaderTypeMap[keyof common.HeaderTypeMap]);
        transaction.setTxValidationCode(code as peer.TxValidationCodeMap[keyof peer.TxValidationCodeMap]);
        if (type !== common.HeaderType.ENDORSER_TRANSACTION) return transaction;
        const actions = new peer.FilteredTransactionActions();
        if (event) {
          // filtered blocks never carry event payloads
          event.setPayload('');
          const action = new peer.FilteredChaincodeAction();
          action.setChaincodeEvent(event);
          actions.setChaincodeActionsList([action]);
        }
        transaction.setTransactionActions(actions);
        return transaction;
      }),
    );
    return field(3, answer.serializeBinary());
  };

const withPrivateData =
  (ledger: Ledger, mspId: string): Form =>
  (number, block) => {
    const count = common.Block.deserializeBinary(block).getData()?.getDataList_asU8().length ?? 0;
    const entries = Array.from({ length: count }, (_, index) => {
      const set = ledger.privateSet(number, index, mspId);
      return set ? field(2, Buffer.concat([integerField(1, index), field(2, set)])) : Buffer.alloc(0);
    });
    return field(4, Buffer.concat([field(1, block), ...entries]));
  };

const status = (code: number): Buffer => integerField(1, code);

const handler =
  (
    ledger: Ledger,
    beforeBlock: () => Promise<void>,
    formOf: (creatorMspId: string) => Form,
  ): grpc.handleBidiStreamingCall<Buffer, Buffer> =>
  (call) => {
    let follower: Follower | undefined;
    const fail = (error: Error): void => {
      call.write(status(error instanceof DeliverRefused ? error.status : common.Status.INTERNAL_SERVER_ERROR));
    };
    const begin = (envelope: Buffer): void => {
      follower?.stop();
      const session = openDeliverSession(envelope, ledger, new Date());
      const form = formOf(ledger.config().identity(session.creator).mspId);
      if (session.failIfNotReady && session.start >= ledger.height()) throw new DeliverRefused(common.Status.NOT_FOUND);
      follower = followBlocks(
        ledger,
        session.start,
        async (number, block) => {
          await beforeBlock();
          session.recheck(new Date());
          if (!call.write(form(number, block)) && !call.cancelled) await once(call, 'drain');
          if (number < session.stop) {
            if (session.failIfNotReady && number + 1 >= ledger.height())
              throw new DeliverRefused(common.Status.NOT_FOUND);
            return 'more';
          }
          call.write(status(common.Status.SUCCESS));
          return 'stop';
        },
        fail,
      );
    };
    call.on('data', (envelope: Buffer) => {
      try {
        begin(envelope);
      } catch (error) {
        fail(error as Error);
      }
    });
    // the SDK half-closes after its one envelope and keeps reading
    call.on('cancelled', () => follower?.stop());
    call.on('close', () => follower?.stop());
    call.on('error', () => follower?.stop());
  };

/** `/protos.Deliver/*` of one organisation's peer; `beforeBlock` may make it late. */
export const addDeliverService = (
  server: grpc.Server,
  ledger: Ledger,
  mspId: string,
  beforeBlock: () => Promise<void>,
): void => {
  server.addService(
    {
      deliver: rawMethod('/protos.Deliver/Deliver', true, true),
      deliverFiltered: rawMethod('/protos.Deliver/DeliverFiltered', true, true),
      deliverWithPrivateData: rawMethod('/protos.Deliver/DeliverWithPrivateData', true, true),
    },
    {
      deliver: handler(ledger, beforeBlock, () => (_number, block) => field(2, block)),
      deliverFiltered: handler(ledger, beforeBlock, () => filtered(ledger)),
      // private data goes to the caller's organisation only, and only from its own peer
      deliverWithPrivateData: handler(ledger, beforeBlock, (creator) =>
        creator === mspId ? withPrivateData(ledger, mspId) : withPrivateData(ledger, ''),
      ),
    },
  );
};
