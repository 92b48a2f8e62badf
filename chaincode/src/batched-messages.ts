import handlers from 'fabric-shim/lib/handler.js';
import { batchLimits, joinFirst, types, type BatchLimits } from './message-batches.ts';

/**
 * The shim sends a transaction's messages one by one, each after the answer to the one before. What a transaction asks for in one
 * turn goes together here, where the peer takes batches (Fabric 3.1: WRITE_BATCH_STATE, GET_STATE_MULTIPLE; no shim for Node
 * sends them yet). They were half of the chaincode's own work in a bulk command.
 */
const batching = (Queue: MessageQueueClass, limits: BatchLimits): MessageQueueClass =>
  class extends Queue {
    override queueMsg(message: QueuedMessage): void {
      const id = message.getMsgTxContextId();
      const queue = (this.txQueues[id] ??= []);
      queue.push(message);
      if (queue.length === 1) queueMicrotask(() => this._sendMsg(id));
    }

    override _sendMsg(id: string): void {
      joinFirst(this.txQueues[id] ?? [], limits);
      super._sendMsg(id);
    }
  };

const { prototype } = handlers.ChaincodeMessageHandler;
const chat = prototype.chat;
prototype.chat = function (starter) {
  chat.call(this, starter);
  const limits: BatchLimits = { writes: 0, reads: 0 };
  const stream = this._stream;
  const take = (message: ShimMessage): void => {
    if (message.getType() !== types.ready) return;
    stream.removeListener('data', take);
    Object.assign(limits, batchLimits(message.getPayload_asU8()));
  };
  stream.on('data', take);
  const Queue = this.msgQueueHandler.constructor as MessageQueueClass;
  this.msgQueueHandler = new (batching(Queue, limits))(this);
};
